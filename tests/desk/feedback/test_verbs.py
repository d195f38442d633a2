"""Every button of the desk, pressed in a browser: what it does, what it says, what it refuses."""

import re

import pytest
from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback.models import Case, Statement
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations.actions import NewUnit, SplitPart
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.kinds import Subkind

# who presses what in which state, with which fields, and the state after it
STEPS = (
    ("receiver", "received", "phan-loai", {"category": "duong-cau", "note": "Chuyển sang cầu đường."}, "classified"),
    ("receiver", "classified", "giao", {"office_id": "{T1-KT}", "note": "Gấp."}, "assigned"),
    ("handler", "assigned", "bat-dau", {}, "in_progress"),
    ("handler", "in_progress", "tien-do", {"text": "Đã khảo sát."}, "in_progress"),
    ("handler", "in_progress", "hoi-them", {"question": "Hẻm số mấy?"}, "needs_info"),
    ("handler", "in_progress", "tra-loi", {"kind": "done", "text": "Đã nạo vét."}, "awaiting_approval"),
    ("head", "in_progress", "tra-loi", {"kind": "done", "text": "Đã nạo vét."}, "answered"),
    ("approver", "awaiting_approval", "duyet", {"text": "Đã nạo vét ngày 20/11."}, "answered"),
    ("approver", "awaiting_approval", "tra-lai", {"note": "Ghi rõ ngày."}, "in_progress"),
    ("head", "in_progress", "gia-han", {"reason": "Chờ máy xúc."}, "in_progress"),
    ("receiver", "received", "chuyen", {"to_unit_id": "{T2}", "reason": "Thuộc phường."}, "received"),
    ("receiver", "received", "tu-choi", {"reason": "complaint", "explanation": "Gửi đơn khiếu nại."}, "refused"),
    ("receiver", "received", "cong-khai", {"title": "Cống nghẹt", "text": "Cống nghẹt."}, "received"),
    ("receiver", "received", "khong-cong-khai", {"reason": "personal_data", "note": "Nêu tên."}, "received"),
)


def filled(desk: Desk, fields: dict[str, str]) -> dict[str, str]:
    """Return fields with the ids of units in the place of their codes."""
    return {name: str(desk.province.id(text[1:-1])) if text[:1] == "{" else text for name, text in fields.items()}


@pytest.mark.parametrize(("who", "before", "verb", "fields", "after"), STEPS)
def test_a_button_takes_its_step_and_says_so(
    desk: Desk, who: str, before: str, verb: str, fields: dict[str, str], after: str
) -> None:
    case_id = desk.case_in(before)
    assert f'id="{verb}"' in desk.see(who, f"/lam-viec/phieu/{case_id}/")
    response = desk.press(who, case_id, verb, **filled(desk, fields))
    assert (response.status_code, response["Location"]) == (303, f"/lam-viec/phieu/{case_id}/?xong={verb}")
    assert Case.objects.get(pk=case_id).state == after
    made = Record.objects.filter(subject_kind="feedback.case", subject_id=case_id).order_by("-id")[0]
    assert made.user_id == desk.actor(who).user_id if who in desk.province.actors else made.user_id is not None
    if verb != "chuyen":  # a case that went to another unit is no longer theirs
        assert 'class="notice notice--done" role="status"' in desk.see(who, response["Location"])


