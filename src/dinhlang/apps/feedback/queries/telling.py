"""Say in plain words where a case stands: how long it still has, what happened so far, why the date is that date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinhlang.apps.feedback.queries.case import CaseView
from dinhlang.apps.feedback.queries.inbox import InboxRow
from dinhlang.apps.feedback.queries.journey import Moment, journey
from dinhlang.apps.feedback.queries.lists import PublicRow
from dinhlang.apps.law import queries as law
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.feedback.states import OPEN, Clock, State
from dinhlang.domain.feedback.words import REFUSALS, STATES, WITHHOLDINGS
from dinhlang.lib import formats
from dinhlang.lib.zone import local

SOON_DAYS = 3  # working days; only the colour of the chip hangs on it


@dataclass(frozen=True)
class Chip:
    """A short word about time with its colour: new | soon | late | ok | off."""

    tone: str
    text: str


@dataclass(frozen=True)
class Due:
    """One clock: what is to be done by when, and why on that day."""

    title: str
    day: str
    tone: str
    state: str
    explanation: list[str]
    rule: str  # its name in the rulebook
    citation: str
    illustrative: bool
    expected: bool


@dataclass(frozen=True)
class Told:
    """A case in words."""

    chip: Chip
    due: str
    dues: list[Due]
    journey: list[Moment]
    withheld: str
    refusal: str


@dataclass(frozen=True)
class RowTold:
    """A row of the public list in words."""

    row: PublicRow
    chip: Chip
    note: str


@dataclass(frozen=True)
class InboxTold:
    """A row of an official's list in words: how long it still has for what, where it stands, how long it waited."""

    row: InboxRow
    chip: Chip
    due: str
    state: str
    waited: str


def told(case: CaseView, *, at: datetime) -> Told:
    """Return the words for a case (1 query)."""
    days, answer = law.calendar(), _answer_clock(case)
    open_due = answer if answer and answer.state == "open" else None
    return Told(
        chip=_chip(
            case.state,
            open_due.due_on if open_due else None,
            today=local(at).date(),
            days=days,
            paused=_rests(open_due),
        ),
        due=formats.day(open_due.due_on, weekday=True) if open_due and not _rests(open_due) else "",
        dues=[_due(one, at) for one in case.deadlines],
        journey=journey(case) + _to_come(case, at),
        withheld=_(WITHHOLDINGS[case.withheld_reason]) if case.withheld_reason in WITHHOLDINGS else "",
        refusal=_(REFUSALS[case.refusal]) if case.refusal in REFUSALS else "",
    )


def rows_told(rows: Iterable[PublicRow], *, at: datetime) -> list[RowTold]:
    """Return the words for the rows of a list (1 query)."""
    days, now = law.calendar(), local(at)
    return [
        RowTold(row, *_row_words(formats.language(), row.state, _row_days(row), _is_late(row, at), now.date(), days))
        for row in rows
    ]


def _is_late(row: PublicRow, at: datetime) -> bool:
    return row.first_due_at is not None and (row.answered_at or at) > row.first_due_at


def _row_days(row: PublicRow) -> tuple[date, date | None, date | None]:
    """Return the days of receipt, of the answer due (the later one of an extension or a review) and of the answer."""
    known = [moment for moment in (row.first_due_at, row.due_at) if moment is not None]
    due = local(max(known)).date() if known else None
    return local(row.received_at).date(), due, local(row.answered_at).date() if row.answered_at else None


@lru_cache(maxsize=5_000)
def _row_words(
    _language: str, state: State, row: tuple[date, date | None, date | None], late: object, today: date, days: Calendar
) -> tuple[Chip, str]:
    """Return the chip and the note of a row; rows of the same days share them."""
    received, due, answered = row
    chip = _chip(state, due, today=today, days=days)
    if state is State.REFUSED:
        return chip, ""
    if state in OPEN:
        words = _("hạn %(day)s") % {"day": formats.day(due)} if due else ""
        extended = late and due is not None and today <= due
        return chip, ", ".join((words, _("đã quá hạn đầu"))) if extended else words
    spent = days.working_days_between(received, answered or today)
    words = ngettext("%(count)d ngày làm việc", "%(count)d ngày làm việc", spent) % {"count": spent}
    return chip, ", ".join((words, _("trễ hạn đầu"))) if late else words


def inbox_told(rows: Iterable[InboxRow], *, at: datetime) -> list[InboxTold]:
    """Return the words for the rows of an inbox (1 query); rows of one day share theirs."""
    days, today = law.calendar(), local(at).date()
    day = cache(lambda moment: local(moment).date() if moment else None)
    chip = cache(lambda state, due: _chip(state, due, today=today, days=days, paused=state is State.NEEDS_INFO))
    waited = cache(_waited)
    states = {state: _(words) for state, words in STATES.items()}
    return [
        InboxTold(
            row=row,
            chip=chip(row.state, day(row.due_at)),
            due=_inbox_due(row),
            state=states[row.state],
            waited=waited((today - local(row.received_at).date()).days) if row.state in OPEN else "",
        )
        for row in rows
    ]


