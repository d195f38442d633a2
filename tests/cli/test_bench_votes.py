"""The bench of votes: whoever comes while all are busy waits, and the longest wait is told."""

import time

from dinhlang.cli.bench_votes import Told


def test_who_comes_too_soon_waits_in_line_and_who_is_late_is_noted() -> None:
    told = Told()
    assert told.wait_for(5.0, 7.5) == 7.5
    assert told.wait_for(6.0, 7.0) == 7.0
    assert told.longest_wait == 2.5
    before = time.perf_counter()
    assert told.wait_for(before + 0.01, before) == before + 0.01
    assert told.longest_wait == 2.5
