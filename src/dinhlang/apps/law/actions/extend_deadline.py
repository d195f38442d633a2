"""Give a running clock more time, as often and as long as a provision allows."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries
from dinhlang.apps.law.actions.replay import EXTENSION, open_deadline, replay, take_over
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.dates.due import VIETNAM, DueResult
from dinhlang.domain.dates.periods import Period
from dinhlang.lib.refusal import RefusedError


class ExtensionRefusedError(RefusedError):
    """The provision does not allow this extension."""


def extend_deadline(
    *, subject: Subject, clock: str, rule_id: str, at: datetime, days: int | None = None, times: int = 0
) -> Deadline:
    """Extend a running clock in the caller's transaction and return the row that now counts.

    days: fewer than the provision allows. times: extensions used on earlier clocks of the same thing. Raises
    ExtensionRefusedError when no clock runs, its end has passed, or the provision allows no more.
    """
    running = open_deadline(subject, clock)
    if running is None:
        raise ExtensionRefusedError(_("Không có thời hạn nào đang chạy để gia hạn."))
    result, changes = extension_of(running, rule_id=rule_id, at=at, days=days, times=times)
    return take_over(running, result, changes=changes, paused_at=running.paused_at, at=at)


def extension_of(
    running: Deadline, *, rule_id: str, at: datetime, days: int | None = None, times: int = 0
) -> tuple[DueResult, list[dict[str, Any]]]:
    """Return the end after an extension and the changes that led to it; raises ExtensionRefusedError."""
    if running.paused_at is None and at > running.due_at:
        raise ExtensionRefusedError(_("Thời hạn đã hết nên không gia hạn được nữa."))
    rule = queries.rule(rule_id, on=at.astimezone(VIETNAM).date())
    used = max(times, sum(change["kind"] == EXTENSION for change in running.changes))
    if used >= rule.details.get("max_times", used + 1):
        raise ExtensionRefusedError(_("Thời hạn này đã được gia hạn đủ số lần cho phép."))
    allowed = queries.rulebook().deadline(rule_id, on=at.astimezone(VIETNAM).date()).period
    change = {
        "kind": EXTENSION,
        "rule": rule.id,
        "version": rule.version,
        "citation": {"vi": rule.citation.vi, "en": rule.citation.en},
        "term": _granted(allowed, days).code,
    }
    changes = [*running.changes, change]
    return replay(running, changes, queries.calendar()), changes


def _granted(allowed: Period, days: int | None) -> Period:
    if days is None:
        return allowed
    if not 1 <= days <= allowed.count:
        raise ExtensionRefusedError(_("Số ngày gia hạn vượt quá mức cho phép."), field="days")
    return type(allowed)(days)
