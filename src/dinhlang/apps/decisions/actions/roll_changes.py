"""Change a roll: propose with a reason, object, answer; what nobody upheld objections to comes into force by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.import_roll import lock_roll, subject_of, topics_of, village_of
from dinhlang.apps.decisions.models import Household, HouseholdRepresentative, RollChange, RollObjection
from dinhlang.apps.decisions.policies import require_can_keep_roll
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, done_before, record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor
from dinhlang.domain.decisions.rolls import (
    IDENTITY_NUMBER,
    Change,
    ChangeState,
    normal_number,
    sort_key,
    tidy,
)
from dinhlang.lib.refusal import NotFoundError, RefusedError

TERM = "PROV-DEC-ROLL"
NO_CARD_NUMBERS = _("Danh sách không giữ số căn cước, số điện thoại. Hãy bỏ dãy số ấy đi.")


@dataclass(frozen=True)
class NewChange:
    """What somebody wants to change: a household to add (by its number), or one of the roll by its id."""

    kind: Change
    reason: str
    household_id: int | None = None
    number: str = ""
    address: str = ""
    name: str = ""


@transaction.atomic
def propose_change(
    *, actor: Actor, village_id: int, new: NewChange, at: datetime, request: Request | None = None
) -> int:
    """Propose a change of the roll; it comes into force after the days for objections. Returns its id."""
    village = village_of(village_id, at)
    acting = require_can_keep_roll(actor, village)
    if earlier := done_before(request):
        return RollChange.objects.filter(village_id=earlier).order_by("-id").values_list("pk", flat=True)[0]
    lock_roll(village_id)
    change = _change_of(village_id, new, at)
    if RollChange.objects.filter(village_id=village_id, number=change.number, state=ChangeState.PROPOSED).exists():
        raise RefusedError(_("Hộ này đang có một thay đổi chờ ý kiến."), field="number")
    change.save()
    _write(
        "roll_change_proposed", change, village, acting, at, request=request,
        facts={"until": change.objections_until.isoformat()},
        words=f"{change.number}\n{change.address}\n{change.name}\n{change.reason}",
    )  # fmt: skip
    return change.pk


def _change_of(village_id: int, new: NewChange, at: datetime) -> RollChange:
    """Return the unsaved change; raises RefusedError for one that makes no sense."""
    reason, address, name = tidy(new.reason), tidy(new.address), tidy(new.name)
    _require(bool(reason), _("Hãy ghi lý do thay đổi."), "reason")
    _require(not any(IDENTITY_NUMBER.search(one) for one in (new.number, address, name)), NO_CARD_NUMBERS, "name")
    on = timezone.localdate(at)
    needs_name = new.kind in (Change.ADDED, Change.REPRESENTATIVE)
    _require(bool(name) or not needs_name, _("Hãy ghi tên người đại diện hộ."), "name")
    _require(bool(address) or new.kind is not Change.ADDRESS, _("Hãy ghi nơi ở của hộ."), "address")
    number = normal_number(new.number)
    if new.kind is Change.ADDED:
        _require(bool(number), _("Hãy ghi số hộ."), "number")
        taken = Household.objects.filter(village_id=village_id, number=number, valid__contains=on).exists()
        _require(not taken, _("Danh sách đã có hộ mang số này."), "number")
    else:
        row = Household.objects.filter(pk=new.household_id or 0, village_id=village_id, valid__contains=on).first()
        if row is None:
            raise NotFoundError(_("Danh sách không có hộ này."))
        number = row.number
    until = law.compute_deadline(TERM, at).due_on
    return RollChange(
        village_id=village_id, household_id=new.household_id, kind=new.kind.value, number=number, address=address,
        name=name, reason=reason, proposed_at=at, objections_until=until,
    )  # fmt: skip


@transaction.atomic
def object_to_change(*, actor: Actor, change_id: int, text: str, at: datetime, request: Request | None = None) -> int:
    """Note an objection to a change, as the household or neighbour said it; returns the change's id."""
    change, village = _locked(change_id, at)
    acting = require_can_keep_roll(actor, village)
    if done_before(request):
        return change.pk
    _require(bool(tidy(text)), _("Hãy ghi ý kiến."), "text")
    if timezone.localdate(at) > change.objections_until:
        raise RefusedError(_("Đã hết thời gian cho ý kiến về thay đổi này."), field="text")
    RollObjection.objects.create(change=change, text=tidy(text), at=at)
    _write("roll_change_objected", change, village, acting, at, words=tidy(text), request=request)
    return change.pk


