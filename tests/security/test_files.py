"""Received files: made anew, without what they tell, before anybody sees them (trust.md §3.3, tests 6 and 7)."""

import io
import sys
from hashlib import sha256

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.security.files import PLACE, SECRETS, SVG, archive, paper, photo, png_of, swelling_paper
from tests.security.world import NOBODY, World, person, received, speak

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Attachment
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import media_process
from dinhlang.lib.bare_pictures import BrokenPictureError, bare_jpeg, bare_jpeg2000
from dinhlang.lib.media import UnsafeFileError, clean_pdf, clean_photo

FORMS = ("JPEG", "PNG", "WEBP", "HEIF")
TEXTS = (
    b"SECRET",
    b"JavaScript",
    b"/URI",
    b"/Annots",
    b"/AcroForm",
    b"/Outlines",
    b"/EmbeddedFile",
    b"/Metadata",
    b"/Info",
)


# --- photos -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", FORMS)
def test_the_photos_of_this_test_do_tell_before_they_are_cleaned(form: str) -> None:
    untold = {"WEBP": set(), "HEIF": set()}.get(form, set())
    assert {one for one in SECRETS if one not in photo(form)} == untold


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_what_a_photo_tells_is_left(form: str) -> None:
    made = clean_photo(io.BytesIO(photo(form)))
    for picture in (made.content, made.thumbnail):
        assert [one for one in SECRETS if one in picture] == []
        with Image.open(io.BytesIO(picture)) as opened:
            assert opened.format == "JPEG"
            assert not opened.getexif()
            assert set(opened.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


def test_a_photo_is_turned_upright_before_its_turn_is_forgotten() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (80, 40)).save(target, "JPEG", exif=turned)
    made = clean_photo(io.BytesIO(target.getvalue()))
    assert (made.width, made.height) == (40, 80)


@pytest.mark.parametrize(
    "content",
    [
        png_of(20_000, 20_000),
        png_of(9_000, 9_000),
        photo("JPEG")[:200],
        photo("PNG")[:60],
        photo("HEIF")[:300],
        b"\xff\xd8\xff\xe0" + b"picture" * 20,
        SVG,
        archive(),
        b"",
    ],
    ids=["400 Mpx", "81 Mpx", "cut JPEG", "cut PNG", "cut HEIC", "no JPEG", "SVG", "ZIP", "empty"],
)
def test_what_is_no_photo_or_too_large_is_unsafe(content: bytes) -> None:
    with pytest.raises(UnsafeFileError):
        clean_photo(io.BytesIO(content))


def test_a_photo_that_is_an_archive_too_is_only_a_photo_afterwards() -> None:
    made = clean_photo(io.BytesIO(photo("JPEG") + archive()))
    assert b"PK\x03\x04" not in made.content


# --- papers -----------------------------------------------------------------------------------------------------------
def test_the_paper_of_this_test_does_tell_before_it_is_cleaned() -> None:
    assert [one for one in (*TEXTS, *SECRETS) if one not in paper()] == []


def test_of_a_paper_only_the_looks_of_its_pages_are_left() -> None:
    made = clean_pdf(io.BytesIO(paper()))
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        target = io.BytesIO()
        opened.save(target, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}
        assert set(opened.pages[0].obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert len(opened.attachments) == 0
        picture = opened.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()
    assert [one for one in (*TEXTS, *SECRETS) if one in target.getvalue() or one in made.content] == []
    with Image.open(io.BytesIO(picture)) as shown:
        assert shown.size == (64, 48)
        assert shown.getpixel((5, 5)) == pytest.approx((200, 60, 30), abs=4)


def test_a_page_keeps_the_size_that_it_had_from_its_parent() -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 150))
    del made.pages[0].obj.MediaBox
    made.Root.Pages.MediaBox = [0, 0, 300, 150]
    target = io.BytesIO()
    made.save(target)
    with pikepdf.open(io.BytesIO(clean_pdf(io.BytesIO(target.getvalue())).content)) as opened:
        assert [float(one) for one in opened.pages[0].mediabox] == [0, 0, 300, 150]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + b"paper" * 20, b"%PDF-1.4", paper()[:300], SVG, archive()])
def test_what_is_no_paper_is_unsafe(content: bytes) -> None:
    with pytest.raises(UnsafeFileError):
        clean_pdf(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["photo", "pdf"])
def test_the_process_of_the_cleaner_gives_what_the_cleaner_gives(kind: str) -> None:
    content = photo("JPEG") if kind == "photo" else paper()
    assert media_process.clean(kind, io.BytesIO(content)) == media_process.CLEANERS[kind](io.BytesIO(content))
    with pytest.raises(UnsafeFileError):
        media_process.clean(kind, io.BytesIO(archive()))


def test_a_paper_that_swells_beyond_the_memory_ends_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_process, "MOST_MEMORY", 500_000_000)
    assert media_process.clean("pdf", io.BytesIO(swelling_paper(1))).content
    swelling = swelling_paper(600)
    assert len(swelling) < 1_000_000
    with pytest.raises(UnsafeFileError):
        media_process.clean("pdf", io.BytesIO(swelling))


def test_a_cleaner_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_process, "MOST_SECONDS", 0.01)
    with pytest.raises(UnsafeFileError, match="slow"):
        media_process.clean("photo", io.BytesIO(photo("JPEG")))


def test_the_process_that_reads_hostile_bytes_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr(media_process.subprocess, "run", lambda *_a, **given: pytest.fail(str(sorted(given["env"]))))
    with pytest.raises(pytest.fail.Exception, match=r"^\['PATH', 'PYTHONDONTWRITEBYTECODE', 'PYTHONPATH'\]$"):
        media_process.clean("photo", io.BytesIO(photo("JPEG")))
    assert "postgresql://secret" not in str(sys.path)


