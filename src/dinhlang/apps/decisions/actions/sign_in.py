"""A household ties a telephone or an account to itself with its slip, and ends it; what is tied opens its ballots."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.cast import WRONG_CODE, line_opened
from dinhlang.apps.decisions.actions.telling_households import tell_ended
from dinhlang.apps.decisions.models import (
    Household,
    HouseholdCode,
    HouseholdPass,
    HouseholdSignIn,
    RollLine,
    TelephoneCode,
)
from dinhlang.apps.decisions.queries.votes import VoteView, view_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.sign_in import TERMS, Way
from dinhlang.domain.decisions.states import State
from dinhlang.domain.feedback.codes import lookup_hash, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "decisions.sign_in"
SECRET_LENGTH = 20  # 100 bits: nobody copies a pass by hand
OVER = (State.WITHDRAWN.value, State.VOID.value)
TAKEN = {
    Way.PHONE: _("Số này đang dùng cho một hộ khác. Mỗi số chỉ mở phiếu của một hộ; hộ kia phải bỏ số này trước."),
    Way.ACCOUNT: _("Tài khoản này đang dùng cho một hộ khác. Hộ kia phải bỏ tài khoản này trước."),
}


@dataclass(frozen=True)
class Opened:
    """One ballot that a sign-in opened: the secret of its pass, seen this once, and its vote."""

    secret: str
    vote: VoteView


def new_secret() -> str:
    """Return a secret of which only the hash is kept."""
    return spell(secrets.token_bytes(16), SECRET_LENGTH)


def line_of_slip(code: str) -> RollLine:
    """Return the row of a slip; a pass is no slip: whoever borrowed a telephone ties no other. Raises NotFoundError."""
    found = HouseholdCode.objects.filter(hash=lookup_hash(code)).select_related("line").first()
    if found is None:
        raise NotFoundError(WRONG_CODE, field="code")
    return found.line


@transaction.atomic
def tie_sign_in(*, household_id: int, way: Way, lookup: bytes, sealed: str, at: datetime) -> None:
    """Tie a telephone or an account to a household in the place of its earlier one; it serves no other meanwhile."""
    with connection.cursor() as cursor:  # two households that tie one telephone at once come one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{KIND}:{lookup.hex()}"])
    Household.objects.select_for_update(no_key=True).get(pk=household_id)
    living = HouseholdSignIn.objects.filter(way=way.value, ended_at=None)
    serving = living.filter(lookup=lookup).first()
    if serving is not None and serving.household_id == household_id:
        return
    if serving is not None:
        raise RefusedError(TAKEN[way], field="telephone")
    earlier = living.filter(household_id=household_id).first()
    if earlier is not None:
        _end(earlier, at)
    made = HouseholdSignIn.objects.create(household_id=household_id, way=way.value, lookup=lookup, sealed=sealed, at=at)
    _write("tied", made, at)


@transaction.atomic
def tie_account(*, slip: str, lookup: bytes, at: datetime) -> None:
    """Tie the account of a provider to the household of a slip; of the account only a keyed hash is kept."""
    line = line_of_slip(slip)
    tie_sign_in(household_id=line.household_id, way=Way.ACCOUNT, lookup=lookup, sealed="", at=at)


@transaction.atomic
def end_sign_in(*, code: str, way: Way, at: datetime) -> None:
    """End what a household tied, by its slip or by a pass: nothing of the number or account stays."""
    line = RollLine.objects.get(pk=line_opened(code, at).id)
    tied = HouseholdSignIn.objects.select_for_update().filter(
        household_id=line.household_id, way=way.value, ended_at=None
    )
    found = tied.first()
    if found is None:
        raise RefusedError(_("Hộ không có số hay tài khoản nào đang gắn."))
    HouseholdPass.objects.filter(line__household_id=line.household_id).exclude(hash=lookup_hash(code)).delete()
    _end(found, at)


@transaction.atomic
def open_ballots(*, way: Way, lookup: bytes, at: datetime) -> list[Opened]:
    """Make a pass for each vote online of the household that tied this, the open ones first; none for a stranger."""
    tied = HouseholdSignIn.objects.filter(way=way.value, lookup=lookup, ended_at=None).first()
    if tied is None:
        return []
    lines = RollLine.objects.filter(
        household_id=tied.household_id, decision__form=Form.ONLINE.value, decision__frozen_at__isnull=False,
        decision__sealed_at=None,
    ).exclude(decision__state__in=OVER)  # fmt: skip
    minutes = law.rule(TERMS, on=timezone.localdate(at)).details["pass_minutes"]
    made = []
    rows = lines.select_related("decision").order_by(F("decision__closed_at").asc(nulls_first=True), "decision_id")
    for line in rows:
        secret = new_secret()
        HouseholdPass.objects.create(line=line, hash=lookup_hash(secret), ends_at=at + timedelta(minutes=minutes))
        made.append(Opened(secret, view_of(line.decision)))
    return made


@transaction.atomic
def forget_sign_ins(*, at: datetime) -> int:
    """Delete digits and passes whose time is over; returns how many."""
    gone = [model.objects.filter(ends_at__lte=at).delete()[0] for model in (TelephoneCode, HouseholdPass)]
    return sum(gone)


def _end(one: HouseholdSignIn, at: datetime) -> None:
    if one.sealed:
        tell_ended(sealed=one.sealed, at=at)
    one.ended_at, one.lookup, one.sealed = at, b"", ""
    one.save()
    _write("ended", one, at)


def _write(verb: str, one: HouseholdSignIn, at: datetime) -> None:
    record(
        event=f"decisions.sign_in_{verb}", subject=Subject(KIND, one.pk, str(one.pk)), acting=AS_CITIZEN, at=at,
        facts={"way": one.way}, is_first=verb == "tied",
    )  # fmt: skip
