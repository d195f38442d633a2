"""Add a file to a document, or a new version of one; make it safe in the worker; say in five answers what it means."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import require_text, subject_of, write
from dinhlang.apps.coordination.models import Document, DocumentFile
from dinhlang.apps.coordination.models.files import FAILED, FILE_KINDS, READY, WAITING
from dinhlang.apps.coordination.policies import require_can_keep_register
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib import received_files
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.uploads import Kept

RECEIVED_DOCUMENTS, CLEANED = "received-documents", "documents"


@transaction.atomic
def add_document_file(
    *,
    actor: Actor,
    document_id: int,
    part: str,
    file: Kept,
    at: datetime,
    reason: str = "",
    request: Request | None = None,
) -> int:
    """Add a file to a document, or a new version with the reason for it; returns the document's id."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    document = _locked(document_id)
    named = require_text(part, "part", _("Hãy ghi tên phần, như “Toàn văn”."))
    if file.kind not in FILE_KINDS:
        raise RefusedError(_("Văn bản chỉ nhận tệp PDF hoặc DOCX."), field="file")
    last = DocumentFile.objects.filter(document=document, part=named).order_by("-version").first()
    _check_version(last, file, reason)
    version = last.version + 1 if last else 1
    facts = {"part": named, "version": version, "kind": file.kind}
    made = write(
        "file_added", subject_of(document), acting=acting, at=at, facts=facts, words=reason.strip(),
        more_parts={"file": file.digest}, request=request,
    )  # fmt: skip
    DocumentFile.objects.create(
        document=document, part=named, version=version, reason=reason.strip(), kind=file.kind, added_at=at,
        received_path=file.path, received_sha256=file.digest, size=file.size, added_record=made,
    )  # fmt: skip
    return document.pk


@transaction.atomic
def add_own_file(*, actor: Actor, code: str, part: str, kind: str, content: bytes, at: datetime) -> int:
    """Add a file that comes with the program, so that nothing in it is hostile; returns the id of its document."""
    acting = require_can_keep_register(actor)
    document = Document.objects.select_for_update(of=("self",)).filter(code=code).first()
    if document is None:
        raise NotFoundError(_("Không có văn bản này trong sổ."))
    if DocumentFile.objects.filter(document=document, part=part).exists():
        return document.pk
    digest = sha256(content).digest()
    facts = {"part": part, "version": 1, "kind": kind}
    subject, more = subject_of(document), {"file": digest}
    added = write("file_added", subject, acting=acting, at=at, facts=facts, more_parts=more)
    done = {"part": part, "version": 1, "state": READY, "sha256": digest.hex()}
    processed = write("file_processed", subject, acting=AS_SYSTEM, at=at, facts=done)
    DocumentFile.objects.create(
        document=document, part=part, version=1, kind=kind, state=READY, added_at=at, received_sha256=digest,
        path=received_files.store(kind, content, folder=CLEANED), sha256=digest, size=len(content),
        added_record=added, processed_record=processed,
    )  # fmt: skip
    return document.pk


def _locked(document_id: int) -> Document:
    found = Document.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
    if found is None:
        raise NotFoundError(_("Không có văn bản này trong sổ."))
    return found


def _check_version(last: DocumentFile | None, file: Kept, reason: str) -> None:
    """Raise RefusedError for a new version without a reason, or that is the one before."""
    if last is None:
        return
    if bytes(last.received_sha256) == file.digest and last.state != FAILED:
        raise RefusedError(_("Tệp này giống hệt bản đang có."), field="file")
    if not reason.strip():
        said = _("Phần này đã có tệp. Hãy ghi vì sao thay; bản trước vẫn còn đó cho mọi người xem.")
        raise RefusedError(said, field="reason")


def waiting_document_files(limit: int = 20) -> list[int]:
    """Return the ids of files that wait to be made safe."""
    return list(DocumentFile.objects.filter(state=WAITING).order_by("id").values_list("pk", flat=True)[:limit])


def process_document_file(*, file_id: int, at: datetime) -> str:
    """Make one waiting file safe, record the hash of what is handed out, delete what was received; returns its state.

    A file that no longer waits is left as it is. The heavy work runs outside the transaction.
    """
    file = DocumentFile.objects.filter(pk=file_id, state=WAITING).first()
    if file is None:
        return "gone"
    stored = received_files.cleaned(file.kind, file.received_path, folder=CLEANED)
    return _settle(file_id, stored, at)


@transaction.atomic
def _settle(file_id: int, stored: received_files.Stored | None, at: datetime) -> str:
    """Save the outcome and record it; the original goes once the outcome is safe."""
    file = DocumentFile.objects.select_for_update(of=("self",)).select_related("document").get(pk=file_id)
    if file.state != WAITING:
        return "gone"
    received = file.received_path
    file.state, file.received_path = (READY if stored else FAILED), ""
    facts = {"part": file.part, "version": file.version, "state": file.state}
    if stored:
        file.path, file.size, file.sha256 = stored.path, len(stored.content), sha256(stored.content).digest()
        facts["sha256"] = file.sha256.hex()
    document = _locked(file.document_id)
    file.processed_record = write("file_processed", subject_of(document), acting=AS_SYSTEM, at=at, facts=facts)
    file.save()
    transaction.on_commit(lambda: received_files.discard(received))
    return file.state


def sweep_document_files(*, before: datetime) -> int:
    """Delete received files of documents that no row speaks of and that came before a moment; returns how many."""
    waiting: QuerySet[DocumentFile] = DocumentFile.objects.exclude(received_path="")
    return received_files.sweep(RECEIVED_DOCUMENTS, set(waiting.values_list("received_path", flat=True)), before=before)


@dataclass(frozen=True)
class Answers:
    """What a document means, in five answers."""

    changes: str = ""
    affects: str = ""
    costs: str = ""
    timing: str = ""
    objections: str = ""


@transaction.atomic
def summarise_document(
    *, actor: Actor, document_id: int, answers: Answers, at: datetime, request: Request | None = None
) -> int:
    """Say in five answers what a document means, in place of those before; returns its id."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    document = _locked(document_id)
    told = {name: text.strip() for name, text in vars(answers).items()}
    if not any(told.values()):
        raise RefusedError(_("Hãy trả lời ít nhất một câu."), field="changes")
    for name, text in told.items():
        setattr(document, name, text)
    document.summarised_on = timezone.localdate(at)
    document.save(update_fields=[*told, "summarised_on"])
    words = "\n".join(f"{name}: {text}" for name, text in told.items())
    write("document_summarised", subject_of(document), acting=acting, at=at, words=words, request=request)
    return document.pk
