"""Prepare a draft, put it before the people, revise it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.consultations.actions.acts import free_code, locked, require_not_closed, require_text, write
from dinhlang.apps.consultations.models import Consultation, DraftFile, Version
from dinhlang.apps.consultations.policies import require_can_decide, require_can_keep
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.consultations.anchors import blocks
from dinhlang.domain.consultations.matters import MATTERS, offered
from dinhlang.domain.consultations.steps import earliest_close
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.uploads import Kept


@dataclass(frozen=True)
class FiveAnswers:
    """The plain summary without which nothing opens; for whom it is, is asked in three parts."""

    changes: str
    gains: str
    pays: str
    loses: str
    costs: str
    timing: str
    objections: str


@transaction.atomic
def draft_consultation(
    *, actor: Actor, unit_id: int, matter: str, title: str, text: str, at: datetime, file: Kept | None = None,
    request: Request | None = None, is_demo: bool = False,
) -> int:  # fmt: skip
    """Begin a consultation with its draft, pasted or as .docx; nobody outside sees it yet. Returns its id."""
    acting = require_can_keep(actor, unit_id)
    if earlier := done_before(request):
        return earlier
    _require_asked(matter, unit_id, at)
    require_text(title, "title", _("Hãy ghi tên dự thảo."))
    if file is None:
        require_text(text, "text", _("Hãy dán toàn văn dự thảo, hoặc gửi tệp .docx."))
    made = Consultation.objects.create(
        code=free_code(Consultation, "LYK", at, f"{unit_id} {title}"), unit_id=unit_id, matter=matter,
        title=title.strip(), drafted_on=timezone.localdate(at), is_demo=is_demo,
    )  # fmt: skip
    if file is None:
        put_version(made, text, 1, at)
    else:
        keep_file(made, file, "", at)
    facts = {"matter": matter, "sha256": file.digest.hex() if file else None}
    grounds = [law.grounds(MATTERS[matter].rule, on=timezone.localdate(at))]
    write(
        "drafted", made, acting=acting, at=at, facts=facts, words=text, grounds=grounds, request=request, is_first=True
    )  # fmt: skip
    return made.pk


@transaction.atomic
def revise_draft(
    *, actor: Actor, consultation_id: int, text: str, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Put a new version of the draft beside the old ones, which stay to be read; returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    require_text(text, "text", _("Hãy dán toàn văn dự thảo."))
    require_text(reason, "reason", _("Hãy ghi vì sao sửa."))
    number = Version.objects.filter(consultation=consultation).count() + 1
    put_version(consultation, text, number, at, reason.strip())
    write("revised", consultation, acting=acting, at=at, facts={"version": number}, words=text, request=request)
    return consultation.pk


@transaction.atomic
def open_consultation(
    *, actor: Actor, consultation_id: int, answers: FiveAnswers, plan_sent_on: date | None, closes_on: date,
    at: datetime, request: Request | None = None,
) -> int:  # fmt: skip
    """Put the draft before the people until a day that leaves them the time of the law; returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_decide(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    if consultation.opened_at is not None:
        raise RefusedError(_("Đợt lấy ý kiến này đã mở."))
    if not Version.objects.filter(consultation=consultation).exists():
        raise RefusedError(_("Chưa có bản dự thảo nào: tệp .docx chưa đọc xong hoặc không đọc được."))
    for name, text in asdict(answers).items():
        require_text(text, name, _("Hãy trả lời đủ năm câu trước khi mở."))
    today = timezone.localdate(at)
    least = earliest_close(MATTERS[consultation.matter], today, law.rulebook())
    if closes_on < (least or today):
        said = _("Luật cho người dân đủ thời gian: sớm nhất hết ngày {day}.")
        raise RefusedError(said.format(day=f"{least or today:%d/%m/%Y}"), field="closes_on")
    for name, text in asdict(answers).items():
        setattr(consultation, name, text.strip())
    consultation.opened_at, consultation.closes_on, consultation.plan_sent_on = at, closes_on, plan_sent_on
    consultation.save()
    write(
        "opened", consultation, acting=acting, at=at, facts={"closes_on": closes_on.isoformat()},
        words="\n".join(asdict(answers).values()), request=request,
        grounds=[law.grounds(MATTERS[consultation.matter].rule, on=today)],
    )  # fmt: skip
    return consultation.pk


def keep_file(consultation: Consultation, file: Kept, reason: str, at: datetime) -> None:
    """Keep a received draft for the worker, who makes a version of its words; raises RefusedError."""
    if file.kind != "docx":
        raise RefusedError(_("Dự thảo chỉ nhận tệp DOCX."), field="file")
    DraftFile.objects.create(
        consultation=consultation, received_path=file.path, sha256=file.digest, reason=reason, received_at=at
    )


def _require_asked(matter: str, unit_id: int, at: datetime) -> None:
    """Raise RefusedError for a matter on which such a unit does not ask."""
    unit = organisations.unit(unit_id, timezone.localdate(at))
    kind = unit.kind if unit is not None else None
    if matter not in offered(is_front=kind is Kind.FRONT, is_commune=kind is Kind.COMMUNE):
        raise RefusedError(_("Hãy chọn nội dung lấy ý kiến."), field="matter")


def put_version(consultation: Consultation, text: str, number: int, at: datetime, reason: str = "") -> None:
    """Save one version of a draft, its passages with their anchors."""
    passages = [asdict(one) for one in blocks(text)]
    Version.objects.create(consultation=consultation, number=number, made_at=at, reason=reason, blocks=passages)
