"""How a duty stands on a day: its status, with every reason.

Our reading where the law says "publicity ≤ 5 working days" and lists several compulsory forms: each form begins within
the term; what begins later is late. A minimum is kept when the posting hangs for that many full days after the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dinhlang.domain.disclosure import findings
from dinhlang.domain.disclosure.evidence import Made
from dinhlang.domain.disclosure.findings import Finding
from dinhlang.domain.disclosure.judged import Judged, judge
from dinhlang.domain.disclosure.needs import Form, Need
from dinhlang.domain.disclosure.status import Status
from dinhlang.domain.disclosure.term import Term

FIRST_FORMS = (Form.PORTAL, Form.POSTING, Form.INTERNAL)  # by which a thing becomes public at all


@dataclass(frozen=True)
class Assessment:
    """The status of one duty on a day, with its reasons in their order."""

    status: Status
    on: date
    term: Term
    findings: tuple[Finding, ...]
    forms: tuple[Judged, ...]
    published_on: date | None


def assess(term: Term, needs: Iterable[Need], made: Made, on: date) -> Assessment:
    """Return how what an event made due stands at the end of a day."""
    known = made.until(on)
    forms = tuple(judge(need, known, on) for need in needs)
    published_on = min((one.began for one in known.shown if one.form in FIRST_FORMS), default=None)
    opening = [findings.no_term(term)] if term.due_on is None else []
    opening += [findings.unverified_term(term)] if term.doubtful else []
    if published_on is None or known.withdrawn_on is not None:
        status, found = _unpublished(term, known, on)
        return Assessment(status, on, term, (*opening, *found), forms, published_on)
    late = {one: due for one in forms if (due := _late_against(one, term, known)) is not None}
    told = [findings.published(published_on, term), *(_told(one, late.get(one)) for one in forms)]
    told += [findings.unconfirmed(one) for one in forms if one.began and not one.confirmed]
    status = _status(term, forms, on, is_late=bool(late) or _is_late(published_on, term))
    return Assessment(status, on, term, (*opening, *told), forms, published_on)


def _unpublished(term: Term, made: Made, on: date) -> tuple[Status, list[Finding]]:
    found = [findings.withdrawn(made.withdrawn_on)] if made.withdrawn_on is not None else []
    if term.due_on is None:
        return Status.NOT_DUE, found
    if on > term.due_on:
        return Status.MISSING, [*found, findings.missing(term, on)]
    return _before(term, on), [*found, findings.waiting(term)]


def _before(term: Term, on: date) -> Status:
    return Status.DUE_SOON if term.soon_from is not None and on >= term.soon_from else Status.NOT_DUE


def _status(term: Term, forms: tuple[Judged, ...], on: date, *, is_late: bool) -> Status:
    if any(one.is_short or one.is_old for one in forms):
        return Status.INCOMPLETE
    if any(one.began is None for one in forms):
        return _before(term, on) if term.due_on is not None and on <= term.due_on else Status.INCOMPLETE
    if any((one.doubted_on is not None and one.is_running) or not one.confirmed for one in forms):
        return Status.VERIFYING
    return Status.LATE if is_late else Status.IN_TIME


def _is_late(day: date, term: Term) -> bool:
    return term.due_on is not None and day > term.due_on


def _late_against(one: Judged, term: Term, made: Made) -> date | None:
    """Return the day that a form missed: of the first version the term, of a later one that of the change."""
    if one.began is None or one.first_began is None:
        return None
    change = made.change
    if change is None:
        return term.due_on if _is_late(one.began, term) else None
    if term.due_on is not None and one.first_began > term.due_on:
        return term.due_on
    return change.due_on if change.due_on is not None and one.began > change.due_on else None


def _told(one: Judged, late_against: date | None) -> Finding:
    if one.began is None:
        return findings.not_begun(one)
    if one.unanswered:
        return findings.unanswered(one)
    if one.is_short:
        return findings.cut_short(one)
    if one.doubted_on is not None:
        return findings.doubted(one)
    return findings.kept(one) if late_against is None else findings.late_form(one, late_against)
