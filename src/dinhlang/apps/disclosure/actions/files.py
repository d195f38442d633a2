"""Papers and photos of the register: received, read and cleaned by the worker, masked before anybody sees them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO, cast
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.actions.acts import locked, write
from dinhlang.apps.disclosure.actions.count import count_one
from dinhlang.apps.disclosure.models import Evidence, File, Occasion, Publication, Version
from dinhlang.apps.disclosure.policies import require_can_keep, require_can_speak_for
from dinhlang.apps.disclosure.queries.papers import folded_words, public_blocks
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor
from dinhlang.domain.disclosure.columns import suspected
from dinhlang.domain.disclosure.due import occasion_of
from dinhlang.domain.disclosure.duties import DUTIES
from dinhlang.domain.disclosure.past import Past
from dinhlang.domain.organisations.names import fold
from dinhlang.lib import received_files
from dinhlang.lib.media import UnsafeFileError
from dinhlang.lib.received_files import Stored
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.uploads import LONGEST_MARK, kind_of
from dinhlang.lib.words_process import read_blocks

PHOTO, DOCX, XLSX = "photo", "docx", "xlsx"
FOLDER = "disclosures"
# Apart from what citizens send: each sweeper knows the rows of its own noun alone.
RECEIVED_PAPERS = "received-disclosures"
WAITING, READY, FAILED, WRITING = "waiting", "ready", "failed", "writing"
MOST_FILES = 8
PROOF = "ảnh"


@transaction.atomic
def add_file(
    *, actor: Actor, occasion_id: int, kind: str, path: str, digest: bytes, size: int, at: datetime,
    evidence_id: int | None = None, request: Request | None = None,
) -> int:  # fmt: skip
    """Keep a received paper for the next version, or the photo of a posting; the worker reads and cleans it."""
    occasion = locked(occasion_id)
    acting = _who_sends(actor, occasion, evidence_id, at)
    if earlier := done_before(request):
        return earlier
    if File.objects.filter(occasion=occasion, version=None, evidence=None).count() >= MOST_FILES:
        raise RefusedFileError(_("Mỗi bản kèm tối đa 8 tệp."))
    shown = None
    if evidence_id is not None:
        shown = Evidence.objects.filter(pk=evidence_id, publication__occasion=occasion).first()
        if shown is None or kind != PHOTO:
            raise RefusedFileError(_("Ảnh niêm yết phải là ảnh, gắn với một nơi đã ghi."))
    File.objects.create(
        occasion=occasion,
        evidence=shown,
        kind=kind,
        received_path=path,
        received_sha256=digest,
        size=size,
        received_at=at,
    )
    facts = {"kind": kind, "evidence": evidence_id}
    write("file_received", occasion, acting=acting, at=at, facts=facts, words=digest.hex(), request=request)
    return occasion.pk


def _who_sends(actor: Actor, occasion: Occasion, evidence_id: int | None, at: datetime) -> Acting:
    """Return the capacity: papers come from the unit alone, the photo of a village's board from its head too."""
    village = Evidence.objects.filter(pk=evidence_id or 0).values_list("village_id", flat=True).first()
    inside = {one.id for one in organisations.villages(occasion.unit_id, timezone.localdate(at))}
    return require_can_speak_for(actor, occasion.unit_id, village if village in inside else None)


@transaction.atomic
def keep_imported_file(*, past: Past, content: bytes, at: datetime) -> int:
    """Keep the paper of an imported publication that has none yet; returns how many were kept: one, or none."""
    key = sha256(f"{past.unit}\n{occasion_of(past.event).key}".encode()).digest()
    version = Version.objects.filter(publication__occasion__key=key, number=1, files=None).first()
    kind = kind_of(content[:LONGEST_MARK])
    if version is None or not kind:
        return 0
    occasion = locked(version.publication.occasion_id)
    path = default_storage.save(f"{RECEIVED_PAPERS}/{uuid4().hex[:2]}/{uuid4().hex}", ContentFile(content))
    digest = sha256(content).digest()
    File.objects.create(
        occasion=occasion,
        version=version,
        kind=kind,
        received_path=path,
        received_sha256=digest,
        size=len(content),
        received_at=at,
    )
    facts = {"kind": kind, "evidence": None}
    write("file_received", occasion, acting=AS_SYSTEM, at=at, facts=facts, words=digest.hex())
    return 1


class RefusedFileError(RefusedError):
    """A file that has no place here."""


def waiting_files(limit: int = 50) -> list[int]:
    """Return the ids of files that still wait."""
    return list(File.objects.filter(state=WAITING).order_by("id").values_list("pk", flat=True)[:limit])


def process_file(*, file_id: int, at: datetime) -> str:
    """Read and clean one waiting file, record it, delete what was received; returns its state. Twice is once.

    A table (.xlsx) comes as every package does, by the name of "docx": only its words go on.
    """
    file = File.objects.filter(pk=file_id, state=WAITING).first()
    if file is None:
        return "gone"
    stored = received_files.cleaned(file.kind, file.received_path, folder=FOLDER)
    blocks = [] if file.kind == PHOTO else _words(file)
    kind = XLSX if file.kind == DOCX and stored is None and blocks else file.kind
    state = READY if stored is not None or kind == XLSX else FAILED
    return _settle(file_id=file_id, kind=kind, state=state, stored=stored, blocks=blocks, at=at)