# --- pictures inside papers -------------------------------------------------------------------------------------------
def test_a_jpeg_without_its_words_is_the_same_picture() -> None:
    before = photo("JPEG")
    after = bare_jpeg(before)
    assert [one for one in SECRETS if one in after] == []
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert one.tobytes() == other.tobytes()


def test_a_word_between_the_scans_of_a_jpeg_goes_too() -> None:
    target = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(target, "JPEG", progressive=True)
    plain = target.getvalue()
    second = plain.index(b"\xff\xda", plain.index(b"\xff\xda") + 2)
    comment = b"\xff\xfe\x00\x0fSECRETCOMMENT"
    assert bare_jpeg(plain[:second] + comment + plain[second:]) == bare_jpeg(plain)


def test_a_jpeg_2000_loses_its_boxes_of_words() -> None:
    def box(kind: bytes, body: bytes) -> bytes:
        return (len(body) + 8).to_bytes(4, "big") + kind + body

    picture = box(b"jP  ", b"\r\n\x87\n") + box(b"jp2h", b"head") + box(b"jp2c", b"picture")
    told = picture[:12] + box(b"xml ", b"SECRETXMP") + box(b"uuid", PLACE) + picture[12:]
    assert bare_jpeg2000(told) == picture


@pytest.mark.parametrize("content", [b"", b"\xff\xd8nothing", b"\xff\xd8\xff\xe1\x00\x00"])
def test_a_broken_picture_is_said_to_be_broken(content: bytes) -> None:
    with pytest.raises(BrokenPictureError):
        bare_jpeg(content)


# --- the way of a file ------------------------------------------------------------------------------------------------
def test_the_original_is_deleted_when_the_clean_copy_is_safe(
    world: World, django_capture_on_commit_callbacks: object
) -> None:
    at = world.at
    voice = speak(world.province, person("Anhgoc"), at=at, photos=1)
    file = Attachment.objects.get(pk=voice.files[0])
    original = file.received_path
    assert default_storage.exists(original)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert actions.process_attachment(attachment_id=file.pk, at=at) == "ready"
    file.refresh_from_db()
    assert not default_storage.exists(original)
    assert file.received_path == ""
    with default_storage.open(file.path) as kept:
        assert sha256(kept.read()).digest() != bytes(file.received_sha256)


def test_a_file_that_cannot_be_cleaned_goes_and_the_next_one_is_cleaned(
    world: World,
    django_capture_on_commit_callbacks: object,
) -> None:
    at = world.at
    voice = speak(world.province, person("Anhhong"), at=at, photos=2)
    broken = Attachment.objects.get(pk=voice.files[0])
    default_storage.delete(broken.received_path)
    default_storage.save(broken.received_path, ContentFile(png_of(20_000, 20_000)))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        states = [actions.process_attachment(attachment_id=one, at=at) for one in actions.waiting_attachments()]
    assert states == ["failed", "ready"]
    assert not default_storage.exists(broken.received_path)
    assert Record.objects.filter(event="feedback.attachment_processed", subject_id=voice.case_id).count() == 2


@pytest.mark.parametrize("who", ["", "receiver", "handler", "head", "auditor"])
def test_nobody_can_fetch_a_file_before_it_is_cleaned(world: World, who: str) -> None:
    voice = world.voices["open"]
    path, digest, size = received(photo("JPEG"))
    waiting = Attachment.objects.create(
        case_id=voice.case_id, kind="photo", received_path=path, received_sha256=digest, size=size
    )
    browser = world.browser(who)
    for address in ("/phan-anh/tep/{}/", f"/phieu/{voice.code}/tep/{{}}/", "/lam-viec/tep/{}/"):
        for small in ("", "nho/"):
            asked = browser.get((address + small).format(waiting.pk))
            nothing = browser.get((address + small).format(NOBODY))
            assert asked.status_code in (302, 404), address
            assert asked.status_code == nothing.status_code


@pytest.mark.parametrize("name", ["../../../etc/passwd", "x.php", "a\x00.jpg", "<script>.jpg", "ảnh " * 90 + ".jpg"])
def test_the_name_of_a_file_goes_nowhere(world: World, name: str) -> None:
    browser = world.browser()
    file = SimpleUploadedFile("x.jpg", photo("JPEG"))
    file.name = name  # past the cleaning of Django's own class
    answer = browser.post(f"/phan-anh/gui/{world.draft}/tep/", {"files": file})
    assert answer.status_code == 200
    kept = Attachment.objects.get(case=None)
    assert kept.received_path.startswith("received/")
    assert kept.received_path.replace("/", "").isalnum()


@pytest.mark.parametrize(("name", "content"), [("x.jpg", archive()), ("x.jpg", SVG), ("x.png", b"GIF89a" + b"." * 30)])
def test_what_only_calls_itself_a_photo_is_refused_aloud(world: World, name: str, content: bytes) -> None:
    answer = world.browser().post(
        f"/phan-anh/gui/{world.draft}/tep/", {"files": SimpleUploadedFile(name, content, "image/jpeg")}
    )
    assert answer.status_code == 422
    assert "không phải ảnh" in answer.content.decode()
    assert not Attachment.objects.filter(case=None).exists()


def test_a_cleaned_file_is_handed_out_as_what_it_is(world: World) -> None:
    answer = world.browser().get(f"/phan-anh/tep/{world.voices['open'].files[0]}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
