"""The desk of a decision: each person sees the step that waits for them, and presses it once."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.test import Client, override_settings
from tests.deciding import MEETING, ROAD, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.states import State


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with override_settings(MFA_REQUIRED=False):
        yield made


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def press(actor: Actor, address: str, verb: str, now: datetime, **fields: object) -> None:
    with time_machine.travel(now, tick=False):
        answer = browser(actor).post(address, {"verb": verb, "about": "", "request_key": verb} | fields)
    assert answer.status_code == 303, answer.content.decode()[:3000]


def test_a_contribution_is_led_by_the_head_and_agreed_by_the_front(at: Deciding) -> None:
    head, board = at.head, at.board
    press(
        head, f"/lam-viec/ban-va-quyet/moi/{at.village.unit.slug}/", "de-xuat", moment(2), matter="15.1",
        form="meeting", question=ROAD.question, explanation=ROAD.explanation,
    )  # fmt: skip
    (found,) = queries.decisions_of([at.village.unit.id])
    page = f"/lam-viec/ban-va-quyet/{found.code}/"
    for one, waits in ((board, True), (head, False)):
        with time_machine.travel(moment(2), tick=False):
            assert ("Đang chờ bạn" in browser(one).get("/lam-viec/ban-va-quyet/").content.decode()) is waits
    press(board, page, "thong-nhat", moment(2))
    press(head, page, "xep-lich", moment(2), meeting_on="2026-03-08", meeting_time="19:00", place="Nhà văn hóa")
    press(head, page, "mo-hop", MEETING.replace(hour=19))
    counted = {
        "place-1": "Tổ 1", "present-1": "5", "yes-1": "4", "no-1": "1", "place-2": "Tổ 2", "present-2": "6",
        "yes-2": "5", "way": "show", "chair": "Trưởng ấp", "secretary": "Lê Thị Thư", "witnesses": "hộ 3, hộ 7",
    }  # fmt: skip
    press(head, page, "kiem-phieu", MEETING.replace(hour=21), **counted)
    assert at.shown(found.id).state is State.PASSED
    with time_machine.travel(moment(9), tick=False):
        said = browser(head).get(page).content.decode()
    assert "9 hộ đồng ý, cần 8" in said
    assert "13/03/2026" in said  # 5 working days
    assert "Lê Thị Thư" in said  # the minutes are the head's
    with time_machine.travel(moment(9), tick=False):
        assert "Lê Thị Thư" not in browser(board).get(page).content.decode()


def test_each_sees_only_the_own_steps(at: Deciding) -> None:
    made = at.proposed()
    page = f"/lam-viec/ban-va-quyet/{at.shown(made).code}/"
    with time_machine.travel(moment(2), tick=False):
        assert "thong-nhat" not in browser(at.head).get(page).content.decode()
        assert "thong-nhat" in browser(at.board).get(page).content.decode()
        assert browser(at.village.who("receiver2")).get(page).status_code == 404
        stranger = browser(at.village.who("auditor"))
        assert stranger.get(page).status_code == 404
        assert at.shown(made).code not in stranger.get("/lam-viec/ban-va-quyet/").content.decode()
        assert browser(at.board).get(f"/lam-viec/ban-va-quyet/moi/{at.village.unit.slug}/").status_code == 404


def test_a_refusal_keeps_what_was_typed(at: Deciding) -> None:
    made = at.agreed()
    page = f"/lam-viec/ban-va-quyet/{at.shown(made).code}/"
    with time_machine.travel(moment(2), tick=False):
        answer = browser(at.head).post(
            page, {"verb": "xep-lich", "about": "", "request_key": "x", "meeting_on": "2026-03-03",
                   "meeting_time": "19:00", "place": "Nhà văn hóa ấp"}
        )  # fmt: skip
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày sớm nhất có thể là 04/03/2026" in said
    assert 'value="Nhà văn hóa ấp"' in said


def test_the_chairman_leads_a_matter_of_the_whole_commune(at: Deciding) -> None:
    chairman, front, head = at.committee, at.front, at.head
    place = f"/lam-viec/ban-va-quyet/moi/{at.village.province.units['T1'].slug}/"
    with time_machine.travel(moment(2), tick=False):
        form = browser(chairman).get(place).content.decode()
        assert 'value="15.2"' in form
        assert 'value="15.6"' not in form
        assert 'value="online"' not in form
        assert browser(head).get(place).status_code == 404
    press(chairman, place, "de-xuat", moment(2), matter="15.1", form="meeting", question="Góp tiền nạo vét kênh xã",
          explanation="Dài 3 km.")  # fmt: skip
    (whole,) = queries.decisions_of([at.village.province.id("T1")])
    page = f"/lam-viec/ban-va-quyet/{whole.code}/"
    press(front, page, "thong-nhat", moment(2))
    press(chairman, page, "giao", moment(3))
    (part,) = queries.decisions_of([at.village.unit.id])
    with time_machine.travel(moment(3), tick=False):
        assert "xep-lich" in browser(head).get(f"/lam-viec/ban-va-quyet/{part.code}/").content.decode()
        assert "tong-hop" in browser(chairman).get(page).content.decode()
        assert "tong-hop" not in browser(front).get(page).content.decode()
    said = browser(head).get(f"/ban-va-quyet/{whole.code}/").content.decode()
    assert "Ấp Phước Hậu" in said
    assert "ít nhất 2/3 tổng số 1 thôn" in said


def test_the_committee_answers_an_objection_at_its_desk(at: Deciding) -> None:
    one = at.shown(at.counted())
    actions.object_to_result(code=one.code, text="Hộ số 5 không được mời.", at=moment(9))
    page = f"/lam-viec/ban-va-quyet/{one.code}/"
    with time_machine.travel(moment(10), tick=False):
        assert "Hộ số 5 không được mời." not in browser(at.head).get(page).content.decode()  # who led does not read it
        assert "Hộ số 5 không được mời." in browser(at.committee).get(page).content.decode()
    press(at.committee, page, "tra-loi-ket-qua", moment(10), about="1", outcome="confirmed", reply="Có giấy mời.")
    assert queries.result_objections(one.id)[0].reply == "Có giấy mời."


def test_the_page_of_a_proposal_tells_which_form_is_open_to_which_matter_and_why_not(at: Deciding) -> None:
    with time_machine.travel(moment(2), tick=False):
        said = browser(at.head).get(f"/lam-viec/ban-va-quyet/moi/{at.village.unit.slug}/").content.decode()
    assert "Việc thuộc khoản 1 không được biểu quyết trực tuyến" in said
    assert "Khi trên 1/2 tổng số đại diện hộ đồng ý trước" in said
    assert "Khi đã họp nhưng số hộ dự không đủ để đạt tỷ lệ phải có." in said


def test_a_household_without_a_slip_gets_one_at_its_page_from_the_village_alone(at: Deciding) -> None:
    at.counted()
    one = queries.households_of(at.village.unit.id, moment(9).date())[0]
    page = f"/lam-viec/ho-dan/{at.village.unit.slug}/{one.id}/"
    with time_machine.travel(moment(9), tick=False):
        assert "Cấp phiếu cho hộ" in browser(at.head).get(page).content.decode()
        assert "Cấp phiếu cho hộ" not in browser(at.village.who("receiver")).get(page).content.decode()
        answer = browser(at.head).post(f"{page}phieu/")
        assert answer.status_code == 200
        assert "Phiếu của hộ số 1" in answer.content.decode()
        assert browser(at.head).get(f"{page}phieu/").status_code == 405
        for stranger in (at.village.who("receiver"), at.board, at.village.who("receiver2")):
            assert browser(stranger).post(f"{page}phieu/").status_code == 404
        assert browser(at.head).post(page.replace(f"/{one.id}/", "/999999/phieu/")).status_code == 422


def test_after_a_vote_that_failed_the_desk_reports_it_and_proposes_it_anew_with_its_words(at: Deciding) -> None:
    made = at.shown(at.counted(yes=7))
    page, anew = f"/lam-viec/ban-va-quyet/{made.code}/", f"/lam-viec/ban-va-quyet/moi/{at.village.unit.slug}/?tu="
    head = browser(at.head)
    with time_machine.travel(moment(9), tick=False):
        assert "Bước tiếp theo: Báo kết quả cho Ủy ban nhân dân" in head.get(page).content.decode()
        press(at.head, page, "gui-xa", moment(9))
        said = head.get(page).content.decode()
        assert "Đã báo kết quả cho xã ngày 09/03/2026" in said
        assert f"{anew}{made.code}" in said
        assert f'value="{ROAD.question}"' in head.get(f"{anew}{made.code}").content.decode()
        assert f'value="{ROAD.question}"' not in head.get(f"{anew}{at.shown(at.proposed()).code}").content.decode()
        public = browser(at.head).get(f"/ban-va-quyet/{made.code}/").content.decode()
    assert "Trưởng ấp, khóm đề xuất lại từ đầu" in public
