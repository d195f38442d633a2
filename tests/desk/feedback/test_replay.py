"""A form sent twice does its work once; the same key with other words is told, and the words are kept."""

from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback.models import Attachment, Statement
from dinhlang.apps.transparency.models import Record


def events(case_id: int, name: str) -> int:
    return Record.objects.filter(subject_id=case_id, event=f"feedback.{name}").count()


def test_the_same_form_twice_is_one_step_and_the_same_answer(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    first = desk.press("handler", case_id, "tien-do", key="double", text="Đã khảo sát.")
    again = desk.press("handler", case_id, "tien-do", key="double", text="Đã khảo sát.")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert events(case_id, "progress_noted") == 1
    assert Statement.objects.filter(case_id=case_id, text="Đã khảo sát.").count() == 1


def test_the_same_key_with_other_words_is_refused_with_the_words_kept(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    desk.press("handler", case_id, "tien-do", key="double", text="Đã khảo sát.")
    other = desk.press("handler", case_id, "tien-do", key="double", text="Một lời khác hẳn.")
    assert other.status_code == 409
    assert "Một lời khác hẳn." in other.content.decode()
    assert events(case_id, "progress_noted") == 1


def test_a_key_belongs_to_the_official_who_sent_it(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    desk.press("handler", case_id, "tien-do", key="chung", text="Lời của người xử lý.")
    assert desk.press("head", case_id, "tien-do", key="chung", text="Lời của chủ tịch.").status_code == 303
    assert events(case_id, "progress_noted") == 2


def test_a_form_without_a_key_still_works(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    for _ in range(2):
        sent = desk.browser("handler").post(f"/lam-viec/phieu/{case_id}/tien-do/", {"text": "Đã khảo sát."})
        assert sent.status_code == 303
    assert events(case_id, "progress_noted") == 2


def test_a_replayed_answer_keeps_its_file_once(desk: Desk, photo: bytes) -> None:
    case_id = desk.case_in("in_progress")
    for _ in range(2):
        answer = {"kind": "done", "text": "Đã nạo vét.", "files": desk.upload(photo)}
        assert desk.press("handler", case_id, "tra-loi", key="double", **answer).status_code == 303
    assert events(case_id, "answer_drafted") == 1
    assert Attachment.objects.filter(case_id=case_id).count() == 1
