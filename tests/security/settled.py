"""One world for all tests of a module: each changes it inside a savepoint, which is taken back after the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from tests.security.world import World, make_world

from dinhlang.lib import media_process, received_files


@contextmanager
def made(**settings: Any) -> Iterator[World]:
    """Make the world in a transaction that is never kept. Officials need no second factor in it.

    Files are cleaned in this process: test_files.py sees to the process of their own.
    """
    in_process = patch.object(received_files, "clean", lambda kind, source: media_process.CLEANERS[kind](source))
    with override_settings(MFA_REQUIRED=False, **settings), in_process, transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Keep the world while the tests of a module run."""
    with django_db_blocker.unblock(), made() as world:
        yield world


@pytest.fixture
def world(settled: World, db: None) -> World:
    """Return the world as it was made."""
    cache.clear()
    return settled
