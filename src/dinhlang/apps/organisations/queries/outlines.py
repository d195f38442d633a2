"""The map of the communes: their outlines, laid out once for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.apps.organisations.models import UnitOutline
from dinhlang.apps.organisations.queries.lineage import communes
from dinhlang.apps.organisations.queries.units import TOPIC
from dinhlang.domain.organisations.outlines import Drawing, drawing
from dinhlang.lib.remembered import remembered


@dataclass(frozen=True)
class CommuneMap:
    """A drawing of the communes by unit id; `missing`: communes without one. `sources`: where outlines come from."""

    drawing: Drawing
    missing: frozenset[int]
    sources: tuple[str, ...]
    has_schematic: bool


@remembered(TOPIC)
def commune_map(on: date) -> CommuneMap:
    """Return the map of the communes of a day (2 queries, then remembered)."""
    wanted = {one.id for one in communes(on)}
    rows = _rows(wanted)
    return CommuneMap(
        drawing({key: rings for key, rings, _source in rows}),
        frozenset(wanted - {key for key, *_ in rows}),
        tuple(sorted({source for *_, source in rows if source})),
        any(not source for *_, source in rows),
    )


def commune_features(on: date) -> dict[str, Any]:
    """Return the outlines of a day as GeoJSON, each with code and name (2 queries)."""
    shown: Mapping[int, Any] = {one.id: one for one in communes(on)}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": shown[key].code, "name": shown[key].name, "schematic": not source},
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
            }
            for key, rings, source in _rows(set(shown))
        ],
    }


def _rows(wanted: set[int]) -> list[tuple[int, Any, str]]:
    return list(
        UnitOutline.objects.filter(unit_id__in=wanted).order_by("unit_id").values_list("unit_id", "rings", "source")
    )
