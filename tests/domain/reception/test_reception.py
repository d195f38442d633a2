"""How often heads receive, who speaks for a group, what a visit may become, how a promise stands."""

from datetime import date, datetime, time

import pytest
from tests.law.disclosure_facts import BOOK

from dinhlang.domain.reception import often
from dinhlang.domain.reception.often import Every, Stretch
from dinhlang.domain.reception.promises import Kept, stands
from dinhlang.domain.reception.schedule import Day, Receiving, became, is_open
from dinhlang.domain.reception.visits import Stage, may_become


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "on", "least", "every"),
    [
        ("FB-TCD-15", "2026-06-30", 1, Every.WEEK),
        ("FB-TCD-15", "2026-07-01", 2, Every.MONTH),
        ("FB-TCD-12", "2026-03-02", 1, Every.MONTH),
        ("FB-TCD-18", "2026-03-02", 1, Every.MONTH),
        ("PTY-11-PROVINCE", "2026-03-02", 1, Every.MONTH),
        ("PTY-11-COMMUNE", "2026-03-02", 2, Every.MONTH),
    ],
)
def test_each_head_owes_the_days_of_the_rule_of_that_day(rule, on, least, every):
    assert often.duty(rule, BOOK, on=day(on)) == often.Duty(least, every)


def test_only_whole_weeks_count_and_a_day_counts_once():
    kept = [day("2026-03-02"), day("2026-03-02"), day("2026-03-16")]
    found = often.stretches(kept, "FB-TCD-15", BOOK, since=day("2026-03-01"), until=day("2026-03-21"))
    assert [(one.begins, one.received, one.is_short) for one in found] == [
        (day("2026-03-02"), 1, False), (day("2026-03-09"), 0, True),
    ]  # fmt: skip


def test_when_the_law_changes_weeks_become_months():
    found = often.stretches([day("2026-07-06")], "FB-TCD-15", BOOK, since=day("2026-06-22"), until=day("2026-07-31"))
    # The week of 29 June runs into July: it is the last one of the old rule; July counts as a whole.
    assert found == (
        Stretch(day("2026-06-22"), day("2026-06-28"), 1, 0), Stretch(day("2026-06-29"), day("2026-07-05"), 1, 0),
        Stretch(day("2026-07-01"), day("2026-07-31"), 2, 1),
    )  # fmt: skip


def test_december_ends_with_the_year():
    found = often.stretches([], "FB-TCD-12", BOOK, since=day("2026-12-01"), until=day("2026-12-31"))
    assert [(one.begins, one.ends) for one in found] == [(day("2026-12-01"), day("2026-12-31"))]


@pytest.mark.parametrize(
    ("people", "speak"), [(1, (1, 1)), (4, (4, 4)), (5, (1, 2)), (10, (1, 2)), (11, (1, 5)), (200, (1, 5))]
)
def test_groups_send_representatives(people, speak):
    assert often.representatives(people, BOOK, on=day("2026-03-02")) == speak


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        (Stage.BOOKED, Stage.WAITING, True),
        (Stage.BOOKED, Stage.RECEIVED, False),
        (Stage.WAITING, Stage.RECEIVED, True),
        (Stage.ABSENT, Stage.WAITING, True),
        (Stage.RECEIVED, Stage.ABSENT, False),
        (Stage.WITHDRAWN, Stage.WAITING, False),
    ],
)
def test_what_a_visit_may_become(now, then, may):
    assert may_become(now, then) is may


@pytest.mark.parametrize(
    ("kept", "broken", "today", "how"),
    [
        (None, None, "2026-03-10", Kept.OPEN),
        (None, None, "2026-03-11", Kept.LATE),
        ("2026-03-10", None, "2026-03-20", Kept.KEPT),
        ("2026-03-11", None, "2026-03-20", Kept.KEPT_LATE),
        ("2026-03-11", None, "2026-03-10", Kept.OPEN),
        (None, "2026-03-05", "2026-03-06", Kept.BROKEN),
        (None, "2026-03-05", "2026-03-04", Kept.OPEN),
    ],
)
def test_a_promise_is_kept_late_or_broken(kept, broken, today, how):
    days = {"kept_on": kept and day(kept), "broken_on": broken and day(broken)}
    assert stands(day("2026-03-10"), today=day(today), **days) is how


def test_a_day_called_off_on_the_day_itself_is_missed_at_once_and_one_told_before_is_moved():
    on, later = date(2026, 3, 17), date(2026, 3, 24)
    for told, moved_to, expected in [
        (date(2026, 3, 16), later, Receiving.MOVED),
        (on, later, Receiving.MISSED),
        (date(2026, 3, 16), None, Receiving.MISSED),
    ]:
        assert became(Day(on, moved_to=moved_to, moved_told_on=told), today=on) is expected


@pytest.mark.parametrize(("hour", "open_"), [(10, True), (11, False), (12, False)])
def test_a_place_is_booked_until_the_last_hour_ends(hour, open_):
    assert is_open(date(2026, 3, 17), time(11), datetime(2026, 3, 17, hour)) is open_
