"""The journey of a case in plain words: what was done, by which unit, on what ground, and what is still to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dinhlang.apps.feedback.queries.case import CaseView, FileView, Stage
from dinhlang.apps.law import queries as law
from dinhlang.domain.feedback.states import Event
from dinhlang.domain.feedback.words import ANSWERS, EVENTS, REFUSALS, REOPENINGS, ROLES, WITHHOLDINGS
from dinhlang.lib import formats
from dinhlang.lib.zone import local

Words = tuple[str, list[str]]  # the title of a step, and its plain sentences


@dataclass(frozen=True)
class Moment:
    """One step of the journey; `at` is None for the step that is still to come."""

    title: str
    at: datetime | None
    lines: list[str]
    quote: str
    grounds: list[tuple[str, str]]  # the name of the rule, its citation
    files: list[FileView]
    log_index: int | None


def journey(case: CaseView) -> list[Moment]:
    """Return what happened so far, oldest first."""
    return [_moment(one, case) for one in case.stages]


def _moment(stage: Stage, case: CaseView) -> Moment:
    title, lines = _step_words(stage, case)
    who = " · ".join(filter(None, (stage.unit, _(ROLES.get(stage.role, "")) if stage.unit else "")))
    return Moment(
        title=title,
        at=local(stage.at),
        lines=[line for line in (*lines, who) if line],
        quote=stage.text,
        grounds=[
            (rule := one.get("rule", ""), law.cited(rule, one["citation"], formats.language())) for one in stage.grounds
        ],
        files=stage.files,
        log_index=stage.log_index,
    )


def _step_words(stage: Stage, case: CaseView) -> Words:
    if stage.event is Event.RECEIVED:
        return _("Đã nhận"), [_("Phiếu số %(number)s") % {"number": case.number}]
    if stage.event is Event.CLASSIFIED and stage.facts.get("category") == case.category_code:
        return _("Đã phân loại: %(category)s") % {"category": case.category}, [_("Có thụ lý: sẽ được trả lời.")]
    say = STEP_WORDS.get(stage.event)
    return say(stage) if say else (_(EVENTS[stage.event]), [])


def _assigned(stage: Stage) -> Words:
    return _("Giao %(office)s") % {"office": stage.facts.get("office_name", "")}, []


def _transferred(stage: Stage) -> Words:
    return _("Chuyển đến %(unit)s") % {"unit": stage.facts.get("to_name", "")}, [_("Hạn trả lời vẫn tính tiếp.")]


def _followed(stage: Stage) -> Words:
    words = _("Đơn vị cũ không còn; đơn vị kế nhiệm trả lời, thời hạn giữ nguyên.")
    return _("Chuyển sang %(unit)s") % {"unit": stage.facts.get("to_name", "")}, [words]


def _extended(stage: Stage) -> Words:
    return _("Gia hạn trả lời"), [_new_due(stage)]


def _reopened(stage: Stage) -> Words:
    return _("Người gửi đề nghị xem lại"), [_coded(REOPENINGS, stage, "reason"), _new_due(stage)]


def _answered(stage: Stage) -> Words:
    kind = _coded(ANSWERS, stage, "kind")
    return (_("Đã trả lời: %(kind)s") % {"kind": kind} if kind else _("Đã trả lời")), []


def _refused(stage: Stage) -> Words:
    return _("Không thụ lý"), [_coded(REFUSALS, stage, "reason")]


def _withheld(stage: Stage) -> Words:
    return _("Không công khai"), [_coded(WITHHOLDINGS, stage, "reason")]


def _coded(words: dict[str, str], stage: Stage, fact: str) -> str:
    """Return the words of a code among the facts of a step, "" for none or an unknown one."""
    found = words.get(stage.facts.get(fact, ""), "")
    return _(found) if found else ""


def _new_due(stage: Stage) -> str:
    due = stage.facts.get("due", "")
    if not due:
        return ""
    return _("Hạn trả lời mới: %(day)s.") % {"day": formats.day(date.fromisoformat(due), weekday=True)}


STEP_WORDS: dict[Event, Callable[[Stage], Words]] = {
    Event.ASSIGNED: _assigned,
    Event.TRANSFERRED: _transferred,
    Event.FOLLOWED_SUCCESSOR: _followed,
    Event.EXTENDED: _extended,
    Event.REOPENED: _reopened,
    Event.ANSWERED: _answered,
    Event.REFUSED: _refused,
    Event.WITHHELD: _withheld,
}
