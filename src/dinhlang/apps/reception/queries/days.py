"""The schedule, and who received and who did not."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception.models import Day, Head, Visit
from dinhlang.apps.reception.queries.shapes import DayRow, HeadRow, HeadView, MovedFrom, Visited
from dinhlang.domain.reception import schedule
from dinhlang.domain.reception.often import stretches
from dinhlang.domain.reception.schedule import Receiving
from dinhlang.domain.reception.visits import Stage

BACK = timedelta(days=14)
MOST_COMING, MOST_PAST, MOST_CHANGED, MOST_POSTS = 100, 60, 40, 80
HELD = (Receiving.HELD, Receiving.BY_DEPUTY)
COUNTED = {
    name: Count("visits", filter=Q(visits__state=stage.value))
    for name, stage in (("booked", Stage.BOOKED), ("waiting", Stage.WAITING), ("received", Stage.RECEIVED))
}


def coming_days(at: datetime, unit_ids: Collection[int] | None = None) -> tuple[DayRow, ...]:
    """Return the next days, the nearest first, of some units or of all; two SQL queries."""
    return _rows(_of(unit_ids).filter(on__gte=timezone.localdate(at)).order_by("on", "begins", "id"), at)


def past_days(at: datetime, unit_ids: Collection[int] | None = None) -> tuple[DayRow, ...]:
    """Return the days of the last two weeks, the latest first; two SQL queries."""
    today = timezone.localdate(at)
    rows = _of(unit_ids).filter(on__lt=today, on__gte=today - BACK).order_by("-on", "-begins", "-id")
    return _rows(rows, at, most=MOST_PAST)


def changed_days(at: datetime, unit_ids: Collection[int] | None = None) -> tuple[DayRow, ...]:
    """Return the next days that were moved, called off or go to a deputy, the nearest first; two SQL queries."""
    rows = _of(unit_ids).filter(~Q(deputy="") | Q(called_off_at__isnull=False), on__gte=timezone.localdate(at))
    return _rows(rows.order_by("on", "begins", "id"), at, most=MOST_CHANGED)


def _of(unit_ids: Collection[int] | None) -> QuerySet[Day]:
    return Day.objects.all() if unit_ids is None else Day.objects.filter(head__unit_id__in=unit_ids)


def day(code: str, at: datetime) -> DayRow | None:
    """Return one day; two SQL queries."""
    return next(iter(_rows(Day.objects.filter(code=code), at)), None)


def heads(at: datetime, unit_ids: Collection[int]) -> tuple[HeadRow, ...]:
    """Return the posts of some units that receive people now; two SQL queries."""
    today = timezone.localdate(at)
    found = list(Head.objects.filter(Q(until=None) | Q(until__gte=today), unit_id__in=unit_ids).order_by("id"))
    names = organisations.names({one.unit_id for one in found}, today)
    return tuple(head_row(one, names) for one in found)


def who_received(year: int, at: datetime, unit_ids: Collection[int] | None = None) -> tuple[Visited, ...]:
    """Return how each head kept the duty in a year, as of a day, who received too seldom first; four SQL queries."""
    today = timezone.localdate(at)
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    heads_then = Head.objects.filter(since__lte=last)
    posts = list(heads_then if unit_ids is None else heads_then.filter(unit_id__in=unit_ids))
    names = organisations.names({one.unit_id for one in posts}, last)
    answered, by_head = _answered(year), _days_of_year(first, last, unit_ids, today)
    found = [
        _visited(head_row(one, names), by_head.get(one.pk, []), answered.get(one.pk, []), max(one.since, first), last)
        for one in posts
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.short), one.head.unit, one.head.id)))


def _days_of_year(
    first: date, last: date, unit_ids: Collection[int] | None, today: date
) -> dict[int, list[tuple[date, Receiving, bool]]]:
    """Return by head the days of a year: when, what became of it, whether it was posted in time; one SQL query.

    A province has thirteen thousand a year: whole rows would cost seconds, and what a day is posted by is told once.
    """
    by, book, calendar = dict[date, date](), law.rulebook(), law.calendar()
    found: dict[int, list[tuple[date, Receiving, bool]]] = {}
    columns = "head_id", "on", "posted_at", "held_at", "deputy", "moved_to__on", "called_off_at"
    rows = _of(unit_ids).filter(on__range=(first, last)).order_by("on", "begins")
    for head_id, on, posted, held, deputy, moved_to, off in rows.values_list(*columns):
        facts = schedule.Day(
            on, held_on=on if held else None, deputy=bool(deputy), moved_to=moved_to,
            moved_told_on=timezone.localdate(off) if off else None,
        )  # fmt: skip
        if on not in by:
            by[on] = schedule.posted_by(on, book, calendar)
        became = schedule.became(facts, today=today)
        found.setdefault(head_id, []).append((on, became, timezone.localdate(posted) <= by[on]))
    return found


def head(head_id: int, at: datetime) -> HeadView | None:
    """Return one post with this year's days; six SQL queries."""
    today = timezone.localdate(at)
    found = Head.objects.filter(pk=head_id).first()
    if found is None:
        return None
    first = date(today.year, 1, 1)
    rows = _rows(Day.objects.filter(head=found, on__gte=first).order_by("-on", "-begins"), at, most=None)
    past = [(one.on, one.became, one.posted_in_time) for one in rows if one.on <= today]
    names = organisations.names({found.unit_id}, today)
    answered = _answered(today.year, head_id).get(head_id, [])
    told = _visited(head_row(found, names), past, answered, max(found.since, first), today)
    return HeadView(told, rows, tuple(filter(None, found.commitment.splitlines())), found.committed_on)


