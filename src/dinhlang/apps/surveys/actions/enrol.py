"""Enrol the device of an interviewer: once, with the code that was handed over."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import Interviewer
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.signed_entries import is_key


@transaction.atomic
def enrol_device(*, wave_code: str, code: str, public_key: bytes, at: datetime) -> int:
    """Write down the public key of a device for the interviewer whose code it has; returns the number."""
    posts = Interviewer.objects.select_for_update(of=("self",)).select_related("wave")
    post = posts.filter(wave__code=wave_code, lookup_hash=lookup_hash(code)).first()
    if post is None:
        raise NotFoundError(_("Không có điều tra viên mang mã này trong cuộc khảo sát."))
    if bytes(post.public_key) not in (b"", public_key):
        raise RefusedError(_("Mã này đã dùng cho một máy khác. Hãy xin mã mới."))
    if not is_key(public_key):
        raise RefusedError(_("Khóa của máy không đọc được."))
    post.public_key = public_key
    post.save(update_fields=["public_key"])
    facts = {"number": post.number}
    record(
        event="surveys.device_enrolled", subject=subject_of(post.wave), acting=AS_CITIZEN, at=at, facts=facts,
        topics=[TOPIC],
    )  # fmt: skip
    return post.number
