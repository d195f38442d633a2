"""Photos and scans of signed minutes: received as they are, shown at the desk only as a copy of their pixels."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import course_of, locked, write
from dinhlang.apps.decisions.models import SignedSheet
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.received_files import Stored, cleaned, discard, sweep
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.uploads import PHOTOS_AND_PDFS, Kept

FOLDER = "signed-sheets"
RECEIVED_SHEETS = "received-signed-sheets"


@transaction.atomic
def attach_sheet(
    *, actor: Actor, decision_id: int, sheet: Kept, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Keep a photo or scan of the signed minutes of a counted vote; returns the id of the decision."""
    found = locked(decision_id)
    acting = require_can_convene(actor, found.decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if found.needed is None:
        raise RefusedError(_("Chưa có kết quả để lập biên bản."))
    keep_sheet(found.decision_id, sheet, at)
    write("sheet_received", found.decision, acting=acting, at=at, file=sheet.digest, request=request)
    return found.decision_id


def keep_sheet(decision_id: int, sheet: Kept, at: datetime) -> None:
    """Keep a received sheet until the worker cleans it, in the transaction of the caller."""
    if sheet.kind not in PHOTOS_AND_PDFS:
        raise RefusedError(_("Chỉ nhận ảnh hoặc bản quét PDF."), field="sheet")
    SignedSheet.objects.create(decision_id=decision_id, kind=sheet.kind, received_path=sheet.path, at=at)


def waiting_sheets(limit: int = 20) -> list[int]:
    """Return the ids of sheets that wait to be cleaned."""
    return list(SignedSheet.objects.exclude(received_path="").order_by("id").values_list("pk", flat=True)[:limit])


def sweep_sheets(*, before: datetime) -> int:
    """Delete received sheets that no row speaks of and that came before a moment; returns how many."""
    waiting = SignedSheet.objects.exclude(received_path="")
    return sweep(RECEIVED_SHEETS, set(waiting.values_list("received_path", flat=True)), before=before)


def process_sheet(*, sheet_id: int, at: datetime) -> bool:
    """Copy what a waiting sheet shows and delete what was received; tells whether there is a copy now."""
    row = SignedSheet.objects.filter(pk=sheet_id).exclude(received_path="").first()
    return row is not None and _settle(row, cleaned(row.kind, row.received_path, folder=FOLDER), at)


@transaction.atomic
def _settle(row: SignedSheet, stored: Stored | None, at: datetime) -> bool:
    """Save the outcome and record the digest of the copy."""
    decision = locked(row.decision_id).decision
    row.refresh_from_db()
    received = row.received_path
    if not received:
        return False
    row.received_path, row.path = "", stored.path if stored else ""
    row.save(update_fields=["received_path", "path"])
    write("sheet_processed", decision, acting=AS_SYSTEM, at=at, facts={"ready": stored is not None},
          file=sha256(stored.content).digest() if stored else b"")  # fmt: skip
    transaction.on_commit(lambda: discard(received))
    return stored is not None
