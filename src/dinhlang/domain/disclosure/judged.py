"""How one compulsory form was kept: begun when, shown for how long, cut short, doubted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dinhlang.domain.disclosure.evidence import Made, Shown
from dinhlang.domain.disclosure.needs import Need

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days without a gap; last_day None: it goes on."""

    began: date
    last_day: date | None
    confirmed: bool
    doubted_on: date | None
    unanswered: bool = False


@dataclass(frozen=True)
class Judged:
    """One need against the evidence of a day. began: of the stretch that counts; days: how many count until the day."""

    need: Need
    began: date | None = None
    first_began: date | None = None  # of any version
    last_day: date | None = None
    days: int = 0
    is_running: bool = False
    is_short: bool = False
    is_old: bool = False  # a correction is out, and here the version before it is shown
    confirmed: bool = True
    doubted_on: date | None = None
    villages_missing: int = 0
    unanswered: bool = False  # it counts as ended because a resident's word was not answered in time

    @property
    def ends_on(self) -> date | None:
        """Return the first day after which the minimum is kept."""
        return None if self.began is None else end_of(self.need, self.began)


def end_of(need: Need, began: date) -> date | None:
    """Return the last day of the minimum: full days after the first; of broadcasts the first day counts too."""
    if need.minimum is None:
        return None
    return began + ONE_DAY * (need.minimum - need.counts_first_day)


def judge(need: Need, made: Made, on: date) -> Judged:
    """Return how a need was kept, as seen at the end of a day. Of many villages the worst one counts."""
    rows = [one for one in made.shown if (one.form, one.place) == (need.form, need.place)]
    if not need.villages or all(one.village is None for one in rows):
        return _chain(need, rows, made.latest, on)
    each = [_chain(need, _in_village(rows, one), made.latest, on) for one in need.villages]
    worst = max(each, key=_badness)
    missing = sum(one.began is None for one in each)
    first = min((one.first_began for one in each if one.first_began), default=None)
    return Judged(
        need, worst.began, first, worst.last_day, worst.days, worst.is_running, worst.is_short, worst.is_old,
        worst.confirmed, worst.doubted_on, missing, worst.unanswered,
    )  # fmt: skip


def _in_village(rows: Sequence[Shown], village: int) -> list[Shown]:
    """Return what counts for one village: its own word, for each version that it has one of, before that for all."""
    mine = [one for one in rows if one.village == village]
    told = {one.version for one in mine}
    return [*mine, *(one for one in rows if one.village is None and one.version not in told)]


def _badness(one: Judged) -> tuple[bool, bool, bool, bool, date]:
    late = one.began or date.max
    return one.began is None, one.is_old or one.is_short, one.doubted_on is not None, not one.confirmed, late


def _chain(need: Need, rows: Sequence[Shown], latest: int, on: date) -> Judged:
    if not rows:
        return Judged(need)
    first = min(one.began for one in rows)
    current = [one for one in rows if one.version == latest]
    if not current:
        return Judged(need, None, first, is_old=True)
    found = stretches(current)
    best = next((one for one in found if _is_kept(need, one, on)), found[-1])
    running = best.last_day is None
    return Judged(
        need, best.began, first, best.last_day, _days(need, best, on), running,
        not running and not _is_kept(need, best, on), confirmed=best.confirmed,
        doubted_on=best.doubted_on if running or best.unanswered else None, unanswered=best.unanswered,
    )  # fmt: skip


def stretches(rows: Iterable[Shown]) -> list[Stretch]:
    """Return the days of some evidence joined where no day is missing between them, oldest first."""
    found: list[Stretch] = []
    for one in sorted(rows, key=lambda row: row.began):
        before = found[-1] if found else None
        if before is not None and (before.last_day is None or one.began <= before.last_day + ONE_DAY):
            found[-1] = Stretch(
                before.began,
                None if None in (before.last_day, one.last_day) else _later(before.last_day, one.last_day),
                before.confirmed and one.confirmed,
                before.doubted_on or one.doubted_on,
                one.unanswered,
            )
        else:
            found.append(Stretch(one.began, one.last_day, one.confirmed, one.doubted_on, one.unanswered))
    return found


def _later(one: date | None, other: date | None) -> date | None:
    assert one is not None
    assert other is not None
    return max(one, other)


def _days(need: Need, one: Stretch, on: date) -> int:
    return ((one.last_day or on) - one.began).days + need.counts_first_day


def _is_kept(need: Need, one: Stretch, on: date) -> bool:
    """Tell whether a stretch still goes on, or lasted long enough."""
    if one.last_day is None:
        return True
    if need.permanent:
        return False
    return need.minimum is None or _days(need, one, on) >= need.minimum