def test_words_said_at_a_step_are_kept_for_those_they_are_for(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    desk.press("handler", case_id, "hoi-them", question="Hẻm số mấy?")
    desk.press("receiver", case_id, "tu-choi", reason="no_content", explanation="Chưa rõ chỗ nào.")
    said = dict(Statement.objects.filter(case_id=case_id).values_list("text", "audience"))
    assert said == {"Hẻm số mấy?": "sender", "Chưa rõ chỗ nào.": "public"}


@pytest.mark.parametrize(
    ("state", "verb", "fields", "kept"),
    [
        ("received", "phan-loai", {"category": "", "note": "Lời đã gõ"}, "Lời đã gõ"),
        ("classified", "giao", {"office_id": "99", "note": "Lời đã gõ"}, "Lời đã gõ"),
        ("in_progress", "tra-loi", {"kind": "gì đó", "text": "Lời đã gõ"}, "Lời đã gõ"),
        ("received", "tu-choi", {"reason": "không có", "explanation": "Lời đã gõ"}, "Lời đã gõ"),
        ("received", "chuyen", {"to_unit_id": "9" * 30, "reason": "Lời đã gõ"}, "Lời đã gõ"),
        ("received", "cong-khai", {"title": "Lời đã gõ", "text": "  "}, "Lời đã gõ"),
        ("received", "khong-cong-khai", {"reason": "", "note": "Lời đã gõ"}, "Lời đã gõ"),
        ("in_progress", "gia-han", {"reason": "x" * 20_001}, "x" * 20_001),
    ],
)
def test_a_refused_step_gives_back_what_was_typed(
    desk: Desk, state: str, verb: str, fields: dict[str, str], kept: str
) -> None:
    case_id = desk.case_in(state)
    response = desk.press("head", case_id, verb, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert '<p class="problem" role="alert">' in page
    assert kept in page
    assert Case.objects.get(pk=case_id).state == state


def test_a_step_that_came_too_late_is_told_and_changes_nothing(desk: Desk) -> None:
    case_id = desk.case_in("answered")
    response = desk.press("receiver", case_id, "phan-loai", category="khac", note="Lời đã gõ")
    assert response.status_code == 422
    assert "đã chuyển sang bước khác" in response.content.decode()
    assert Case.objects.get(pk=case_id).state == "answered"


def test_after_a_step_in_the_pane_the_inbox_comes_back_at_the_same_place(desk: Desk) -> None:
    case_id, after = desk.case_in("received"), desk.case_in("received")
    pane = desk.browser("receiver").get(
        f"/lam-viec/phieu/{case_id}/?loc=new&trang=1&ke={after}", headers={"HX-Request": "true"}
    )
    page = pane.content.decode()
    assert "<html" not in page
    for name, value in (("hop", "1"), ("loc", "new"), ("trang", "1"), ("ke", str(after))):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    place = {"hop": "1", "loc": "new", "trang": "1", "ke": str(after)}
    response = desk.press("receiver", case_id, "phan-loai", category="khac", **place)
    assert response["Location"] == f"/lam-viec/?loc=new&trang=1&ke={after}&mo={case_id}&xong=phan-loai"
    inbox = desk.see("receiver", response["Location"])
    assert "Đã thụ lý và phân loại." in inbox
    assert f'data-open="/lam-viec/phieu/{case_id}/" data-next="{after}"' in inbox


def test_the_next_step_stands_open_for_whom_it_waits(desk: Desk) -> None:
    waits = {
        "received": {"receiver": "phan-loai", "head": "phan-loai", "handler": None},
        "classified": {"receiver": "giao"},
        "assigned": {"receiver": None, "handler": "bat-dau"},
        "in_progress": {"head": None, "handler": "tra-loi"},
        "needs_info": {"receiver": None, "handler": None},
        "awaiting_approval": {"approver": "duyet", "handler": None},
        "answered": {"receiver": None},
    }
    for state, people in waits.items():
        case_id = desk.case_in(state)
        for who, verb in people.items():
            shown = desk.see(
                who, f"/lam-viec/phieu/{case_id}/", 404 if (who, state) == ("handler", "received") else 200
            )
            opened = f'<div class="next" id="{verb}">' if verb else '<div class="next"'
            assert (opened in shown) is bool(verb), (state, who)


def test_an_extension_is_offered_as_often_as_the_regulation_allows(desk: Desk) -> None:
    case_id = desk.case_in("in_progress")
    assert desk.press("head", case_id, "gia-han", reason="Chờ máy xúc.").status_code == 303
    assert 'id="gia-han"' not in desk.see("head", f"/lam-viec/phieu/{case_id}/")
    assert desk.press("head", case_id, "gia-han", reason="Lần nữa.").status_code == 422


def test_each_form_names_the_provision_it_stands_on(desk: Desk) -> None:
    page = desk.see("receiver", f"/lam-viec/phieu/{desk.case_in('received')}/")
    assert re.search(r'Căn cứ: <a href="/luat/quy-dinh/FB-TCD-28/">khoản 1 Điều 28 Luật Tiếp công dân', page)


def test_a_case_of_a_split_unit_asks_for_its_successor(desk: Desk) -> None:
    case_id = desk.case_in("received")
    parts = [
        SplitPart(NewUnit("Xã Long Hồ Đông", code="T1D", subkind=Subkind.XA), (desk.province.id("T1-A1"),)),
        SplitPart(NewUnit("Xã Long Hồ Tây", code="T1T", subkind=Subkind.XA)),
    ]
    _east, west = organisations.split_unit(
        actor=SYSTEM, unit_id=desk.province.id("T1"), parts=parts, on=desk.at.date(), citation="Nghị quyết minh họa",
        at=desk.at,
    )  # fmt: skip
    page = desk.see("receiver", f"/lam-viec/phieu/{case_id}/")
    assert '<div class="next" id="ke-nhiem">' in page
    assert f'<option value="{west}">Xã Long Hồ Tây</option>' in page
    assert desk.press("receiver", case_id, "ke-nhiem", unit_id=str(desk.province.id("T2"))).status_code == 422
    assert desk.press("receiver", case_id, "ke-nhiem", key="once", unit_id=str(west)).status_code == 303
    assert Case.objects.get(pk=case_id).unit_id == west
    made = Record.objects.get(event="feedback.followed_successor", subject_id=case_id)
    assert made.user_id == desk.actor("receiver").user_id


def test_publishing_offers_a_masked_text_and_never_the_masked_words_again(desk: Desk) -> None:
    case_id = desk.case_in("received")
    offered = desk.see("receiver", f"/lam-viec/phieu/{case_id}/").split('name="text"')[1]
    assert "gọi •••" in offered
    assert "0912" not in offered.split("</textarea>")[0]
    desk.press("receiver", case_id, "cong-khai", title="Cống nghẹt", text="Cống nghẹt trước một nhà dân.")
    again = desk.see("receiver", f"/lam-viec/phieu/{case_id}/").split('name="text"')[1].split("</textarea>")[0]
    assert "Cống nghẹt trước một nhà dân." in again
    assert "0912" not in again
