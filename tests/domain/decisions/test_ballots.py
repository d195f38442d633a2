"""Which ballot counts, when ballots are taken, which votes may be online, and sums that anybody can repeat."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.decisions.ballots import (
    Channel,
    Choice,
    Closed,
    Tally,
    Window,
    count,
    digest_of_table,
    may_follow,
)

OPENS = datetime(2026, 3, 2, 7)
CLOSES = OPENS + timedelta(days=3)


@pytest.mark.parametrize(
    ("at", "shut"),
    [
        (OPENS - timedelta(microseconds=1), Closed.NOT_OPEN),
        (OPENS, None),
        (CLOSES - timedelta(microseconds=1), None),
        (CLOSES, Closed.OVER),
    ],
)
def test_ballots_are_taken_from_the_opening_to_just_before_the_close(at: datetime, shut: Closed | None) -> None:
    assert Window(OPENS, OPENS, CLOSES).shut(at) is shut


def test_nothing_is_taken_before_the_freeze_or_after_the_count() -> None:
    assert Window(None, OPENS, CLOSES).shut(OPENS) is Closed.NOT_FROZEN
    assert Window(OPENS, OPENS, CLOSES, closed_at=OPENS).shut(OPENS) is Closed.OVER


@pytest.mark.parametrize("earlier", [None, *Channel])
@pytest.mark.parametrize("channel", list(Channel))
def test_presence_in_person_is_above_every_other_way(channel: Channel, earlier: Channel | None) -> None:
    assert may_follow(channel, earlier) is not (earlier is Channel.MEETING and channel is not Channel.MEETING)


@given(st.lists(st.sampled_from([None, "agree", "disagree", "other"]), max_size=80))
def test_the_sums_of_a_table_are_those_of_its_lines(rows: list[str | None]) -> None:
    found = count(rows)
    assert found.households == len(rows) == found.voted + found.absent
    assert (found.yes, found.absent) == (rows.count("agree"), rows.count(None))


def test_an_absent_household_is_not_in_favour() -> None:
    assert count(["agree", None]) == Tally(households=2, yes=1, no=0, other=0)


def test_the_digest_of_a_table_tells_every_change_and_no_order() -> None:
    rows = [("AAAAAA", Choice.YES.value, Channel.PHONE.value), ("BBBBBB", "", "")]
    assert digest_of_table(rows) == digest_of_table(rows[::-1])
    changed = [("AAAAAA", Choice.NO.value, Channel.PHONE.value), ("BBBBBB", "", "")]
    assert digest_of_table(rows) != digest_of_table(changed)
