"""The frozen values that the queries return; every one is as known on the day asked about."""

from dataclasses import dataclass
from datetime import date

from dinhlang.apps.organisations.queries import Named
from dinhlang.domain.coordination.documents import Field, Kind, Relation, Side, Standing
from dinhlang.domain.coordination.plans import Outcome, Score
from dinhlang.domain.law.rule import Confidence

DOCUMENT = "coordination.document"
PLAN = "coordination.plan"
TASK = "coordination.task"
# What changes with documents, plans, conferences and statements, but not with the daily work on lines.
PAPERS = "coordination:papers"
CASE = "feedback.case"


@dataclass(frozen=True)
class Spring:
    """What a document or a task springs from. `code` and `title` are empty while that voice is not public."""

    kind: str  # feedback.case; later wishes.wish
    id: int
    code: str
    title: str
    on: date


@dataclass(frozen=True)
class GrownTask:
    """A line of a signed plan that springs from a case."""

    plan_code: str
    year: int
    number: int
    text: str
    outcome: Outcome


@dataclass(frozen=True)
class GrownDocument:
    """A document that springs from a case."""

    code: str
    symbol: str
    title: str


@dataclass(frozen=True)
class CaseGrown:
    """What became of a case beyond its answer: lines of plans, documents."""

    tasks: tuple[GrownTask, ...]
    documents: tuple[GrownDocument, ...]

    def __bool__(self) -> bool:
        """Tell whether anything grew from it."""
        return bool(self.tasks or self.documents)


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list. `in_force_until` is None as long as nobody could know of an end."""

    id: int
    code: str
    symbol: str
    kind: Kind
    side: Side
    title: str
    issuers: tuple[Named, ...]  # named as on the day of the document, with who holds their place now
    passed_on: date
    in_force_from: date | None
    in_force_until: date | None
    standing: Standing
    field: Field | None  # None: every field
    is_illustration: bool


@dataclass(frozen=True)
class RelatedDocument:
    """One step from a document to another. An act that was asked for and does not exist yet has no document."""

    relation: Relation
    document: DocumentRow | None
    clause: str
    due_on: date | None = None
    outcome: Outcome | None = None  # of an act that was asked for: open, overdue, done, done_late


@dataclass(frozen=True)
class AskedAct:
    """An act that a document asks for and that has not come yet."""

    code: str  # of the document that asks
    symbol: str
    clause: str
    due_on: date | None
    outcome: Outcome  # open or overdue


@dataclass(frozen=True)
class TaskRow:
    """A line of a plan. `owner` is named as on the day asked about; `passed_from` where it came to that unit."""

    id: int
    plan_code: str
    year: int
    number: int
    text: str
    field: Field
    owner: Named
    owner_post: str
    product: str
    indicator: str
    baseline: str
    target: str
    set_on: date
    due_on: date | None
    outcome: Outcome
    ended_on: date | None  # done, dropped or carried, whichever it was
    dropped_reason: str
    carried_to: tuple[str, int] | None  # (plan code, number)
    carried_from: tuple[str, int] | None
    conclusion_number: int | None
    springs: tuple[Spring, ...]  # empty: chưa rõ nguồn gốc
    is_illustration: bool


@dataclass(frozen=True)
class EvidenceRow:
    """What shows that a line was worked on."""

    on: date
    text: str
    document: DocumentRow | None
    url: str
    is_illustration: bool


@dataclass(frozen=True)
class HandoverRow:
    """A line that passed from one body to another, or from one post of its body to another, while it was open."""

    on: date
    from_unit: Named
    from_post: str
    to_unit: Named
    change: str  # domain Change: merged, function_passed …
    citation: str


@dataclass(frozen=True)
class TaskView:
    """A line with everything that is known of it."""

    row: TaskRow
    evidence: tuple[EvidenceRow, ...]
    handovers: tuple[HandoverRow, ...]


@dataclass(frozen=True)
class Summary:
    """Five answers in plain words; an empty one was not written yet."""

    changes: str  # điều gì thay đổi
    affects: str  # với ai
    costs: str  # tốn kém gì
    timing: str  # khi nào
    objections: str  # hỏi hoặc phản đối ở đâu

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return any((self.changes, self.affects, self.costs, self.timing, self.objections))


@dataclass(frozen=True)
class Grown:
    """One act below a document: `depth` 1 stands on the document itself, `above_id` is what it stands on."""

    depth: int
    above_id: int
    relation: Relation
    clause: str
    document: DocumentRow


@dataclass(frozen=True)
class DocumentView:
    """A document in both directions: on what it stands, and what became of it."""

    row: DocumentRow
    signed_by_post: str
    signed_by_name: str
    summary: Summary
    source: str
    source_url: str
    confidence: Confidence
    stands_on: tuple[RelatedDocument, ...]  # căn cứ, thể chế hóa, cụ thể hóa, triển khai
    changes_to: tuple[RelatedDocument, ...]  # what it replaces or amends
    changed_by: tuple[RelatedDocument, ...]  # what replaces or amends it
    asks_for: tuple[RelatedDocument, ...]  # acts that it asks for, with their days
    asked_by: tuple[RelatedDocument, ...]
    became: tuple[Grown, ...]  # further acts, depth first
    tasks: tuple[TaskRow, ...]  # of the plans that it, or an act below it, carries
    springs: tuple[Spring, ...]
    is_cut: bool = False  # more acts or lines stand below it than are shown

    @property
    def late(self) -> tuple[RelatedDocument, ...]:
        """Return the acts asked for whose day has passed without them."""
        return tuple(one for one in self.asks_for if one.outcome is Outcome.OVERDUE)

    @property
    def done(self) -> int:
        """Return how many of its lines are done, in time or late."""
        return sum(one.outcome in (Outcome.DONE, Outcome.DONE_LATE) for one in self.tasks)

    @property
    def of_unknown_origin(self) -> int:
        """Return how many of its lines name no wish: chưa rõ nguồn gốc."""
        return sum(not one.springs for one in self.tasks)

    @property
    def symbols(self) -> dict[int, str]:
        """Return the symbols of the document and of all that came of it, by id."""
        return {self.row.id: self.row.symbol} | {one.document.id: one.document.symbol for one in self.became}

    @property
    def late_tasks(self) -> tuple[TaskRow, ...]:
        """Return the lines whose day has passed."""
        return tuple(one for one in self.tasks if one.outcome is Outcome.OVERDUE)


@dataclass(frozen=True)
class PlanPlace:
    """Where a plan is found."""

    code: str
    year: int


@dataclass(frozen=True)
class PlanBrief:
    """A signed plan in a list: how many lines, done and late on the day."""

    code: str
    year: int
    is_illustration: bool
    total: int
    done: int
    late: int


@dataclass(frozen=True)
class PlanRow:
    """A plan with its bodies and the score of its lines."""

    id: int
    code: str
    year: int
    programme_code: str
    programme_title: str
    bodies: tuple[Named, Named]  # named as on the day of signing
    signed_on: date | None  # None: a draft, for its bodies only
    closed_on: date | None
    score: Score
    is_illustration: bool


@dataclass(frozen=True)
class ContributionRow:
    """A section of a report that a body owes; no text before it was handed in."""

    id: int
    period: str  # six_months | year
    section: str
    field: Field | None
    unit: Named
    due_on: date
    handed_in_on: date | None
    outcome: Outcome
    text: str
    is_illustration: bool


@dataclass(frozen=True)
class PlanView:
    """A plan with its lines, its report's sections, and the conferences around it."""

    row: PlanRow
    document: DocumentRow | None
    programme_document: DocumentRow | None
    tasks: tuple[TaskView, ...]
    contributions: tuple[ContributionRow, ...]
    set_going_by: str  # code of the conference, "" for none
    reviewed_by: str
    of_unknown_origin: int  # lines that name no wish: chưa rõ nguồn gốc
