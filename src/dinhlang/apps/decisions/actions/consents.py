"""Households stand behind an initiative, by the code of a slip or with help; each once, and each may step back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.initiating import go, grounds_of_call, locked_initiative, tell
from dinhlang.apps.decisions.models import Consent, Household, HouseholdCode, Initiative
from dinhlang.apps.decisions.policies import require_can_write_consents
from dinhlang.apps.decisions.queries.initiatives import key_of, support_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.decisions.initiatives import COUNTED, Call, Standing, counts_until
from dinhlang.domain.decisions.rolls import normal_number
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.lib.refusal import NotFoundError, RefusedError

WRONG_CODE = _("Không có hộ nào mang mã này. Hãy xem lại 10 chữ trên phiếu của hộ, hoặc đến trụ sở xã để được giúp.")


@dataclass(frozen=True)
class Signer:
    """A household that speaks: it is on the roll of its village today."""

    household_id: int
    village_id: int


def by_code(code: str, on: date) -> Signer:
    """Return the household behind the code of any of its slips; raises RefusedError, the same for every wrong one."""
    rows = HouseholdCode.objects.filter(hash=lookup_hash(code), line__household__valid__contains=on)
    found = rows.values_list("line__household_id", "line__household__village_id").first()
    if found is None:
        raise RefusedError(WRONG_CODE, field="code")
    return Signer(*found)


def by_number(village_id: int, number: str, on: date) -> Signer:
    """Return a household of a village by its number; raises RefusedError."""
    rows = Household.objects.filter(village_id=village_id, number=normal_number(number), valid__contains=on)
    found = rows.values_list("pk", "village_id").first()
    if found is None:
        raise RefusedError(_("Danh sách hộ hôm nay không có số này."), field="household")
    return Signer(*found)


def village_of(village_id: int, on: date) -> UnitView:
    """Return a village; raises NotFoundError when it is no more."""
    found = organisations.unit(village_id, on)
    if found is None:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    return found


@transaction.atomic
def consent(*, code: str, initiative_id: int, at: datetime, request: Request | None = None) -> int:
    """Let a household stand behind an initiative of its village, by the code of one of its slips."""
    initiative = locked_initiative(initiative_id)
    if earlier := done_before(request):
        return earlier
    signer = by_code(code, timezone.localdate(at))
    give(initiative, signer, acting=AS_CITIZEN, at=at, request=request)
    return initiative.pk


@transaction.atomic
def write_consent(
    *, actor: Actor, initiative_id: int, household: str, at: datetime, request: Request | None = None
) -> int:
    """Write down the consent that a household gave in writing or in a meeting, by its number."""
    initiative = locked_initiative(initiative_id)
    on = timezone.localdate(at)
    acting = require_can_write_consents(actor, village_of(initiative.village_id, on))
    if earlier := done_before(request):
        return earlier
    signer = by_number(initiative.village_id, household, on)
    give(initiative, signer, acting=acting, at=at, helper=acting.post_title, request=request)
    return initiative.pk


@transaction.atomic
def step_back(*, code: str, initiative_id: int, at: datetime, request: Request | None = None) -> int:
    """Take back the consent of a household, by the code of one of its slips."""
    initiative = locked_initiative(initiative_id)
    if earlier := done_before(request):
        return earlier
    _end(initiative, by_code(code, timezone.localdate(at)), acting=AS_CITIZEN, at=at, request=request)
    return initiative.pk


@transaction.atomic
def write_step_back(
    *, actor: Actor, initiative_id: int, household: str, at: datetime, request: Request | None = None
) -> int:
    """Write down that a household takes its consent back, by its number."""
    initiative = locked_initiative(initiative_id)
    on = timezone.localdate(at)
    acting = require_can_write_consents(actor, village_of(initiative.village_id, on))
    if earlier := done_before(request):
        return earlier
    _end(initiative, by_number(initiative.village_id, household, on), acting=acting, at=at, request=request)
    return initiative.pk


def give(
    initiative: Initiative, signer: Signer, *, acting: Acting, at: datetime, helper: str = "",
    request: Request | None = None,
) -> None:  # fmt: skip
    """Count one household of a locked initiative; given anew, its time begins anew."""
    if signer.village_id != initiative.village_id:
        raise RefusedError(_("Sáng kiến này của ấp, khóm khác."), field="code")
    if Standing(initiative.standing) not in COUNTED:
        raise RefusedError(_("Sáng kiến này không gom ý kiến đồng ý nữa, hoặc chưa bắt đầu."))
    ended = _standing(initiative, signer).update(ended_at=at)
    keep(initiative, signer, at=at, helper=helper)
    told = support_of(initiative, timezone.localdate(at))
    facts = {"consents": told.consents, "households": told.households, "anew": bool(ended), "written": bool(helper)}
    tell("consent", initiative, acting=acting, at=at, facts=facts, request=request)
    reach(initiative, at=at)


def keep(initiative: Initiative, signer: Signer, *, at: datetime, helper: str = "", starts: bool = False) -> None:
    """Write one consent down under its key."""
    until = counts_until(Call(initiative.call), timezone.localdate(at), law.rulebook())
    Consent.objects.create(
        initiative=initiative, key=key_of(initiative.pk, signer.household_id), given_at=at, counts_until=until,
        helper=helper[:200], starts=starts,
    )  # fmt: skip


def reach(initiative: Initiative, *, at: datetime) -> None:
    """Note, once, that a locked initiative has the consents that the law asks for."""
    told = support_of(initiative, timezone.localdate(at))
    if initiative.standing != Standing.GATHERING.value or not told.reached:
        return
    go(initiative, Standing.REACHED)
    initiative.reached_at, initiative.consents = at, told.consents
    initiative.save(update_fields=["standing", "reached_at", "consents"])
    tell(
        "reached", initiative, acting=AS_CITIZEN, at=at, grounds=grounds_of_call(initiative, at),
        facts={"consents": told.consents, "households": told.households, "needed": told.needed},
    )  # fmt: skip


def _end(
    initiative: Initiative, signer: Signer, *, acting: Acting, at: datetime, request: Request | None
) -> None:  # fmt: skip
    if Standing(initiative.standing) not in COUNTED:
        raise RefusedError(_("Sáng kiến này không gom ý kiến đồng ý nữa, hoặc chưa bắt đầu."))
    if not _standing(initiative, signer).update(ended_at=at):
        raise RefusedError(_("Hộ này không đang đồng ý với sáng kiến."), field="code")
    told = support_of(initiative, timezone.localdate(at))
    facts = {"consents": told.consents, "households": told.households}
    tell("stepped_back", initiative, acting=acting, at=at, facts=facts, request=request)


def _standing(initiative: Initiative, signer: Signer) -> QuerySet[Consent]:
    return Consent.objects.filter(
        initiative=initiative, key=key_of(initiative.pk, signer.household_id), ended_at=None
    )  # fmt: skip
