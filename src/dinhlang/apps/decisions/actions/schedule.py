"""Give a matter its day: that of the meeting, or the days of a vote from door to door or online."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.candidates import require_team_apart
from dinhlang.apps.decisions.actions.deciding import (
    course_of,
    locked,
    matter_of,
    move,
    require_team,
    require_text,
    unit_of,
    write,
)
from dinhlang.apps.decisions.models import Candidate, Proceeding
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions import notices
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.states import State
from dinhlang.lib import formats
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def schedule(
    *, actor: Actor, decision_id: int, meeting_at: datetime, place: str, at: datetime, request: Request | None = None
) -> int:
    """Give a matter its day and place; a day for which a legal notice would be late already is refused."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    unit_of(decision, at)
    move(decision, State.SCHEDULED)
    if decision.form != Form.MEETING.value:
        raise RefusedError(_("Việc này không quyết định bằng họp."))
    found.place = require_text(place, "place", _("Hãy ghi nơi họp."))[:300]
    if meeting_at <= at:
        raise RefusedError(_("Giờ họp phải ở phía trước."), field="meeting_on")
    _require_in_time(found, timezone.localdate(meeting_at), at=at, field="meeting_on")
    decision.meeting_at = meeting_at
    decision.save(update_fields=["state", "meeting_at"])
    found.save(update_fields=["place"])
    facts = {"meeting_at": meeting_at.isoformat(timespec="minutes")}
    write("scheduled", decision, acting=acting, at=at, facts=facts, request=request)
    return decision.pk


@transaction.atomic
def set_times(
    *, actor: Actor, decision_id: int, opens_at: datetime, closes_at: datetime, team: str, at: datetime,
    meeting_at: datetime | None = None, place: str = "", request: Request | None = None,
) -> int:  # fmt: skip
    """Give ballots their days and their team; meeting_at: a meeting after a vote online. Returns the id."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    unit_of(decision, at)
    move(decision, State.SCHEDULED)
    if decision.form == Form.MEETING.value:
        raise RefusedError(_("Việc này quyết định tại cuộc họp."))
    if not at < opens_at < closes_at:
        raise RefusedError(_("Giờ mở phải ở phía trước, giờ đóng phải sau giờ mở."), field="closes_at")
    require_team(team, Form(decision.form), timezone.localdate(at))
    require_team_apart(decision, team, list(Candidate.objects.filter(election_id=decision.pk, withdrawn_at=None)),
                       field="team")  # fmt: skip
    _require_in_time(found, timezone.localdate(opens_at), at=at, field="opens_at")
    if meeting_at is not None:
        _require_meeting_after(found, closes_at, meeting_at)
    found.counters, found.place = team.strip()[:400], place.strip()[:300]
    decision.opens_at, decision.closes_at, decision.meeting_at = opens_at, closes_at, meeting_at
    decision.save(update_fields=["state", "opens_at", "closes_at", "meeting_at"])
    found.save(update_fields=["counters", "place"])
    facts = {"opens_at": opens_at.isoformat(timespec="minutes"), "closes_at": closes_at.isoformat(timespec="minutes")}
    write("scheduled", decision, acting=acting, at=at, facts=facts, words=found.counters, request=request)
    return decision.pk


def _require_meeting_after(found: Proceeding, closes_at: datetime, meeting_at: datetime) -> None:
    if found.decision.form != Form.ONLINE.value:
        raise RefusedError(_("Phát phiếu đến từng hộ thì không họp sau đó."), field="meeting_on")
    if meeting_at < closes_at:
        raise RefusedError(_("Biểu quyết trực tuyến phải đóng trước giờ họp."), field="closes_at")


def _require_in_time(found: Proceeding, on: date, *, at: datetime, field: str) -> None:
    """Refuse a day for which a legal notice would be late already, with the first day that fits."""
    today = timezone.localdate(at)
    step = Step(found.step) if found.step else None
    args = (matter_of(found.decision), Form(found.decision.form))
    book, calendar = law.rulebook(), law.calendar()
    late = [one for one in notices.before(*args, on, book, calendar, step=step) if one.due_on < today]
    if late:
        first = notices.earliest(*args, today, book, calendar, step=step)
        said = _("Ngày ấy quá gần: “{notice}” phải xong chậm nhất {due}. Ngày sớm nhất có thể là {first}.").format(
            notice=late[0].rule.title.said(formats.language()), due=full(late[0].due_on), first=full(first)
        )
        raise RefusedError(said, field=field)
