"""Take the first roll of a village from a table; afterwards a roll changes only by changes with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.models import Household, HouseholdRepresentative, RollChange
from dinhlang.apps.decisions.policies import require_can_keep_roll
from dinhlang.apps.decisions.queries.rolls import HouseholdRow, households_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.rolls import RollRow, sort_key
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "decisions.roll"
ALL = 100_000
DIFFERS, SETTLED = "differs", "settled"


@dataclass(frozen=True)
class RefusedHousehold:
    """A row that the roll did not take: its line, the reason's code, the number."""

    line: int
    reason: str
    value: str


@dataclass
class ImportedRoll:
    """What an import did."""

    added: int = 0
    known: int = 0
    refused: list[RefusedHousehold] = field(default_factory=list)


def subject_of(village: UnitView) -> Subject:
    """Return how the record names the roll of a village."""
    return Subject(KIND, village.id, village.code)


def topics_of(village_id: int) -> list[str]:
    """Return what pages about the roll of a village change with."""
    return [f"decisions:{village_id}"]


def lock_roll(village_id: int) -> None:
    """Let one act at a time change the roll of a village, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('decisions.roll.' || %s, 0))", [village_id])


def village_of(village_id: int, at: datetime) -> UnitView:
    """Return a village in force; raises NotFoundError."""
    found = organisations.unit(village_id, timezone.localdate(at))
    if found is None or found.kind is not Kind.VILLAGE:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    return found


@transaction.atomic
def import_roll(*, actor: Actor, village_id: int, rows: Sequence[tuple[int, RollRow]], at: datetime) -> ImportedRoll:
    """Add the households of a table to the roll of a village; the same table again adds nothing.

    What the roll tells otherwise is refused: a roll that stands changes by propose_change. So is every new household
    once a change was proposed: from then on the village relies on its roll.
    """
    village = village_of(village_id, at)
    acting = require_can_keep_roll(actor, village)
    if len(rows) > ALL:
        raise RefusedError(_("Danh sách dài quá."))
    lock_roll(village_id)
    on = timezone.localdate(at)
    known = {one.number: one for one in households_of(village_id, on, limit=ALL)}
    settled = RollChange.objects.filter(village_id=village_id).exists()
    done, new = ImportedRoll(), []
    for line, row in rows:
        reason = _judged(row, known.get(row.number), settled=settled)
        if reason:
            done.refused.append(RefusedHousehold(line, reason, row.number))
        elif row.number in known:
            done.known += 1
        else:
            new.append(row)
    if new:
        _add(village_id, new, at)
        names = "\n".join(f"{row.number}\t{row.address}\t{row.name}" for row in new)
        record(
            event="decisions.roll_imported", subject=subject_of(village), acting=acting, at=at,
            facts={"added": len(new), "households": len(known) + len(new)}, parts={"households": names.encode()},
            topics=topics_of(village_id),
        )  # fmt: skip
    done.added = len(new)
    return done


def _judged(row: RollRow, known: HouseholdRow | None, *, settled: bool) -> str:
    """Return why the roll does not take a row, "" when it does or holds it already."""
    if known is None:
        return SETTLED if settled else ""
    return "" if (known.name, known.address) == (row.name, row.address) else DIFFERS


def _add(village_id: int, rows: Sequence[RollRow], at: datetime) -> None:
    valid = (timezone.localdate(at), None)
    made = Household.objects.bulk_create(
        Household(village_id=village_id, number=row.number, sort_key=sort_key(row.number), address=row.address,
                  valid=valid)
        for row in rows
    )  # fmt: skip
    HouseholdRepresentative.objects.bulk_create(
        HouseholdRepresentative(household=one, name=row.name, valid=valid) for one, row in zip(made, rows, strict=True)
    )
