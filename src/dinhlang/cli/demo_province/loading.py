"""Load the demo province: the country, its villages, offices and officers, and the cases with their whole lives."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.coordination import queries as plans
from dinhlang.apps.feedback import actions as feedback
from dinhlang.apps.feedback import queries as cases_shown
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.transparency import actions as transparency
from dinhlang.cli.demo_province.chain import load_chain
from dinhlang.cli.demo_province.consulting import load_consultations
from dinhlang.cli.demo_province.disclosing import WHOLE_FROM, load_disclosures, with_register
from dinhlang.cli.demo_province.formers import Formers
from dinhlang.cli.demo_province.histories import generate
from dinhlang.cli.demo_province.learning import load_learning
from dinhlang.cli.demo_province.offices import Office, Officer, officers, offices, village_heads
from dinhlang.cli.demo_province.papers import load_papers
from dinhlang.cli.demo_province.receiving import load_reception
from dinhlang.cli.demo_province.surveying import load_surveys
from dinhlang.cli.demo_province.villages import Village, villages
from dinhlang.cli.demo_province.villages_deciding import deciding_commune, load_decisions
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.dates.due import VIETNAM, due
from dinhlang.domain.dates.periods import parse_period
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.organisations.reorganisation import CommuneRow
from dinhlang.domain.organisations.rows import UnitRow

SOURCE = "demo"
BEGINS = time(6)  # of the last day: whoever holds a post holds it from then on
VOICES = {5: "thoat-nuoc"}  # line of the plan 2026 → what its cases are about
COLUMNS = (
    TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
)  # fmt: skip


def last_day(now: datetime) -> date:
    """Return the day that has begun for the demonstration: before six in the morning still the day before."""
    local = now.astimezone(VIETNAM)
    return local.date() if local.time() >= BEGINS else local.date() - timedelta(days=1)


def load(*, cases: int, seed: int, today: date) -> feedback.Loaded:
    """Fill an empty database; the same cases, seed and day give the same province."""
    at = datetime.combine(today, BEGINS, VIETNAM)
    with Progress(*COLUMNS, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("34 provinces, 3,321 communes", total=None)
        organisations.import_country(
            actor=SYSTEM, at=at, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
        communes = list(units.vinh_long_rows())
        task = bar.add_task("villages, offices, officers", total=3)
        hamlets = villages(communes, seed=seed)
        _load_places(hamlets, at)
        organisations.draw_schematic(actor=SYSTEM, at=at)
        bar.advance(task)
        found = offices(communes, seed=seed)
        _load_offices(found, at)
        bar.advance(task)
        _load_officers([*officers(found, seed=seed), *village_heads(hamlets, seed=seed)], at)
        bar.advance(task)
        task = bar.add_task("cases", total=cases)
        outcome = _load_cases(communes, cases, seed, at, lambda count: bar.advance(task, count))
        told = with_register(communes, cases=cases, deciding=deciding_commune(hamlets))
        task = bar.add_task(_disclosures_of(len(told), len(communes)), total=1)
        load_disclosures(told, seed=seed, at=at)
        bar.advance(task)
        task = bar.add_task("decisions of villages", total=1)
        load_decisions(hamlets, seed=seed, at=at)
        bar.advance(task)
        task = bar.add_task("documents, plans, conference", total=1)
        coordination.import_history(actor=SYSTEM, at=at)
        load_papers(at)
        _link_voices(at)
        _load_talks(communes, hamlets, seed, at)
        load_chain(at)
        bar.advance(task)
        task = bar.add_task("public log", total=1)
        while transparency.sequence_batch(at=at, limit=10_000):
            pass
        bar.advance(task)
    return outcome


def _disclosures_of(count: int, of: int) -> str:
    """Return what the bar says; a small demo says that it fills few registers."""
    return "disclosures" if count == of else f"disclosures of {count} communes (all {of} from --cases {WHOLE_FROM})"


def _load_places(hamlets: Sequence[Village], at: datetime) -> None:
    """Bring in the villages, since the day on which their communes began."""
    since = units.reorganisation().on
    rows = [
        UnitRow(
            code=one.code, name=one.name, kind=Kind.VILLAGE, subkind=one.subkind, parent_code=one.commune, since=since
        )
        for one in hamlets
    ]  # fmt: skip
    organisations.import_units(actor=SYSTEM, rows=rows, source=SOURCE, at=at)


def _load_offices(found: Sequence[Office], at: datetime) -> None:
    """Bring in the offices; a commune's committee is the commune itself and only gets its contact lines."""
    since = units.reorganisation().on
    rows = [
        UnitRow(
            code=one.code, name=one.name, kind=one.kind, parent_code=one.parent, since=since, address=one.address,
            phone=one.phone, working_hours=one.working_hours, answer_needs_approval=one.answer_needs_approval,
        )
        for one in found
        if one.kind is not Kind.COMMUNE
    ]  # fmt: skip
    organisations.import_units(actor=SYSTEM, rows=rows, source=SOURCE, at=at)
    committees = [one for one in found if one.kind is Kind.COMMUNE]
    known = units.units_by_code([one.code for one in committees], on=at.date())
    for one in committees:
        unit_id = known[one.code].id
        organisations.set_unit_contact(
            actor=SYSTEM, unit_id=unit_id, address=one.address, phone=one.phone, working_hours=one.working_hours, at=at
        )
        if one.answer_needs_approval:
            organisations.set_answer_approval(actor=SYSTEM, unit_id=unit_id, needed=True, at=at)


