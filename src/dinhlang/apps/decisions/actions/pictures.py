"""Photos of receipts and of the work: received as they are, shown only as a copy of their pixels."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import keeps_account, locked, require_text, unit_of, write
from dinhlang.apps.decisions.models import MoneyLine, Picture
from dinhlang.apps.decisions.policies import require_can_keep_account
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.received_files import cleaned, discard, sweep
from dinhlang.lib.refusal import RefusedError

FOLDER = "decisions"
RECEIVED_PICTURES = "received-decisions"  # apart from what others receive: each sweeper knows its own rows alone
WAITING, READY, FAILED = "waiting", "ready", "failed"
MOST_PICTURES = 200  # of one decision


@dataclass(frozen=True)
class NewPicture:
    """A received photo; number: of the line of money whose receipt it shows, None: of the work."""

    kind: str
    path: str
    digest: bytes
    words: str
    on: date
    number: int | None = None


@transaction.atomic
def add_picture(
    *, actor: Actor, decision_id: int, new: NewPicture, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Keep a photo of a receipt or of the work until its pixels are copied; returns its id."""
    found = locked(decision_id)
    acting = require_can_keep_account(actor, unit_of(found.decision, at))
    if earlier := done_before(request):
        return earlier
    if not keeps_account(found.decision):
        raise RefusedError(_("Chỉ việc đóng góp đã được các hộ thông qua mới có sổ thu chi."))
    if new.kind != "photo":
        raise RefusedError(_("Chỉ nhận ảnh."), field="photo")
    if Picture.objects.filter(decision_id=decision_id).count() >= MOST_PICTURES:
        raise RefusedError(_("Việc này đã có đủ 200 ảnh."), field="photo")
    if new.on > timezone.localdate(at):
        raise RefusedError(_("Ngày chụp không thể ở phía trước."), field="on")
    money = None
    if new.number is not None:
        money = MoneyLine.objects.filter(decision_id=decision_id, number=new.number).first()
        if money is None:
            raise RefusedError(_("Sổ không có dòng mang số này."), field="number")
    made = Picture.objects.create(
        decision_id=decision_id, money=money, on=new.on, received_path=new.path, received_sha256=new.digest,
        words=require_text(new.words, "words", _("Hãy ghi ảnh chụp gì."))[:200], received_at=at, is_demo=is_demo,
    )  # fmt: skip
    facts = {"line": new.number, "on": new.on.isoformat()}
    write("picture_received", found.decision, acting=acting, at=at, facts=facts, words=new.digest.hex(),
          request=request)  # fmt: skip
    return made.pk


def waiting_pictures(limit: int = 50) -> list[int]:
    """Return the ids of photos that still wait."""
    return list(Picture.objects.filter(state=WAITING).order_by("id").values_list("pk", flat=True)[:limit])


def process_picture(*, picture_id: int, at: datetime) -> str:
    """Copy the pixels of one waiting photo, record it, delete what was received; returns its state. Twice is once."""
    waiting = Picture.objects.filter(pk=picture_id, state=WAITING).first()
    if waiting is None:
        return "gone"
    stored = cleaned("photo", waiting.received_path, folder=FOLDER)
    with transaction.atomic():
        found = Picture.objects.select_for_update().get(pk=picture_id)
        if found.state != WAITING:
            return "gone"
        received = found.received_path
        found.state, found.received_path = (READY if stored else FAILED), ""
        if stored is not None:
            found.path, found.small_path, found.width, found.height = (
                stored.path, stored.small_path, stored.width, stored.height,
            )  # fmt: skip
        found.save()
        decision = locked(found.decision_id).decision
        digest = sha256(stored.content).hexdigest() if stored else ""
        write("picture_processed", decision, acting=AS_SYSTEM, at=at, facts={"state": found.state}, words=digest)
        transaction.on_commit(lambda: discard(received))
    return found.state


def sweep_pictures(*, before: datetime) -> int:
    """Delete received photos that no row speaks of and that came before a moment; returns how many."""
    waiting = Picture.objects.exclude(received_path="").values_list("received_path", flat=True)
    return sweep(RECEIVED_PICTURES, set(waiting), before=before)
