"""The frozen values about conferences, statements and figures; every one is as known on the day asked about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dinhlang.apps.coordination.queries.shapes import DocumentRow, PlanPlace, TaskRow
from dinhlang.apps.feedback.queries import Figures
from dinhlang.apps.organisations.queries import Named
from dinhlang.apps.surveys.queries import ResultsView
from dinhlang.domain.coordination.claims import Comparison, Direction, Judgement, Verdict
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.domain.law.rule import Confidence
from dinhlang.domain.statistics.precision import Precision, precision


@dataclass(frozen=True)
class ParticipantRow:
    """Somebody who chaired, reported or spoke, by post; `name` only of a public official, as printed."""

    part: str  # chair | reporter | speaker
    post_title: str
    unit: Named | None
    name: str
    summary: str
    source: str
    is_illustration: bool


@dataclass(frozen=True)
class AgendaRow:
    """A point of the agenda, with the report that was given."""

    number: int
    text: str
    document: DocumentRow | None
    is_illustration: bool


@dataclass(frozen=True)
class ConclusionRow:
    """A conclusion and the lines of the next plan that it led to."""

    number: int
    text: str
    source: str
    is_illustration: bool
    tasks: tuple[TaskRow, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many of its lines stand so."""
        return sum(one.outcome is outcome for one in self.tasks)

    @property
    def by_outcome(self) -> dict[Outcome, int]:
        """Return how many of its lines stand how."""
        return {outcome: self.count(outcome) for outcome in Outcome}


@dataclass(frozen=True)
class ConferenceRow:
    """A conference in a list."""

    code: str
    title: str
    held_on: date
    place: str
    reviewed_plan: str  # code
    next_plan: str
    is_illustration: bool


@dataclass(frozen=True)
class ConferenceView:
    """A conference: agenda, who spoke, conclusions with what became of them."""

    row: ConferenceRow
    reviewed: PlanPlace
    next: PlanPlace | None
    source: str
    source_url: str
    agenda: tuple[AgendaRow, ...]
    participants: tuple[ParticipantRow, ...]
    conclusions: tuple[ConclusionRow, ...]
    notice: DocumentRow | None
    statements: tuple[str, ...]  # codes of what was said there


@dataclass(frozen=True)
class ValueRow:
    """A published value with its gap to the country; `territory` is None for the country itself."""

    indicator: str
    indicator_name: str
    unit_word: str
    territory: Named | None
    period: int
    value: Decimal
    benchmark: Decimal | None
    rank: int | None
    out_of: int | None
    about_on: date | None  # the day that it is about; None: the whole year
    known_on: date
    known_on_is_estimate: bool
    method: str
    source: str
    source_url: str
    asked: int | None  # how many people the survey asked, where it is a survey and says so
    confidence: Confidence
    note: str
    asked_in_all: int | None = None  # in the whole country in the same survey

    @property
    def gap(self) -> Decimal | None:
        """Return the value minus the country's: above zero, the place is better."""
        return None if self.benchmark is None else self.value - self.benchmark

    @property
    def precision(self) -> Precision | None:
        """Return how far it may lie from the truth, None where it is no share of people asked."""
        asked = self.asked if self.unit_word == "%" else None
        return precision(self.value, asked, self.benchmark, self.asked_in_all) if asked else None


@dataclass(frozen=True)
class RemarkRow:
    """Something that helps to weigh a claim and is not a value."""

    known_on: date
    text: str
    source: str


@dataclass(frozen=True)
class ClaimRow:
    """A claim weighed twice: by what could be known on the day it was made, and by what is known on the day asked."""

    number: int
    text: str
    quote: str
    comparison: Comparison
    period: int
    territory: Named
    indicators: tuple[tuple[str, str], ...]  # (code, name) of what decides; empty: it names nothing measured
    reading: str
    then: Judgement
    now: Judgement
    values: tuple[ValueRow, ...]  # of its indicators and those related to it, the place's and the country's
    remarks: tuple[RemarkRow, ...]

    def name_of(self, indicator: str) -> str:
        """Return the name of one of its indicators, "" for a claim that names none."""
        return next((name for code, name in self.indicators if code == indicator), "")

    def known_then(self, value: ValueRow) -> bool:
        """Tell whether a value was known when the claim was made."""
        return value.known_on <= self.then.on


@dataclass(frozen=True)
class StatementRow:
    """A statement in a list, with the number of its claims."""

    code: str
    said_on: date
    post_title: str
    claims: int


@dataclass(frozen=True)
class MeasuredRow:
    """An indicator with every value that is known of it, the newest year first; none: nobody has published any."""

    code: str
    name: str
    about: str
    formula: str  # how the number is made, "" where the publisher does not say
    direction: Direction | None
    method: str  # in use now, "" where each value names its own
    publisher: str
    values: tuple[ValueRow, ...]


@dataclass(frozen=True)
class StatementView:
    """Who said what in public, with each claim weighed."""

    code: str
    post_title: str
    unit: Named | None
    name: str
    place: str
    said_on: date
    conference: str  # code, "" for none
    source: str
    source_url: str
    claims: tuple[ClaimRow, ...]

    def count_then(self, verdict: Verdict) -> int:
        """Return how many claims stood so by what was known when they were made."""
        return sum(one.then.verdict is verdict for one in self.claims)

    def count_now(self, verdict: Verdict) -> int:
        """Return how many claims stand so by what is known on the day asked."""
        return sum(one.now.verdict is verdict for one in self.claims)


@dataclass(frozen=True)
class PartyFigures:
    """Đảng lãnh đạo: documents of the Party in force, and how many of them became acts of the State."""

    year: int
    passed_in_year: int
    in_force: int
    became_acts: int  # of those in force
    late_acts: int  # asked for by a document, day passed


@dataclass(frozen=True)
class StateFigures:
    """Nhà nước quản lý: the lines of the newest signed plans."""

    year: int | None  # None: no plan is known
    total: int
    done: int
    late: int  # overdue now
    in_time: Fraction | None
    plan_codes: tuple[str, ...]


@dataclass(frozen=True)
class Pillars:
    """The band of the home page. `people` is None on a day of the past: cases are not shown as of then."""

    party: PartyFigures
    state: StateFigures
    people: Figures | None
    tasks_of_unknown_origin: int | None  # None: not asked for


@dataclass(frozen=True)
class TrustQuestion:
    """One of the two questions, never mixed into one figure."""

    code: str
    about: str
    text: str
    answers: tuple[str, ...]  # "no answer" is among them and is shown


@dataclass(frozen=True)
class TrustPage:
    """The definition of the measure, and the newest survey that asked; None until one was run."""

    questions: tuple[TrustQuestion, ...]
    rules: tuple[str, ...]
    results: ResultsView | None = None
