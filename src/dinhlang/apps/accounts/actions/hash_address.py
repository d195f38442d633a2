"""Turn a network address into a hash that can be undone by nobody after two days."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dinhlang.apps.accounts.models import AddressSalt
from dinhlang.lib import addresses

SALT_BYTES = 32


@transaction.atomic
def hash_address(*, address: str, at: datetime) -> bytes:
    """Return 16 bytes for the address under the salt of the day, which is made when the day is new."""
    day = timezone.localdate(at)
    kept = AddressSalt.objects.filter(day=day).first()
    if kept is None:
        AddressSalt.objects.bulk_create(
            [AddressSalt(day=day, salt=secrets.token_bytes(SALT_BYTES))], ignore_conflicts=True
        )  # fmt: skip
        kept = AddressSalt.objects.get(day=day)
    return addresses.address_hash(address, bytes(kept.salt))
