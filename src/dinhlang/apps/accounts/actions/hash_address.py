"""Turn a network address into a hash that can be undone by nobody after two days."""

import secrets
from datetime import date, datetime
from functools import lru_cache

from django.db import connection, transaction
from django.utils import timezone

from dinhlang.apps.accounts.models import AddressSalt
from dinhlang.lib import addresses

SALT_BYTES = 32


def hash_address(*, address: str, at: datetime) -> bytes:
    """Return 16 bytes for the address under the salt of the day, which is made when the day is new.

    The process remembers the salt of the present day, no other; what an open transaction made could be taken back.
    """
    day = timezone.localdate(at)
    salt = _salt(day=day) if connection.in_atomic_block else _remembered_salt(day)
    return addresses.address_hash(address, salt)


@lru_cache(maxsize=1)
def _remembered_salt(day: date) -> bytes:
    return _salt(day=day)


@transaction.atomic
def _salt(*, day: date) -> bytes:
    """Return the salt of a day."""
    kept = AddressSalt.objects.filter(day=day).first()
    if kept is None:
        AddressSalt.objects.bulk_create(
            [AddressSalt(day=day, salt=secrets.token_bytes(SALT_BYTES))], ignore_conflicts=True
        )  # fmt: skip
        kept = AddressSalt.objects.get(day=day)
    return bytes(kept.salt)
