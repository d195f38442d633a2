"""A village with a roll, and its people at the desk."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client, override_settings
from tests.villages import Village, begun, moment

from dinhlang.apps.accounts.models import User


@pytest.fixture
def village(db: None) -> Iterator[Village]:
    """Return a village whose roll stands, on 2 March 2026; nobody needs a second factor."""
    made = begun()
    with time_machine.travel(moment(2), tick=False), override_settings(MFA_REQUIRED=False):
        yield made


@pytest.fixture
def at_desk(village: Village) -> Callable[[str], Client]:
    """Return the browser of somebody who signed in."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=village.who(short).user_id))
        return client

    return signed_in
