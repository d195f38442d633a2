"""rights.md 8: addresses only as a hash salted daily and gone in 48 hours; sessions know no address."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from tests.apps.accounts.people import AT

from dinhlang.apps.accounts import actions
from dinhlang.apps.accounts.models import AddressSalt

ADDRESS_FIELDS = (models.GenericIPAddressField, models.IPAddressField)
ADDRESS_WORDS = {"ip", "remote_addr", "user_agent", "fingerprint"}


@pytest.mark.django_db
def test_the_hash_of_an_address_holds_for_a_day_and_no_longer() -> None:
    first = actions.hash_address(address="203.0.113.9", at=AT)
    assert actions.hash_address(address="203.0.113.9", at=AT + timedelta(hours=1)) == first
    assert actions.hash_address(address="203.0.113.9", at=AT + timedelta(days=1)) != first


@pytest.mark.django_db
def test_no_salt_is_older_than_48_hours_after_the_hourly_sweep() -> None:
    midnight = AT.replace(hour=0, minute=0)
    actions.hash_address(address="203.0.113.9", at=midnight)
    actions.sweep(at=midnight + timedelta(hours=47))
    assert not AddressSalt.objects.exists()


def test_no_table_of_ours_has_a_column_for_an_address_or_a_fingerprint() -> None:
    ours = [one for one in apps.get_models() if one.__module__.startswith("dinhlang.")]
    found = [
        f"{one._meta.label}.{field.name}"
        for one in ours
        for field in one._meta.concrete_fields
        if isinstance(field, ADDRESS_FIELDS) or field.name in ADDRESS_WORDS
    ]
    assert ours
    assert found == []
