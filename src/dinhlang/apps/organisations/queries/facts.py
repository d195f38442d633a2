"""The facts that come with the program: see data/README.md for where they are from."""

import csv
import json
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.names import slug, tidy, word_of
from dinhlang.domain.organisations.reorganisation import CommuneRow, OldProvince, Reorganisation, row_of
from dinhlang.domain.organisations.rows import UnitRow

DATA = files("dinhlang.apps.organisations") / "data"


@lru_cache(maxsize=1)
def reorganisation() -> Reorganisation:
    """Return the reorganisation of 2025 in Vĩnh Long: the day, the decisions, the provinces of before."""
    raw = tomllib.loads((DATA / "vinh_long_2025.toml").read_text(encoding="utf-8"))
    return Reorganisation(
        on=raw["two_tier"]["on"],
        code=raw["province"]["code"],
        name=raw["province"]["name"],
        slug=raw["province"]["slug"],
        law=raw["two_tier"]["citation"],
        province_decision=raw["province"]["citation"],
        commune_decision=raw["communes"]["citation"],
        old_provinces=tuple(OldProvince(**one) for one in raw["old_provinces"]),
    )


def vinh_long_rows() -> list[CommuneRow]:
    """Return the 124 communes of Vĩnh Long with what they were made of."""
    lines = (DATA / "vinh_long_communes.csv").read_text(encoding="utf-8").splitlines()
    return [row_of(raw) for raw in csv.DictReader(lines)]


def country_rows() -> list[UnitRow]:
    """Return the provinces and communes of the country since the reorganisation, without the province of our own list.

    Only the communes of this deployment's province get plain addresses in the web: names repeat across the country.
    """
    facts = reorganisation()
    text = (files("vietnam_provinces") / "data" / "nested-divisions.json").read_text(encoding="utf-8")
    rows: list[UnitRow] = []
    for province in json.loads(text):
        code = f"{province['code']:02d}"
        if code != facts.code:
            rows.append(_province_row(code, province["name"], facts.on))
            rows += [_commune_row(one, code, facts.on) for one in province["wards"]]
    return rows


def _province_row(code: str, name: str, on: date) -> UnitRow:
    """Return the row of a province; the package leaves the word `Tỉnh` out."""
    subkind, _ = word_of(name)
    full = name if subkind else f"Tỉnh {name}"
    return UnitRow(code, full, Kind.PROVINCE, subkind or Subkind.TINH, since=on)


def _commune_row(raw: dict[str, Any], province: str, on: date) -> UnitRow:
    """Return the row of a commune."""
    code, name = f"{raw['code']:05d}", tidy(raw["name"])
    address = "" if province == settings.PROVINCE_CODE else f"{slug(name)}-{code}"
    return UnitRow(code, name, Kind.COMMUNE, word_of(name)[0], province, since=on, slug=address)
