"""Reads of decisions: what a village is deciding, what it decided, and the course of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from dinhlang.apps.decisions.models import Decision, Proceeding, SlipEntry
from dinhlang.apps.decisions.queries.attendance import attendance
from dinhlang.apps.law import queries as law
from dinhlang.domain.decisions import notices
from dinhlang.domain.decisions.elections import is_election
from dinhlang.domain.decisions.entries import SEATS, Entry
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS, Body, Matter, Scope, Step, body_of
from dinhlang.domain.decisions.money import has_account
from dinhlang.domain.decisions.notices import Notice
from dinhlang.domain.decisions.objections import is_open
from dinhlang.domain.decisions.states import COMING, ENDED_WITHOUT, FALLEN, State

MOST = 30


@dataclass(frozen=True)
class SittingRow:
    """One meeting of the village, or of one of its clusters."""

    place: str
    present: int
    yes: int
    no: int
    other: int


@dataclass(frozen=True)
class MinutesView:
    """What only the minutes tell: names of those who led, wrote, counted and watched."""

    way: str
    chair: str
    secretary: str
    counters: str
    witnesses: str
    sittings: tuple[SittingRow, ...]
    attended: tuple[str, ...]  # the numbers of the households that were tapped as present
    invalid: int  # slips that say nothing clear


@dataclass(frozen=True)
class DecisionView:
    """One decision as everybody may see it. households None: the number is not frozen yet."""

    id: int
    code: str
    unit_id: int
    matter: Matter
    scope: Scope
    form: Form
    step: Step | None
    state: State
    question: str
    explanation: str
    proposed_by: str
    agreed_by: str
    created_at: datetime
    agreed_at: datetime | None
    meeting_at: datetime | None
    place: str
    opens_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    consent_yes: int | None
    ballot_case: str
    whole_code: str  # of the matter of the whole commune that this is one village's part of
    whole_state: State | None  # where that one stands
    earlier_code: str  # of the decision that this one repeats
    has_minutes: bool
    way: str  # show | secret, of a meeting that was counted
    held_on: date | None
    households: int | None
    present: int | None
    yes: int | None
    no: int | None
    other: int | None
    needed: int | None
    submission_due: date | None
    submitted_on: date | None
    recognition_due: date | None
    answered_on: date | None
    answer_number: str
    answer_reason: str
    effective_from: date | None
    published_at: datetime | None
    passed: bool | None
    objections_until: date | None
    report: str
    reported_on: date | None
    ended_reason: str
    is_demo: bool

    @property
    def is_election(self) -> bool:
        """Tell whether persons are elected: there are candidates, and votes for each."""
        return is_election(self.matter, self.step)

    @property
    def is_counted(self) -> bool:
        """Tell whether the result stands."""
        return self.needed is not None

    @property
    def absent(self) -> int | None:
        """Return how many households were not there."""
        return None if self.households is None or self.present is None else self.households - self.present

    @property
    def is_of_commune(self) -> bool:
        """Tell whether this is the matter of a whole commune, not one village's part of it."""
        return self.scope is Scope.COMMUNE and not self.whole_code

    @property
    def is_too_small(self) -> bool:
        """Tell whether so few came to the meeting that ballots may go to every household (Article 19.1.b)."""
        return (
            self.form is Form.MEETING and self.present is not None and self.needed is not None
            and not self.is_of_commune and self.present < self.needed
        )  # fmt: skip

    @property
    def may_be_put_anew(self) -> bool:
        """Tell whether who proposes may begin the same matter from the start, with other words: it led to nothing."""
        return self.state in ENDED_WITHOUT and not self.whole_code and not self.is_election

    @property
    def is_in_favour(self) -> bool:
        """Tell whether this village counts as in favour in the sum of its commune."""
        return bool(self.passed) and self.state not in FALLEN

    @property
    def has_account(self) -> bool:
        """Tell whether everybody may read what was collected and spent for it."""
        return has_account(self.matter.code, self.state, self.scope, self.whole_state)

    def is_open_to_objections(self, on: date) -> bool:
        """Tell whether anybody may object to the result on a day."""
        return self.state not in (State.VOID, State.ANNULLED) and is_open(self.objections_until, on)

    @property
    def begins_at(self) -> datetime | None:
        """Return when the households begin to decide, once it is known."""
        return self.meeting_at if self.form is Form.MEETING else self.opens_at

    @property
    def is_coming(self) -> bool:
        """Tell whether the households still have to decide."""
        return self.state in COMING

    @property
    def is_ahead(self) -> bool:
        """Tell whether what the law wants done before the day can still be done or missed."""
        return self.state in (State.PROPOSED, State.AGREED, State.SCHEDULED)

    @property
    def day(self) -> date:
        """Return the day whose law counts: of the vote, else of the meeting to come, else of the proposal."""
        moment = self.begins_at or self.created_at
        return self.held_on or timezone.localdate(moment)

    @property
    def body(self) -> Body | None:
        """Return who has to recognise it, None where nobody does."""
        return body_of(self.matter.rule(self.scope, law.rulebook(), on=self.day))

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """Return what the law wants done before the day, once there is one."""
        if self.begins_at is None:
            return ()
        day = timezone.localdate(self.begins_at)
        return notices.before(self.matter, self.form, day, law.rulebook(), law.calendar(), step=self.step)

    @cached_property
    def follow_ups(self) -> tuple[Notice, ...]:
        """Return what its recognition sets going: a new election, the return and yearly review of a convention."""
        if self.answered_on is None or self.state not in (State.RECOGNISED, State.REPORTED) or self.is_of_commune:
            return ()
        return notices.after_recognition(self.matter, self.answered_on, law.rulebook(), law.calendar(), step=self.step)