@transaction.atomic
def answer_objection(
    *, actor: Actor, objection_id: int, reply: str, upheld: bool, at: datetime, request: Request | None = None
) -> int:
    """Answer an objection with a reason; one that is upheld ends the change. Returns the change's id."""
    objection = RollObjection.objects.filter(pk=objection_id).first()
    if objection is None:
        raise NotFoundError(_("Không có ý kiến này."))
    change, village = _locked(objection.change_id, at)
    acting = require_can_keep_roll(actor, village)
    if done_before(request):
        return change.pk
    objection.refresh_from_db()
    _require(objection.upheld is None, _("Ý kiến này đã được trả lời."), "reply")
    _require(bool(tidy(reply)), _("Hãy ghi lý do trả lời."), "reply")
    objection.reply, objection.upheld, objection.replied_at = tidy(reply), upheld, at
    objection.save(update_fields=["reply", "upheld", "replied_at"])
    if upheld:
        _settle(change, ChangeState.REFUSED, at)
    _write(
        "roll_objection_answered", change, village, acting, at, facts={"upheld": upheld}, words=tidy(reply),
        request=request,
    )  # fmt: skip
    return change.pk


def apply_due_changes(*, at: datetime) -> int:
    """Put in force every change whose days for objections are over and whose objections are answered."""
    on = timezone.localdate(at)
    due = RollChange.objects.filter(state=ChangeState.PROPOSED.value, objections_until__lt=on)
    waiting = due.exclude(objections__upheld=None, objections__isnull=False).order_by("id").values_list("pk", flat=True)
    return sum(_apply(change_id=pk, at=at) for pk in waiting)


@transaction.atomic
def _apply(*, change_id: int, at: datetime) -> bool:
    """Put one change in force, unless somebody settled it meanwhile."""
    change, village = _locked(change_id, at, any_state=True)
    if change.state != ChangeState.PROPOSED.value:
        return False
    _put_in_force(change, timezone.localdate(at))
    _settle(change, ChangeState.APPLIED, at)
    _write("roll_changed", change, village, AS_SYSTEM, at)
    return True


def _put_in_force(change: RollChange, on: date) -> None:
    """Make the roll as the change says from a day on."""
    kind = Change(change.kind)
    if kind is Change.ADDED:
        made = Household.objects.create(
            village_id=change.village_id, number=change.number, sort_key=sort_key(change.number),
            address=change.address, valid=(on, None),
        )  # fmt: skip
        change.household = made
        HouseholdRepresentative.objects.create(household=made, name=change.name, valid=(on, None))
        return
    assert change.household_id is not None
    if kind is Change.ADDRESS:
        Household.objects.filter(pk=change.household_id).update(address=change.address)
    elif kind is Change.ENDED:
        _end(Household, on, pk=change.household_id)
        _end(HouseholdRepresentative, on, household_id=change.household_id)
    else:
        _end(HouseholdRepresentative, on, household_id=change.household_id)
        HouseholdRepresentative.objects.create(household_id=change.household_id, name=change.name, valid=(on, None))


def _end(table: Any, on: date, **wanted: Any) -> None:
    """End the open period of a row; it began before, because every change takes days."""
    for row in table.objects.filter(valid__endswith=None, **wanted):
        table.objects.filter(pk=row.pk).update(valid=(row.valid.lower, on))


def _settle(change: RollChange, state: ChangeState, at: datetime) -> None:
    change.state, change.settled_at = state.value, at
    change.save(update_fields=["state", "settled_at", "household"])


def _locked(change_id: int, at: datetime, *, any_state: bool = False) -> tuple[RollChange, UnitView]:
    """Return a change for writing and its village; raises NotFoundError, RefusedError for one that is settled."""
    found = RollChange.objects.filter(pk=change_id).values_list("village_id", flat=True).first()
    if found is None:
        raise NotFoundError(_("Không có thay đổi này."))
    lock_roll(found)
    change = RollChange.objects.select_for_update().get(pk=change_id)
    if change.state != ChangeState.PROPOSED.value and not any_state:
        raise RefusedError(_("Thay đổi này đã xong."))
    return change, village_of(change.village_id, at)


def _require(good: bool, sentence: Any, field: str) -> None:  # noqa: FBT001
    if not good:
        raise RefusedError(sentence, field=field)


def _write(
    event: str,
    change: RollChange,
    village: UnitView,
    acting: Acting,
    at: datetime,
    *,
    facts: dict[str, Any] | None = None,
    words: str = "",
    request: Request | None = None,
) -> None:
    """Record one act on a roll: names and words only as commitments."""
    record(
        event=f"decisions.{event}", subject=subject_of(village), acting=acting, at=at,
        grounds=[law.grounds(TERM, on=timezone.localdate(change.proposed_at))],
        facts={"change": change.pk, "kind": change.kind, **(facts or {})},
        parts={"words": words.encode()} if words else None, topics=topics_of(village.id), request=request,
    )  # fmt: skip
