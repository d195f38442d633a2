"""Windows are fixed and every limit must hold."""

from datetime import UTC, datetime, timedelta

import pytest

from dinhlang.domain.accounts.limits import Limit, judge, window

AT = datetime(2026, 3, 2, 8, 59, 30, tzinfo=UTC)
MINUTE, HOUR = Limit(2, timedelta(minutes=1)), Limit(5, timedelta(hours=1))


def test_a_window_holds_its_start_and_not_its_end() -> None:
    start, end = window(timedelta(hours=1), AT)
    assert (start.hour, end.hour) == (8, 9)
    assert window(timedelta(hours=1), start) == (start, end)
    assert window(timedelta(hours=1), end)[0] == end


def test_the_last_allowed_use_passes_and_the_next_waits_for_the_window() -> None:
    assert judge([(MINUTE, 2)], AT).allowed
    assert judge([(MINUTE, 3)], AT).retry_after == 30


def test_the_longest_wait_is_told_when_two_limits_are_passed() -> None:
    late = AT - timedelta(minutes=29, seconds=30)
    assert judge([(MINUTE, 3), (HOUR, 6)], late).retry_after == 30 * 60


def test_no_window_outlives_the_hash_it_counts() -> None:
    with pytest.raises(ValueError, match="window"):
        Limit(1, timedelta(days=2))
