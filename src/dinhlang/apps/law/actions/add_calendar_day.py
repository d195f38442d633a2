"""Add a day off or a worked day that was announced after the calendar was compiled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law.models import CalendarDay
from dinhlang.apps.law.policies import require_can_change_calendar
from dinhlang.apps.law.queries import CALENDAR_TOPIC
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def add_calendar_day(*, actor: Actor, day: date, kind: str, notice: str, at: datetime) -> CalendarDay:
    """Add one day to the calendar with its notice; the same day again changes nothing, another kind replaces it.

    kind: "off" or "worked". Run recompute_open_deadlines() afterwards.
    """
    capacity = require_can_change_calendar(actor)
    if kind not in CalendarDay.Kind.values:
        raise RefusedError(_("Hãy chọn ngày nghỉ hoặc ngày làm việc."), field="kind")
    if not notice.strip():
        raise RefusedError(_("Hãy ghi văn bản công bố ngày này."), field="notice")
    latest = CalendarDay.objects.select_for_update().filter(day=day).order_by("-id").first()
    if latest is not None and (latest.kind, latest.notice) == (kind, notice.strip()):
        return latest
    made = CalendarDay.objects.create(day=day, kind=kind, notice=notice.strip(), recorded_at=at)
    record(
        event="law.calendar_day_added",
        subject=Subject("law.calendar_day", made.pk, day.isoformat()),
        acting=capacity,
        at=at,
        facts={"day": day.isoformat(), "kind": kind, "notice": made.notice},
        topics=[CALENDAR_TOPIC],
    )
    return made
