"""The sender's say about publication: ask that withholding be decided again, by somebody else, by a date."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.sender import own_case
from dinhlang.apps.feedback.actions.step import Said, Words, subject_of, take, verb
from dinhlang.apps.feedback.actions.submit import rule_for
from dinhlang.apps.feedback.actions.triage import said
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.queries.publication import may_ask_publication
from dinhlang.apps.law import actions as law
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.states import Clock, Event
from dinhlang.lib.refusal import RefusedError

PUBLISH_RULE = "PROV-FB-PUBLISH"


@verb
def ask_publication(*, code: str, text: str, at: datetime, request: Request | None = None) -> Case:
    """Ask once that the withholding of an open case be decided again; a clock for that decision starts."""
    case = own_case(code, request)
    if not may_ask_publication(case, at):
        raise RefusedError(_("Việc không công khai chỉ được đề nghị xem lại một lần, trong thời hạn của quy chế."))
    words = Words(said(text, field="text", missing=_("Hãy viết vì sao phiếu nên được công khai.")), "sender")
    deadline = law.set_deadline(
        subject=subject_of(case), clock=Clock.PUBLICATION.value, start=at, at=at, acting=AS_CITIZEN,
        rule_id=rule_for(PUBLISH_RULE, case.unit_id, at),
    )  # fmt: skip
    case.publication, case.withheld_reason = "pending", ""
    facts, grounds = {"due": deadline.due_on.isoformat()}, [law.grounds_of(deadline)]
    take(case, Event.PUBLICATION_ASKED, acting=AS_CITIZEN, at=at, said=Said(facts, words, grounds), request=request)
    return case
