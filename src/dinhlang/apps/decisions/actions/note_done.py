"""Write down that something the calendar of a decision asks for was done, and on which day."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import course_of, locked, unit_of, write
from dinhlang.apps.decisions.models import NoticeDone
from dinhlang.apps.decisions.policies import require_can_keep_calendar
from dinhlang.apps.decisions.queries.notices import calendar_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def note_done(
    *, actor: Actor, decision_id: int, rule_id: str, done_on: date, at: datetime, document: str = "",
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down the day on which one thing in the calendar was done, or another day for it; returns the id."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_keep_calendar(actor, unit_of(decision, at), *course_of(found))
    if earlier := done_before(request):
        return earlier
    asked = next((one for one in calendar_of(decision.code) if one.notice.rule.id == rule_id), None)
    if asked is None:
        raise NotFoundError(_("Lịch của việc này không có mục ấy."))
    if done_on > timezone.localdate(at):
        raise RefusedError(_("Ngày đã làm không thể ở phía sau."), field="done_on")
    NoticeDone.objects.create(
        decision=decision, rule_id=rule_id, counted_from=asked.counted_from, done_on=done_on,
        document=document.strip()[:60], written_at=at,
    )  # fmt: skip
    due = asked.notice.due_on
    facts = {"rule": rule_id, "due": due.isoformat(), "done_on": done_on.isoformat(), "late": done_on > due,
             "document": document.strip()[:60]}  # fmt: skip
    write("notice_done", decision, acting=acting, at=at, facts=facts, request=request,
          grounds=[law.grounds(rule_id, on=timezone.localdate(at))])  # fmt: skip
    return decision.pk
