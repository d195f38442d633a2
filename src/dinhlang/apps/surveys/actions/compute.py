"""Keep the values of a validated round as the command computed them, and tell of a fall."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import Result, Wave
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.results import Value, to_plain
from dinhlang.lib.refusal import RefusedError

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
        told = {"measures": fell, "title": wave.title}
        record(event="surveys.fell", subject=subject_of(wave), acting=AS_SYSTEM, at=at, facts=told, topics=[TOPIC])
