"""Files are received within limits that hold while the bytes come in."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from dinhlang.lib import uploads

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20
PDF = b"%PDF-1.7\n" + b"paper" * 20


def sent(*files: tuple[str, bytes], **fields: str) -> HttpRequest:
    """Return a parsed request as a browser sends it: the fields first."""
    parts = {**fields, "files": [SimpleUploadedFile(name, content) for name, content in files]}
    request = RequestFactory().post("/", parts)
    _ = request.POST
    return request


def reasons(request: HttpRequest) -> list[tuple[str, str]]:
    return [(one.name, one.reason) for one in uploads.refusals(request)]


def test_a_photo_and_a_paper_are_received_with_the_digest_of_their_bytes() -> None:
    photo, paper = sent(("anh.jpg", JPEG), ("don.pdf", PDF)).FILES.getlist("files")
    assert isinstance(photo, uploads.ReceivedFile)
    assert isinstance(paper, uploads.ReceivedFile)
    assert (photo.kind, photo.digest, photo.size) == ("photo", sha256(JPEG).digest(), len(JPEG))
    assert (paper.kind, paper.digest, paper.size) == ("pdf", sha256(PDF).digest(), len(PDF))


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        (b"\xff\xd8\xff\xe1" + b"." * 12, "photo"),
        (b"\x89PNG\r\n\x1a\n" + b"." * 8, "photo"),
        (b"RIFF....WEBPVP8 ", "photo"),
        (b"\x00\x00\x00\x18ftypheic....", "photo"),
        (b"%PDF-1.4\n.......", "pdf"),
        (b"RIFF....AVI LIST", ""),
        (b"\x00\x00\x00\x18ftypmp42....", ""),
        (b"<svg xmlns='http", ""),
        (b"GIF89a..........", ""),
        (b"PK\x03\x04............", "docx"),
        (b"", ""),
    ],
)
def test_the_kind_is_told_by_the_bytes(mark: bytes, kind: str) -> None:
    assert uploads.kind_of(mark) == kind


def test_a_page_that_calls_itself_a_photo_is_refused() -> None:
    request = sent(("anh.jpg", b"<html><script>alert(1)</script>"), ("tot.jpg", JPEG))
    assert [one.name for one in request.FILES.getlist("files")] == ["tot.jpg"]
    assert reasons(request) == [("anh.jpg", uploads.WRONG_KIND)]


def test_an_empty_file_is_refused() -> None:
    assert reasons(sent(("trong.jpg", b""))) == [("trong.jpg", uploads.EMPTY)]


def test_a_file_over_the_limit_is_refused_and_the_fields_and_other_files_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    request = sent(("to.jpg", JPEG + b"x" * 1000), ("nho.jpg", JPEG), text="Cống nghẹt")
    assert request.POST["text"] == "Cống nghẹt"
    assert [one.name for one in request.FILES.getlist("files")] == ["nho.jpg"]
    assert reasons(request) == [("to.jpg", uploads.TOO_BIG)]


def test_a_file_of_exactly_the_limit_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", len(JPEG))
    assert reasons(sent(("vua.jpg", JPEG))) == []


def test_the_sixth_file_is_refused() -> None:
    request = sent(*[(f"{number}.jpg", JPEG) for number in range(1, 7)])
    assert len(request.FILES.getlist("files")) == uploads.MOST_FILES
    assert reasons(request) == [("6.jpg", uploads.TOO_MANY)]


class Flood(io.RawIOBase):
    """A body without end that counts what was read of it."""

    def __init__(self, head: bytes) -> None:
        super().__init__()
        self.head, self.taken = head, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.head or b"\xff\xd8\xff" + b"x" * 65_536
        chunk = chunk[: size if size > 0 else None]
        self.head = self.head[len(chunk) :]
        self.taken += len(chunk)
        return chunk


def flooded(flood: Flood) -> HttpRequest:
    """Return a request whose body claims ten gigabytes."""
    return RequestFactory().generic(
        "POST",
        "/",
        b"",
        CONTENT_TYPE="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(10 * 2**30),
        **{"wsgi.input": flood},
    )


def test_a_stream_of_ten_gigabytes_is_left_after_the_limit_and_the_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(uploads, "MOST_PATIENCE", 5_000_000)
    head = (
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nGi\xe1\xbb\xaf t\xc3\xb4i\r\n'
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="bom.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n"
    )
    flood = Flood(head)
    request = flooded(flood)
    assert request.POST["text"] == "Giữ tôi"
    assert request.FILES.getlist("files") == []
    assert reasons(request) == [("bom.jpg", uploads.CUT_OFF)]
    assert flood.taken < 6_000_000


@pytest.fixture
def storage(tmp_path: Path, settings: Settings) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def test_a_kept_file_stands_under_a_random_name_for_the_server_only(storage: Path) -> None:
    file = sent(("Nguyễn Văn A <b>.jpg", JPEG)).FILES["files"]
    assert isinstance(file, uploads.ReceivedFile)
    kept = uploads.keep(file)
    path = storage / kept.path
    assert path.read_bytes() == JPEG
    assert path.stat().st_mode & 0o077 == 0
    assert "Nguy" not in kept.path
    assert (kept.kind, kept.size, kept.digest) == ("photo", len(JPEG), sha256(JPEG).digest())
    uploads.discard(kept.path)
    assert not default_storage.exists(kept.path)


def test_a_form_takes_only_the_kinds_that_it_names() -> None:
    request = sent(("anh.jpg", JPEG), ("vb.docx", b"PK\x03\x04" + b"package" * 9), ("trong.pdf", b""))
    taken, refused = uploads.received(request, "files")
    assert [one.kind for one in taken] == ["photo"]
    assert [(one.name, one.reason) for one in refused] == [
        ("vb.docx", uploads.WRONG_KIND), ("trong.pdf", uploads.EMPTY),
    ]  # fmt: skip
    assert [one.kind for one in uploads.received(request, "files", ("pdf", "docx"))[0]] == ["docx"]
