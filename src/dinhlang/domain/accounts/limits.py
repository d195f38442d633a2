"""How often something may be done: fixed windows of time, counted by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=1)  # counters hang on hashes of addresses, which must be gone within 48 hours (rights.md 8)


@dataclass(frozen=True)
class Limit:
    """So many times in every window of that length."""

    times: int
    every: timedelta

    def __post_init__(self) -> None:
        """Refuse windows that would keep a hash too long."""
        if not timedelta(0) < self.every <= LONGEST:
            raise ValueError(f"window of {self.every}")


@dataclass(frozen=True)
class Spent:
    """The answer to one more use: allowed, or after how many seconds to come again."""

    allowed: bool
    retry_after: int = 0


def window(every: timedelta, at: datetime) -> tuple[datetime, datetime]:
    """Return the window [start, end) of that length in which the moment lies; windows begin at the epoch (UTC)."""
    start = EPOCH + (at - EPOCH) // every * every
    return start, start + every


def judge(uses: Sequence[tuple[Limit, int]], at: datetime) -> Spent:
    """Judge one use by the counts it brought: every limit must hold, the longest wait is told (whole seconds)."""
    waits = [window(limit.every, at)[1] - at for limit, used in uses if used > limit.times]
    if not waits:
        return Spent(allowed=True)
    return Spent(allowed=False, retry_after=max(1, ceil(max(waits).total_seconds())))
