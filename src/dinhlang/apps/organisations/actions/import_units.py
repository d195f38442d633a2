"""Bring in units: a table, the country, Vĩnh Long with what its communes were made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dinhlang.apps.organisations.actions.table import Refusal, Table
from dinhlang.apps.organisations.actions.write_plan import Progress, silent, write_plan
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.apps.organisations.queries import country_rows, reorganisation, vinh_long_rows
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.plan import Plan
from dinhlang.domain.organisations.reorganisation import CommuneRow, plan
from dinhlang.domain.organisations.rows import UnitRow


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    units: int
    changes: int
    unchanged: int
    refused: tuple[Refusal, ...] = ()
    unread: tuple[str, ...] = ()


@transaction.atomic
def import_units(
    *, actor: Actor, rows: Sequence[UnitRow], source: str, at: datetime, progress: Progress = silent
) -> Imported:
    """Add the units of a table that are not there yet, parents in any order; a second run adds nothing."""
    acting = require_can_change_units(actor)
    table = Table(rows)
    pending = list(enumerate(rows, 1))
    while pending:
        waiting = [(line, row) for line, row in pending if not table.take(line, row)]
        if len(waiting) == len(pending):
            table.refuse_orphans(waiting)
            break
        pending = waiting
    written = write_plan(Plan(tuple(table.planned.values())), source=source, acting=acting, at=at, progress=progress)
    refused = tuple(sorted(table.refused, key=lambda one: one.line))
    return Imported(written.units, written.changes, table.unchanged + written.unchanged, refused)


@transaction.atomic
def import_vinh_long(
    *, actor: Actor, at: datetime, rows: Sequence[CommuneRow] | None = None, progress: Progress = silent
) -> Imported:
    """Add Vĩnh Long: its 124 communes, the units of before 2025-07-01, what became of what. A second run adds nothing.

    `rows` replaces the list that comes with the program. `unread` are the pieces of it that name no unit.
    """
    acting = require_can_change_units(actor)
    made = plan(reorganisation(), vinh_long_rows() if rows is None else rows)
    written = write_plan(made, source="vinh-long", acting=acting, at=at, progress=progress)
    return Imported(written.units, written.changes, written.unchanged, unread=made.unread)


@transaction.atomic
def import_plan(*, actor: Actor, units: Plan, source: str, at: datetime) -> Imported:
    """Add units and changes that somebody worked out, where they are not there yet. A second run adds nothing.

    What it tells lies in the past: open cases and tasks do not follow it.
    """
    acting = require_can_change_units(actor)
    written = write_plan(units, source=source, acting=acting, at=at)
    return Imported(written.units, written.changes, written.unchanged)


@transaction.atomic
def import_country(*, actor: Actor, at: datetime, progress: Progress = silent) -> Imported:
    """Add the 34 provinces and 3,321 communes of the country, Vĩnh Long from its own list (which wins)."""
    require_can_change_units(actor)
    rows = country_rows()
    own = len(plan(reorganisation(), vinh_long_rows()).units)
    total = own + len(rows)
    first = import_vinh_long(actor=actor, at=at, progress=lambda done, _all: progress(done, total))
    rest = import_units(
        actor=actor, rows=rows, source="country", at=at, progress=lambda done, _all: progress(own + done, total)
    )
    return Imported(
        first.units + rest.units,
        first.changes + rest.changes,
        first.unchanged + rest.unchanged,
        rest.refused,
        first.unread,
    )
