"""Answers with files, returned and signed by a second person; nothing of them is public before they are sent."""

import re

from django.test import Client
from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Attachment, Case
from dinhlang.lib import clock


def cleaned(desk: Desk) -> None:
    """Do what the worker does with received files."""
    for file in actions.waiting_attachments():
        assert actions.process_attachment(attachment_id=file, at=clock.now()) == "ready"


def test_a_file_is_added_and_the_words_typed_so_far_come_back(desk: Desk, photo: bytes) -> None:
    case_id = desk.case_in("in_progress")
    typed = {"kind": "planned", "text": "Đang viết dở", "files": desk.upload(photo)}
    response = desk.browser("handler").post(f"/lam-viec/phieu/{case_id}/tep/", typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Đang viết dở" in page
    assert 'value="planned" checked' in page
    file = Attachment.objects.get(case_id=case_id)
    assert f'name="attachment_ids" value="{file.pk}" checked' in page
    assert Case.objects.get(pk=case_id).state == "in_progress"


def test_adding_without_a_file_or_with_a_wrong_one_is_told(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    there = f"/lam-viec/phieu/{case_id}/tep/"
    for files in ({}, {"files": desk.upload(b"<?php echo 1;", "x.jpg")}):
        response = desk.browser("handler").post(there, {"kind": "done", "text": "Đang viết dở", **files})
        assert response.status_code == 422
        assert "Đang viết dở" in response.content.decode()
    assert not Attachment.objects.filter(case_id=case_id).exists()


def test_a_file_refused_to_somebody_leaves_nothing_behind(desk: Desk, photo: bytes) -> None:
    case_id = desk.case_in("in_progress")
    there = f"/lam-viec/phieu/{case_id}/tep/"
    assert desk.browser("auditor").post(there, {"files": desk.upload(photo)}).status_code == 403
    assert desk.browser("receiver2").post(there, {"files": desk.upload(photo)}).status_code == 404
    assert not Attachment.objects.filter(case_id=case_id).exists()


def test_an_answer_goes_its_whole_way_with_its_file(desk: Desk, photo: bytes) -> None:
    case_id, visitor = desk.case_in("in_progress"), Client()
    number = Case.objects.get(pk=case_id).number
    desk.press("receiver", case_id, "cong-khai", title="Cống nghẹt", text="Cống nghẹt.")
    drafted = {"kind": "planned", "text": "Sẽ nạo vét.", "files": desk.upload(photo)}
    assert desk.press("handler", case_id, "tra-loi", **drafted).status_code == 303
    cleaned(desk)
    file = Attachment.objects.get(case_id=case_id)
    assert visitor.get(f"/phan-anh/tep/{file.pk}/").status_code == 404
    approver = desk.see("approver", f"/lam-viec/phieu/{case_id}/")
    assert "Sẽ nạo vét." in approver
    assert f"/lam-viec/tep/{file.pk}/" in approver
    desk.press("approver", case_id, "tra-lai", note="Ghi rõ ngày nào.")

    again = desk.see("handler", f"/lam-viec/phieu/{case_id}/")
    assert "Ghi rõ ngày nào." in again
    form = again.split('id="tra-loi"')[1].split("</form>")[0]
    assert "Sẽ nạo vét." in form
    assert 'value="planned" checked' in form
    assert f'value="{file.pk}" checked' in form
    fixed = {"kind": "done", "text": "Đã nạo vét ngày 20/11.", "attachment_ids": [str(file.pk)]}
    assert desk.press("handler", case_id, "tra-loi", **fixed).status_code == 303
    assert visitor.get(f"/phan-anh/tep/{file.pk}/").status_code == 404
    assert desk.press("approver", case_id, "duyet", text="Đã nạo vét xong ngày 20/11.").status_code == 303
    page = visitor.get(f"/phan-anh/{number}/").content.decode()
    assert "Đã nạo vét xong ngày 20/11." in page
    assert "Sẽ nạo vét." not in page
    assert "Ghi rõ ngày nào." not in page
    assert f"/phan-anh/tep/{file.pk}/" in page
    assert visitor.get(f"/phan-anh/tep/{file.pk}/").status_code == 200


def test_a_file_taken_out_of_the_answer_stays_with_nobody_outside(desk: Desk, photo: bytes) -> None:
    case_id = desk.case_in("in_progress")
    desk.press("receiver", case_id, "cong-khai", title="Cống nghẹt", text="Cống nghẹt.")
    desk.browser("head").post(f"/lam-viec/phieu/{case_id}/tep/", {"files": desk.upload(photo)})
    cleaned(desk)
    file = Attachment.objects.get(case_id=case_id)
    assert desk.press("head", case_id, "tra-loi", kind="done", text="Đã nạo vét.").status_code == 303
    assert Client().get(f"/phan-anh/tep/{file.pk}/").status_code == 404


def test_a_file_of_another_case_does_not_go_with_an_answer(desk: Desk, photo: bytes) -> None:
    mine, other = desk.case_in("in_progress"), desk.case_in("in_progress")
    desk.browser("head").post(f"/lam-viec/phieu/{other}/tep/", {"files": desk.upload(photo)})
    file = Attachment.objects.get(case_id=other)
    desk.press("head", mine, "tra-loi", kind="done", text="Đã nạo vét.", attachment_ids=[str(file.pk)])
    file.refresh_from_db()
    assert (file.case_id, file.record_id) == (other, None)


def test_the_second_signature_is_told_before_one_writes(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    assert "Cần chữ ký thứ hai" in desk.see("handler", f"/lam-viec/phieu/{case_id}/")
    assert "Cần chữ ký thứ hai" not in desk.see("head", f"/lam-viec/phieu/{case_id}/")
    waiting = desk.see("handler", f"/lam-viec/phieu/{desk.case_in('awaiting_approval')}/")
    assert "Đang chờ người có quyền duyệt" in re.sub(r"\s+", " ", waiting) or "Bạn soạn bản này" in waiting
