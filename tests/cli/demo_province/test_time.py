"""Working time and the rhythm of arrivals."""

from collections import Counter
from datetime import date, datetime, timedelta

from tests.cli.demo_province.province_run import TET, TODAY, due_on, works

from dinhlang.cli.demo_province.rhythm import arrivals, moment_of
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.working_time import FULL_DAY, WorkingTime
from dinhlang.domain.dates.due import VIETNAM

FIRST = TODAY - timedelta(days=548)
TIME = WorkingTime(FIRST, TODAY, due_on)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def test_a_position_and_its_moment_are_the_same() -> None:
    for hour, minute in ((7, 0), (9, 30), (13, 0), (16, 45)):
        moment = at(date(2026, 3, 4), hour, minute)
        assert TIME.moment(TIME.position(moment)) == moment


def test_what_comes_outside_hours_counts_from_the_next_opening() -> None:
    monday = at(date(2026, 3, 9), 7)
    assert TIME.moment(TIME.position(at(date(2026, 3, 6), 20))) == monday  # Friday evening
    assert TIME.moment(TIME.position(at(date(2026, 3, 8), 10))) == monday  # Sunday
    assert TIME.moment(TIME.position(at(date(2026, 3, 9), 12))) == at(date(2026, 3, 9), 13)  # noon


def test_tet_is_no_working_time() -> None:
    before, after = at(date(2026, 2, 13), 8), at(date(2026, 2, 23), 8)
    assert TIME.position(after) - TIME.position(before) == FULL_DAY


def test_days_are_counted_over_weekends_in_both_directions() -> None:
    assert TIME.day_after(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert TIME.day_after(date(2026, 3, 9), -1) == date(2026, 3, 6)


def test_exactly_as_many_cases_come_as_were_asked_for() -> None:
    for cases in (0, 1, 77, 5000):
        found = list(arrivals(1, cases=cases, first=FIRST, last=TODAY - timedelta(days=1), time=TIME))
        assert sum(day.count for day in found) == cases
        assert min(day.count for day in found) >= 0


def test_weekends_and_tet_are_quiet_and_storms_loud() -> None:
    found = list(arrivals(1, cases=100_000, first=FIRST, last=TODAY - timedelta(days=1), time=TIME))

    def mean(*, stormy: bool, working: bool) -> float:
        counts = [one.count for one in found if one.stormy is stormy and works(one.day) is working]
        return sum(counts) / len(counts)

    assert mean(stormy=False, working=True) > 1.2 * mean(stormy=False, working=False)
    assert mean(stormy=True, working=True) > 1.4 * mean(stormy=False, working=True)
    assert max(one.count for one in found if one.day in TET) < 0.7 * mean(stormy=False, working=True)


def test_people_write_in_the_evening_and_come_to_the_desk_in_hours() -> None:
    rng = stream(1)
    home = Counter(moment_of(rng, TODAY, at_desk=False).hour for _ in range(5000))
    desk = Counter(moment_of(rng, TODAY, at_desk=True).hour for _ in range(5000))
    assert home[19] > 2.5 * home[5]
    assert not {2, 3} & set(home)
    assert set(desk) <= {7, 8, 9, 10, 11, 13, 14, 15, 16}
