"""The life of a case."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.feedback.reasons import IMPORTED, REFUSAL, REOPENING, WITHHOLDING, known
from dinhlang.domain.feedback.states import MOVES, OPEN, Clock, Event, NotInThisStateError, State, after, possible
from dinhlang.domain.feedback.words import ANSWERS, EVENTS, REFUSALS, REOPENINGS, STATES, WITHHOLDINGS


def test_a_case_goes_from_receipt_to_answer_and_closes() -> None:
    state = State.RECEIVED
    for event in (Event.CLASSIFIED, Event.ASSIGNED, Event.STARTED, Event.ANSWERED, Event.CLOSED):
        state = after(state, event)
    assert state is State.CLOSED


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State.RECEIVED, Event.ANSWERED),  # an answer before anybody accepted the case
        (State.RECEIVED, Event.EXTENDED),
        (State.REFUSED, Event.ANSWERED),
        (State.CLOSED, Event.REFUSED),
        (State.ANSWERED, Event.TRANSFERRED),
        (State.NEEDS_INFO, Event.ANSWERED),
        (State.AWAITING_APPROVAL, Event.TRANSFERRED),
        (State.RECEIVED, Event.RATED),
    ],
)
def test_a_step_that_cannot_follow_is_refused(state: State, event: Event) -> None:
    with pytest.raises(NotInThisStateError):
        after(state, event)


def test_a_refused_case_can_be_reviewed() -> None:
    assert after(State.REFUSED, Event.REOPENED) is State.IN_PROGRESS


def test_no_state_is_a_dead_end_for_the_sender() -> None:
    """Every open state has a step of the unit, every ended state a step of the sender."""
    for state in State:
        steps = possible(state) - {
            Event.PUBLISHED,
            Event.WITHHELD,
            Event.FOLLOWED_SUCCESSOR,
            Event.ATTACHMENT_PROCESSED,
        }
        assert steps, state
        if state not in OPEN:
            assert Event.REOPENED in steps


def test_transfer_and_refusal_tell_the_outcome_of_initial_handling() -> None:
    for event in (Event.CLASSIFIED, Event.TRANSFERRED, Event.REFUSED):
        assert Clock.INITIAL in MOVES[event].meets
    assert Clock.ANSWER not in MOVES[Event.TRANSFERRED].meets  # the answer clock keeps running
    assert MOVES[Event.ANSWERED].meets == {Clock.INITIAL, Clock.ANSWER}


@given(st.lists(st.sampled_from(sorted(Event)), max_size=25))
def test_every_walk_stays_inside_the_table(events: list[Event]) -> None:
    state = State.RECEIVED
    for event in events:
        if event in possible(state):
            state = after(state, event)
        elif event in MOVES:
            with pytest.raises(NotInThisStateError):
                after(state, event)
    assert state in State


def test_every_code_has_words() -> None:
    assert set(STATES) == set(State)
    assert set(EVENTS) == set(Event)
    assert {one.code for one in (*REFUSAL, *IMPORTED)} == set(REFUSALS)
    assert {one.code for one in WITHHOLDING} == set(WITHHOLDINGS)
    assert set(REOPENING) == set(REOPENINGS)
    assert all(itertools.chain(ANSWERS.values(), STATES.values()))


def test_an_unknown_reason_is_refused() -> None:
    with pytest.raises(KeyError):
        known("because", REFUSAL)
