"""What the sender can do with the lookup code: add what was asked, rate, ask for review."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.step import Said, Words, locked, subject_of, take, verb
from dinhlang.apps.feedback.actions.submit import CLOCK_RULES, rule_for
from dinhlang.apps.feedback.actions.triage import said
from dinhlang.apps.feedback.models import Case, Rating
from dinhlang.apps.feedback.queries.case import may_reopen
from dinhlang.apps.feedback.queries.publication import REOPEN_RULE, was_withheld_against_wish
from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries as law_queries
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.feedback.reasons import REOPENING
from dinhlang.domain.feedback.states import Clock, Event
from dinhlang.domain.feedback.words import RATINGS
from dinhlang.lib.refusal import NotFoundError, RefusedError


def own_case(code: str, request: Request | None) -> Case:
    """Return the locked case of a lookup code; raises NotFoundError with the same words for every wrong code."""
    found = Case.objects.filter(lookup_hash=lookup_hash(code)).values_list("pk", flat=True).first()
    if found is None:
        raise NotFoundError(_("Không tìm thấy phiếu với mã này. Hãy xem lại mã trên biên nhận."))
    return locked(found, request)


@verb
def give_info(*, code: str, text: str, at: datetime, request: Request | None = None) -> Case:
    """Add what the unit asked for; the answer clock runs on."""
    case = own_case(code, request)
    words = Words(said(text, field="text", missing=_("Hãy viết điều bổ sung.")), "sender")
    law.resume_deadline(subject=subject_of(case), clock=Clock.ANSWER.value, at=at)
    take(case, Event.INFO_GIVEN, acting=AS_CITIZEN, at=at, said=Said(words=words), request=request)
    return case


@verb
def rate_case(*, code: str, level: int, text: str, at: datetime, request: Request | None = None) -> Case:
    """Rate the answer on 3 levels with words; the unit sees ratings only in lots (rights 5)."""
    case = own_case(code, request)
    if level not in RATINGS:
        raise RefusedError(_("Hãy chọn một trong ba mức."), field="level")
    if Rating.objects.filter(case=case, at__gte=case.last_answer_at or at).exists():
        raise RefusedError(_("Bạn đã đánh giá câu trả lời này."))
    parts = {"rating": f"{level}\n{text.strip()}".encode()}
    made = take(case, Event.RATED, acting=AS_CITIZEN, at=at, said=Said(parts=parts), request=request)
    Rating.objects.create(record=made, case=case, level=level, text=text.strip(), at=at)
    return case


@verb
def reopen_case(*, code: str, reason: str, text: str, at: datetime, request: Request | None = None) -> Case:
    """Ask once for review of an answer or refusal, within the days the regulation gives; a new answer clock starts."""
    case = own_case(code, request)
    if reason not in REOPENING:
        raise RefusedError(_("Hãy chọn vì sao cần xem lại."), field="reason")
    if case.times_reopened:
        raise RefusedError(_("Mỗi phiếu được đề nghị xem lại một lần. Bạn có thể gửi phiếu mới hoặc khiếu nại."))
    if not may_reopen(case, at):
        raise RefusedError(_("Đã quá hạn đề nghị xem lại. Bạn có thể gửi phiếu mới."))
    words = Words(said(text, field="text", missing=_("Hãy viết điều chưa được giải quyết.")), "sender")
    deadline = law.set_deadline(
        subject=subject_of(case), clock=Clock.ANSWER.value, start=at, at=at, acting=AS_CITIZEN,
        rule_id=rule_for(CLOCK_RULES[Clock.ANSWER], case.unit_id, at),
    )  # fmt: skip
    case.times_reopened += 1
    case.accepted, case.refusal = True, ""
    if was_withheld_against_wish(case):  # the review is of everything that was decided against the sender
        case.publication, case.withheld_reason = "pending", ""
    grounds = [law.grounds_of(deadline), law_queries.grounds(REOPEN_RULE, on=at.date())]
    facts = {"reason": reason, "due": deadline.due_on.isoformat()}
    take(case, Event.REOPENED, acting=AS_CITIZEN, at=at, said=Said(facts, words, grounds), request=request)
    return case
