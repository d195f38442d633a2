"""Keep the values of a validated round as the command computed them, and tell of a fall."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import FollowUp, Result, Wave
from dinhlang.apps.surveys.policies import require_can_explain, require_can_run
from dinhlang.apps.transparency.actions import Request, done_before, record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.results import Value, to_plain
from dinhlang.lib.refusal import NotFoundError, RefusedError

FALL_RULE = "PROV-SV-FALL"
KEYS = ("code", "answer", "place")


@transaction.atomic
def keep_values(*, wave_id: int, values: Sequence[Value], at: datetime) -> None:
    """Publish the values of a round; each fall that is more than chance becomes an act of its own."""
    wave = Wave.objects.select_for_update().get(pk=wave_id)
    if wave.validated_at is None:
        raise RefusedError(_("Cuộc khảo sát này chưa chốt."))
    if wave.computed_at is not None:
        return
    codes = {one.place for one in values if one.place}
    places = {code: unit.id for code, unit in organisations.units_by_code(codes, wave.opens_on).items()}
    Result.objects.bulk_create(
        Result(
            wave=wave, place_id=places[one.place] if one.place else None, code=one.code, answer=one.answer,
            number={name: told for name, told in to_plain(one).items() if name not in KEYS},
        )
        for one in values
    )  # fmt: skip
    wave.computed_at = at
    wave.save(update_fields=["computed_at"])
    facts = {"values": sum(not one.is_hidden for one in values), "hidden": sum(one.is_hidden for one in values)}
    record(event="surveys.published", subject=subject_of(wave), acting=AS_SYSTEM, at=at, facts=facts, topics=[TOPIC])
    fell = [one.code for one in values if one.changed is Sign.LOWER]
    if fell:
        _follow_up(wave, fell, at)


def _follow_up(wave: Wave, fell: list[str], at: datetime) -> None:
    """Open a task for each fall: why, and what will be done; everybody sees it and its day."""
    due_on = law.compute_deadline(FALL_RULE, at).due_on
    FollowUp.objects.bulk_create(FollowUp(wave=wave, code=one, due_on=due_on) for one in fell)
    told = {"measures": fell, "title": wave.title, "due_on": due_on.isoformat()}
    record(event="surveys.fell", subject=subject_of(wave), acting=AS_SYSTEM, at=at, facts=told, topics=[TOPIC])


@transaction.atomic
def hand_fall(*, actor: Actor, follow_up_id: int, unit_id: int, at: datetime, request: Request | None = None) -> int:
    """Hand a fall to the unit that must explain it, which sees it at its desk; everybody sees which unit."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    found, unit = _locked(follow_up_id), organisations.unit(unit_id, timezone.localdate(at))
    if unit is None:
        raise NotFoundError(_("Không có đơn vị này."), field="unit_id")
    found.unit_id = unit.id
    found.save(update_fields=["unit"])
    facts = {"measure": found.code, "unit": unit.name, "due_on": found.due_on.isoformat()}
    record(
        event="surveys.fall_handed", subject=subject_of(found.wave), acting=acting, at=at, facts=facts, topics=[TOPIC],
        request=request,
    )  # fmt: skip
    return found.wave_id


def _locked(follow_up_id: int) -> FollowUp:
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("wave").filter(pk=follow_up_id).first()
    if found is None:
        raise NotFoundError(_("Không có việc theo dõi này."))
    return found


@transaction.atomic
def explain_fall(
    *, actor: Actor, follow_up_id: int, cause: str, steps: str, at: datetime, request: Request | None = None
) -> int:
    """Say in public why a measure fell and what will be done; saying it again replaces what was said."""
    found = _locked(follow_up_id)
    acting = require_can_explain(actor, found.unit_id)
    if earlier := done_before(request):
        return earlier
    if not cause.strip() or not steps.strip():
        raise RefusedError(_("Hãy ghi cả nguyên nhân và việc sẽ làm."), field="cause" if not cause.strip() else "steps")
    found.cause, found.steps, found.explained_on = cause.strip(), steps.strip(), timezone.localdate(at)
    found.save(update_fields=["cause", "steps", "explained_on"])
    record(
        event="surveys.fall_explained", subject=subject_of(found.wave), acting=acting, at=at,
        facts={"measure": found.code, "due_on": found.due_on.isoformat()},
        parts={"words": f"{found.cause}\n{found.steps}".encode()}, topics=[TOPIC], request=request,
    )  # fmt: skip
    return found.wave_id
