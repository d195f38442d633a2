"""Initiatives: each household once, consents that grow old, the duty once the share is reached, one press to put it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.deciding import Deciding, deciding
from tests.villages import moment
from tests.votes import Vote, voted

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewInitiative
from dinhlang.apps.decisions.models import Consent, Initiative
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.initiatives import Standing, Support
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import From
from dinhlang.domain.decisions.rolls import Change
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, RefusedError

LAMPS = NewInitiative("15.6", "Thắp đèn hẻm 3 mỗi tối", "Hẻm tối, học sinh đi học thêm về khuya.")
LEAVE = NewInitiative("15.4", "Cho thôi chức Trưởng ấp", "Nhiều việc không làm.", Step.DISMISS)
START = moment(2)


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def begun(at: Deciding, new: NewInitiative = LAMPS, household: str = "1") -> int:
    return actions.write_initiative(
        actor=at.board, village_id=at.village.unit.id, household=household, new=new, at=START
    )


def sign(at: Deciding, made: int, household: str, day: int = 3) -> None:
    actions.write_consent(actor=at.board, initiative_id=made, household=household, at=moment(day))


def stands(made: int, day: int = 3) -> tuple[Standing, Support]:
    row = Initiative.objects.get(pk=made)
    told = queries.initiative(row.code)
    assert told is not None
    return told.standing, queries.support(told, moment(day).date())


def test_two_of_twelve_are_enough_and_then_it_must_be_put(at: Deciding) -> None:
    made = begun(at)
    assert stands(made) == (Standing.GATHERING, Support(1, 12, 2, reached=False))
    with pytest.raises(RefusedError):
        actions.put(actor=at.head, initiative_id=made, at=moment(3))
    sign(at, made, "2")
    assert stands(made) == (Standing.REACHED, Support(2, 12, 2, reached=True))
    reached = Record.objects.get(event="decisions.initiative_reached")
    assert (reached.facts["consents"], reached.facts["needed"]) == (2, 2)
    assert "khoản 3 Điều 16" in reached.grounds[0]["citation"]
    with pytest.raises(RefusedError):
        actions.decline(actor=at.head, initiative_id=made, reason="Không muốn.", at=moment(4))


def test_one_press_makes_it_a_proposal_with_a_link_both_ways(at: Deciding) -> None:
    made = begun(at)
    sign(at, made, "2")
    with pytest.raises(NotAllowedError):
        actions.put(actor=at.board, initiative_id=made, at=moment(4))
    press = Request("put", b"x" * 32)
    decision = actions.put(actor=at.head, initiative_id=made, at=moment(4), request=press)
    assert actions.put(actor=at.head, initiative_id=made, at=moment(4), request=press) == decision
    shown, origin = at.shown(decision), queries.origins(decision)[0]
    told = queries.initiative(Initiative.objects.get(pk=made).code)
    assert origin is not None
    assert told is not None
    assert (shown.state, shown.question) == (State.PROPOSED, LAMPS.question)
    assert (origin.kind, origin.initiative, told.decision_code) == (From.INITIATIVE, told.code, shown.code)


def test_each_household_once_and_given_anew_its_time_begins_anew(at: Deciding) -> None:
    made = begun(at)
    sign(at, made, "1", day=20)
    assert stands(made)[1].consents == 1
    first, second = Consent.objects.order_by("id").values_list("counts_until", "ended_at")
    assert first[1] is not None
    assert (second[0] - first[0]).days == 18
    key = Consent.objects.get(ended_at=None).key
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(initiative_id=made, key=key, given_at=moment(3))


def test_a_consent_grows_old_at_the_end_of_its_last_day(at: Deciding) -> None:
    made = begun(at)
    told = queries.initiative(Initiative.objects.get(pk=made).code)
    assert told is not None
    last = START.date().replace(month=6)
    assert queries.support(told, last).consents == 1
    assert queries.support(told, last + timedelta(days=1)).consents == 0


def test_a_household_that_left_the_roll_counts_no_more(at: Deciding) -> None:
    made = begun(at)
    rows = queries.households_of(at.village.unit.id, moment(3).date())
    new = actions.NewChange(kind=Change.ENDED, reason="Chuyển đi.", household_id=rows[0].id)
    actions.propose_change(actor=at.head, village_id=at.village.unit.id, new=new, at=moment(3))
    actions.apply_due_changes(at=moment(20))
    assert stands(made, day=21)[1] == Support(0, 11, 2, reached=False)


def test_a_household_steps_back_and_the_duty_once_reached_stays(at: Deciding) -> None:
    made = begun(at)
    sign(at, made, "2")
    actions.write_step_back(actor=at.board, initiative_id=made, household="2", at=moment(4))
    assert stands(made) == (Standing.REACHED, Support(1, 12, 2, reached=False))
    with pytest.raises(RefusedError, match="không đang đồng ý"):
        actions.write_step_back(actor=at.board, initiative_id=made, household="2", at=moment(4))


def test_too_few_with_the_front_that_finds_it_good(at: Deciding) -> None:
    made = begun(at)
    with pytest.raises(NotAllowedError):
        actions.support_below(actor=at.head, initiative_id=made, reason="Có lợi.", at=moment(3))
    with pytest.raises(RefusedError):
        actions.support_below(actor=at.board, initiative_id=made, reason=" ", at=moment(3))
    actions.support_below(actor=at.board, initiative_id=made, reason="Đường sáng, an toàn.", at=moment(3))
    assert stands(made)[0] is Standing.REACHED


def test_a_petition_needs_half_and_is_the_fronts_to_convene(at: Deciding) -> None:
    made = begun(at, LEAVE)
    for number in range(2, 6):
        sign(at, made, str(number))
    assert stands(made) == (Standing.GATHERING, Support(5, 12, 6, reached=False))
    with pytest.raises(RefusedError):
        actions.support_below(actor=at.board, initiative_id=made, reason="Có lợi.", at=moment(3))
    with pytest.raises(NotAllowedError):
        actions.decline(actor=at.head, initiative_id=made, reason="Vu khống.", at=moment(3))
    sign(at, made, "6")
    with pytest.raises(NotAllowedError):
        actions.put(actor=at.head, initiative_id=made, at=moment(4))
    decision = actions.put(actor=at.board, initiative_id=made, at=moment(4))
    actions.agree(actor=at.board, decision_id=decision, at=moment(4))
    for who, refused in ((at.head, True), (at.board, False)):
        meeting = {"decision_id": decision, "meeting_at": moment(20), "place": "Nhà văn hóa", "at": moment(5)}
        if refused:
            with pytest.raises(NotAllowedError, match="Mặt trận"):
                actions.schedule(actor=who, **meeting)
        else:
            actions.schedule(actor=who, **meeting)
    assert at.shown(decision).state is State.SCHEDULED


@pytest.mark.parametrize(
    ("change", "field"),
    [({"matter": "15.5"}, "matter"), ({"matter": "x"}, "matter"), ({"question": " "}, "question"),
     ({"explanation": ""}, "explanation"), ({"matter": "15.4", "step": Step.ELECT}, "matter")],
)  # fmt: skip
def test_what_cannot_be_started_is_refused(at: Deciding, change: dict[str, object], field: str) -> None:
    with pytest.raises(RefusedError) as told:
        begun(at, replace(LAMPS, **change))  # type: ignore[arg-type]
    assert told.value.field == field


def test_strangers_write_nothing_down(at: Deciding) -> None:
    made = begun(at)
    unit = at.village.unit.id
    for stranger in (at.head, at.front, at.village.who("receiver2")):
        with pytest.raises(NotAllowedError):
            actions.write_consent(actor=stranger, initiative_id=made, household="2", at=moment(3))
        with pytest.raises(NotAllowedError):
            actions.write_initiative(actor=stranger, village_id=unit, household="2", new=LAMPS, at=moment(3))
    with pytest.raises(NotAllowedError):
        actions.take_up(actor=at.front, initiative_id=made, at=moment(3))
    with pytest.raises(RefusedError, match="không có số này"):
        sign(at, made, "99")


@pytest.fixture
def vote(db: None) -> Vote:
    return voted()


def test_by_the_code_of_a_slip_from_the_start_to_the_withdrawal(vote: Vote) -> None:
    code, other = vote.codes["1"], vote.codes["2"]
    with pytest.raises(RefusedError, match="Không có hộ nào mang mã này"):
        actions.send_initiative(code="0000000000", new=LAMPS, at=START)
    made = actions.send_initiative(code=code, new=LAMPS, at=START)
    with pytest.raises(RefusedError, match="chưa bắt đầu"):
        actions.consent(code=other, initiative_id=made, at=START)
    actions.take_up(actor=vote.village.head, initiative_id=made, at=START)
    actions.consent(code=code, initiative_id=made, at=START)  # the starter counts once
    assert stands(made)[1].consents == 1
    with pytest.raises(RefusedError, match="hộ đã gửi"):
        actions.withdraw_initiative(code=other, initiative_id=made, at=START)
    actions.withdraw_initiative(code=code, initiative_id=made, at=START)
    assert stands(made)[0] is Standing.WITHDRAWN
    assert actions.forget_consents() == 2
    assert not Consent.objects.filter(initiative_id=made).exists()


def test_nothing_kept_tells_which_household_consented(vote: Vote) -> None:
    made = actions.send_initiative(code=vote.codes["1"], new=LAMPS, at=START)
    fields = {field.name for field in Consent._meta.concrete_fields}
    assert not {name for name in fields if "household" in name or "line" in name}
    told = Record.objects.get(event="decisions.initiative_sent")
    assert b"Th\xe1\xba\xafp \xc4\x91\xc3\xa8n" not in bytes(told.payload)
    assert set(told.facts) == {"standing", "matter", "call"}
    assert stands(made)[0] is Standing.SENT


def test_a_household_without_any_slip_gets_one_and_stands_behind_an_initiative_by_itself(at: Deciding) -> None:
    at.counted()  # a roll was frozen once; nobody ever had a slip
    unit = at.village.unit
    seventh = next(one for one in queries.households_of(unit.id, START.date()) if one.number == "7")
    given = {"village_id": unit.id, "household_id": seventh.id}
    for stranger in (at.board, at.front, at.committee, at.village.who("receiver"), at.village.who("auditor")):
        with pytest.raises(NotAllowedError):
            actions.hand_slip(actor=stranger, at=moment(9), **given)
    slip = actions.hand_slip(actor=at.head, at=moment(9), **given)
    assert slip.household == "7"
    told = Record.objects.get(event="decisions.slip_handed")
    assert told.facts["row"] == slip.row_code  # which household it is stands nowhere in the log
    made = begun(at)
    actions.consent(code=slip.secret, initiative_id=made, at=moment(10))
    assert stands(made, day=10)[1].consents == 2
    with pytest.raises(RefusedError, match="Không có hộ nào mang mã này"):
        actions.consent(code="0000000000", initiative_id=made, at=moment(10))


def test_no_slip_without_a_roll_that_was_frozen_nor_in_the_place_of_one_that_votes(vote: Vote) -> None:
    household = vote.decision.lines.get(household__number="3").household_id
    given = {"village_id": vote.village.unit.id, "household_id": household, "at": START}
    with pytest.raises(RefusedError, match="chốt danh sách"):  # its only roll is that of a vote online that runs
        actions.hand_slip(actor=vote.village.head, **given)
