"""Book a visit without an account, wait at the door, be received, get the answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries as law
from dinhlang.apps.reception.actions.acts import locked_day, locked_visit, require_text, subject_of, write
from dinhlang.apps.reception.models import Day, Visit
from dinhlang.apps.reception.policies import require_can_keep
from dinhlang.apps.reception.queries.visits import door_code
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash
from dinhlang.domain.reception.schedule import TRIAGE, is_open
from dinhlang.domain.reception.visits import Outcome, Stage, may_become
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError

MOST_PEOPLE = 1_000
CANNOT = _("Lượt này không còn làm được việc ấy.")


@dataclass(frozen=True)
class NewVisit:
    """What somebody comes about, for how many people, in the room or by the link."""

    topic: str
    people: int = 1
    is_online: bool = False


@transaction.atomic
def book_visit(*, day_id: int, new: NewVisit, at: datetime, request: Request) -> str:
    """Book a place; the same request again gives the same secret code, which is all that is known of who comes."""
    lookup = lookup_code(keyed("reception.visit", request.key))
    if done_before(request):
        return lookup
    day = locked_day(day_id)
    if (
        day.called_off_at is not None
        or day.held_at is not None
        or not is_open(day.on, day.ends, timezone.localtime(at))
    ):
        raise RefusedError(_("Buổi này không nhận hẹn nữa."))
    if new.is_online and not day.online_url:
        raise RefusedError(_("Buổi này chỉ tiếp trực tiếp."), field="is_online")
    made = _made(day, new, Stage.BOOKED, at, lookup_hash(lookup))
    _record("visit_booked", made, AS_CITIZEN, at, words=made.topic, request=request)
    return lookup


@transaction.atomic
def withdraw_visit(*, code: str, at: datetime) -> None:
    """Give a booked place back; only who holds the code can. Said again it changes nothing."""
    found = Visit.objects.filter(lookup_hash=lookup_hash(code)).values_list("pk", flat=True).first()
    if found is None:
        raise NotFoundError(_("Không tìm thấy."))
    visit = locked_visit(found)
    if visit.state == Stage.WITHDRAWN.value:
        return
    _become(visit, Stage.WITHDRAWN)
    visit.save(update_fields=["state"])
    _record("visit_withdrawn", visit, AS_CITIZEN, at)


@transaction.atomic
def enter_visit(
    *, actor: Actor, day_id: int, new: NewVisit, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Give somebody who came without booking a number and a code for the slip; returns the id of the day."""
    day = locked_day(day_id)
    acting = require_can_keep(actor, day.head.unit_id)
    if done_before(request):
        return day.pk
    if day.called_off_at is not None or timezone.localdate(at) != day.on:
        raise RefusedError(_("Chỉ cho số trong ngày tiếp dân."))
    made = _made(day, new, Stage.WAITING, at, None)
    made.lookup_hash = lookup_hash(door_code(made.pk))
    made.save(update_fields=["lookup_hash"])
    _record("visit_entered", made, acting, at, words=made.topic, request=request)
    return day.pk


@transaction.atomic
def move_visit(
    *, actor: Actor, visit_id: int, stage: Stage, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Say that somebody came or did not come; returns the id of the day."""
    visit = locked_visit(visit_id)
    acting = require_can_keep(actor, visit.day.head.unit_id)
    if done_before(request):
        return visit.day_id
    if stage not in (Stage.WAITING, Stage.ABSENT):
        raise RefusedError(CANNOT)
    if timezone.localdate(at) < visit.day.on:
        raise RefusedError(_("Chưa tới ngày tiếp dân."))
    _become(visit, stage)
    visit.came_at = at if stage is Stage.WAITING else visit.came_at
    visit.save(update_fields=["state", "came_at"])
    _record("visit_moved", visit, acting, at, request=request)
    return visit.day_id


@transaction.atomic
def receive_visit(
    *, actor: Actor, visit_id: int, minutes: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Write down what was said; returns the id of the day."""
    visit = locked_visit(visit_id)
    acting = require_can_keep(actor, visit.day.head.unit_id)
    if done_before(request):
        return visit.day_id
    _become(visit, Stage.RECEIVED)
    visit.minutes = require_text(minutes, "minutes", _("Hãy ghi nội dung trao đổi."))
    visit.received_at = at
    visit.save(update_fields=["state", "minutes", "received_at"])
    _record("visit_received", visit, acting, at, words=visit.minutes, request=request)
    return visit.day_id


@transaction.atomic
def answer_visit(
    *, actor: Actor, visit_id: int, outcome: Outcome, words: str, at: datetime, case_number: str = "",
    request: Request | None = None,
) -> int:  # fmt: skip
    """Tell who was received: accepted, more time, refused or passed on, and why; returns the id of the day."""
    visit = locked_visit(visit_id)
    acting = require_can_keep(actor, visit.day.head.unit_id)
    if done_before(request):
        return visit.day_id
    if visit.received_at is None:
        raise RefusedError(_("Chưa ghi nội dung buổi tiếp."))
    if visit.answered_at is not None and visit.outcome != Outcome.MORE_TIME.value:
        raise RefusedError(_("Lượt này đã được trả lời."))
    visit.outcome = outcome.value
    visit.outcome_words = require_text(words, "words", _("Hãy ghi lời trả lời."))
    visit.answered_at, visit.case_number = at, case_number
    visit.save(update_fields=["outcome", "outcome_words", "answered_at", "case_number"])
    grounds = [law.grounds(TRIAGE, on=timezone.localdate(at))]
    write("visit_answered", subject_of(visit), acting=acting, at=at, facts={"outcome": outcome.value},
          words=visit.outcome_words, grounds=grounds, request=request)  # fmt: skip
    return visit.day_id


def _made(day: Day, new: NewVisit, stage: Stage, at: datetime, digest: bytes | None) -> Visit:
    topic = require_text(new.topic, "topic", _("Hãy ghi muốn nói về việc gì."))
    if not 1 <= new.people <= MOST_PEOPLE:
        raise RefusedError(_("Hãy ghi có bao nhiêu người cùng đến."), field="people")
    last = Visit.objects.filter(day=day).aggregate(last=Max("number"))["last"] or 0
    return Visit.objects.create(
        day=day, number=last + 1, lookup_hash=digest, topic=topic, people=new.people, is_online=new.is_online,
        state=stage.value, booked_at=at, came_at=at if stage is Stage.WAITING else None,
    )  # fmt: skip


def _become(visit: Visit, stage: Stage) -> None:
    if not may_become(Stage(visit.state), stage):
        raise RefusedError(CANNOT)
    visit.state = stage.value


def _record(
    verb: str, visit: Visit, acting: Acting, at: datetime, *, words: str = "", request: Request | None = None
) -> None:  # fmt: skip
    facts = {"day": visit.day.code, "number": visit.number, "stage": visit.state, "people": visit.people}
    is_first = verb in ("visit_booked", "visit_entered")
    write(verb, subject_of(visit), acting=acting, at=at, facts=facts, words=words, request=request, is_first=is_first)