def _words(file: File) -> list[dict[str, Any]]:
    """Return what a paper says; nothing where it cannot be read (the pages of a PDF may be pictures)."""
    try:
        with default_storage.open(file.received_path) as source:
            return read_blocks(file.kind, cast("BinaryIO", source))
    except (UnsafeFileError, FileNotFoundError):
        return []


@transaction.atomic
def _settle(
    *, file_id: int, kind: str, state: str, stored: Stored | None, blocks: list[dict[str, Any]], at: datetime
) -> str:
    """Save the outcome and record it; the original goes once the outcome is safe."""
    file = File.objects.select_for_update(of=("self",)).select_related("version", "occasion").get(pk=file_id)
    if file.state != WAITING:
        return "gone"
    received = file.received_path
    file.kind, file.state, file.received_path, file.blocks = kind, state, "", blocks
    file.masked = suspected_columns(blocks)
    if stored is not None:
        file.path, file.thumbnail_path, file.size = stored.path, stored.small_path, len(stored.content)
    file.save()
    if file.version is not None and state == READY:  # imported: its words go into the version it came with
        file.version.blocks = [*file.version.blocks, *public_blocks(blocks, file.masked)]
        file.version.save(update_fields=["blocks"])
        _publish_rows([file], file.occasion, file.version)
        fold_words(file.version, file.occasion)
    occasion = locked(file.occasion_id)
    facts = {"kind": file.kind, "state": state, "evidence": file.evidence_id}
    words = sha256(stored.content).hexdigest() if stored else ""
    write("file_processed", occasion, acting=AS_SYSTEM, at=at, facts=facts, words=words)
    if state == READY and file.evidence_id is not None:
        Evidence.objects.filter(pk=file.evidence_id, confirmed_by="").update(confirmed_by=PROOF)
        count_one(occasion=occasion, at=at)
    transaction.on_commit(lambda: received_files.discard(received))
    return state


def suspected_columns(blocks: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Return the columns of each table that are masked unless somebody decides otherwise."""
    found = {}
    for place, one in enumerate(blocks):
        if one.get("kind") == "table":
            found[str(place)] = list(suspected([fold(heading) for heading in one["headings"]]))
    return {place: columns for place, columns in found.items() if columns}


@transaction.atomic
def mask(
    *, actor: Actor, file_id: int, columns: Mapping[str, Iterable[int]], at: datetime, request: Request | None = None
) -> int:
    """Say which columns of the tables of a paper the public does not see; returns the id of its occasion."""
    file = _unpublished(file_id)
    occasion = locked(file.occasion_id)
    acting = require_can_keep(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    tables = [str(place) for place, one in enumerate(file.blocks) if one.get("kind") == "table"]
    file.masked = {one: sorted(set(columns[one])) for one in tables if columns.get(one)}
    file.save(update_fields=["masked"])
    write("columns_masked", occasion, acting=acting, at=at, facts={"masked": file.masked}, request=request)
    return occasion.pk


@transaction.atomic
def drop_file(*, actor: Actor, file_id: int, at: datetime, request: Request | None = None) -> int:
    """Take a paper away that is not published yet; returns the id of its occasion."""
    file = _unpublished(file_id)
    occasion = locked(file.occasion_id)
    acting = require_can_keep(actor, occasion.unit_id)
    if earlier := done_before(request):
        return earlier
    paths = [one for one in (file.received_path, file.path, file.thumbnail_path) if one]
    file.delete()
    write("file_dropped", occasion, acting=acting, at=at, facts={"kind": file.kind}, request=request)
    transaction.on_commit(lambda: _delete(paths))
    return occasion.pk


def _delete(paths: Iterable[str]) -> None:
    for one in paths:
        default_storage.delete(one)


def _unpublished(file_id: int) -> File:
    found = File.objects.select_for_update().filter(pk=file_id, version=None, evidence=None).first()
    if found is None:
        raise NotFoundError(_("Tệp này không còn, hoặc đã công khai."))
    return found


def fold_words(version: Version, occasion: Occasion) -> None:
    """Write down by which words a publication is found now."""
    answers = (version.changes, version.affects, version.costs, version.timing, version.objections)
    words = folded_words(occasion.title, answers, version.blocks, occasion.duty)
    Publication.objects.filter(pk=version.publication_id).update(folded=words)


def attach_files(version: Version, occasion: Occasion) -> None:
    """Give a new version the papers that wait for it, their masked words after its own; within its transaction."""
    files = list(File.objects.select_for_update().filter(occasion=occasion, version=None, evidence=None).order_by("id"))
    if any(one.state == WAITING for one in files):
        raise RefusedError(_("Còn tệp đang được đọc và làm sạch; hãy chờ ít giây rồi gửi lại."))
    ready = [one for one in files if one.state == READY]
    version.blocks = [*version.blocks, *(block for one in ready for block in public_blocks(one.blocks, one.masked))]
    version.save(update_fields=["blocks"])
    _publish_rows(ready, occasion, version)
    fold_words(version, occasion)


def _publish_rows(files: Iterable[File], occasion: Occasion, version: Version) -> None:
    """Forget what was masked, now that the version stands; the worker makes a new table of what is public."""
    goes_out = not DUTIES[occasion.duty].names_people
    for one in files:
        is_table = one.kind == XLSX and goes_out
        one.blocks, one.version = (public_blocks(one.blocks, one.masked) if is_table else []), version
        one.state = WRITING if is_table else one.state
        one.save(update_fields=["blocks", "version", "state"])
