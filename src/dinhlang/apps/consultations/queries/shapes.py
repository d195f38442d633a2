"""What pages of consultations are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dinhlang.apps.consultations.queries.households import Households
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.consultations.answers import Stance


@dataclass(frozen=True)
class ConsultationRow:
    """One consultation in a list."""

    id: int
    code: str
    title: str
    unit_id: int
    unit: str
    matter: str
    closes_on: date | None
    is_open: bool
    is_closed: bool
    is_demo: bool


@dataclass(frozen=True)
class StandingView:
    """How one consultation stands, without its draft: who spoke, the points, the outcome ("" while it is open)."""

    row: ConsultationRow
    outcome: str
    people: int
    opinions: int
    points: "tuple[PointView, ...]"


@dataclass(frozen=True)
class BlockView:
    """One passage of the draft, with how many opinions are about it."""

    anchor: str
    text: str
    opinions: int


@dataclass(frozen=True)
class FileView:
    """A photo or a spoken note of an opinion: waiting | ready | failed."""

    id: int
    kind: str
    state: str


@dataclass(frozen=True)
class HearingView:
    """Somebody who asked to be heard, never who; heard_on and explained_on None: not yet."""

    number: int
    asked_on: date
    is_dialogue: bool
    heard_on: date | None
    summary: str
    explained_on: date | None
    explanation: str


@dataclass(frozen=True)
class ReviewView:
    """The sender asked that withheld words be decided again; decided_at None: not yet."""

    text: str
    asked_at: datetime
    due_on: date
    decided_at: datetime | None
    is_shown: bool
    reason: str


@dataclass(frozen=True)
class OpinionView:
    """One opinion; point: the number of the point it was put to."""

    id: int
    code: str
    anchor: str
    stance: str
    text: str
    signed: str
    origin: str
    people: int
    given_at: datetime
    point: int | None
    is_shown: bool = False
    withheld_why: str = ""
    files_may_show: bool = False
    files: tuple[FileView, ...] = ()
    review: ReviewView | None = None


@dataclass(frozen=True)
class OpinionsPage:
    """Some opinions as anybody reads them, the newest first; before: the id to go on from, None at the end."""

    row: ConsultationRow
    opinions: tuple[OpinionView, ...]
    unread: int
    withheld: int
    before: int | None


@dataclass(frozen=True)
class PointView:
    """A point with its answer, and by how many people and sheets it was asked."""

    number: int
    title: str
    answer: str
    reason: str
    anchor: str
    people: int
    opinions: int


@dataclass(frozen=True)
class Totals:
    """People by stance, people and sheets by origin."""

    people: int
    opinions: int
    stances: Mapping[str, int]
    origins: Sequence[tuple[str, int, int]]

    @property
    def for_draft(self) -> int:
        """Return how many agree, with or without changes."""
        return self.stances.get(Stance.AGREE.value, 0) + self.stances.get(Stance.CHANGE.value, 0)


@dataclass(frozen=True)
class StatementView:
    """A statement with its votes as last counted; instead: the number of the one that took its place."""

    id: int
    number: int
    text: str
    instead: int | None
    taken_out_why: str
    tally: tuple[int, int, int] | None


@dataclass(frozen=True)
class MapView:
    """The map as last made."""

    made_at: datetime
    votes: int
    participants: int
    is_last: bool
    groups: Sequence[Mapping[str, Any]]
    consensus: Sequence[Mapping[str, Any]]
    divisive: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ConsultationView:
    """One consultation as anybody may read it."""

    row: ConsultationRow
    unit: UnitView
    answers: tuple[tuple[str, str], ...]
    opened_at: datetime | None
    closed_at: datetime | None
    outcome: str
    against_majority: bool
    reasons: str
    plan_sent_on: date | None
    version: int
    revised: tuple[tuple[int, datetime, str], ...]
    blocks: tuple[BlockView, ...]
    points: tuple[PointView, ...]
    totals: Totals
    statements: tuple[StatementView, ...]
    opinion_map: MapView | None
    households: Households | None  # of a change of administrative units only
    told_on: date | None = None
    reported_on: date | None = None
    session_on: date | None = None
    hearings: tuple[HearingView, ...] = ()  # of decisions on certain people's duties only