def _load_officers(found: Sequence[Officer], at: datetime) -> None:
    """Appoint an invented officer to each seat of each post."""
    known = units.units_by_code({one.office for one in found}, on=at.date())
    seats = [
        accounts.Seat(
            unit_id=known[one.office].id, title=one.title, role=one.role, sees_identity=one.sees_identity,
            seat=one.seat, email=one.email, name=one.name, more=one.more,
        )
        for one in found
    ]  # fmt: skip
    accounts.load_posts(seats=seats, since=at, is_demo=True)


def _load_cases(
    communes: Sequence[CommuneRow], cases: int, seed: int, at: datetime, advance: Callable[[int], None]
) -> feedback.Loaded:
    """Let eighteen months of cases happen; those of before the merger belong to the communes of then."""
    today, merged_on = at.date(), units.reorganisation().on
    home = units.communes(today)
    known = {one.code: one for parent in units.home_provinces(today) for one in units.below(parent, today)}
    known |= {one.code: one for one in home}
    before = {one.code: units.predecessors(one.id, on=merged_on) for one in home}
    formers = Formers(merged_on, {code: [one.code for one in found] for code, found in before.items() if found})
    known |= {one.code: one for found in before.values() for one in found}
    calendar = law.calendar()

    def due_on(start: datetime, rule: str) -> date:
        """Return the last day of a term: a rule of the rulebook, or a plain period."""
        if rule in law.rulebook().rules:
            return law.compute_deadline(rule, start, days=calendar).due_on
        return due(start, parse_period(rule), calendar).due_on

    histories = generate(cases=cases, seed=seed, today=today, communes=communes, due_on=due_on, formers=formers)
    outcome = feedback.load_cases(histories=histories, units=known, at=at, is_demo=True, progress=advance)
    feedback.recount_all(at=at)
    return outcome


def _load_talks(communes: Sequence[CommuneRow], hamlets: Sequence[Village], seed: int, at: datetime) -> None:
    """Let communes and the province ask their people, meet them, and people learn the law together."""
    load_surveys(hamlets, seed=seed, at=at)
    home = {one.code: one.id for one in units.communes(at.date())}
    load_consultations(home, seed=seed, at=at)
    load_reception(home, at=at)
    load_learning([one for one in communes if one.code in home], home, seed, at)


def _link_voices(at: datetime) -> None:
    """Let lines of the newest plan spring from cases that people sent about the same thing."""
    newest = next(iter(plans.plans(at.date())), None)
    shown = plans.plan(newest.code, at.date()) if newest else None
    for task in shown.tasks if shown else ():
        category = VOICES.get(task.row.number)
        page = cases_shown.public_cases(cases_shown.PublicFilter(category=category), at=at) if category else None
        for case in page.rows[:2] if page else ():
            coordination.link_task_to_case(actor=SYSTEM, task_id=task.row.id, case_number=case.number, at=at)