def _waited(days: int) -> str:
    return ngettext("người gửi chờ %(count)d ngày", "người gửi chờ %(count)d ngày", days) % {"count": days}


def _inbox_due(row: InboxRow) -> str:
    """Return what the nearest clock asks for and by when; or, of a finished case, when it ended and how."""
    if row.state in OPEN:
        if row.due_at is None:
            return ""
        early = row.state is State.RECEIVED and row.first_due_at is not None and row.due_at < row.first_due_at
        words = _("báo thụ lý trước %(day)s") if early else _("trả lời trước %(day)s")
        return words % {"day": formats.day(row.due_at)}
    late = row.first_due_at is not None and row.ended_at is not None and row.ended_at > row.first_due_at
    return " · ".join(filter(None, (formats.day(row.ended_at), _("trễ hạn đầu") if late else "")))


def pressing(case: CaseView, *, at: datetime) -> tuple[Chip, Due | None]:
    """Return the clock that presses an official most, as the inbox shows it: its chip and its day (1 query)."""
    running = [one for one in case.deadlines if one.is_open and not one.is_paused]
    nearest = min(running, key=lambda one: one.due_at, default=None)
    day = nearest.due_on if nearest else None
    return _chip(case.state, day, today=local(at).date(), days=law.calendar()), _due(nearest, at) if nearest else None


def _answer_clock(case: CaseView) -> law.DeadlineView | None:
    return next((one for one in reversed(case.deadlines) if one.clock == Clock.ANSWER.value), None)


def _rests(one: law.DeadlineView | None) -> bool:
    return one is not None and one.is_paused


def _chip(state: State, due: date | None, *, today: date, days: Calendar, paused: bool = False) -> Chip:
    if state is State.REFUSED:
        return Chip("off", _("Không thụ lý"))
    if state not in OPEN:
        return Chip("ok", _("Đã trả lời"))
    if paused or state is State.NEEDS_INFO:
        return Chip("soon", _("Chờ người gửi bổ sung"))
    if due is None:
        return Chip("new", _("Đang xử lý"))
    return _time_left(due, today, days)


def _time_left(due: date, today: date, days: Calendar) -> Chip:
    if today > due:
        late = days.working_days_between(due, today)
        words = ngettext("Trễ %(count)d ngày làm việc", "Trễ %(count)d ngày làm việc", late) % {"count": late}
        return Chip("late", words if late else _("Quá hạn"))
    left = days.working_days_between(today, due)
    if not left:
        return Chip("soon", _("Hạn hôm nay"))
    words = ngettext("Còn %(count)d ngày làm việc", "Còn %(count)d ngày làm việc", left) % {"count": left}
    return Chip("soon" if left <= SOON_DAYS else "new", words)


def _due(one: law.DeadlineView, at: datetime) -> Due:
    titles = {
        Clock.INITIAL.value: _("Báo có thụ lý hay không"),
        Clock.ANSWER.value: _("Trả lời"),
        Clock.PUBLICATION.value: _("Quyết định lại việc công khai"),
    }
    tone, words = _due_state(one, at)
    return Due(
        title=titles.get(one.clock, one.clock),
        day=formats.day(one.due_on, weekday=True),
        tone=tone,
        state=words,
        explanation=one.explanation.get(formats.language(), one.explanation["vi"]),
        rule=one.rule_id,
        citation=law.cited(one.rule_id, one.citation, formats.language()),
        illustrative=one.illustrative,
        expected=one.expected,
    )


def _due_state(one: law.DeadlineView, at: datetime) -> tuple[str, str]:
    """Return the tone and the words for how a clock stands."""
    if one.is_open and one.is_paused:
        return "soon", _("tạm dừng chờ bổ sung")
    if one.is_open:
        return ("late", _("đã quá hạn")) if at > one.due_at else ("new", _("đang tính"))
    return {
        "met": ("ok", _("đã làm đúng hạn")),
        "missed": ("late", _("đã làm, nhưng trễ hạn")),
    }.get(str(one.state), ("off", _("không còn áp dụng")))


def _to_come(case: CaseView, at: datetime) -> list[Moment]:
    """Return what is still to come, soonest first: the open clocks."""
    coming = []
    for one in sorted(case.deadlines, key=lambda one: one.due_on):
        if one.state != "open":
            continue
        due = _due(one, at)
        line = due.state if one.is_paused else _("chậm nhất %(day)s") % {"day": due.day}
        coming.append(Moment(due.title, None, [line], "", [], [], None))
    return coming
