"""A decision from the proposal to the report: every step, every refusal, one record each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.deciding import BOARD, HEAD, MEETING, MINUTES, ROAD, Deciding, deciding
from tests.villages import HOUSEHOLDS, moment, rows_of

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewSitting
from dinhlang.apps.decisions.models import Proceeding
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.matters import Body
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

SITTING = NewSitting("Nhà văn hóa ấp", present=11, yes=9, no=2)


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def test_a_contribution_goes_from_the_proposal_to_the_report(at: Deciding) -> None:
    made = at.counted()
    found = at.shown(made)
    assert (found.state, found.households, found.present, found.yes, found.needed) == (State.PASSED, 12, 11, 9, 8)
    assert (found.submission_due, found.effective_from, found.body) == (date(2026, 3, 13), MEETING.date(), None)
    actions.publish(actor=at.head, decision_id=made, shown_in="Nhà văn hóa, loa ấp", at=moment(9))
    actions.submit(actor=at.head, decision_id=made, at=moment(10))
    actions.report_back(actor=at.head, decision_id=made, text="Xong 420 m, thu 4.200.000 đồng.", at=moment(30))
    assert at.shown(made).state is State.REPORTED
    events = list(
        Record.objects.filter(subject_kind="decisions.decision").order_by("id").values_list("event", flat=True)
    )
    assert events == [
        f"decisions.{one}"
        for one in ("proposed", "agreed", "scheduled", "opened", "counted", "published", "submitted", "reported")
    ]


def test_the_record_of_the_count_holds_the_numbers_and_the_article_but_no_name(at: Deciding) -> None:
    at.counted()
    last = Record.objects.filter(event="decisions.counted").get()
    assert last.facts["yes"] == 9
    assert last.facts["households"] == HOUSEHOLDS
    assert "khoản 1 Điều 15" in last.grounds[0]["citation"]
    assert b"Th\xc6\xb0" not in bytes(last.payload)  # the secretary


def test_seven_of_twelve_are_not_enough(at: Deciding) -> None:
    found = at.shown(at.counted(yes=7))
    assert (found.state, found.effective_from) == (State.FAILED, None)
    with pytest.raises(RefusedError):
        actions.submit(actor=at.board, decision_id=found.id, at=moment(9))


def test_a_vote_that_failed_is_told_to_the_commune_once_and_recognised_by_nobody(at: Deciding) -> None:
    found = at.shown(at.counted(yes=7))
    actions.submit(actor=at.head, decision_id=found.id, at=moment(9))
    told = at.shown(found.id)
    assert (told.state, told.submitted_on, told.recognition_due) == (State.FAILED, moment(9).date(), None)
    assert Record.objects.get(event="decisions.submitted").facts["state"] == "failed"
    with pytest.raises(RefusedError, match="đã báo"):
        actions.submit(actor=at.head, decision_id=found.id, at=moment(10))
    with pytest.raises(RefusedError):
        actions.report_back(actor=at.head, decision_id=found.id, text="Đã làm.", at=moment(10))


def test_clusters_are_added_up(at: Deciding) -> None:
    made = at.opened()
    sittings = [NewSitting("Tổ 1", 5, 4, 1), NewSitting("Tổ 2", 6, 4, 1, 1)]
    actions.count_meeting(actor=at.head, decision_id=made, minutes=MINUTES, sittings=sittings, at=MEETING)
    found, told = at.shown(made), queries.minutes(made)
    assert told is not None
    assert (found.present, found.yes, found.no, found.other, found.absent) == (11, 8, 2, 1, 1)
    assert [one.place for one in told.sittings] == ["Tổ 1", "Tổ 2"]


@pytest.mark.parametrize(
    ("sitting", "field"),
    [
        (NewSitting("Tổ 1", 5, 5, 1), "yes-1"),
        (NewSitting("Tổ 1", 5, -1, 1), "yes-1"),
        (NewSitting("Tổ 1", 13, 12, 0), "present-1"),
        (NewSitting(" ", 5, 5, 0), "place-1"),
    ],
)
def test_counts_that_cannot_be_are_refused(at: Deciding, sitting: NewSitting, field: str) -> None:
    made = at.opened()
    with pytest.raises(RefusedError) as told:
        actions.count_meeting(actor=at.head, decision_id=made, minutes=MINUTES, sittings=[sitting], at=MEETING)
    assert told.value.field == field
    assert at.shown(made).state is State.OPEN


@pytest.mark.parametrize(
    "change", [{"way": ""}, {"chair": ""}, {"secretary": " "}, {"witnesses": ""}, {"way": "secret"}]
)
def test_minutes_name_who_led_wrote_and_watched(at: Deciding, change: dict[str, str]) -> None:
    made = at.opened()
    minutes = replace(MINUTES, **change)
    with pytest.raises(RefusedError):
        actions.count_meeting(actor=at.head, decision_id=made, minutes=minutes, sittings=[SITTING], at=MEETING)


def test_the_number_of_households_cannot_move_after_the_opening(at: Deciding) -> None:
    made = at.opened()
    more = rows_of(HOUSEHOLDS + 3)
    actions.import_roll(actor=at.head, village_id=at.village.unit.id, rows=more, at=MEETING)
    assert queries.roll_size(at.village.unit.id, MEETING.date()) == HOUSEHOLDS + 3
    assert at.shown(made).households == HOUSEHOLDS


def test_electing_the_head_waits_for_the_committee(at: Deciding) -> None:
    meeting = moment(29)
    made = at.counted(new=HEAD, meeting=meeting)
    assert at.shown(made).effective_from is None
    with pytest.raises(NotAllowedError):  # the election team is led by the Front's board, never by the head
        actions.submit(actor=at.head, decision_id=made, at=moment(30))
    actions.submit(actor=at.board, decision_id=made, at=moment(30))
    found = at.shown(made)
    assert (found.body, found.recognition_due) == (Body.COMMITTEE, date(2026, 4, 6))
    with pytest.raises(RefusedError):
        actions.report_back(actor=at.head, decision_id=made, text="Xong.", at=moment(31))
    with pytest.raises(NotAllowedError):
        actions.recognise(actor=at.front, decision_id=made, number="1/QĐ", at=moment(31))
    actions.recognise(actor=at.committee, decision_id=made, number="12/QĐ-UBND", at=moment(31))
    found = at.shown(made)
    assert (found.state, found.effective_from, found.answer_number) == (
        State.RECOGNISED,
        date(2026, 3, 31),
        "12/QĐ-UBND",
    )


def test_the_front_answers_for_members_of_the_boards(at: Deciding) -> None:
    made = at.counted(new=BOARD)
    actions.submit(actor=at.head, decision_id=made, at=moment(9))
    with pytest.raises(NotAllowedError):
        actions.refuse(actor=at.committee, decision_id=made, number="2", reason="Sai.", at=moment(10))
    with pytest.raises(RefusedError):
        actions.refuse(actor=at.front, decision_id=made, number="2/MTTQ", reason=" ", at=moment(10))
    actions.refuse(actor=at.front, decision_id=made, number="2/MTTQ", reason="Thiếu chữ ký hai hộ.", at=moment(10))
    assert at.shown(made).state is State.REFUSED


def test_nobody_recognises_a_contribution(at: Deciding) -> None:
    made = at.counted()
    actions.submit(actor=at.head, decision_id=made, at=moment(9))
    with pytest.raises(RefusedError):
        actions.recognise(actor=at.committee, decision_id=made, number="1", at=moment(10))


def test_the_commune_annuls_with_a_reason(at: Deciding) -> None:
    made = at.counted()
    with pytest.raises(NotAllowedError):
        actions.annul(actor=at.head, decision_id=made, reason="Thôi.", at=moment(9))
    actions.annul(actor=at.committee, decision_id=made, reason="Thu của cả hộ nghèo, trái luật.", at=moment(9))
    found = at.shown(made)
    assert (found.state, found.effective_from) == (State.ANNULLED, None)


def test_a_day_with_a_late_notice_is_refused_with_the_first_possible_one(at: Deciding) -> None:
    made = at.agreed()
    with pytest.raises(RefusedError) as told:
        actions.schedule(
            actor=at.head, decision_id=made, meeting_at=moment(3, hour=18), place="Nhà văn hóa", at=moment(2)
        )
    assert "04/03/2026" in str(told.value)
    with pytest.raises(RefusedError):
        actions.schedule(actor=at.head, decision_id=made, meeting_at=moment(1), place="Nhà văn hóa", at=moment(2))


def test_a_meeting_does_not_open_before_its_day(at: Deciding) -> None:
    made = at.scheduled()
    with pytest.raises(RefusedError):
        actions.open_meeting(actor=at.head, decision_id=made, at=MEETING - timedelta(days=1))


@pytest.mark.parametrize(
    "new",
    [
        replace(ROAD, matter="15.9"),
        replace(ROAD, question=" "),
        replace(ROAD, explanation=""),
        replace(ROAD, form=Form.ONLINE, consent_yes=12),
        replace(ROAD, form=Form.BALLOT, ballot_case=BallotCase.OTHER),
        replace(ROAD, form=Form.BALLOT),
        replace(HEAD, step=None),
    ],
)
def test_what_the_law_does_not_allow_is_not_proposed(at: Deciding, new: actions.NewDecision) -> None:
    with pytest.raises(RefusedError):
        at.proposed(new)


def test_a_step_out_of_order_is_refused(at: Deciding) -> None:
    made = at.proposed()
    with pytest.raises(RefusedError):
        actions.schedule(actor=at.head, decision_id=made, meeting_at=MEETING, place="Nhà văn hóa", at=moment(2))
    actions.withdraw(actor=at.head, decision_id=made, reason="Xã đã có kinh phí.", at=moment(2))
    with pytest.raises(RefusedError):
        actions.agree(actor=at.board, decision_id=made, at=moment(2))


def test_the_same_request_twice_proposes_once(at: Deciding) -> None:
    key = Request("k", b"0" * 32)
    same = {"actor": at.head, "unit_id": at.village.unit.id, "new": ROAD, "at": moment(2), "request": key}
    assert actions.propose(**same) == actions.propose(**same)  # type: ignore[arg-type]
    assert Proceeding.objects.count() == 1


OTHERS = ("board", "committee", "front")


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_head_of_the_village_leads(at: Deciding, who: str) -> None:
    other: Actor = getattr(at, who)
    made = at.opened()
    calls = [
        lambda: actions.propose(actor=other, unit_id=at.village.unit.id, new=ROAD, at=moment(2)),
        lambda: actions.schedule(actor=other, decision_id=made, meeting_at=MEETING, place="x", at=moment(3)),
        lambda: actions.open_meeting(actor=other, decision_id=made, at=MEETING),
        lambda: actions.count_meeting(
            actor=other, decision_id=made, minutes=MINUTES, sittings=[SITTING], at=MEETING
        ),
        lambda: actions.publish(actor=other, decision_id=made, shown_in="x", at=MEETING),
        lambda: actions.submit(actor=other, decision_id=made, at=MEETING),
        lambda: actions.report_back(actor=other, decision_id=made, text="x", at=MEETING),
        lambda: actions.withdraw(actor=other, decision_id=made, reason="x", at=MEETING),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(NotAllowedError):
            call()


def test_only_the_front_s_board_agrees(at: Deciding) -> None:
    made = at.proposed()
    for other in (at.head, at.committee, at.front):
        with pytest.raises(NotAllowedError):
            actions.agree(actor=other, decision_id=made, at=moment(2))


def test_a_decision_that_is_not_there(at: Deciding) -> None:
    with pytest.raises(NotFoundError):
        actions.agree(actor=at.board, decision_id=0, at=moment(2))
    assert queries.decision("QD26-XXXXXX") is None


def test_the_database_refuses_more_votes_than_people(at: Deciding) -> None:
    made = at.counted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proceeding.objects.filter(decision_id=made).update(yes=12, present=11)
