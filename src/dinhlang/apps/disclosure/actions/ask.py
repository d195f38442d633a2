"""Ask for what is overdue, under the Access to Information Law; the clock is one of apps/law."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import NO_SUCH, require_text, topics_of
from dinhlang.apps.disclosure.models import Asker, InformationRequest, Occasion
from dinhlang.apps.disclosure.policies import require_can_keep
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import AS_CITIZEN, Actor
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, lookup_code, lookup_hash, spell
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND, CLOCK = "disclosure.request", "information"
SIMPLE, COMPLEX = "PUB-ATI-ONLINE-S", "PUB-ATI-ONLINE-C"
ANSWERED, REFUSED = "answered", "refused"


@dataclass(frozen=True)
class Asked:
    """A request that was made: its number, and the code by which only its asker finds it again."""

    code: str
    lookup: str


@dataclass(frozen=True)
class NewAsker:
    """Who asks, as the law wants it: name, address, a way to reach them."""

    name: str
    address: str
    contact: str


@transaction.atomic
def ask(*, occasion_id: int, asker: NewAsker, text: str, at: datetime, request: Request) -> Asked:
    """Ask a unit for something due; the same sending again gives the same number and code."""
    lookup = lookup_code(keyed("disclosure.request", request.key))
    if earlier := done_before(request):
        return Asked(InformationRequest.objects.get(pk=earlier).code, lookup)
    occasion = Occasion.objects.filter(pk=occasion_id).first()
    if occasion is None:
        raise NotFoundError(NO_SUCH)
    require_text(asker.name, "name", _("Hãy ghi họ và tên."))
    require_text(asker.address, "address", _("Hãy ghi nơi cư trú."))
    require_text(asker.contact, "contact", _("Hãy ghi số điện thoại hoặc thư điện tử để nhận trả lời."))
    rule_id = _rule(SIMPLE, occasion.unit_id, at)
    made = InformationRequest(
        code=_free_code(at), lookup_hash=lookup_hash(lookup), occasion=occasion, unit_id=occasion.unit_id,
        text=text.strip(), received_at=at, is_demo=occasion.is_demo,
        due_on=law_queries.compute_deadline(rule_id, at).due_on,
    )  # fmt: skip
    made.save()
    Asker.objects.create(request=made, name=asker.name[:120], address=asker.address[:200], contact=asker.contact[:120])
    subject = subject_of(made)
    clock = law.set_deadline(subject=subject, clock=CLOCK, rule_id=rule_id, start=at, at=at)
    told = "\n".join((asker.name, asker.address, asker.contact, text))
    record(
        event="disclosure.asked", subject=subject, acting=AS_CITIZEN, at=at, grounds=[law.grounds_of(clock)],
        facts={"item": occasion.code, "unit": occasion.unit_id, "due_on": made.due_on.isoformat()},
        parts={"words": told.encode()}, topics=topics_of(occasion.unit_id), request=request, is_first=True,
    )  # fmt: skip
    return Asked(made.code, lookup)


def _rule(rule_id: str, unit_id: int, at: datetime) -> str:
    """Return the row whose term counts in the place of a unit."""
    on = timezone.localdate(at)
    return law_queries.setting_rule(rule_id, on=on, places=organisations.place_codes(unit_id, on))


def subject_of(made: InformationRequest) -> Subject:
    """Return how the record names a request."""
    return Subject(KIND, made.pk, made.code)


def _free_code(at: datetime) -> str:
    while True:
        found = f"YC{at.year % 100:02d}-{spell(secrets.token_bytes(8), NUMBER_LENGTH)}"
        if not InformationRequest.objects.filter(code=found).exists():
            return found


@transaction.atomic
def need_more_time(*, actor: Actor, request_id: int, reason: str, at: datetime, request: Request | None = None) -> int:
    """Say within the short term that the information is complex: the longer term of the law counts from the receipt."""
    made = _locked(request_id)
    acting = require_can_keep(actor, made.unit_id)
    if earlier := done_before(request):
        return earlier
    require_text(reason, "reason", _("Hãy ghi lý do để người yêu cầu biết."))
    subject = subject_of(made)
    longer = _rule(COMPLEX, made.unit_id, made.received_at)
    if any(one.rule_id == longer for one in law_queries.deadlines(KIND, made.pk)):
        raise RefusedError(_("Yêu cầu này đã được báo thời hạn dài hơn."))
    clock = law.set_deadline(subject=subject, clock=CLOCK, rule_id=longer, start=made.received_at, at=at)
    made.due_on = clock.due_on
    made.save(update_fields=["due_on"])
    record(
        event="disclosure.more_time", subject=subject, acting=acting, at=at, grounds=[law.grounds_of(clock)],
        facts={"due_on": made.due_on.isoformat()}, parts={"words": reason.encode()}, topics=topics_of(made.unit_id),
        request=request,
    )  # fmt: skip
    return made.pk


@transaction.atomic
def answer(
    *, actor: Actor, request_id: int, text: str, refused: bool, at: datetime, request: Request | None = None
) -> int:
    """Give what was asked for, or refuse it with the reason; the clock stops."""
    made = _locked(request_id)
    acting = require_can_keep(actor, made.unit_id)
    if earlier := done_before(request):
        return earlier
    require_text(text, "text", _("Hãy ghi câu trả lời, hoặc lý do từ chối."))
    made.state, made.answer, made.answered_at = (REFUSED if refused else ANSWERED), text.strip(), at
    made.save(update_fields=["state", "answer", "answered_at"])
    subject = subject_of(made)
    clock = law.meet_deadline(subject=subject, clock=CLOCK, at=at)
    record(
        event=f"disclosure.request_{made.state}", subject=subject, acting=acting, at=at,
        grounds=[law.grounds_of(clock)] if clock else [], facts={"state": made.state},
        parts={"words": text.encode()}, topics=topics_of(made.unit_id), request=request,
    )  # fmt: skip
    return made.pk


def _locked(request_id: int) -> InformationRequest:
    found = InformationRequest.objects.select_for_update().filter(pk=request_id, state="received").first()
    if found is None:
        raise NotFoundError(_("Không có yêu cầu này, hoặc đã trả lời rồi."))
    return found
