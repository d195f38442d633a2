"""A small province with one thing due, and its officials at their desks."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings
from tests.disclosures import Register, begun

from dinhlang.apps.accounts.models import User

Desk = Callable[[str], Client]


@pytest.fixture
def register(db: None) -> Iterator[Register]:
    """Return a commune that has signed a document of item 11.1; officials need no second factor here."""
    made = begun()
    with override_settings(MFA_REQUIRED=False):
        yield made


@pytest.fixture
def desk(register: Register) -> Desk:
    """Return the browser of an official by short name."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{short}@vinhlong.example"))
        return client

    return signed_in
