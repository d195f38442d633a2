"""What the pages get: small, loaded, frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.disclosure.assess import Assessment
from dinhlang.domain.disclosure.duties import DUTIES, Duty
from dinhlang.domain.disclosure.needs import Place
from dinhlang.domain.disclosure.status import Status


@dataclass(frozen=True)
class Cell:
    """One item of a unit in a quarter; occasions: how many things were due."""

    duty: str
    quarter: str
    status: Status
    occasions: int
    overdue: int


@dataclass(frozen=True)
class UnitRow:
    """One commune in the heat table; statuses in the order of the items, None where nothing was due."""

    unit: UnitView
    cells: tuple[Status | None, ...]
    overdue: int


@dataclass(frozen=True)
class Share:
    """How the things due in a quarter stand: counts by status, and of how many cells."""

    quarter: str
    counts: Mapping[Status, int]

    def in_order(self, statuses: Iterable[Status]) -> tuple[int, ...]:
        """Return how many cells stand in each of these statuses."""
        return tuple(self.counts.get(one, 0) for one in statuses)


@dataclass(frozen=True)
class ProvinceTable:
    """All communes and items in one quarter, and every quarter in short."""

    quarter: str
    quarters: tuple[str, ...]
    duties: tuple[Duty, ...]
    rows: tuple[UnitRow, ...]
    shares: tuple[Share, ...]

    @property
    def told(self) -> list[tuple[str, str, tuple[Status | None, ...], int]]:
        """Return each commune in plain values: slug, name, statuses, how much is overdue."""
        return [(one.unit.slug, one.unit.name, one.cells, one.overdue) for one in self.rows]


@dataclass(frozen=True)
class ItemRow:
    """One thing due, as a list shows it."""

    id: int
    code: str
    unit_id: int
    duty: str
    title: str
    quarter: str
    happened_on: date
    due_on: date | None
    status: Status
    published_on: date | None
    is_demo: bool

    @property
    def names_people(self) -> bool:
        """Tell whether its lists hold personal data."""
        return DUTIES[self.duty].names_people


@dataclass(frozen=True)
class BodyRow:
    """An agency or a State enterprise with how many things were due, and how many are overdue."""

    duty: Duty
    unit: UnitView
    things: int
    overdue: int


@dataclass(frozen=True)
class UnitRegister:
    """The register of one unit: cells by item and quarter, what is overdue, what came last."""

    unit: UnitView
    quarters: tuple[str, ...]
    duties: tuple[Duty, ...]
    cells: Mapping[tuple[str, str], Cell]
    overdue: tuple[ItemRow, ...]
    newest: tuple[ItemRow, ...]
    total: int


@dataclass(frozen=True)
class FileView:
    """A cleaned photo or PDF that anybody may fetch."""

    id: int
    kind: str
    path: str
    size: int


@dataclass(frozen=True)
class VersionView:
    """One version as anybody may read it; blocks without the lists whose time on the web is over."""

    number: int
    published_at: datetime
    changed_on: date | None
    reason: str
    answers: tuple[tuple[str, str], ...]
    blocks: tuple[Mapping[str, Any], ...]
    names_gone: bool
    files: tuple[FileView, ...] = ()


@dataclass(frozen=True)
class EvidenceView:
    """One stretch of days of a version in a form at a place."""

    id: int
    form: str
    place: str
    village: str
    version: int
    began: date
    last_day: date | None
    told: str
    shown_by: str
    confirmed_by: str
    reached: int | None
    doubted_on: date | None
    recheck_by: date | None
    seen: int
    unseen: int
    photo: int | None = None  # the newest cleaned photo


@dataclass(frozen=True)
class ItemView:
    """One thing due with everything that became of it. versions: newest first, none while nobody may see it."""

    row: ItemRow
    unit: UnitView
    responsible: str
    assessment: Assessment
    published_at: datetime | None
    embargo_until: datetime | None
    audience: str
    covers: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    versions: tuple[VersionView, ...]
    evidence: tuple[EvidenceView, ...]
    asked: int

    @property
    def posted_until(self) -> date | None:
        """Return the last day of the minimum at the office, as far as the law sets one and the posting has begun."""
        return next((one.ends_on for one in self.assessment.forms if one.need.place is Place.OFFICE), None)

    @property
    def is_public(self) -> bool:
        """Tell whether there is something to read now."""
        return bool(self.versions) and self.withdrawn_at is None


@dataclass(frozen=True)
class PaperView:
    """A paper of the register; public: its words and tables as everybody will see them."""

    id: int
    code: str
    unit_id: int
    kind: str
    state: str
    public: tuple[Mapping[str, Any], ...]
    masked: Mapping[str, list[int]]


@dataclass(frozen=True)
class RequestView:
    """A request for information as its asker and the unit see it; asker only for those who may."""

    id: int
    code: str
    item: ItemRow
    text: str
    state: str
    received_at: datetime
    due_on: date
    answered_at: datetime | None
    answer: str
    asker: tuple[str, str, str] | None = None
