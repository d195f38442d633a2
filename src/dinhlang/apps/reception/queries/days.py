"""The schedule, and who received and who did not."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception.models import Day, Head, Visit
from dinhlang.apps.reception.queries.shapes import DayRow, HeadRow, HeadView, Visited
from dinhlang.domain.reception import schedule
from dinhlang.domain.reception.often import stretches
from dinhlang.domain.reception.schedule import Receiving
from dinhlang.domain.reception.visits import Stage

MOST_LISTED, BACK = 200, timedelta(days=14)
HELD = (Receiving.HELD, Receiving.BY_DEPUTY)
COUNTED = {
    name: Count("visits", filter=Q(visits__state=stage.value))
    for name, stage in (("booked", Stage.BOOKED), ("waiting", Stage.WAITING), ("received", Stage.RECEIVED))
}


def coming_days(at: datetime, unit_ids: Collection[int] | None = None) -> tuple[DayRow, ...]:
    """Return the days from two weeks ago on, of some units or of all; three SQL queries."""
    found = Day.objects.filter(on__gte=timezone.localdate(at) - BACK)
    if unit_ids is not None:
        found = found.filter(head__unit_id__in=unit_ids)
    return _rows(found.order_by("on", "begins", "id"), at)


def day(code: str, at: datetime) -> DayRow | None:
    """Return one day; two SQL queries."""
    return next(iter(_rows(Day.objects.filter(code=code), at)), None)


def heads(at: datetime, unit_ids: Collection[int]) -> tuple[HeadRow, ...]:
    """Return the posts of some units that receive people now; two SQL queries."""
    today = timezone.localdate(at)
    found = list(Head.objects.filter(Q(until=None) | Q(until__gte=today), unit_id__in=unit_ids).order_by("id"))
    names = organisations.names({one.unit_id for one in found}, today)
    return tuple(head_row(one, names) for one in found)


def who_received(year: int, at: datetime) -> tuple[Visited, ...]:
    """Return how each head kept the duty in a year, as of a day; five SQL queries."""
    today = timezone.localdate(at)
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    posts = list(Head.objects.filter(since__lte=last).order_by("unit_id", "id")[:MOST_LISTED])
    names = organisations.names({one.unit_id for one in posts}, last)
    rows = _rows(Day.objects.filter(on__range=(first, last)).order_by("on", "begins"), at, most=None)
    answered = _answered(year)
    by_head: dict[int, list[DayRow]] = {}
    for one in rows:
        by_head.setdefault(one.head.id, []).append(one)
    return tuple(
        _visited(head_row(one, names), by_head.get(one.pk, []), answered.get(one.pk, []), max(one.since, first), last)
        for one in posts
    )


def head(head_id: int, at: datetime) -> HeadView | None:
    """Return one post with this year's days; six SQL queries."""
    today = timezone.localdate(at)
    found = Head.objects.filter(pk=head_id).first()
    if found is None:
        return None
    first = date(today.year, 1, 1)
    rows = _rows(Day.objects.filter(head=found, on__gte=first).order_by("-on", "-begins"), at, most=None)
    past = [one for one in rows if one.on <= today]
    names = organisations.names({found.unit_id}, today)
    answered = _answered(today.year, head_id).get(head_id, [])
    told = _visited(head_row(found, names), past, answered, max(found.since, first), today)
    return HeadView(told, rows, tuple(filter(None, found.commitment.splitlines())), found.committed_on)


def head_row(one: Head, names: dict[int, str]) -> HeadRow:
    """Return a post as lists show it."""
    return HeadRow(one.pk, one.unit_id, names.get(one.unit_id, ""), one.title, one.rule, one.since, one.is_demo)


def _visited(
    post: HeadRow, days: list[DayRow], answered: list[tuple[date, date | None]], since: date, until: date
) -> Visited:  # fmt: skip
    book, calendar = law.rulebook(), law.calendar()
    kept = [one.on for one in days if one.became is Receiving.HELD]  # a deputy does not do the head's duty
    in_time = late = 0
    for received_on, told_on in answered:
        due = schedule.triage_due(received_on, book, calendar)
        in_time += told_on is not None and told_on <= due
        late += (told_on or until) > due
    return Visited(
        post, Counter(one.became for one in days), sum(not one.posted_in_time for one in days),
        stretches(kept, post.rule, book, since=since, until=until), len(answered), in_time, late,
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


def _rows(found: Iterable[Day], at: datetime, *, most: int | None = MOST_LISTED) -> tuple[DayRow, ...]:
    rows = list(found.select_related("head", "moved_to").annotate(**COUNTED)[:most])  # type: ignore[attr-defined]
    names = organisations.names({one.head.unit_id for one in rows}, timezone.localdate(at))
    return tuple(_row(one, names, at) for one in rows)


def _row(one: Day, names: dict[int, str], at: datetime) -> DayRow:
    today, off = timezone.localdate(at), timezone.localdate(one.called_off_at) if one.called_off_at else None
    facts = schedule.Day(
        one.on, posted_on=timezone.localdate(one.posted_at), held_on=one.on if one.held_at else None,
        deputy=bool(one.deputy), moved_to=one.moved_to.on if one.moved_to else None, moved_told_on=off,
    )  # fmt: skip
    became = schedule.became(facts, today=today)
    if off is not None and became is Receiving.PLANNED and one.moved_to is None:
        became = Receiving.MISSED  # called off without another day
    booked, waiting, received = (getattr(one, name) for name in COUNTED)
    return DayRow(
        one.pk, one.code, head_row(one.head, names), one.on, one.begins, one.ends, one.place, one.online_url,
        timezone.localdate(one.posted_at), schedule.is_posted_in_time(facts, law.rulebook(), law.calendar()), became,
        one.deputy, one.deputy_why or one.called_off_why, off, one.moved_to.code if one.moved_to else "",
        one.moved_to.on if one.moved_to else None, booked, waiting, received,
        takes_bookings=off is None and one.held_at is None and one.on >= today,
    )  # fmt: skip
