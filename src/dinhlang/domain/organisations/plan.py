"""Units and changes to be written in one go, known by the slugs of their names because they have no ids yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Change, Share


@dataclass(frozen=True)
class PlannedParent:
    """A period in which a unit belongs to another; None is an open end."""

    slug: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PlannedUnit:
    """A unit with its one name; None is an open end of its period."""

    code: str
    name: str
    slug: str
    kind: Kind
    subkind: Subkind = Subkind.NONE
    since: date | None = None
    until: date | None = None
    parents: tuple[PlannedParent, ...] = ()
    area_km2: Decimal | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    address: str = ""
    phone: str = ""
    working_hours: str = ""
    answer_needs_approval: bool = False


@dataclass(frozen=True)
class PlannedChange:
    """A change with its arrows (slug from, slug to, share)."""

    kind: Change
    on: date
    citation: str
    arrows: tuple[tuple[str | None, str | None, Share], ...]
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """Units in an order in which parents come first, the changes between them, and what could not be read."""

    units: tuple[PlannedUnit, ...]
    changes: tuple[PlannedChange, ...] = ()
    unread: tuple[str, ...] = ()
