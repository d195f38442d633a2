"""The receiving desk: classify, transfer, refuse, decide on publication."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.step import KIND, Said, Words, locked, take, verb
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.feedback.policies import require_can_take
from dinhlang.apps.feedback.queries.publication import decision_waits, withholder
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Grounds, Request, open_subjects, seal_subjects
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.reasons import REFUSAL, WITHHOLDING, Reason, known
from dinhlang.domain.feedback.states import Event
from dinhlang.lib.refusal import NotAllowedError, RefusedError

INITIAL_RULE = "FB-TCD-28"


def reason_of(code: str, reasons: tuple[Reason, ...], at: datetime) -> tuple[Reason, list[Grounds]]:
    """Return a coded reason with the provision it stands on; raises RefusedError for an unknown code."""
    try:
        reason = known(code, reasons)
    except KeyError as error:
        raise RefusedError(_("Hãy chọn một lý do trong danh sách."), field="reason") from error
    return reason, [law.grounds(reason.rule, on=at.date())] if reason.rule else []


def require_publication_decided(case: Case) -> None:
    """Refuse to end a case while its sender's wish for another decision on publication waits."""
    if decision_waits(case):
        raise RefusedError(_("Người gửi đề nghị xem lại việc không công khai. Hãy quyết định việc đó trước."))


def said(text: str, *, field: str, missing: object) -> str:
    """Return trimmed words; raises RefusedError when there are none."""
    if not text.strip():
        raise RefusedError(missing, field=field)
    return text.strip()


@verb
def classify_case(
    *, actor: Actor, case_id: int, category: str, at: datetime, note: str = "", request: Request | None = None
) -> Case:
    """Accept a case under a category and tell the sender so; a second classification needs a note."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.CLASSIFIED)
    chosen = Category.objects.filter(code=category).first()
    if chosen is None:
        raise RefusedError(_("Hãy chọn loại việc."), field="category")
    if case.accepted and not note.strip():
        raise RefusedError(_("Phân loại lại cần ghi lý do."), field="note")
    facts = {"category": chosen.code, "before": case.category.code}
    case.category, case.accepted = chosen, True
    words = Words(note.strip(), "sender") if note.strip() else None
    grounds = [law.grounds(INITIAL_RULE, on=at.date())]
    take(case, Event.CLASSIFIED, acting=capacity, at=at, said=Said(facts, words, grounds), request=request)
    return case


@verb
def transfer_case(
    *, actor: Actor, case_id: int, to_unit_id: int, reason: str, at: datetime, request: Request | None = None
) -> Case:
    """Send a case to the unit that has the power to answer it; the answer clock keeps running."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.TRANSFERRED)
    words = Words(said(reason, field="reason", missing=_("Hãy ghi vì sao chuyển, để người gửi biết.")))
    target = organisations.unit(to_unit_id, on=at.date())
    if target is None or target.id == case.unit_id:
        raise RefusedError(_("Hãy chọn một đơn vị khác đang hoạt động."), field="to_unit")
    facts = {"from": case.unit_id, "to": target.id, "to_name": target.name}
    case.unit_id, case.office, case.post_id = target.id, None, None
    grounds = [law.grounds(INITIAL_RULE, on=at.date())]
    take(case, Event.TRANSFERRED, acting=capacity, at=at, said=Said(facts, words, grounds), request=request)
    return case


@verb
def refuse_case(
    *, actor: Actor, case_id: int, reason: str, explanation: str, at: datetime, request: Request | None = None
) -> Case:
    """Refuse a case with a coded reason and words that say where the sender can go; the sender may ask for review."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.REFUSED)
    require_publication_decided(case)
    coded, grounds = reason_of(reason, REFUSAL, at)
    words = Words(said(explanation, field="explanation", missing=_("Hãy giải thích để người gửi biết phải đi đâu.")))
    case.accepted, case.refusal = False, coded.code
    take(
        case, Event.REFUSED, acting=capacity, at=at, request=request,
        said=Said({"reason": coded.code}, words, [law.grounds(INITIAL_RULE, on=at.date()), *grounds]),
    )  # fmt: skip
    return case


@verb
def publish_case(
    *, actor: Actor, case_id: int, title: str, text: str, at: datetime, request: Request | None = None
) -> Case:
    """Publish a case under a title and text from which personal data was masked; the original stays as sent."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.PUBLISHED)
    case.title = said(title, field="title", missing=_("Hãy ghi nhan đề."))[:200]
    shown = said(text, field="text", missing=_("Hãy ghi nội dung công khai."))
    case.public_text = "" if shown == case.text else shown
    case.publication, case.withheld_reason = "public", ""
    facts = {"masked": bool(case.public_text)}
    open_subjects(kind=KIND, ids=[case.pk], at=at)
    take(case, Event.PUBLISHED, acting=capacity, at=at, said=Said(facts), request=request)
    return case


@verb
def withhold_case(
    *, actor: Actor, case_id: int, reason: str, at: datetime, note: str = "", request: Request | None = None
) -> Case:
    """Keep a case from publication with a coded reason; the sender sees it and may ask for review."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.WITHHELD)
    if actor.user_id is not None and withholder(case) == actor.user_id:
        raise NotAllowedError(_("Người gửi đã đề nghị xem lại, nên người khác trong đơn vị phải quyết định việc này."))
    coded, grounds = reason_of(reason, WITHHOLDING, at)
    case.publication, case.withheld_reason = "withheld", coded.code
    seal_subjects(kind=KIND, ids=[case.pk])
    words = Words(note.strip(), "sender") if note.strip() else None
    take(
        case, Event.WITHHELD, acting=capacity, at=at, request=request,
        said=Said({"reason": coded.code}, words, grounds),
    )  # fmt: skip
    return case
