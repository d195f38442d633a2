"""Every form is led from the proposal to the result: presence over ballots, ballots after a small meeting."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.deciding import MEETING, MINUTES, ROAD, TEAM, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import Minutes, NewDecision, NewMark, NewSitting
from dinhlang.apps.decisions.models import RollLine
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.entries import Entry
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.uploads import Kept

OPENS, CLOSES = moment(12, hour=7), moment(13, hour=17)
TIMES: dict[str, Any] = {"opens_at": OPENS, "closes_at": CLOSES, "team": TEAM}
ONLINE = NewDecision("15.6", Form.ONLINE, "Dọn vệ sinh chung mỗi tháng một lần?", "Sáng Chủ nhật.", consent_yes=9)
COUNTED = Minutes("", "Trưởng Ban công tác Mặt trận", "Lê Thị Thư", "", "hộ số 3, hộ số 7")
SHEET = Kept("photo", "received-signed-sheets/ab/ab", b"s" * 32, 100)


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def held(at: Deciding, *, present: int, yes: int) -> int:
    made = at.opened()
    sitting = NewSitting("Nhà văn hóa ấp", present=present, yes=yes, no=present - yes)
    return actions.count_meeting(actor=at.head, decision_id=made, minutes=MINUTES, sittings=[sitting], at=MEETING)


def frozen(at: Deciding, made: int, **more: Any) -> int:
    actions.set_times(actor=at.head, decision_id=made, at=moment(9), **TIMES, **more)
    return actions.freeze(actor=at.head, decision_id=made, at=moment(10))


def test_after_a_meeting_that_was_too_small_ballots_go_to_every_household_and_decide(at: Deciding) -> None:
    small = held(at, present=7, yes=7)
    assert (at.shown(small).state, at.shown(small).is_too_small) == (State.FAILED, True)
    made = actions.ballots_after(actor=at.head, decision_id=small, at=moment(9))
    actions.agree(actor=at.board, decision_id=made, at=moment(9))
    frozen(at, made)
    rows = RollLine.objects.filter(decision_id=made).order_by("row_code").values_list("row_code", flat=True)
    typed = dict.fromkeys(rows[:8], Entry.AGREE) | dict.fromkeys(rows[8:10], Entry.DISAGREE)
    for who in (at.head, at.village.who("receiver")):
        actions.type_slips(actor=who, decision_id=made, typed=typed, at=OPENS)
    actions.accept_slips(actor=at.head, decision_id=made, minutes=COUNTED, sheet=SHEET, at=CLOSES + timedelta(days=1))
    found = at.shown(made)
    assert (found.state, found.yes, found.present, found.needed) == (State.PASSED, 8, 10, 8)
    assert (found.ballot_case, found.earlier_code) == ("b", at.shown(small).code)
    assert found.held_on == CLOSES.date()  # terms run from the end of the ballots, not from the count
    actions.submit(actor=at.head, decision_id=made, at=CLOSES + timedelta(days=1))
    assert at.shown(made).state is State.SUBMITTED


def test_ballots_follow_only_a_meeting_that_could_not_decide_and_only_once(at: Deciding) -> None:
    enough = held(at, present=8, yes=7)
    with pytest.raises(RefusedError):
        actions.ballots_after(actor=at.head, decision_id=enough, at=moment(9))
    small = held(at, present=7, yes=7)
    with pytest.raises(NotAllowedError):
        actions.ballots_after(actor=at.board, decision_id=small, at=moment(9))
    actions.ballots_after(actor=at.head, decision_id=small, at=moment(9))
    with pytest.raises(RefusedError):
        actions.ballots_after(actor=at.head, decision_id=small, at=moment(9))


def test_presence_at_the_meeting_takes_the_place_of_a_ballot_online(at: Deciding) -> None:
    meeting = CLOSES + timedelta(hours=2)
    made = frozen(at, at.agreed(ONLINE), meeting_at=meeting, place="Nhà văn hóa ấp")
    codes = {one.household: one.secret for one in actions.issue_codes(actor=at.head, decision_id=made, at=moment(10))}
    for number in range(1, 8):
        actions.cast(code=codes[str(number)], choice=Choice.YES, at=OPENS)
    there: dict[str, Any] = {"decision_id": made, "household": "1", "choice": Choice.NO}
    with pytest.raises(RefusedError):  # while the vote online runs nobody votes in person
        actions.cast_in_person(actor=at.head, at=OPENS, **there)
    for other in (at.board, at.committee, at.village.who("receiver")):
        with pytest.raises(NotAllowedError):
            actions.cast_in_person(actor=other, at=meeting, **there)
    assert actions.due_to_close(at=meeting) == []  # it waits for its meeting
    with pytest.raises(RefusedError):
        actions.close_vote(actor=at.head, decision_id=made, at=CLOSES)
    actions.cast_in_person(actor=at.head, at=meeting, **there)
    with pytest.raises(NotAllowedError):
        actions.close_vote(actor=at.board, decision_id=made, at=meeting)
    total = actions.close_vote(actor=at.head, decision_id=made, at=meeting).total
    assert (total.yes, total.no, at.shown(made).state) == (6, 1, State.FAILED)


def test_a_vote_online_is_sent_only_with_its_minutes(at: Deciding) -> None:
    made = frozen(at, at.agreed(ONLINE))
    for slip in actions.issue_codes(actor=at.head, decision_id=made, at=moment(10)):
        actions.cast(code=slip.secret, choice=Choice.YES, at=OPENS)
    actions.close_vote(decision_id=made, at=CLOSES)
    with pytest.raises(RefusedError, match="biên bản"):
        actions.submit(actor=at.head, decision_id=made, at=CLOSES)
    with pytest.raises(NotAllowedError):
        actions.write_minutes(actor=at.board, decision_id=made, minutes=COUNTED, at=CLOSES)
    actions.write_minutes(actor=at.head, decision_id=made, minutes=COUNTED, at=CLOSES)
    with pytest.raises(RefusedError):
        actions.write_minutes(actor=at.head, decision_id=made, minutes=COUNTED, at=CLOSES)
    actions.submit(actor=at.head, decision_id=made, at=CLOSES)
    told = queries.minutes(made)
    assert told is not None
    assert told.counters == TEAM


def test_who_was_tapped_is_who_was_there(at: Deciding) -> None:
    made = at.opened()
    lines = RollLine.objects.filter(decision_id=made).order_by("household__sort_key").values_list("row_code", flat=True)
    marks = [NewMark(f"k{one}", one, True, "a", MEETING) for one in lines[:9]]
    actions.mark_attendance(actor=at.head, decision_id=made, marks=marks, at=MEETING)
    told: dict[str, Any] = {"actor": at.head, "decision_id": made, "minutes": MINUTES, "at": MEETING}
    with pytest.raises(RefusedError, match="9 hộ"):
        actions.count_meeting(sittings=[NewSitting("Nhà văn hóa ấp", 10, 9, 1)], **told)
    other = NewMark("k-other", lines[0], False, "b", MEETING)
    actions.mark_attendance(actor=at.head, decision_id=made, marks=[other], at=MEETING)
    with pytest.raises(RefusedError, match="hai máy"):
        actions.count_meeting(sittings=[NewSitting("Nhà văn hóa ấp", 9, 9, 0)], **told)
    settled = NewMark("k-settled", lines[0], True, "b", MEETING, settles=True)
    actions.mark_attendance(actor=at.head, decision_id=made, marks=[settled], at=MEETING)
    actions.count_meeting(sittings=[NewSitting("Tổ 1", 4, 4, 0), NewSitting("Tổ 2", 5, 5, 0)], **told)
    minutes = queries.minutes(made)
    assert minutes is not None
    assert minutes.attended == tuple(str(one) for one in range(1, 10))


@pytest.mark.parametrize("team", ["", "một, hai", "một, hai, ba, bốn, năm, sáu"])
def test_ballots_need_a_team_of_three_to_five(at: Deciding, team: str) -> None:
    made = at.agreed(ONLINE)
    with pytest.raises(RefusedError) as told:
        actions.set_times(actor=at.head, decision_id=made, at=moment(9), **TIMES | {"team": team})
    assert told.value.field == "team"


def test_ballots_are_announced_two_days_before(at: Deciding) -> None:
    made = at.agreed(NewDecision("15.6", Form.BALLOT, "Dời chợ ấp?", "Ra đầu lộ.", None, BallotCase.OTHER))
    with pytest.raises(RefusedError, match="Ngày sớm nhất"):
        actions.set_times(actor=at.head, decision_id=made, at=moment(11), **TIMES)


def test_a_meeting_has_no_times_of_ballots_and_ballots_no_meeting(at: Deciding) -> None:
    made = at.agreed(ROAD)
    with pytest.raises(RefusedError):
        actions.set_times(actor=at.head, decision_id=made, at=moment(9), **TIMES)
    online = at.agreed(ONLINE)
    with pytest.raises(RefusedError):
        actions.schedule(actor=at.head, decision_id=online, meeting_at=CLOSES, place="x", at=moment(9))


@pytest.mark.parametrize("who", ["board", "committee", "front"])
def test_only_who_leads_gives_the_times_counts_and_sends_sheets(at: Deciding, who: str) -> None:
    other = getattr(at, who)
    made = at.agreed(ONLINE)
    for act in (
        lambda: actions.set_times(actor=other, decision_id=made, at=moment(9), **TIMES),
        lambda: actions.accept_slips(actor=other, decision_id=made, minutes=COUNTED, sheet=SHEET, at=CLOSES),
        lambda: actions.attach_sheet(actor=other, decision_id=made, sheet=SHEET, at=CLOSES),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_signed_sheet_comes_after_the_count_as_a_photo_or_a_scan(at: Deciding) -> None:
    made = at.opened()
    with pytest.raises(RefusedError):
        actions.attach_sheet(actor=at.head, decision_id=made, sheet=SHEET, at=MEETING)
    counted = at.counted()
    word = Kept("docx", "received-signed-sheets/ab/cd", b"s" * 32, 100)
    with pytest.raises(RefusedError):
        actions.attach_sheet(actor=at.head, decision_id=counted, sheet=word, at=MEETING)
    actions.attach_sheet(actor=at.head, decision_id=counted, sheet=SHEET, at=MEETING)
    assert not actions.process_sheet(sheet_id=actions.waiting_sheets()[0], at=MEETING)  # there is no such file
    assert [(one.waits, one.path) for one in queries.sheets_of(counted)] == [(False, "")]
    events = Record.objects.filter(subject_id=counted, subject_kind="decisions.decision").order_by("-id")
    assert [one.event for one in events[:2]] == ["decisions.sheet_processed", "decisions.sheet_received"]


def test_the_result_of_a_meeting_tells_until_when_one_may_object(at: Deciding) -> None:
    assert at.shown(at.counted()).objections_until == date(2026, 3, 23)
