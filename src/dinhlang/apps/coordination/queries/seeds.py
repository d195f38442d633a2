"""The history that comes with the program: see data/README.md for where it is from."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.domain.organisations.plan import Plan, PlannedChange, PlannedParent, PlannedUnit

DATA = files("dinhlang.apps.coordination") / "data"
YEARS = (2022, 2023, 2024, 2025, 2026, 2027)
Raw = Mapping[str, Any]


def seed(name: str) -> dict[str, Any]:
    """Return one file of the history."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def plan_files() -> Iterator[dict[str, Any]]:
    """Yield the lines of the plans, a year a file."""
    return (seed(f"plan_{year}") for year in YEARS)


def units() -> Plan:
    """Return the bodies of the history and what became of them."""
    raw = seed("units")
    return Plan(units=tuple(_unit(one) for one in raw["units"]), changes=tuple(_change(one) for one in raw["changes"]))


def _unit(raw: Raw) -> PlannedUnit:
    since: date | None = raw.get("since")
    until: date | None = raw.get("until")
    parents = (PlannedParent(raw["parent"], since, until),) if "parent" in raw else ()
    subkind = Subkind(raw.get("subkind", ""))
    return PlannedUnit(raw["code"], raw["name"], raw["slug"], Kind(raw["kind"]), subkind, since, until, parents)


def _change(raw: Raw) -> PlannedChange:
    arrows = tuple((source or None, target or None, Share(share)) for source, target, share in raw["arrows"])
    return PlannedChange(Change(raw["kind"]), raw["on"], raw["citation"], arrows, raw.get("note", ""))
