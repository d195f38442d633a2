"""Register documents, and say how they stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    code_of,
    existing_document,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.models import Document, DocumentRelation, JointIssuer
from dinhlang.apps.coordination.policies import require_can_keep_register
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Field, Kind, Relation
from dinhlang.domain.coordination.symbols import key_of
from dinhlang.domain.law.rule import Confidence
from dinhlang.domain.organisations.names import fold, tidy
from dinhlang.lib.refusal import NotFoundError, RefusedError

ENDING = (Relation.REPLACES,)


@dataclass(frozen=True)
class NewDocument:
    """What is written of a document when it is registered; the first issuer is the one that is named first."""

    kind: Kind
    symbol: str
    title: str
    issuer_ids: tuple[int, ...]
    passed_on: date
    in_force_from: date | None = None
    field: Field | None = None  # None: all fields
    signed_by_post: str = ""
    signed_by_name: str = ""
    changes: str = ""
    affects: str = ""
    costs: str = ""
    timing: str = ""
    objections: str = ""
    source: str = ""
    source_url: str = ""
    confidence: Confidence = Confidence.SURE
    is_illustration: bool = False


@transaction.atomic
def register_document(*, actor: Actor, new: NewDocument, at: datetime, request: Request | None = None) -> int:
    """Write a document into the register; returns its id."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    tidied = replace(new, symbol=tidy(new.symbol), title=tidy(new.title))
    _check(tidied, at)
    made = Document.objects.create(**columns(tidied))
    JointIssuer.objects.bulk_create(joint_rows(made, tidied.issuer_ids))
    facts = {"kind": made.kind, "symbol": made.symbol, "passed_on": made.passed_on.isoformat()}
    write("document_registered", subject_of(made), acting=acting, at=at, facts=facts, words=made.title, request=request)
    return made.pk


def _check(new: NewDocument, at: datetime) -> None:
    """Raise RefusedError for a document that cannot be, or is there already."""
    require_text(new.symbol, "symbol", _("Hãy ghi số, ký hiệu của văn bản."))
    require_text(new.title, "title", _("Hãy ghi trích yếu của văn bản."))
    require_past(new.passed_on, at, "passed_on")
    if not new.issuer_ids:
        raise RefusedError(_("Hãy chọn cơ quan ban hành."), field="issuer")
    if not new.source.strip() and not new.is_illustration:
        raise RefusedError(_("Hãy ghi nguồn: văn bản này lấy từ đâu."), field="source")
    if new.in_force_from is not None and new.in_force_from < new.passed_on:
        raise RefusedError(_("Ngày có hiệu lực không thể trước ngày ban hành."), field="in_force_from")
    same = Document.objects.filter(
        symbol_key=key_of(new.symbol), passed_on__year=new.passed_on.year, issuer_id=new.issuer_ids[0]
    )
    if same.exists():
        raise RefusedError(_("Sổ đã có văn bản mang số, ký hiệu này của cơ quan này trong năm."), field="symbol")


def columns(new: NewDocument) -> dict[str, object]:
    """Return the columns of a document that is registered."""
    plain = code_of(new.symbol)
    taken = list(Document.objects.filter(code__startswith=plain[:36]).values_list("code", flat=True))
    return {
        "code": code_of(f"{plain}-{new.passed_on.year}", taken) if plain in taken else plain,
        "kind": new.kind.value,
        "symbol": new.symbol,
        "symbol_key": key_of(new.symbol)[:120],
        "title": new.title,
        "folded": fold(f"{new.symbol} {new.title}")[:600],
        "issuer_id": new.issuer_ids[0],
        "field": new.field.value if new.field else "",
        "confidence": new.confidence.value,
    } | {name: getattr(new, name) for name in PLAIN}


PLAIN = (
    "passed_on", "in_force_from", "signed_by_post", "signed_by_name", "changes", "affects", "costs", "timing",
    "objections", "source", "source_url", "is_illustration",
)  # fmt: skip


def joint_rows(document: Document, issuer_ids: Sequence[int]) -> list[JointIssuer]:
    """Return the rows of the bodies that issued a document together with the first."""
    return [JointIssuer(document=document, unit_id=one, place=place) for place, one in enumerate(issuer_ids[1:], 1)]


@transaction.atomic
def relate_documents(
    *,
    actor: Actor,
    document_id: int,
    relation: Relation,
    to_id: int | None,
    at: datetime,
    clause: str = "",
    due_on: date | None = None,
    request: Request | None = None,
) -> int:
    """Say how a document stands to another, or what act it asks for by a day (`to_id` None); returns the first's id."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    document = existing_document(document_id)
    other = existing_document(to_id) if to_id is not None else None
    _check_relation(document, relation, other, clause, due_on)
    DocumentRelation.objects.create(
        from_document=document, relation=relation.value, to_document=other, clause=tidy(clause), due_on=due_on
    )
    if relation in ENDING and other is not None:
        end_document(other, document)
    facts = {"relation": relation.value, "to": other.code if other else "", "due_on": due_on and due_on.isoformat()}
    write("documents_related", subject_of(document), acting=acting, at=at, facts=facts, words=clause, request=request)
    return document.pk


def _check_relation(
    document: Document, relation: Relation, other: Document | None, clause: str, due_on: date | None
) -> None:
    """Raise RefusedError for a relation that says nothing or is there already."""
    asks = relation is Relation.ASSIGNS
    if other is None and not (asks and clause.strip()):
        raise RefusedError(_("Hãy chọn văn bản kia, hoặc ghi rõ văn bản được yêu cầu ban hành."), field="to")
    if other is not None and other.pk == document.pk:
        raise RefusedError(_("Một văn bản không thể dẫn tới chính nó."), field="to")
    if due_on is not None and not asks:
        raise RefusedError(_("Chỉ việc giao nhiệm vụ mới có thời hạn."), field="due_on")
    if other is not None and document.relations.filter(to_document=other, relation=relation.value).exists():
        raise RefusedError(_("Quan hệ này đã ghi rồi."), field="to")


def end_document(old: Document, by: Document) -> None:
    """End a document when another takes its place: on the day on which that one begins, known since it was passed."""
    old.in_force_until = by.in_force_from or by.passed_on
    old.end_known_on = by.passed_on
    old.save(update_fields=["in_force_until", "end_known_on"])


@transaction.atomic
def name_asked_act(
    *, actor: Actor, document_id: int, clause: str, act_id: int, at: datetime, request: Request | None = None
) -> int:
    """Say which act answers what a document asked for; returns the id of the asking document."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    act = existing_document(act_id)
    waiting = DocumentRelation.objects.select_for_update(of=("self",)).filter(
        from_document=document_id, relation=Relation.ASSIGNS.value, to_document__isnull=True, clause=tidy(clause)
    )
    asked = waiting.select_related("from_document").first()
    if asked is None:
        raise NotFoundError(_("Không có việc nào đang chờ như vậy."))
    if act.pk == document_id:
        raise RefusedError(_("Một văn bản không thể dẫn tới chính nó."), field="act")
    if asked.from_document.relations.filter(to_document=act, relation=Relation.ASSIGNS.value).exists():
        raise RefusedError(_("Quan hệ này đã ghi rồi."), field="act")
    asked.to_document = act
    asked.save(update_fields=["to_document"])
    subject = subject_of(asked.from_document)
    write("asked_act_named", subject, acting=acting, at=at, facts={"act": act.code}, request=request)
    return document_id
