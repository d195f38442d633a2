"""Take what an interviewer's device gathered without a network: each entry once, each slip once."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.answer import UsedSlipError, keep
from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import Delivery, Interviewer, Slip
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.collection import MOST_ENTRIES, Channel, Outcome
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.signed_entries import is_signed


@dataclass(frozen=True)
class Entry:
    """One signed entry: the very text that was signed, which holds its own id, the slip and the answers."""

    id: UUID
    body: str
    signature: bytes


@dataclass(frozen=True)
class Told:
    """What became of an entry, with a sentence where it was not kept."""

    id: UUID
    outcome: Outcome
    why: str = ""


@transaction.atomic
def deliver(*, wave_code: str, number: int, entries: Sequence[Entry], at: datetime) -> list[Told]:
    """Keep each new entry of a device and say of every one what became of it."""
    posts = Interviewer.objects.select_for_update(of=("self",)).select_related("wave")
    post = posts.filter(wave__code=wave_code, number=number).exclude(public_key=b"").first()
    if post is None:
        raise NotFoundError(_("Máy này chưa ghi danh."))
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(_("Mỗi lần gửi nhiều nhất 50 phiếu."))
    told = [_taken(post, one, at) for one in entries]
    kept = sum(one.outcome is Outcome.KEPT for one in told)
    if kept:
        facts = {"channel": "interviewer", "kept": kept}
        record(
            event="surveys.delivered", subject=subject_of(post.wave), acting=AS_CITIZEN, at=at, facts=facts,
            topics=[TOPIC],
        )  # fmt: skip
    return told


def _taken(post: Interviewer, entry: Entry, at: datetime) -> Told:
    if not is_signed(bytes(post.public_key), entry.body.encode(), entry.signature):
        return Told(entry.id, Outcome.REFUSED, str(_("Chữ ký không khớp với máy đã ghi danh.")))
    digest = keyed("surveys.delivery", entry.body)
    before = Delivery.objects.filter(interviewer=post, entry=entry.id).first()
    if before is not None:
        same = hmac.compare_digest(bytes(before.digest), digest)
        why = "" if same else str(_("Phiếu này đã gửi trước đó với nội dung khác."))
        return Told(entry.id, Outcome.ALREADY if same else Outcome.CONFLICT, why)
    try:
        with transaction.atomic():
            _kept(post, entry, at)
    except UsedSlipError as used:
        return Told(entry.id, Outcome.CONFLICT, str(used))
    except RefusedError as refused:
        return Told(entry.id, Outcome.REFUSED, str(refused))
    Delivery.objects.create(interviewer=post, entry=entry.id, digest=digest)
    return Told(entry.id, Outcome.KEPT)


def _kept(post: Interviewer, entry: Entry, at: datetime) -> None:
    slip, answers = _read(entry)
    slips = Slip.objects.select_for_update(of=("self",)).select_related("wave").filter(wave=post.wave)
    keep(slips.filter(lookup_hash=lookup_hash(slip)).first(), answers, Channel.INTERVIEWER, at)


def _read(entry: Entry) -> tuple[str, dict[str, str]]:
    """Return the slip and the answers of an entry; raises RefusedError for one in another form than devices sign."""
    try:
        said = json.loads(entry.body)
        answers = said["answers"]
        fits = said["id"] == str(entry.id) and isinstance(said["slip"], str) and isinstance(answers, dict)
    except (ValueError, KeyError, TypeError):
        fits = False
    if not fits or not all(isinstance(one, str) for pair in answers.items() for one in pair):
        raise RefusedError(_("Phiếu này không đọc được."))
    return said["slip"], answers
