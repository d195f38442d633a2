"""Hold the yearly review, write down its conclusions, make them a notice and lines of the next plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    CONFERENCE,
    bodies_of,
    code_of,
    existing_document,
    locked_plan,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.actions.plans import NewTask, next_line
from dinhlang.apps.coordination.models import AgendaItem, Conclusion, Conference, Participant, Plan
from dinhlang.apps.coordination.models.conferences import PARTS
from dinhlang.apps.coordination.policies import require_can_coordinate
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


@dataclass(frozen=True)
class Part:
    """Somebody who chaired, reported or spoke; `name` only of a public official."""

    part: str  # chair | reporter | speaker
    post_title: str
    unit_id: int | None = None
    name: str = ""
    summary: str = ""


@transaction.atomic
def hold_conference(
    *,
    actor: Actor,
    plan_id: int,
    held_on: date,
    title: str,
    at: datetime,
    place: str = "",
    next_plan_id: int | None = None,
    agenda: Sequence[str] = (),
    parts: Sequence[Part] = (),
    request: Request | None = None,
) -> int:
    """Write down a review conference with its agenda and who took part; returns its id."""
    plan = locked_plan(plan_id)
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    require_past(held_on, at, "held_on")
    if plan.signed_on is None or held_on < plan.signed_on:
        raise RefusedError(_("Chỉ tổng kết được kế hoạch đã ký."), field="plan")
    if any(one.part not in PARTS for one in parts):
        raise RefusedError(_("Hãy chọn chủ trì, báo cáo hoặc phát biểu."), field="part")
    made = Conference.objects.create(
        code=_code(held_on),
        reviewed_plan=plan,
        next_plan=_next(next_plan_id, plan),
        held_on=held_on,
        place=place.strip(),
        title=require_text(title, "title", _("Hãy ghi tên hội nghị.")),
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(conference=made, number=number, text=text.strip()) for number, text in enumerate(agenda, 1)
    )
    Participant.objects.bulk_create(
        Participant(conference=made, place=place_, **vars(one)) for place_, one in enumerate(parts, 1)
    )
    facts = {"held_on": held_on.isoformat(), "plan": plan.code}
    write("conference_held", _subject(made), acting=acting, at=at, facts=facts, request=request)
    return made.pk


def _code(held_on: date) -> str:
    """Return an address for a conference of a day that no other has."""
    plain = code_of(f"hoi-nghi-{held_on.isoformat()}")
    taken = list(Conference.objects.filter(code__startswith=plain).values_list("code", flat=True))
    return code_of(plain, taken)


def _next(plan_id: int | None, reviewed: Plan) -> Plan | None:
    """Return the plan that a conference sets going; raises RefusedError for one of an earlier year."""
    if plan_id is None:
        return None
    plan = locked_plan(plan_id)
    if plan.year <= reviewed.year:
        raise RefusedError(_("Hãy chọn kế hoạch của năm sau."), field="next_plan")
    return plan


def _subject(conference: Conference) -> Subject:
    return Subject(CONFERENCE, conference.pk, conference.code)


def _locked(conference_id: int) -> Conference:
    found = Conference.objects.select_for_update(of=("self",)).select_related("reviewed_plan").filter(pk=conference_id)
    conference = found.first()
    if conference is None:
        raise NotFoundError(_("Không có hội nghị này."))
    return conference


@transaction.atomic
def conclude(
    *,
    actor: Actor,
    conference_id: int,
    text: str,
    at: datetime,
    tasks: Sequence[NewTask] = (),
    source: str = "",
    request: Request | None = None,
) -> int:
    """Write down one conclusion of a conference, and the lines of the next plan that carry it out; returns its id."""
    conference = _locked(conference_id)
    acting = require_can_coordinate(actor, bodies_of(conference.reviewed_plan, at))
    if done_before(request) is not None:
        return conference.conclusions.get(text=text.strip()).pk
    last = conference.conclusions.aggregate(last=Max("number"))["last"] or 0
    made = Conclusion.objects.create(
        conference=conference,
        number=last + 1,
        text=require_text(text, "text", _("Hãy ghi nội dung kết luận.")),
        source=source.strip(),
    )
    for new in tasks:
        _set_line(conference, made, new, acting, at)
    facts = {"number": made.number, "tasks": len(tasks)}
    write("concluded", _subject(conference), acting=acting, at=at, facts=facts, words=made.text, request=request)
    return made.pk


def _set_line(conference: Conference, conclusion: Conclusion, new: NewTask, acting: Acting, at: datetime) -> None:
    """Write a line of the next plan that carries out a conclusion."""
    if conference.next_plan_id is None:
        raise RefusedError(_("Hội nghị này chưa gắn với kế hoạch năm sau."), field="tasks")
    plan = locked_plan(conference.next_plan_id)
    task = next_line(plan, new, timezone.localdate(at))
    task.conclusion = conclusion
    task.save(update_fields=["conclusion"])
    facts = {"plan": plan.code, "number": task.number, "conclusion": conclusion.number}
    write("task_set", subject_of(task), acting=acting, at=at, facts=facts, words=task.text)


@transaction.atomic
def issue_notice(
    *, actor: Actor, conference_id: int, document_id: int, at: datetime, request: Request | None = None
) -> int:
    """Say which document is the notice of a conference's conclusions; returns the id of the conference."""
    conference = _locked(conference_id)
    acting = require_can_coordinate(actor, bodies_of(conference.reviewed_plan, at))
    if earlier := done_before(request):
        return earlier
    document = existing_document(document_id)
    if document.passed_on < conference.held_on:
        raise RefusedError(_("Thông báo kết luận không thể trước ngày họp."), field="document")
    conference.notice = document
    conference.save(update_fields=["notice"])
    facts = {"notice": document.code}
    write("notice_issued", _subject(conference), acting=acting, at=at, facts=facts, request=request)
    return conference.pk
