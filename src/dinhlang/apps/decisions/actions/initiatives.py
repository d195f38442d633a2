"""An initiative of households: sent, looked at, reached, put to everybody or declined, taken back."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.consents import Signer, by_code, by_number, keep, reach, village_of
from dinhlang.apps.decisions.actions.deciding import KIND, require_text
from dinhlang.apps.decisions.actions.initiating import INITIATIVE, go, grounds_of_call, locked_initiative, tell
from dinhlang.apps.decisions.actions.origins import put_forward
from dinhlang.apps.decisions.actions.propose import LONGEST_QUESTION, NewDecision
from dinhlang.apps.decisions.models import Consent, Initiative
from dinhlang.apps.decisions.policies import (
    require_can_agree,
    require_can_convene,
    require_can_look_at,
    require_can_write_consents,
)
from dinhlang.apps.decisions.queries.initiatives import key_of, support_of
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import ASKS
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.initiatives import Call, Standing, call_of, may_be_started
from dinhlang.domain.decisions.matters import MATTERS, Step
from dinhlang.domain.decisions.origins import From
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import RefusedError

MOST_WAITING = 20  # of one village, not looked at yet: whoever floods it stops here
LONGEST_EXPLANATION = 4000


@dataclass(frozen=True)
class NewInitiative:
    """What households want to be put to all of them."""

    matter: str
    question: str
    explanation: str
    step: Step | None = None


@transaction.atomic
def send_initiative(*, code: str, new: NewInitiative, at: datetime, request: Request | None = None) -> int:
    """Send an initiative by the code of a household's slip; its words are public once somebody looked at them."""
    if earlier := done_before(request):
        return earlier
    signer = by_code(code, timezone.localdate(at))
    waiting = Initiative.objects.filter(village_id=signer.village_id, standing=Standing.SENT.value).count()
    if waiting >= MOST_WAITING:
        raise RefusedError(_("Ấp, khóm này đang có nhiều sáng kiến chờ xem. Hãy quay lại sau ít ngày."))
    return _made(new, signer, Standing.SENT, acting=AS_CITIZEN, at=at, request=request).pk


