"""Files of documents: made safe, replaced by a version that leaves the one before, both hashes recorded."""

import io
from datetime import timedelta
from hashlib import sha256

import docx
import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.apps.coordination.conftest import SIGNED, Bodies, holder, moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions import Answers, NewDocument
from dinhlang.apps.coordination.models import DocumentFile
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN, Actor, Role
from dinhlang.domain.coordination.documents import Kind
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.uploads import Kept

AT = moment(SIGNED)


def pdf(words: str = "") -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = f"Người soạn {words}"
    target = io.BytesIO()
    made.save(target, deterministic_id=True)
    return target.getvalue()


def word() -> bytes:
    made = docx.Document()
    made.core_properties.author = "Người soạn"
    made.add_paragraph("Điều 1. Tiếp dân mỗi tuần.")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def kept(content: bytes, kind: str = "pdf") -> Kept:
    digest = sha256(content).digest()
    name = f"{actions.RECEIVED_DOCUMENTS}/{digest.hex()[:2]}/{digest.hex()}"
    return Kept(kind, default_storage.save(name, ContentFile(content)), digest, len(content))


@pytest.fixture
def document(bodies: Bodies) -> int:
    new = NewDocument(Kind.DECISION, "07/2026/QĐ-UBND", "Về tiếp dân", (bodies.ids["XD"],), SIGNED, source="Công báo")
    return actions.register_document(actor=bodies.coordinator(), new=new, at=AT)


def add(bodies: Bodies, document: int, file: Kept, *, part: str = "Toàn văn", reason: str = "") -> None:
    actions.add_document_file(
        actor=bodies.coordinator(), document_id=document, part=part, file=file, at=AT, reason=reason
    )


def clean() -> list[str]:
    return [actions.process_document_file(file_id=one, at=AT) for one in actions.waiting_document_files()]


def test_a_file_is_nobodys_before_it_is_safe_and_both_hashes_are_recorded(bodies: Bodies, document: int) -> None:
    file = kept(pdf())
    add(bodies, document, file)
    row = DocumentFile.objects.get()
    assert queries.document_file(row.pk) is None
    assert clean() == ["ready"]
    row.refresh_from_db()
    path, kind, name = queries.document_file(row.pk) or ("", "", "")
    content = default_storage.open(path).read()
    assert (kind, name) == ("pdf", f"07-2026-qd-ubnd-{row.pk}")
    assert b"Author" not in content
    (part,) = queries.document_files(document, SIGNED)
    assert part.shown is not None
    assert part.shown.sha256 == sha256(content).hexdigest()
    assert part.shown.received_sha256 == file.digest.hex()
    added, processed = Record.objects.filter(subject_id=document, event__startswith="coordination.file").order_by("pk")
    assert {one.part for one in added.parts.all()} == {"file"}
    assert processed.facts["sha256"] == sha256(content).hexdigest()
    assert (row.added_record_id, row.processed_record_id) == (added.pk, processed.pk)


def test_what_was_received_is_deleted_once_the_file_is_safe(
    bodies: Bodies, document: int, django_capture_on_commit_callbacks: object
) -> None:
    file = kept(word(), "docx")
    add(bodies, document, file)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert clean() == ["ready"]
    assert not default_storage.exists(file.path)
    assert clean() == []


def test_a_new_version_needs_a_reason_and_the_one_before_stays(bodies: Bodies, document: int) -> None:
    add(bodies, document, kept(pdf("1")))
    clean()
    with pytest.raises(RefusedError, match="vì sao thay"):
        add(bodies, document, kept(pdf("2")))
    with pytest.raises(RefusedError, match="giống hệt"):
        add(bodies, document, kept(pdf("1")), reason="Gửi lại")
    add(bodies, document, kept(word(), "docx"), reason="Thay bằng bản ký")
    add(bodies, document, kept(pdf("3")), part="Phụ lục I")
    first, annex = queries.document_files(document, SIGNED)
    assert [one.version for one in first.versions] == [2, 1]
    assert first.shown is not None
    assert first.shown.version == 1  # the new one is not safe yet
    assert (annex.part, annex.shown) == ("Phụ lục I", None)
    clean()
    first, _annex = queries.document_files(document, SIGNED)
    assert [(one.version, one.kind, one.reason) for one in first.versions] == [
        (2, "docx", "Thay bằng bản ký"), (1, "pdf", ""),
    ]  # fmt: skip
    assert all(queries.document_file(one.id) for one in first.versions)


def test_a_file_shows_from_the_day_on_which_it_came(bodies: Bodies, document: int) -> None:
    add(bodies, document, kept(pdf()))
    assert queries.document_files(document, SIGNED - timedelta(days=1)) == ()
    assert len(queries.document_files(document, SIGNED)) == 1


def test_a_file_that_cannot_be_made_safe_is_never_handed_out(bodies: Bodies, document: int) -> None:
    add(bodies, document, kept(b"PK\x03\x04 no package at all", "docx"))
    assert clean() == ["failed"]
    row = DocumentFile.objects.get()
    assert queries.document_file(row.pk) is None
    (part,) = queries.document_files(document, SIGNED)
    assert part.shown is None
    with pytest.raises(RefusedError, match="PDF hoặc DOCX"):
        add(bodies, document, kept(b"\xff\xd8\xff", "photo"), part="Ảnh")


@pytest.mark.parametrize("actor", [CITIZEN, holder(1, Role.HEAD), holder(1, Role.HANDLER), holder(1, Role.AUDITOR)])
def test_only_coordinators_add_files_and_say_what_a_document_means(document: int, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_document_file(actor=actor, document_id=document, part="Toàn văn", file=kept(pdf()), at=AT)
    with pytest.raises(NotAllowedError):
        actions.summarise_document(actor=actor, document_id=document, answers=Answers(changes="x"), at=AT)
    assert not DocumentFile.objects.exists()


def test_five_answers_are_written_later_too(bodies: Bodies, document: int) -> None:
    actor = bodies.coordinator()
    with pytest.raises(RefusedError, match="ít nhất một câu"):
        actions.summarise_document(actor=actor, document_id=document, answers=Answers(costs="  "), at=AT)
    told = Answers(changes="Mỗi tuần có một buổi tiếp dân", objections="Gửi phản ánh trên nền tảng")
    actions.summarise_document(actor=actor, document_id=document, answers=told, at=AT + timedelta(days=1))
    before, found = (queries.document("07-2026-qd-ubnd", one) for one in (SIGNED, SIGNED + timedelta(days=1)))
    assert found is not None
    assert before is not None
    assert (found.summary.changes, found.summary.objections) == (told.changes, told.objections)
    assert not before.summary


def test_only_received_files_that_no_row_speaks_of_are_swept(bodies: Bodies, document: int) -> None:
    known, left = kept(pdf("known")), kept(pdf("left"))
    add(bodies, document, known)
    later = moment(SIGNED) + timedelta(days=4000)
    assert actions.sweep_document_files(before=later) >= 1
    assert default_storage.exists(known.path)
    assert not default_storage.exists(left.path)