def decision(code: str) -> DecisionView | None:
    """Return a decision by its code. One query."""
    found = _rows().filter(decision__code=code).first()
    return _view(found) if found else None


def decisions_of(
    unit_ids: Collection[int], *, limit: int = MOST, before: int | None = None, parts: bool = True
) -> list[DecisionView]:
    """Return the newest decisions of villages, from before an id; parts False: a whole commune's once. One query."""
    rows = _rows().filter(decision__unit_id__in=unit_ids)
    if not parts:
        rows = rows.filter(decision__part_of=None)
    if before is not None:
        rows = rows.filter(decision_id__lt=before)
    return [_view(one) for one in rows.order_by("-decision_id")[:limit]]


def newest(states: Sequence[State], *, limit: int = MOST) -> list[DecisionView]:
    """Return the newest decisions of the province that stand at one of some stations, parts left out. One query."""
    rows = _rows().filter(decision__state__in=[one.value for one in states], decision__part_of=None)
    return [_view(one) for one in rows.order_by("-decision_id")[:limit]]


def parts_of(decision_id: int) -> list[DecisionView]:
    """Return what the villages of a commune decide of one matter, without what was put to them again. One query."""
    again = Decision.objects.filter(part_of_id=decision_id, again_of__isnull=False).values("again_of_id")
    rows = _rows().filter(decision__part_of_id=decision_id).exclude(decision_id__in=again)
    return [_view(one) for one in rows.order_by("decision_id")]


def again(one: DecisionView) -> str:
    """Return the code of the decision in which the households decide the same matter once more, "" where there is none.

    One query, and only of what was set aside, failed or was called off.
    """
    if one.state not in (State.VOID, State.FAILED, State.WITHDRAWN):
        return ""
    return Decision.objects.filter(again_of_id=one.id).values_list("code", flat=True).first() or ""


def minutes(decision_id: int) -> MinutesView | None:
    """Return what the minutes tell, None before somebody wrote them. At most five queries."""
    found = Proceeding.objects.filter(decision_id=decision_id).prefetch_related("sittings").first()
    if found is None or not found.witnesses:
        return None
    rows = sorted(found.sittings.all(), key=lambda one: one.number)
    sittings = tuple(SittingRow(one.place, one.present, one.yes, one.no, one.other) for one in rows)
    attended = tuple(one.household for one in attendance(decision_id) if one.standing.present) if rows else ()
    return MinutesView(
        found.way,
        found.chair,
        found.secretary,
        found.counters,
        found.witnesses,
        sittings,
        attended,
        _invalid(decision_id),
    )


def _invalid(decision_id: int) -> int:
    """Return how many slips the first of the two typists found unclear; both agree once they are counted."""
    unclear = SlipEntry.objects.filter(line__decision_id=decision_id, seat=SEATS[0], choice=Entry.INVALID.value)
    return unclear.count()


def unit_of(code: str) -> tuple[int, Scope] | None:
    """Return the unit whose decision bears a code, and whom it binds."""
    found = Decision.objects.filter(code=code).values_list("unit_id", "scope").first()
    return (found[0], Scope(found[1])) if found else None


def _rows() -> QuerySet[Proceeding]:
    return Proceeding.objects.select_related("decision__part_of", "decision__again_of")


def _view(found: Proceeding) -> DecisionView:
    one = found.decision
    same = {
        name: getattr(found, name)
        for name in (
            "explanation", "proposed_by", "agreed_by", "agreed_at", "place", "held_on", "present", "yes", "no", "other",
            "needed", "submission_due", "submitted_on", "recognition_due", "answered_on", "answer_number",
            "answer_reason", "effective_from", "report", "reported_on", "ended_reason", "way",
        )
    }  # fmt: skip
    return DecisionView(
        id=one.pk, code=one.code, unit_id=one.unit_id, matter=MATTERS[one.matter], scope=Scope(one.scope),
        form=Form(one.form), step=Step(found.step) if found.step else None, state=State(one.state),
        question=one.question, created_at=one.created_at, meeting_at=one.meeting_at, opened_at=one.frozen_at,
        households=one.roll_size, published_at=one.published_at, is_demo=one.is_demo, opens_at=one.opens_at,
        closes_at=one.closes_at, consent_yes=one.consent_yes, ballot_case=found.ballot_case,
        whole_code=one.part_of.code if one.part_of else "",
        whole_state=State(one.part_of.state) if one.part_of else None,
        earlier_code=one.again_of.code if one.again_of else "",
        has_minutes=bool(found.witnesses), passed=one.passed, objections_until=one.objections_until, **same,
    )  # fmt: skip


def waiting_for_agreement(unit_ids: Collection[int]) -> int:
    """Return how many proposals of some villages and communes wait for their Front. One query, none without units."""
    rows = Decision.objects.filter(unit_id__in=unit_ids, state=State.PROPOSED.value)
    return rows.count() if unit_ids else 0
