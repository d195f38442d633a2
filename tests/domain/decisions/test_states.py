"""The stations of a decision: each has words, can be reached, and leads on or ends."""

from datetime import date

from dinhlang.domain.decisions.states import COMING, NEXT, WORDS, State, may_become, may_begin

ENDS = {State.REFUSED, State.WITHDRAWN, State.VOID, State.ANNULLED}


def test_every_station_has_words_and_its_next_ones() -> None:
    assert set(WORDS) == set(NEXT) == set(State)


def test_every_station_is_reached_from_a_proposal() -> None:
    reached = {State.PROPOSED}
    while more := {then for one in reached for then in NEXT[one]} - reached:
        reached |= more
    assert reached == set(State)


def test_only_what_ended_leads_nowhere() -> None:
    assert {one for one in State if not NEXT[one]} == ENDS


def test_nothing_is_decided_before_the_front_agrees_and_the_day_stands() -> None:
    assert not may_become(State.PROPOSED, State.OPEN)
    assert not may_become(State.AGREED, State.OPEN)
    assert not may_become(State.SUBMITTED, State.OPEN)
    assert may_become(State.SCHEDULED, State.OPEN)
    assert not set(COMING) & ENDS


def test_a_meeting_begins_on_its_day_or_later_and_never_without_one() -> None:
    day = date(2026, 3, 8)
    assert [may_begin(day, day.replace(day=one)) for one in (7, 8, 9)] == [False, True, True]
    assert not may_begin(None, day)