@transaction.atomic
def write_initiative(
    *, actor: Actor, village_id: int, household: str, new: NewInitiative, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down an initiative that a household brings on paper; whoever writes it has looked at its words."""
    on = timezone.localdate(at)
    acting = require_can_write_consents(actor, village_of(village_id, on))
    if earlier := done_before(request):
        return earlier
    signer = by_number(village_id, household, on)
    made = _made(new, signer, Standing.GATHERING, acting=acting, at=at, is_demo=is_demo, request=request)
    reach(made, at=at)
    return made.pk


def _made(
    new: NewInitiative, signer: Signer, standing: Standing, *, acting: Acting, at: datetime, is_demo: bool = False,
    request: Request | None,
) -> Initiative:  # fmt: skip
    if new.matter not in MATTERS or not may_be_started(new.matter, new.step):
        raise RefusedError(
            _("Việc này không bắt đầu bằng sáng kiến: bầu người có lịch và người triệu tập riêng."), field="matter"
        )
    question = require_text(new.question, "question", _("Hãy ghi việc cần bàn thành một câu."))[:LONGEST_QUESTION]
    explanation = require_text(new.explanation, "explanation", _("Hãy nói rõ để mọi hộ cùng hiểu."))
    seed = f"{signer.village_id}\n{question}\n{at.isoformat()}".encode()
    made = Initiative.objects.create(
        code=f"SK{at.year % 100:02d}-{spell(sha256(seed).digest(), NUMBER_LENGTH)}", village_id=signer.village_id,
        call=call_of(new.matter, new.step).value, matter=new.matter, step=new.step or "", question=question,
        explanation=explanation[:LONGEST_EXPLANATION], standing=standing.value, created_at=at, is_demo=is_demo,
        answered_by=acting.post_title if standing is Standing.GATHERING else "",
    )  # fmt: skip
    keep(made, signer, at=at, helper=acting.post_title, starts=True)
    tell(
        "sent", made, acting=acting, at=at, facts={"matter": made.matter, "call": made.call}, is_first=True,
        words=f"{question}\n{explanation}", grounds=grounds_of_call(made, at), request=request,
    )  # fmt: skip
    return made


@transaction.atomic
def take_up(*, actor: Actor, initiative_id: int, at: datetime, request: Request | None = None) -> int:
    """Find the words of an initiative lawful and decent: from now on everybody reads them and households consent."""
    found = locked_initiative(initiative_id)
    acting = require_can_look_at(actor, village_of(found.village_id, timezone.localdate(at)), Call(found.call))
    if earlier := done_before(request):
        return earlier
    go(found, Standing.GATHERING)
    found.answered_by = acting.post_title
    found.save(update_fields=["standing", "answered_by"])
    tell("taken_up", found, acting=acting, at=at, request=request)
    reach(found, at=at)
    return found.pk


@transaction.atomic
def decline(*, actor: Actor, initiative_id: int, reason: str, at: datetime, request: Request | None = None) -> int:
    """Not put an initiative to the households: against the law or good customs; the reason is public."""
    found = locked_initiative(initiative_id)
    acting = require_can_look_at(actor, village_of(found.village_id, timezone.localdate(at)), Call(found.call))
    if earlier := done_before(request):
        return earlier
    go(found, Standing.DECLINED)
    found.reason = require_text(reason, "reason", _("Hãy ghi vì sao không đưa ra bàn: trái luật hay trái đạo đức."))
    found.answered_by = acting.post_title
    found.save(update_fields=["standing", "reason", "answered_by"])
    tell("declined", found, acting=acting, at=at, words=found.reason, grounds=grounds_of_call(found, at),
         request=request)  # fmt: skip
    return found.pk


@transaction.atomic
def support_below(
    *, actor: Actor, initiative_id: int, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Let an initiative with too few consents be put to the households: the Front's board finds it good for them."""
    found = locked_initiative(initiative_id)
    acting = require_can_agree(actor, found.village_id)
    if earlier := done_before(request):
        return earlier
    if found.call != Call.INITIATIVE.value:
        raise RefusedError(_("Kiến nghị cho thôi chức phải đủ số hộ theo luật."))
    go(found, Standing.REACHED)
    told = support_of(found, timezone.localdate(at))
    found.reason = require_text(reason, "reason", _("Hãy ghi việc này có lợi gì cho cộng đồng."))
    found.answered_by, found.reached_at, found.consents = acting.post_title, at, told.consents
    found.save(update_fields=["standing", "reason", "answered_by", "reached_at", "consents"])
    facts = {"consents": told.consents, "households": told.households, "needed": told.needed}
    tell("supported_below", found, acting=acting, at=at, facts=facts, words=found.reason, request=request,
         grounds=grounds_of_call(found, at))  # fmt: skip
    return found.pk


@transaction.atomic
def put(*, actor: Actor, initiative_id: int, at: datetime, request: Request | None = None) -> int:
    """Put a reached initiative to the households, as the law asks: a proposal of a decision; returns its id."""
    found = locked_initiative(initiative_id)
    step = Step(found.step) if found.step else None
    acting = require_can_convene(actor, found.village_id, MATTERS[found.matter], step)
    if earlier := done_before(request):
        return earlier
    go(found, Standing.PUT)
    new = NewDecision(found.matter, Form.MEETING, found.question, found.explanation, step)
    kind = From.PETITION if found.call == Call.PETITION.value else From.INITIATIVE
    village = village_of(found.village_id, timezone.localdate(at))
    made = put_forward(village, new, kind, acting=acting, at=at, is_demo=found.is_demo, request=request)
    found.decision_id = made
    found.save(update_fields=["standing", "decision"])
    code = found.decision.code if found.decision else ""
    told = tell("put", found, acting=acting, at=at, facts={"decision": code})
    add_link(
        source=End(INITIATIVE, found.pk, found.code), relation=ASKS, target=End(KIND, made, code),
        on=timezone.localdate(at), record_id=told.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_initiative(*, code: str, initiative_id: int, at: datetime) -> int:
    """Take an initiative back, by the household that began it, until it is reached."""
    found = locked_initiative(initiative_id)
    signer = by_code(code, timezone.localdate(at))
    key = key_of(found.pk, signer.household_id)
    if not Consent.objects.filter(initiative=found, key=key, starts=True).exists():
        raise RefusedError(_("Chỉ hộ đã gửi sáng kiến được rút."), field="code")
    go(found, Standing.WITHDRAWN)
    found.save(update_fields=["standing"])
    tell("withdrawn", found, acting=AS_CITIZEN, at=at)
    return found.pk


@transaction.atomic
def forget_consents() -> int:
    """Delete who stood behind initiatives that ended or whose vote is counted; the numbers stay. Returns how many."""
    over = Consent.objects.filter(initiative__standing__in=[Standing.DECLINED.value, Standing.WITHDRAWN.value])
    counted = Consent.objects.filter(initiative__decision__closed_at__isnull=False)
    return over.delete()[0] + counted.delete()[0]
