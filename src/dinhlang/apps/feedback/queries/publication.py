"""What was kept from the public or taken back from it, and when its sender may ask that this be decided again."""

from datetime import datetime

from dinhlang.apps.feedback.models import Case
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.feedback.states import OPEN, Clock, Event, State

KIND = "feedback.case"
REOPEN_RULE = "PROV-FB-REOPEN"
WITHHELD = "withheld"
SENDER_ASKED = "sender_asked"


def was_withheld_against_wish(case: Case) -> bool:
    """Tell whether a case is kept from the public for a reason that is not its sender's own wish."""
    return case.publication == WITHHELD and case.withheld_reason != SENDER_ASKED


def may_ask_publication(case: Case, at: datetime) -> bool:
    """Tell whether the sender may ask, once and in time, that withholding be decided again while the case is open.

    An answered or refused case comes back as a whole (may_reopen), and this decision with it.
    """
    if not was_withheld_against_wish(case) or State(case.state) not in OPEN or _last(case, Event.PUBLICATION_ASKED):
        return False
    withheld = _last(case, Event.WITHHELD)
    return withheld is not None and at <= law.compute_deadline(REOPEN_RULE, withheld.at).due_at


def decision_waits(case: Case) -> bool:
    """Tell whether the sender's wish for another decision on publication still waits (1 query)."""
    return any(one.clock == Clock.PUBLICATION.value and one.is_open for one in law.deadlines(KIND, case.pk))


def withholder(case: Case) -> int | None:
    """Return the account that withheld a case whose sender asked for another decision since, None for no such wish."""
    withheld = _last(case, Event.WITHHELD)
    asked = max(filter(None, (_last(case, Event.PUBLICATION_ASKED), _last(case, Event.REOPENED))),
                key=lambda one: one.pk, default=None)  # fmt: skip
    return withheld.user_id if withheld and asked and asked.pk > withheld.pk else None


def taken_back(number: str) -> str | None:
    """Return the coded reason for which a case that was public is public no more, "" while it is decided again.

    None for a number that never was public: whether it exists is not told.
    """
    case = Case.objects.filter(number=number).exclude(publication="public").first()
    return case.withheld_reason if case is not None and _last(case, Event.PUBLISHED) else None


def _last(case: Case, event: Event) -> Record | None:
    acts = Record.objects.filter(subject_kind=KIND, subject_id=case.pk, event=f"feedback.{event.value}")
    return acts.order_by("-id").first()
