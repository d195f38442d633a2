"""The outlines of communes for maps: from a file, or schematically from one point in each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.organisations import queries
from dinhlang.apps.organisations.actions.periods import record_about
from dinhlang.apps.organisations.models import Unit, UnitOutline
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.organisations.outlines import Outlined, Ring, cells
from dinhlang.lib.refusal import RefusedError

UNKNOWN, TWICE = "unknown_code", "twice"


@dataclass(frozen=True)
class Drawn:
    """What drawing did; refused: (place in the file, code, what was wrong)."""

    drawn: int
    unchanged: int
    refused: tuple[tuple[int, str, str], ...] = ()


@transaction.atomic
def import_outlines(*, actor: Actor, outlines: Iterable[Outlined], source: str, at: datetime) -> Drawn:
    """Keep the outlines of communes from a file; the same file again changes nothing, a schematic one gives way."""
    acting = require_can_change_units(actor)
    communes = {one.code: one.id for one in queries.communes(timezone.localdate(at))}
    wanted: dict[int, tuple[Ring, ...]] = {}
    refused = []
    for one in outlines:
        unit_id = communes.get(one.code)
        problem = one.problem or (UNKNOWN if unit_id is None else TWICE if unit_id in wanted else "")
        if problem:
            refused.append((one.place, one.code, problem))
        elif unit_id is not None:
            wanted[unit_id] = one.rings
    changed = _keep(wanted, source.strip()[:200] or _("tệp không tên"))
    if changed:
        _record(changed, wanted, source, acting=acting, at=at)
    return Drawn(len(changed), len(wanted) - len(changed), tuple(refused))


@transaction.atomic
def draw_schematic(*, actor: Actor, at: datetime) -> Drawn:
    """Draw the communes that have a point but no outline from a file: each gets the land nearest to its point."""
    acting = require_can_change_units(actor)
    communes = queries.communes(timezone.localdate(at))
    points = {
        one.id: (float(one.longitude), float(one.latitude))
        for one in communes
        if one.longitude is not None and one.latitude is not None
    }
    if not points:
        raise RefusedError(_("Không có xã, phường nào có tọa độ để vẽ sơ đồ."))
    known = set(UnitOutline.objects.exclude(source="").values_list("unit_id", flat=True))
    wanted = {key: (ring,) for key, ring in cells(points).items() if key not in known}
    changed = _keep(wanted, "")
    if changed:
        _record(changed, wanted, "", acting=acting, at=at)
    return Drawn(len(changed), len(wanted) - len(changed))


def _keep(wanted: Mapping[int, Sequence[Ring]], source: str) -> list[int]:
    """Write the outlines that differ from what is kept, and return their units."""
    rows = {one.unit_id: one for one in UnitOutline.objects.select_for_update().filter(unit_id__in=wanted)}
    plain = {key: json.loads(json.dumps(rings)) for key, rings in wanted.items()}
    changed = [key for key in wanted if key not in rows or (rows[key].rings, rows[key].source) != (plain[key], source)]
    UnitOutline.objects.bulk_create(
        (UnitOutline(unit_id=key, rings=plain[key], source=source) for key in changed),
        update_conflicts=True, unique_fields=["unit"], update_fields=["rings", "source"],
    )  # fmt: skip
    return changed


def _record(
    changed: Sequence[int], wanted: Mapping[int, Sequence[Ring]], source: str, *, acting: Acting, at: datetime
) -> None:
    """Record one act for all of them, about the province."""
    province = Unit.objects.get(pk=queries.home_provinces(timezone.localdate(at))[0])
    digest = sha256(json.dumps([[key, wanted[key]] for key in sorted(changed)]).encode()).hexdigest()
    facts = {"communes": len(changed), "source": source, "sha256": digest}
    record_about(province, "outlines_drawn", facts, acting=acting, at=at)
