"""The world of tests/security, for each test anew."""

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings
from tests.security.crawl import pages, seen
from tests.security.world import World, make_world

from dinhlang.apps.feedback.actions import attachments
from dinhlang.lib import media_process

__all__ = ["pages", "seen", "world"]


@pytest.fixture
def world(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return the world; officials need no second factor here (tests/desk/accounts has those tests)."""
    settings.MFA_REQUIRED = False
    # Files are cleaned in this process: test_files.py sees to the process of their own.
    monkeypatch.setattr(attachments, "clean", lambda kind, source: media_process.CLEANERS[kind](source))
    cache.clear()
    return make_world()
