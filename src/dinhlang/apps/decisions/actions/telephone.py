"""Six digits sent to a telephone: with a slip they tie it to the household, alone they open the household's ballots."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinhlang.apps.decisions.actions.sign_in import Opened, line_of_slip, new_secret, open_ballots, tie_sign_in
from dinhlang.apps.decisions.models import HouseholdSignIn, RollLine, TelephoneCode
from dinhlang.apps.law import queries as law
from dinhlang.apps.notifications import actions as notifications
from dinhlang.domain.decisions.sign_in import NUMBER_PURPOSE, TERMS, Way
from dinhlang.domain.decisions.telephones import DIGITS, normal_telephone, six_digits, typed_digits
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.lib import formats, sealing, sms_gateway
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import RefusedError

UNREADABLE = gettext_lazy("Hãy nhập số điện thoại di động, ví dụ 0912 345 678.")
NOT_OFFERED = gettext_lazy("Nơi này chưa gửi được tin nhắn. Hãy dùng mã trên phiếu của hộ, hoặc đến trụ sở xã.")


def lookup_of(number: str) -> bytes:
    """Return what is kept to find a number again: without the deployment's key nobody can try all numbers."""
    return keyed(NUMBER_PURPOSE, number)


@transaction.atomic
def send_digits(*, typed: str, at: datetime, slip: str = "") -> str:
    """Send six digits to a telephone; returns the secret of this try. With a slip they tie the telephone.

    Without one they go only to a number that some household tied; the answer is the same for every other number.
    """
    number = normal_telephone(typed)
    if not number:
        raise RefusedError(UNREADABLE, field="telephone")
    if not sms_gateway.is_offered():
        raise RefusedError(NOT_OFFERED)
    line = line_of_slip(slip) if slip else None
    secret, digits, lookup = new_secret(), six_digits(secrets.randbelow(10**DIGITS)), lookup_of(number)
    minutes = law.rule(TERMS, on=timezone.localdate(at)).details["code_minutes"]
    ends_at = at + timedelta(minutes=minutes)
    TelephoneCode.objects.create(
        token_hash=lookup_hash(secret), digits_hash=_hash(secret, digits), lookup=lookup, line=line, ends_at=ends_at,
        sealed=sealing.seal(number, purpose=NUMBER_PURPOSE) if line else "",
    )  # fmt: skip
    known = HouseholdSignIn.objects.filter(way=Way.PHONE.value, lookup=lookup, ended_at=None).exists()
    if line is not None or known:
        words = _("Đình Làng: mã {digits} để mở phiếu của hộ, dùng trong {minutes} phút. Không đưa mã này cho ai.")
        notifications.queue_text_message(
            kind="decisions.sign_in_code", number=number, language=formats.language(),
            text=words.format(digits=digits, minutes=minutes), at=at, useless_at=ends_at,
        )  # fmt: skip
    return secret


@transaction.atomic
def open_by_telephone(*, secret: str, typed: str, at: datetime) -> list[Opened] | None:
    """Open the ballots of the household by the digits; None for wrong, used or late ones, which counts as a try."""
    found = _right(secret, typed, None, at)
    return None if found is None else open_ballots(way=Way.PHONE, lookup=bytes(found.lookup), at=at)


@transaction.atomic
def tie_telephone(*, slip: str, secret: str, typed: str, at: datetime) -> bool:
    """Tie the telephone that got the digits to the household of a slip; False for wrong, used or late digits."""
    line = line_of_slip(slip)
    found = _right(secret, typed, line, at)
    if found is None:
        return False
    tie_sign_in(household_id=line.household_id, way=Way.PHONE, lookup=bytes(found.lookup), sealed=found.sealed, at=at)
    return True


def _right(secret: str, typed: str, line: RollLine | None, at: datetime) -> TelephoneCode | None:
    """Return the try these digits belong to, and use it up; None leaves its row with one more wrong one."""
    found = TelephoneCode.objects.select_for_update().filter(token_hash=lookup_hash(secret), line=line).first()
    tries = law.rule(TERMS, on=timezone.localdate(at)).details["code_tries"]
    if found is None or found.ends_at <= at or found.tries >= tries:
        return None
    if not hmac.compare_digest(bytes(found.digits_hash), _hash(secret, typed_digits(typed))):
        found.tries += 1
        found.save(update_fields=["tries"])
        return None
    found.delete()
    return found


def _hash(secret: str, digits: str) -> bytes:
    return keyed("digits to a telephone", f"{secret}:{digits}")
