"""Make a deployment the home of what a map brings: its province, units, categories, and its own name."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from dinhlang.apps.feedback import actions as feedback
from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.feedback.map_keys import MapError, Wants
from dinhlang.domain.feedback.mapping import Home, ImportMap
from dinhlang.domain.organisations.kinds import SUBKINDS, Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow
from dinhlang.lib.data_dir import SETTINGS_FILE, DataDir, kept_settings, write_private
from dinhlang.lib.refusal import RefusedError


def check_kinds(rules: ImportMap) -> None:
    """Raise MapError when the map calls a province or an area what no unit is called."""
    for key, kind, given in (
        ("deployment.kind", Kind.PROVINCE, rules.home.kind),
        ("area.kind", Kind.COMMUNE, rules.area.kind),
    ):
        fit = sorted(SUBKINDS[kind] - {Subkind.THI_TRAN})  # thị trấn are no more since 2025-07-01
        if given not in fit:
            raise MapError(key, Wants.ONE_OF, given, fit)


def refuse_strange_home(rules: ImportMap, at: datetime) -> None:
    """Raise RefusedError when the deployment is another province's: two never share a database."""
    for one in queries.provinces(at.date()):
        if one.code != rules.home.code:
            words = _("Thư mục dữ liệu này là của {there}, bản đồ nói về {home}: chọn thư mục khác bằng --data-dir.")
            raise RefusedError(words.format(there=one.name, home=rules.home.name))


def found_home(
    rules: ImportMap, *, areas: Mapping[str, str], departments: Mapping[str, str], at: datetime
) -> dict[str, UnitView]:
    """Found what is not there yet (names by code) and return the units by code; a second time changes nothing."""
    keep_settings(rules.home)
    codes = [rules.home.code, *areas, *departments]
    known = queries.units_by_code(codes, at.date())
    wanted = [UnitRow(rules.home.code, rules.home.name, Kind.PROVINCE, Subkind(rules.home.kind))]
    wanted += [
        UnitRow(code, name, Kind.COMMUNE, Subkind(rules.area.kind), rules.home.code) for code, name in areas.items()
    ]
    wanted += [UnitRow(code, name, Kind.AGENCY, parent_code=rules.home.code) for code, name in departments.items()]
    # A unit that is known keeps its name, whatever this file calls it.
    fresh = [row for row in wanted if row.code not in known]
    if fresh:
        done = actions.import_units(actor=SYSTEM, rows=fresh, source=rules.source, at=at)
        if done.refused:
            raise RefusedError("; ".join(f"{one.code} {one.name}: {one.sentence}" for one in done.refused))
    feedback.import_categories(rows=rules.categories.rows, alone=rules.categories.alone)
    return queries.units_by_code(codes, at.date())


def keep_settings(home: Home) -> None:
    """Write the deployment's own name into settings.env, where neither that file nor the environment tells it yet."""
    wanted = {"DINHLANG_PROVINCE_CODE": home.code, "DINHLANG_PROVINCE_NAME": home.name}
    if home.log_origin:
        wanted["DINHLANG_LOG_ORIGIN"] = home.log_origin
        wanted["DINHLANG_RECEIPT_KEY_NAME"] = f"{home.log_origin}/receipt"
    place = DataDir(Path(settings.DATA_DIR), "deployment")
    there = kept_settings(place)
    missing = {name: value for name, value in wanted.items() if name not in there and name not in os.environ}
    if missing:
        path = place.path / SETTINGS_FILE
        kept = path.read_text() if path.exists() else ""
        lines = "".join(f"{name}={value}\n" for name, value in missing.items())
        write_private(path, kept + ("\n" if kept and not kept.endswith("\n") else "") + lines)