def head_row(one: Head, names: dict[int, str]) -> HeadRow:
    """Return a post as lists show it."""
    return HeadRow(one.pk, one.unit_id, names.get(one.unit_id, ""), one.title, one.rule, one.since, one.is_demo)


def _visited(
    post: HeadRow, days: list[tuple[date, Receiving, bool]], answered: list[tuple[date, date | None]], since: date,
    until: date,
) -> Visited:  # fmt: skip
    book, calendar = law.rulebook(), law.calendar()
    kept = [on for on, became, _posted in days if became is Receiving.HELD]  # a deputy does not do the head's duty
    kept_word = late = 0
    for received_on, told_on in answered:
        due = schedule.triage_due(received_on, book, calendar)
        kept_word += told_on is not None and told_on <= due
        late += (told_on or until) > due
    return Visited(
        post, Counter(became for _on, became, _posted in days), sum(not in_time for _on, _became, in_time in days),
        stretches(kept, post.rule, book, since=since, until=until), len(answered), kept_word, late,
    )  # fmt: skip


def _answered(year: int, head_id: int | None = None) -> dict[int, list[tuple[date, date | None]]]:
    """Return by head, for each visit that was received, the day and the day of its answer."""
    rows = Visit.objects.filter(received_at__year=year)
    if head_id is not None:
        rows = rows.filter(day__head_id=head_id)
    found: dict[int, list[tuple[date, date | None]]] = {}
    for post, received, answered in rows.values_list("day__head_id", "received_at", "answered_at"):
        told = timezone.localdate(answered) if answered else None
        found.setdefault(post, []).append((timezone.localdate(received), told))
    return found


def _rows(found: Iterable[Day], at: datetime, *, most: int | None = MOST_COMING) -> tuple[DayRow, ...]:
    rows = list(found.select_related("head", "moved_to", "moved_from").annotate(**COUNTED)[:most])  # type: ignore[attr-defined]
    names = organisations.names({one.head.unit_id for one in rows}, timezone.localdate(at))
    return tuple(_row(one, names, at) for one in rows)


def _moved_from(one: Day) -> MovedFrom | None:
    before = getattr(one, "moved_from", None)
    if before is None or before.called_off_at is None:
        return None
    return MovedFrom(before.on, timezone.localdate(before.called_off_at), before.called_off_why)


def _row(one: Day, names: dict[int, str], at: datetime) -> DayRow:
    today, off = timezone.localdate(at), timezone.localdate(one.called_off_at) if one.called_off_at else None
    facts = schedule.Day(
        one.on, posted_on=timezone.localdate(one.posted_at), held_on=one.on if one.held_at else None,
        deputy=bool(one.deputy), moved_to=one.moved_to.on if one.moved_to else None, moved_told_on=off,
    )  # fmt: skip
    became = schedule.became(facts, today=today)
    told = timezone.localdate(one.held_at) if one.held_at else None
    booked, waiting, received = (getattr(one, name) for name in COUNTED)
    return DayRow(
        one.pk, one.code, head_row(one.head, names), one.on, one.begins, one.ends, one.place, one.online_url,
        timezone.localdate(one.posted_at), schedule.is_posted_in_time(facts, law.rulebook(), law.calendar()), became,
        one.deputy, one.deputy_why or one.called_off_why, off, one.moved_to.code if one.moved_to else "",
        one.moved_to.on if one.moved_to else None, booked, waiting, received, moved_from=_moved_from(one),
        takes_bookings=off is None and one.held_at is None
        and schedule.is_open(one.on, one.ends, timezone.localtime(at)),
        told_on=told if told is not None and told > one.on else None,
    )  # fmt: skip
