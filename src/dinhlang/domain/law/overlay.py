"""A province or commune may widen and tighten the law, never narrow or loosen it (Law 10/2022 Art. 35.2.c)."""

from collections.abc import Iterator

from dinhlang.domain.dates.due import Direction
from dinhlang.domain.dates.periods import CalendarDays, Hours, Period, WorkingDays
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Level
from dinhlang.domain.law.rule import Deadline, Rule

HOURS_A_DAY = 24


def narrowings(local: Rule, base: Rule) -> list[Words]:
    """Return in what a local row narrows or loosens the row it is laid over; nothing: it may rule."""
    return [*_of_term(local, base), *_of_duration(local, base), *_of_share(local, base), *_of_forms(local, base)]


def overlap(one: Rule, other: Rule) -> bool:
    """Tell whether two rows are in force on a common day."""
    return (one.valid_to is None or other.valid_from <= one.valid_to) and (
        other.valid_to is None or one.valid_from <= other.valid_to
    )


def binds(upper: Rule, local: Rule) -> bool:
    """Tell whether a row stands above a local one: the law above both levels, the province above its communes."""
    order = (Level.COUNTRY, Level.PROVINCE, Level.COMMUNE)
    return order.index(upper.act.place.level) < order.index(local.act.place.level) and overlap(upper, local)


def at_most(local: Period, base: Period) -> bool:
    """Tell whether a term is surely no longer than another, whatever holidays fall into it."""
    if isinstance(base, Hours):
        return isinstance(local, Hours) and local.count <= base.count
    if isinstance(local, Hours):
        return isinstance(base, CalendarDays | WorkingDays) and local.count <= HOURS_A_DAY * base.count
    if isinstance(local, CalendarDays) and isinstance(base, WorkingDays):
        return local.count <= base.count
    return type(local) is type(base) and local.count <= base.count


def _of_term(local: Rule, base: Rule) -> Iterator[Words]:
    if local.deadline is None:
        return
    if base.deadline is None:
        if not base.overlay and base.act.place.level is Level.COUNTRY:
            yield Words(
                "luật không ấn định thời hạn và không để địa phương ấn định",
                "the law sets no term here and leaves none to the locality",
            )
        return
    if not _as_tight(local.deadline, base.deadline):
        mine, law = local.deadline.period.words, base.deadline.period.words
        yield Words(
            f"thời hạn {mine.vi} lỏng hơn, hoặc không so được với, {law.vi} của {base.id}",
            f"the term of {mine.en} is looser than, or cannot be compared with, the {law.en} of {base.id}",
        )


def _as_tight(local: Deadline, base: Deadline) -> bool:
    """Tell whether a term is as tight: an end not later, or a notice not shorter, counted from the same event."""
    if local.event != base.event or local.direction is not base.direction:
        return False
    if base.direction is Direction.BEFORE:
        return at_most(base.period, local.period)
    return at_most(local.period, base.period)


def _of_duration(local: Rule, base: Rule) -> Iterator[Words]:
    if base.min_duration and local.min_duration and local.min_duration.count < base.min_duration.count:
        yield Words(
            f"thời gian tối thiểu {local.min_duration.words.vi} ngắn hơn của {base.id}",
            f"the minimum of {local.min_duration.words.en} is shorter than that of {base.id}",
        )


def _of_share(local: Rule, base: Rule) -> Iterator[Words]:
    """A locality lowers the share by which people may ask for something; it never changes by how many they decide."""
    mine, law = local.threshold, base.threshold
    if mine is None or (law is not None and mine == law):
        return
    lowered = base.details.get("may_be_lowered", False)
    if law is None or not lowered or mine.of != law.of or mine.fraction > law.fraction:
        yield Words(
            f"tỷ lệ {mine.code} khác tỷ lệ của {base.id}", f"the share {mine.code} is not that of {base.id}"
        )  # fmt: skip


def _of_forms(local: Rule, base: Rule) -> Iterator[Words]:
    missing = set(base.forms) - set(local.forms)
    if local.forms and missing:
        names = ", ".join(sorted(missing))
        yield Words(f"bỏ bớt hình thức của {base.id}: {names}", f"leaves out forms of {base.id}: {names}")
