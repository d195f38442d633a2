"""Deadlines and the calendar: from their files, with late days and running deadlines from the database."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from dinhlang.apps.law.models import CalendarDay, Deadline
from dinhlang.apps.transparency.actions import Grounds, Subject
from dinhlang.domain.dates.calendar import Calendar, DayKind, SpecialDay
from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM, DueResult
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.periods import CalendarDays, Hours
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.lint import Finding, lint
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data
from dinhlang.lib.compiled import Compiled
from dinhlang.lib.remembered import remembered

LOG = logging.getLogger("dinhlang.law")
FOLDER = "law"
CALENDAR_TABLE = "calendar"
CALENDAR_TOPIC = "calendar"  # pages and memories that count days
LANGUAGES = ("vi", "en")
LATE = {
    CalendarDay.Kind.OFF: (DayKind.HOLIDAY, Words("ngày nghỉ công bố sau", "day off announced later")),
    CalendarDay.Kind.WORKED: (DayKind.WORKED, Words("ngày làm việc công bố sau", "working day announced later")),
}


@dataclass(frozen=True)
class DeadlineView:
    """A term as a page shows it. explanation: {"vi": [...], "en": [...]}; illustrative: the rule binds nobody."""

    clock: str
    state: Deadline.State
    rule_id: str
    citation: str
    illustrative: bool
    started_on: date
    due_on: date
    due_at: datetime
    expected: bool
    is_paused: bool
    closed_at: datetime | None
    explanation: dict[str, list[str]]

    @property
    def is_open(self) -> bool:
        """Tell whether the clock runs or rests."""
        return self.state is Deadline.State.OPEN


@lru_cache(maxsize=1)
def _own_rows() -> tuple[dict[str, dict[str, Any]], tuple[Finding, ...]]:
    """Return the tables of law/*.toml with the deployment's own laid over them, and what is wrong with its own."""
    tables = package_data.tables(FOLDER)
    own, wrong = package_data.tables_of(Path(settings.LAW_DIR))
    found = tuple(Finding(name, "", "shape", said) for name, said in wrong)
    found += tuple(Finding(name, "", "shape", "the name is taken") for name in own if name in tables)
    found = found or tuple(lint({**tables, **own})) if own or wrong else ()
    if found:
        LOG.error("the local rows of %s are not read: %d faults; see dinhlang law lint", settings.LAW_DIR, len(found))
        return tables, found
    return {**tables, **own}, ()


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules of law/*.toml and the deployment's own rows, read once per process.

    Own rows that `dinhlang law lint` refuses do not rule: none of them is read then (local_faults() says why).
    """
    return parse_rulebook(_own_rows()[0])


def local_faults() -> tuple[Finding, ...]:
    """Return why the deployment's own rows are not read; nothing where they are, or where there are none."""
    return _own_rows()[1]


def setting_rule(rule_id: str, *, on: date, places: Sequence[str]) -> str:
    """Return the id of the row whose term counts in a place (codes of commune and province) on a day."""
    return rulebook().setting(rule_id, on=on, places=places).id


@lru_cache(maxsize=1)
def compiled_calendar() -> Calendar:
    """Return the calendar of law/calendar.toml without the days added later; needs no database."""
    return parse_calendar(package_data.tables(FOLDER)[CALENDAR_TABLE])


def calendar() -> Calendar:
    """Return the working calendar with the days this deployment added later (one SQL query)."""
    return _with_late_days(_late_days())


@remembered(CALENDAR_TOPIC, from_start=True)
def _late_days() -> tuple[tuple[date, str, str], ...]:
    return tuple(CalendarDay.objects.order_by("id").values_list("day", "kind", "notice"))


@lru_cache(maxsize=8)
def _with_late_days(rows: tuple[tuple[date, str, str], ...]) -> Calendar:
    late = []
    for day, kind, notice in rows:
        meaning, name = LATE[CalendarDay.Kind(kind)]
        late.append(SpecialDay(day, meaning, name, Words(notice, notice)))
    return compiled_calendar().with_late_days(late)


def compute_deadline(
    rule_id: str, start: datetime, *, on: date | None = None, days: Calendar | None = None
) -> DueResult:
    """Return the end of a rule's term; remembered by rule and day, so that thousands are cheap.

    Pass days = calendar() once when computing many. Raises the LawErrors of domain.law.rulebook.
    """
    return explained_deadline(rule_id, start, on=on, days=days)[0]


def explained_deadline(
    rule_id: str, start: datetime, *, on: date | None = None, days: Calendar | None = None
) -> tuple[DueResult, dict[str, list[str]]]:
    """Return the end of a rule's term and its explanation in both languages."""
    known, local = days or calendar(), start.astimezone(VIETNAM)
    if isinstance(rulebook().deadline(rule_id, on=on or local.date()).period, Hours):
        result = rulebook().due(rule_id, start, known, on=on)
        return result, in_both_languages(result)
    result, told = _counted(rule_id, local.date(), on, known)
    return replace(result, started_at=local), told


@lru_cache(maxsize=20_000)
def _counted(rule_id: str, day: date, on: date | None, known: Calendar) -> tuple[DueResult, dict[str, list[str]]]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    result = rulebook().due(rule_id, midnight, known, on=on)
    return result, in_both_languages(result)


def in_both_languages(result: DueResult) -> dict[str, list[str]]:
    """Return the explanation in every language of the platform."""
    return {language: explanation(result, language) for language in LANGUAGES}


def rule(rule_id: str, *, on: date) -> Rule:
    """Return a provision as in force on a day; raises the LawErrors of domain.law.rulebook."""
    return rulebook().rule(rule_id, on=on)


def grounds(rule_id: str, *, on: date) -> Grounds:
    """Return a provision as the ground of a record."""
    found = rule(rule_id, on=on)
    return Grounds(rule=found.id, version=found.version, citation=found.citation.vi)


def cited(rule_id: str, written: str, language: str) -> str:
    """Return a citation in the reader's language; as it was written down where the rulebook has no such words."""
    known = (row.citation for row in rulebook().rules.get(rule_id, ()))
    return next((one.said(language) for one in known if one.vi == written), written)


@lru_cache(maxsize=1)
def _rules_by_citation() -> dict[str, str]:
    return {row.citation.vi: row.id for versions in rulebook().rules.values() for row in reversed(versions)}


def rule_cited(written: str) -> str:
    """Return the name of a row that stands where a citation says (in Vietnamese), "" where none is known."""
    return _rules_by_citation().get(written, "")


def days_of(rule_id: str, *, on: date) -> timedelta:
    """Return the plain length of a term in calendar days or hours; raises TypeError for working days and months."""
    period = rulebook().deadline(rule_id, on=on).period
    if isinstance(period, Hours):
        return timedelta(hours=period.count)
    if isinstance(period, CalendarDays):
        return timedelta(days=period.count)
    raise TypeError(f"{rule_id}: {period.code} has no fixed length, ask compute_deadline")


def nearest_due(subject: Subject) -> datetime | None:
    """Return the earliest end among the clocks of a thing that run; a resting clock does not press."""
    running = Deadline.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, state=Deadline.State.OPEN, paused_at=None
    )
    return running.order_by("due_at").values_list("due_at", flat=True).first()


def last_met(subject: Subject, clock: str) -> datetime | None:
    """Return when the work of a clock was last done, in time or late."""
    done = Deadline.objects.filter(
        subject_kind=subject.kind,
        subject_id=subject.id,
        clock=clock,
        state__in=(Deadline.State.MET, Deadline.State.MISSED),
    )
    return done.order_by("-closed_at").values_list("closed_at", flat=True).first()


COUNTING = Compiled(
    lambda kind, key: (
        Deadline.objects.filter(subject_kind=kind, subject_id=key)
        .exclude(state=Deadline.State.SUPERSEDED)
        .order_by("started_at", "id")
    ),
    kind=str,
    key=int,
)


def deadlines(subject_kind: str, subject_id: int) -> list[DeadlineView]:
    """Return the terms of a thing that count: open, met or missed, in the order they were set (one SQL query)."""
    return [_view(row) for row in COUNTING.rows(kind=subject_kind, key=subject_id)]


def history(subject_kind: str, subject_id: int) -> list[DeadlineView]:
    """Return every term a thing ever had, superseded ones too, in the order they were set (one SQL query)."""
    return [
        _view(row) for row in Deadline.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("id")
    ]


def _view(row: Deadline) -> DeadlineView:
    return DeadlineView(
        clock=row.clock,
        state=Deadline.State(row.state),
        rule_id=row.rule_id,
        citation=row.citation,
        illustrative=row.illustrative,
        started_on=row.started_on,
        due_on=row.due_on,
        due_at=row.due_at,
        expected=row.expected,
        is_paused=row.paused_at is not None,
        closed_at=row.closed_at,
        explanation=row.explanation,
    )
