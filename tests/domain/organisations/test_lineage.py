from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.organisations.lineage import (
    Heir,
    Lineage,
    Move,
    MustChooseError,
    NoSuccessorError,
    Share,
)

DAY = date(2025, 7, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=400)


def test_a_unit_that_nothing_happened_to_is_its_own_only_heir():
    assert Lineage([]).successors(1, AFTER) == (Heir(1, Share.WHOLE),)


def test_merged_units_have_one_clear_successor_from_the_day_on():
    lineage = Lineage([Move(DAY, 1, 1, 3), Move(DAY, 1, 2, 3)])
    assert lineage.successor(1, DAY) == lineage.successor(2, AFTER) == 3
    assert lineage.successor(1, BEFORE) == 1
    assert lineage.predecessors(3, BEFORE) == (Heir(1, Share.WHOLE), Heir(2, Share.WHOLE))


def test_a_split_unit_makes_a_person_choose_between_all_its_successors():
    lineage = Lineage([Move(DAY, 1, 1, 2, Share.PART), Move(DAY, 1, 1, 3, Share.PART)])
    with pytest.raises(MustChooseError) as choice:
        lineage.successor(1, AFTER)
    assert (choice.value.unit, choice.value.candidates) == (1, (2, 3))


def test_a_unit_that_gives_a_part_away_is_still_among_its_successors():
    lineage = Lineage(
        [Move(DAY, 1, 1, 1, Share.REMAINDER), Move(DAY, 1, 1, 2, Share.PART), Move(DAY, 1, 2, 2, Share.WHOLE)]
    )
    assert lineage.successors(1, AFTER) == (Heir(1, Share.REMAINDER), Heir(2, Share.PART))
    assert lineage.successors(2, AFTER) == (Heir(2, Share.WHOLE),)
    assert lineage.predecessors(2, BEFORE) == (Heir(1, Share.PART), Heir(2, Share.WHOLE))


def test_what_was_named_after_the_change_does_not_go_through_it_again():
    lineage = Lineage([Move(DAY, 1, 1, 1, Share.REMAINDER), Move(DAY, 1, 1, 2, Share.PART)])
    assert lineage.successor(1, AFTER, since=DAY) == 1


def test_a_dissolved_unit_without_heir_has_no_successor():
    with pytest.raises(NoSuccessorError):
        Lineage([Move(DAY, 1, 1, None)]).successor(1, DAY)


def test_two_parts_that_come_together_again_are_one_clear_successor():
    later = DAY + timedelta(days=30)
    lineage = Lineage(
        [
            Move(DAY, 1, 1, 2, Share.PART),
            Move(DAY, 1, 1, 3, Share.REMAINDER),
            Move(later, 2, 2, 4),
            Move(later, 2, 3, 4),
        ]
    )
    assert lineage.successor(1, later) == 4
    assert len(lineage.successors(1, DAY)) == 2


def test_a_unit_merged_and_merged_on_again_the_same_day_is_followed_to_the_end():
    assert Lineage([Move(DAY, 1, 1, 2), Move(DAY, 2, 2, 3)]).successor(1, DAY) == 3


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Move], int, bool]:
    """Draw a history of whole units: moves, how many units there ever were, whether any was divided."""
    alive, highest, moves, divided = list(range(1, 6)), 5, [], False
    for event in range(draw(st.integers(0, 6))):
        on = DAY + timedelta(days=draw(st.integers(1, 3)) + 4 * event)
        verb = draw(st.sampled_from(["merge", "absorb", "split", "part"]))
        chosen = draw(st.permutations(alive))[:2]
        if len(chosen) < 2:
            break
        one, other = chosen
        highest += 2
        first, second = highest - 1, highest
        if verb == "merge":
            moves += [Move(on, event, one, first), Move(on, event, other, first)]
            alive = [unit for unit in alive if unit not in (one, other)] + [first]
        elif verb == "absorb":
            moves += [Move(on, event, one, other), Move(on, event, other, other)]
            alive.remove(one)
        elif verb == "split":
            moves += [Move(on, event, one, first, Share.PART), Move(on, event, one, second, Share.PART)]
            alive = [unit for unit in alive if unit != one] + [first, second]
            divided = True
        else:
            moves += [
                Move(on, event, one, other, Share.PART),
                Move(on, event, one, one, Share.REMAINDER),
                Move(on, event, other, other),
            ]
            divided = True
    return moves, highest, divided


def living(moves: list[Move], highest: int, day: date) -> set[int]:
    """Return the units that exist on a day: born by it, and not gone from a change without an arrow to themselves."""
    past = [move for move in moves if move.on <= day]
    born = set(range(1, 6)) | {move.target for move in past}
    went_on = {(move.event, move.source) for move in past if move.source == move.target}
    gone = {move.source for move in past if (move.event, move.source) not in went_on}
    return {unit for unit in range(1, highest + 1) if unit in born and unit not in gone}


days = st.integers(0, 40).map(lambda count: DAY + timedelta(days=count))


@given(histories(), days, days)
def test_successors_and_predecessors_are_the_same_arrows_read_both_ways(history, one_day, other_day):
    moves, highest, _ = history
    early, late = sorted((one_day, other_day))
    lineage = Lineage(moves)
    for unit in living(moves, highest, early):
        for heir in lineage.successors(unit, late, since=early):
            assert heir.unit in living(moves, highest, late)
            assert unit in {one.unit for one in lineage.predecessors(heir.unit, early, until=late)}
    for unit in living(moves, highest, late):
        for former in lineage.predecessors(unit, early, until=late):
            assert former.unit in living(moves, highest, early)
            assert unit in {one.unit for one in lineage.successors(former.unit, late, since=early)}


@given(histories(), st.integers(1, 5), days, days)
def test_going_in_two_steps_leads_where_one_step_leads(history, unit, one_day, other_day):
    early, late = sorted((one_day, other_day))
    lineage = Lineage(history[0])
    in_two = {
        heir.unit
        for half in lineage.successors(unit, early)
        for heir in lineage.successors(half.unit, late, since=early)
    }
    assert in_two == {heir.unit for heir in lineage.successors(unit, late)}


@given(histories(), st.integers(1, 5), days)
def test_without_divisions_there_is_always_exactly_one_successor(history, unit, day):
    moves, _, divided = history
    heirs = Lineage(moves).successors(unit, day)
    assert heirs
    if not divided:
        assert len(heirs) == 1
        assert heirs[0].share is Share.WHOLE


@given(histories(), st.integers(1, 5), days)
def test_the_order_in_which_changes_were_written_down_does_not_matter(history, unit, day):
    moves = history[0]
    assert Lineage(reversed(moves)).successors(unit, day) == Lineage(moves).successors(unit, day)
