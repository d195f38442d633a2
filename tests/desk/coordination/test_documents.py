"""A document at the desk and in public: a file is uploaded, waits, is handed out when it is safe; versions stay."""

import io
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewDocument
from dinhlang.apps.coordination.models import Document, DocumentFile
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Kind

pytestmark = pytest.mark.django_db


def pdf(author: str) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = author
    target = io.BytesIO()
    made.save(target, deterministic_id=True)
    return target.getvalue()


@pytest.fixture
def document(world: World) -> Document:
    new = NewDocument(
        Kind.DECISION, "07/2026/QĐ-UBND", "Về tiếp dân", (world.units["agency"].pk,), world.today, source="Công báo"
    )
    return Document.objects.get(pk=actions.register_document(actor=SYSTEM, new=new, at=world.at))


def upload(world: World, document: Document, who: str, content: bytes, name: str = "vb.pdf", **fields: str) -> Any:
    told = {"verb": "tep", "part": "Toàn văn", "request_key": fields.pop("key", ""), **fields}
    return world.clients[who].post(
        reverse("desk-coordination:document", args=[document.code]), told | {"file": SimpleUploadedFile(name, content)}
    )


def test_a_file_is_uploaded_made_safe_and_offered_to_everybody(world: World, document: Document) -> None:
    public = reverse("coordination:document", args=[document.code])
    assert "Tệp văn bản" not in page(world.clients["stranger"].get(public))
    assert upload(world, document, "coordinator", pdf("Người soạn")).status_code == 303
    file = DocumentFile.objects.get()
    address = reverse("coordination:file", args=[file.pk])
    assert world.clients["stranger"].get(address).status_code == 404
    assert "đang được làm sạch" in page(world.clients["stranger"].get(public))
    assert actions.process_document_file(file_id=file.pk, at=world.at) == "ready"
    file.refresh_from_db()
    answer = world.clients["stranger"].get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert f"{document.code}-{file.pk}.pdf" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"Author" not in b"".join(answer.streaming_content)
    shown = page(world.clients["stranger"].get(public))
    assert address in shown
    assert bytes(file.sha256).hex() in shown
    assert bytes(file.received_sha256).hex() in shown
    before = page(world.clients["stranger"].get(f"{public}?as_of=2026-01-01"))
    assert address not in before


def test_a_new_version_needs_a_reason_and_leaves_the_one_before(world: World, document: Document) -> None:
    upload(world, document, "coordinator", pdf("một"))
    silent = upload(world, document, "coordinator", pdf("hai"))
    assert silent.status_code == 422
    assert "vì sao thay" in page(silent)
    assert upload(world, document, "coordinator", pdf("hai"), reason="Bản ký").status_code == 303
    for one in actions.waiting_document_files():
        actions.process_document_file(file_id=one, at=world.at)
    shown = page(world.clients["stranger"].get(reverse("coordination:document", args=[document.code])))
    assert all(reverse("coordination:file", args=[one.pk]) in shown for one in DocumentFile.objects.all())
    assert "Vì sao thay: Bản ký" in shown


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("anh.jpg", b"\xff\xd8\xff\xe0" + b"p" * 40, "Chỉ nhận tệp PDF hoặc DOCX"),
        ("vb.pdf", b"<html>", "Chỉ nhận tệp PDF hoặc DOCX"),
        ("vb.pdf", b"", "Chỉ nhận tệp PDF hoặc DOCX"),
    ],
)
def test_what_is_no_paper_is_refused(world: World, document: Document, name: str, content: bytes, said: str) -> None:
    answer = upload(world, document, "coordinator", content, name)
    assert answer.status_code == 422
    assert said in page(answer)
    assert not DocumentFile.objects.exists()


def test_a_form_without_a_file_says_so(world: World, document: Document) -> None:
    to = reverse("desk-coordination:document", args=[document.code])
    answer = world.send("coordinator", "tep", to=to, part="Toàn văn")
    assert answer.status_code == 422
    assert "Hãy chọn tệp" in page(answer)


def test_a_file_that_is_sent_twice_is_there_once(world: World, document: Document) -> None:
    content = pdf("một")
    for _ in range(2):
        assert upload(world, document, "coordinator", content, key="k1").status_code == 303
    assert DocumentFile.objects.count() == 1
    assert upload(world, document, "coordinator", pdf("hai"), key="k1").status_code == 409


@pytest.mark.parametrize("who", ["head", "owner", "auditor"])
def test_only_coordinators_open_it_and_add_files(world: World, document: Document, who: str) -> None:
    to = reverse("desk-coordination:document", args=[document.code])
    assert world.clients[who].get(to).status_code == 403
    assert upload(world, document, who, pdf("một")).status_code == 403
    assert world.send(who, "noi-gon", to=to, changes="x").status_code == 403
    assert not DocumentFile.objects.exists()


def test_the_five_answers_come_back_into_their_form(world: World, document: Document) -> None:
    to = reverse("desk-coordination:document", args=[document.code])
    assert world.send("coordinator", "noi-gon", to=to).status_code == 422
    assert world.send("coordinator", "noi-gon", to=to, changes="Mỗi tuần một buổi").status_code == 303
    assert "Mỗi tuần một buổi</textarea>" in page(world.clients["coordinator"].get(to))
    assert "Mỗi tuần một buổi" in page(
        world.clients["stranger"].get(reverse("coordination:document", args=[document.code]))
    )
