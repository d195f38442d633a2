"""Objections to a result: anybody, within the days of the law data; the commune answers with reasons."""

from datetime import date

import pytest
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def objected(at: Deciding, made: int, day: int = 10) -> int:
    code = at.shown(made).code
    actions.object_to_result(code=code, text="Hộ số 5 không được mời.", at=moment(day))
    return queries.result_objections(made)[-1].id


def answer(at: Deciding, objection_id: int, outcome: Outcome = Outcome.CONFIRMED, reply: str = "Có giấy mời ký nhận."):  # type: ignore[no-untyped-def]
    return actions.answer_result(
        actor=at.committee, objection_id=objection_id, outcome=outcome, reply=reply, at=moment(11)
    )


def test_an_objection_is_answered_with_reasons_by_a_date(at: Deciding) -> None:
    made = at.counted()
    answer(at, objected(at, made))
    (told,) = queries.result_objections(made)
    assert (told.number, told.reply_due, told.outcome) == (1, date(2026, 3, 24), Outcome.CONFIRMED)
    assert at.shown(made).state is State.PASSED
    payload = bytes(Record.objects.get(event="decisions.result_objected").payload).decode()
    assert "Hộ số 5" not in payload  # the words are committed to, not told


@pytest.mark.parametrize(("outcome", "again"), [(Outcome.VOID, 0), (Outcome.RERUN, 1)])
def test_a_result_is_set_aside_and_the_households_may_decide_again(at: Deciding, outcome: Outcome, again: int) -> None:
    made = at.counted()
    answer(at, objected(at, made), outcome, "Thiếu thông báo hai ngày.")
    found = at.shown(made)
    assert (found.state, found.ended_reason, found.effective_from) == (State.VOID, "Thiếu thông báo hai ngày.", None)
    anew = [one for one in queries.decisions_of([at.village.unit.id]) if one.earlier_code == found.code]
    assert [one.state for one in anew] == [State.AGREED] * again
    with pytest.raises(RefusedError):
        objected(at, made)


def test_objections_end_with_their_days(at: Deciding) -> None:
    made = at.counted()
    objected(at, made, day=23)
    with pytest.raises(RefusedError, match="Hết thời gian"):
        objected(at, made, day=24)
    with pytest.raises(NotFoundError):
        actions.object_to_result(code="QD26-NOPE", text="x", at=moment(10))


def test_before_the_count_there_is_nothing_to_object_to_and_nobody_objects_with_nothing(at: Deciding) -> None:
    with pytest.raises(RefusedError):
        objected(at, at.opened())
    code = at.shown(at.counted()).code
    with pytest.raises(RefusedError):
        actions.object_to_result(code=code, text="  ", at=moment(10))


def test_only_the_committee_answers_never_who_led_the_vote(at: Deciding) -> None:
    one = objected(at, at.counted())
    for other in (at.head, at.board, at.front, at.village.who("receiver")):
        with pytest.raises(NotAllowedError):
            actions.answer_result(actor=other, objection_id=one, outcome=Outcome.CONFIRMED, reply="x", at=moment(11))
    with pytest.raises(RefusedError):
        answer(at, one, reply=" ")
    answer(at, one)
    with pytest.raises(RefusedError):
        answer(at, one)
    with pytest.raises(NotFoundError):
        answer(at, 0)


def test_sent_twice_it_is_one(at: Deciding) -> None:
    made = at.counted()
    for _ in range(2):
        request = Request("result-objection:1", b"a" * 32)
        actions.object_to_result(code=at.shown(made).code, text="Đếm sai.", at=moment(10), request=request)
    assert len(queries.result_objections(made)) == 1
