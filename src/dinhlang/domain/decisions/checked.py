"""What the law says to the facts of one decision: form, count, terms, effect, each with its article."""

from dataclasses import dataclass
from datetime import date

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.decisions import candidates_told, forms, outcome, terms
from dinhlang.domain.decisions.facts import Facts
from dinhlang.domain.decisions.finding import Finding
from dinhlang.domain.decisions.matters import Body, Scope, body_of
from dinhlang.domain.law.rulebook import Rulebook


@dataclass(frozen=True)
class Checked:
    """The answer. needed: households, or villages for a matter of the whole commune."""

    form_allowed: bool
    passed: bool
    needed: int
    recognising_body: Body | None
    submission_due: date
    recognition_due: date | None
    effective_from: date | None
    findings: tuple[Finding, ...]
    elected: tuple[str, ...] | None = None  # of an election whose candidates were told
    tied: tuple[str, ...] = ()
    open_seats: int = 0


def check(facts: Facts, book: Rulebook, calendar: Calendar) -> Checked:
    """Return what the law says to these facts; raises NotInForceError for a day before the law."""
    held_on = facts.held_on
    rule = facts.matter.rule(facts.scope, book, on=held_on)
    households = facts.counts[0].households if facts.scope is Scope.VILLAGE else None
    form = forms.allowed(facts.matter, facts.scope, facts.chosen, book, on=held_on, households=households)
    counted = _counted(facts, book)
    told = facts.told
    chosen = told.result(facts.matter, book, on=held_on) if told else None
    passed = form.yes and counted.passed and (chosen is None or bool(chosen.elected))
    sent = terms.submission(facts.matter, held_on, book, calendar)
    findings = [*form.findings, *counted.findings, terms.submission_finding(sent, facts.received_on)]
    if told is not None and chosen is not None:
        findings.append(candidates_told.finding(told, chosen, facts.matter, book, on=held_on))
    body = body_of(rule)
    answered = terms.recognition(facts.matter, facts.received_on, book, calendar) if facts.received_on else None
    if body is not None:
        findings.append(terms.recognition_finding(body, answered, facts.recognised_on, book))
    effect = terms.effective(
        facts.matter, facts.scope, book, valid=passed, held_on=held_on, recognised_on=facts.recognised_on
    )
    return Checked(
        form_allowed=form.yes,
        passed=passed,
        needed=counted.needed,
        recognising_body=body,
        submission_due=sent.due_on,
        recognition_due=answered.due_on if answered else None,
        effective_from=effect.on,
        findings=(*findings, effect.finding),
        elected=told.named(chosen.elected) if told and chosen else None,
        tied=told.named(chosen.tied) if told and chosen else (),
        open_seats=chosen.open_seats if chosen else 0,
    )


def _counted(facts: Facts, book: Rulebook) -> outcome.Outcome:
    form, on = facts.chosen.form, facts.held_on
    if facts.scope is Scope.COMMUNE:
        return outcome.of_commune(facts.matter, facts.counts, form, book, on=on)
    return outcome.of_village(facts.matter, facts.counts[0], form, book, on=on)
