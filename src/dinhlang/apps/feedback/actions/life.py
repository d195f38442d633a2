"""Turn a whole history into the rows that living it step by step would have written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dinhlang.apps.feedback.actions.publication import PUBLISH_RULE
from dinhlang.apps.feedback.actions.step import KIND
from dinhlang.apps.feedback.actions.submit import CLOCK_RULES
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Act, Subject
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Role
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.feedback.history import CaseHistory, Step
from dinhlang.domain.feedback.states import MOVES, OPEN, Clock, Event, State, after

AUDIENCES = {
    Event.CLASSIFIED: "sender", Event.ASSIGNED: "unit", Event.PROGRESS_NOTED: "public", Event.INFO_ASKED: "sender",
    Event.INFO_GIVEN: "sender", Event.EXTENDED: "public", Event.TRANSFERRED: "public", Event.ANSWER_DRAFTED: "unit",
    Event.ANSWER_RETURNED: "unit", Event.ANSWERED: "public", Event.REFUSED: "public", Event.REOPENED: "sender",
    Event.WITHHELD: "sender", Event.PUBLICATION_ASKED: "sender",
}  # fmt: skip
EXTENSION_RULE = "PROV-FB-EXTEND"
RULES = CLOCK_RULES | {Clock.PUBLICATION: PUBLISH_RULE}


@dataclass(frozen=True)
class World:
    """What a history refers to: units by code, categories by code, the calendar, the clocks that run."""

    units: Mapping[str, UnitView]
    categories: Mapping[str, Category]
    days: Calendar
    has_clocks: bool = True  # an imported city has deadlines of its own law, which we do not know


@dataclass
class Life:
    """The rows of one case: itself, its acts in order, its words by act, its clocks."""

    case: Case
    acts: list[Act] = field(default_factory=list)
    words: dict[int, tuple[str, str]] = field(default_factory=dict)  # place of the act → audience, text
    ratings: dict[int, tuple[int, str, datetime]] = field(default_factory=dict)
    chains: list[list[Deadline]] = field(default_factory=list)  # each: rows in the order they followed each other
    clocks: dict[Clock, list[Deadline]] = field(default_factory=dict)  # the chain that is open


@dataclass(frozen=True)
class Moment:
    """A step being lived: the life so far, the step, the facts that its act will carry, the world."""

    life: Life
    step: Step
    facts: dict[str, Any]
    world: World


class UnknownCodeError(ValueError):
    """A history names a unit or a category that does not exist."""


def live(case: Case, history: CaseHistory, world: World) -> Life:
    """Return the rows of a history; raises UnknownCodeError, NotInThisStateError.

    `case` has id, number and lookup hash; everything else is filled in here.
    """
    _begin(case, history, world)
    life = Life(case)
    if world.has_clocks:
        for clock in CLOCK_RULES:
            _start_clock(life, clock, history.received_at, world)
        case.first_due_at = life.clocks[Clock.ANSWER][-1].due_at
    life.acts.append(_receipt(life, history))
    for step in history.steps:
        _take(life, step, world)
    running = [chain[-1].due_at for chain in life.clocks.values() if chain[-1].paused_at is None]
    case.due_at = min(running, default=None) if State(case.state) in OPEN else None
    return life


def unit_of(code: str, world: World) -> UnitView:
    """Return the unit of a code; raises UnknownCodeError."""
    if code not in world.units:
        raise UnknownCodeError(f"unit {code!r}")
    return world.units[code]


def _begin(case: Case, history: CaseHistory, world: World) -> None:
    if history.category not in world.categories:
        raise UnknownCodeError(f"category {history.category!r}")
    case.external_key, case.state = history.key, State.RECEIVED.value
    case.category = world.categories[history.category]
    case.title, case.text = history.title[:200], history.text
    case.commune_id = unit_of(history.commune, world).id
    case.village_id = unit_of(history.village, world).id if history.village else None
    case.unit_id = unit_of(history.unit, world).id
    case.landmark, case.public_name = history.landmark[:200], history.public_name[:80]
    case.latitude = round(history.latitude, 5) if history.latitude is not None else None
    case.longitude = round(history.longitude, 5) if history.longitude is not None else None
    case.language, case.origin, case.received_at = history.language, history.origin, history.received_at


def _receipt(life: Life, history: CaseHistory) -> Act:
    case = life.case
    parts = {"text": case.text.encode(), "place": f"{case.landmark}\n{case.latitude}\n{case.longitude}".encode()}
    identity = "\n".join((history.contact_name, history.phone, history.email, history.public_name))
    if identity.strip():
        parts["identity"] = identity.encode()
    due = {clock.value: chain[-1].due_on.isoformat() for clock, chain in life.clocks.items()}
    facts = {"category": case.category.code, "commune": case.commune_id, "unit": case.unit_id, "files": 0, "due": due}
    grounds = [law.grounds_of(chain[-1]) for chain in life.clocks.values()]
    return Act("feedback.received", _subject(case), AS_CITIZEN, case.received_at, grounds, facts, parts)


def _subject(case: Case) -> Subject:
    return Subject(KIND, case.pk, case.number)


def _take(life: Life, step: Step, world: World) -> None:
    """Live one step: state, clocks, act, words."""
    case, event = life.case, Event(step.event)
    case.state = after(State(case.state), event).value
    facts = dict(step.facts)
    grounds = EFFECTS[event](Moment(life, step, facts, world)) if event in EFFECTS else []
    for clock in MOVES[event].meets:
        _meet(life, clock, step.at)
    place = len(life.acts)
    parts = {"words": step.text.encode()} if step.text and event in AUDIENCES else {}
    if parts:
        life.words[place] = (AUDIENCES[event], step.text)
    if event is Event.RATED:
        parts = {"rating": f"{facts.get('level')}\n{step.text}".encode()}
        life.ratings[place] = (int(facts.pop("level")), step.text, step.at)
    acting = _acting(step, world)
    life.acts.append(Act(f"feedback.{event.value}", _subject(case), acting, step.at, grounds or [], facts, parts))


def _acting(step: Step, world: World) -> Acting:
    unit = world.units.get(step.unit)
    return Acting(
        Role(step.by), post_title=step.post, unit_id=unit.id if unit else None, unit_name=unit.name if unit else ""
    )


# --- clocks -----------------------------------------------------------------------------------------------------------
def _start_clock(life: Life, clock: Clock, start: datetime, world: World) -> Deadline:
    made = law.new_deadline(
        subject=_subject(life.case), clock=clock.value, rule_id=RULES[clock], start=start, at=start,
        acting=AS_CITIZEN, days=world.days,
    )  # fmt: skip
    chain = [made]
    life.chains.append(chain)
    life.clocks[clock] = chain
    return made


def _resume(chain: list[Deadline], at: datetime) -> None:
    resting = chain[-1]
    if resting.paused_at is not None:
        result, changes = law.rest_of(resting, at=at)
        chain.append(law.heir_of(resting, result, changes=changes, paused_at=None, at=at))


def _meet(life: Life, clock: Clock, at: datetime) -> None:
    chain = life.clocks.pop(clock, None)
    if chain is None:
        return
    _resume(chain, at)
    last = chain[-1]
    last.state = Deadline.State.MET if at <= last.due_at else Deadline.State.MISSED
    last.closed_at, last.paused_at = at, None


# --- what each step changes -------------------------------------------------------------------------------------------
def _classified(m: Moment) -> None:
    m.facts["before"] = m.life.case.category.code
    code = str(m.facts.get("category", m.life.case.category.code))
    if code not in m.world.categories:
        raise UnknownCodeError(f"category {code!r}")
    m.life.case.category, m.life.case.accepted = m.world.categories[code], True


def _assigned(m: Moment) -> None:
    office = unit_of(str(m.facts.pop("office")), m.world)
    m.life.case.office_id = office.id
    m.facts.update({"office": office.id, "office_name": office.name})


def _moved(m: Moment) -> None:
    target = unit_of(str(m.facts["to"]), m.world)
    m.facts.update({"from": m.life.case.unit_id, "to": target.id, "to_name": target.name})
    m.life.case.unit_id, m.life.case.office_id = target.id, None


def _asked(m: Moment) -> None:
    if Clock.ANSWER in m.life.clocks:
        m.life.clocks[Clock.ANSWER][-1].paused_at = m.step.at


def _given(m: Moment) -> None:
    if Clock.ANSWER in m.life.clocks:
        _resume(m.life.clocks[Clock.ANSWER], m.step.at)


def _extended(m: Moment) -> Any:
    m.life.case.times_extended += 1
    chain = m.life.clocks.get(Clock.ANSWER)
    if chain is None:
        return []
    result, changes = law.extension_of(chain[-1], rule_id=EXTENSION_RULE, at=m.step.at)
    chain.append(law.heir_of(chain[-1], result, changes=changes, paused_at=chain[-1].paused_at, at=m.step.at))
    m.facts["due"] = chain[-1].due_on.isoformat()
    return [law.grounds_of(chain[-1])]


def _answered(m: Moment) -> None:
    m.life.case.answered_at = m.life.case.answered_at or m.step.at
    m.life.case.last_answer_at = m.step.at


def _refused(m: Moment) -> Any:
    m.life.case.accepted, m.life.case.refusal = False, str(m.facts.get("reason", ""))
    return [law_queries.grounds(CLOCK_RULES[Clock.INITIAL], on=m.step.at.date())] if m.world.has_clocks else []


def _reopened(m: Moment) -> None:
    m.life.case.times_reopened += 1
    m.life.case.accepted, m.life.case.refusal = True, ""
    if m.world.has_clocks:
        m.facts["due"] = _start_clock(m.life, Clock.ANSWER, m.step.at, m.world).due_on.isoformat()


def _published(m: Moment) -> None:
    m.life.case.publication, m.life.case.withheld_reason = "public", ""
    m.facts.setdefault("masked", False)


def _publication_asked(m: Moment) -> Any:
    m.life.case.publication, m.life.case.withheld_reason = "pending", ""
    if not m.world.has_clocks:
        return []
    made = _start_clock(m.life, Clock.PUBLICATION, m.step.at, m.world)
    m.facts["due"] = made.due_on.isoformat()
    return [law.grounds_of(made)]


def _withheld(m: Moment) -> None:
    m.life.case.publication, m.life.case.withheld_reason = "withheld", str(m.facts.get("reason", ""))


EFFECTS: dict[Event, Any] = {
    Event.CLASSIFIED: _classified,
    Event.ASSIGNED: _assigned,
    Event.TRANSFERRED: _moved,
    Event.FOLLOWED_SUCCESSOR: _moved,
    Event.INFO_ASKED: _asked,
    Event.INFO_GIVEN: _given,
    Event.EXTENDED: _extended,
    Event.ANSWERED: _answered,
    Event.REFUSED: _refused,
    Event.REOPENED: _reopened,
    Event.PUBLISHED: _published,
    Event.WITHHELD: _withheld,
    Event.PUBLICATION_ASKED: _publication_asked,
}
