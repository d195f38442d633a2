"""What every verb shares: lock the case, check that the step may follow, save, and write the one record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.models import PUBLIC, Case, Statement
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record, replayed
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.feedback.states import MOVES, Event, NotInThisStateError, State, after
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "feedback.case"
FEEDBACK_TOPIC = "feedback"
P = ParamSpec("P")


class WrongStateError(RefusedError):
    """The case is not where this step can be taken: somebody else was faster, or the page is old."""


@dataclass(frozen=True)
class Words:
    """What was said at a step, and who may read it: public | sender | unit."""

    text: str
    audience: str = "public"


@dataclass(frozen=True)
class Said:
    """What a step leaves in the record beside its name."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Words | None = None
    grounds: Sequence[Grounds] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)


def subject_of(case: Case) -> Subject:
    """Return the case as the subject of records and deadlines."""
    return Subject(KIND, case.pk, case.number)


def topics_of(case: Case, event: Event | None = None) -> list[str]:
    """Return the content topics whose pages show the case, or showed it until this step: pages know the public ones."""
    if case.publication != PUBLIC and event is not Event.WITHHELD:
        return []
    return [FEEDBACK_TOPIC, f"case:{case.number}", f"commune:{case.commune_id}"]


class DoneBeforeError(Exception):
    """The same request came before and was carried out."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.number)
        self.case = case


def verb(act: Callable[P, Case]) -> Callable[P, Case]:
    """Make an action one transaction that does its work once per request key."""

    @wraps(act)
    def once(*args: P.args, **kwargs: P.kwargs) -> Case:
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except DoneBeforeError as earlier:
            return earlier.case

    return once


def locked(case_id: int, request: Request | None) -> Case:
    """Return the case, locked for this transaction; raises NotFoundError, or DoneBeforeError for a repeated request.

    The key is looked up under the lock, so that of two equal requests in parallel one acts and one answers.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("unit", "commune").filter(pk=case_id).first()
    if case is None:
        raise NotFoundError(_("Không tìm thấy phiếu này."))
    if replayed(request) is not None:
        raise DoneBeforeError(case)
    return case


def take(
    case: Case, event: Event, *, acting: Acting, at: datetime, said: Said | None = None, request: Request | None = None
) -> Record:
    """Move a locked case by one step: state, clocks, save, record and words, all in the caller's transaction.

    Raises WrongStateError when the step cannot follow the state of the case.
    """
    said = said or Said()
    try:
        case.state = after(State(case.state), event).value
    except NotInThisStateError as error:
        raise WrongStateError(
            _("Phiếu đã chuyển sang bước khác nên không làm được việc này nữa. Hãy tải lại trang.")
        ) from error
    for clock in MOVES[event].meets:
        law.meet_deadline(subject=subject_of(case), clock=clock.value, at=at)
    case.due_at = law_queries.nearest_due(subject_of(case))
    case.save()
    parts = dict(said.parts)
    if said.words:
        parts["words"] = said.words.text.encode()
    made = record(
        event=f"feedback.{event.value}",
        subject=subject_of(case),
        acting=acting,
        at=at,
        grounds=said.grounds,
        facts=said.facts,
        parts=parts,
        topics=topics_of(case, event),
        request=request,
    )
    if said.words:
        Statement.objects.create(record=made, case=case, audience=said.words.audience, text=said.words.text)
    return made
