"""What every test stands on: a data directory of its own, plain static files, and a browser where there is one."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from django.urls import get_resolver
from django.utils import translation
from hypothesis import HealthCheck
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker
from tests import emptying
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from dinhlang.apps.transparency.queries import content_versions

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[1]
FAULTS = ROOT / "tests" / "faults"
IN_CI = os.environ.get("CI") == "true"
# As root, Chromium has no sandbox to give; the closed network of a test machine gets no background requests.
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_data_dir = tempfile.TemporaryDirectory(prefix="dinhlang-tests-")


# A machine with other work is slow now and then: no test fails for that.
hypothesis.settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("unhurried")


def pytest_configure() -> None:
    """Keep the tests out of any real data directory, before anything reads these settings."""
    place = Path(_data_dir.name)
    settings.DATA_DIR = place
    settings.STATIC_ROOT = place / "static"
    settings.SIGNER_SOCKET = str(place / "signer.sock")
    settings.SIGNER_KEYS = place / "keys"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place / "files"}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    """Remove what the tests wrote."""
    _data_dir.cleanup()


class InOrder(LoadScopeScheduling):
    """Hand out tests one by one, but a file whose fixtures bring up a whole demonstration to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return file if FAULTS in (ROOT / file).parents else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> InOrder:
    """Choose how tests are shared between processes; xdist's own groups by mark are lost on pytest 9.2."""
    return InOrder(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the database, and know what its migrations wrote: a test with real transactions leaves exactly that.

    All doors are opened first: a view that a test with another clock imports would keep that clock for good.
    """
    assert get_resolver().url_patterns
    with django_db_blocker.unblock():
        emptying.remember()
    TransactionTestCase._fixture_teardown = emptying.empty  # type: ignore[assignment, attr-defined]


@pytest.fixture(autouse=True)
def vietnamese_first() -> Iterator[None]:
    """Begin every test in Vietnamese: a request under /en/ leaves its language behind in this thread."""
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def nothing_known_of_pages() -> None:
    """Forget the content versions: a test with real transactions emptied the tables, which is no act."""
    content_versions.forget()


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Debian's Chromium. Without it the test is skipped with that reason; in CI it fails."""
    if not CHROMIUM.exists():
        reason = "no Chromium here (Debian: apt-get install chromium)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright runs an event loop in this thread; Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_OPTIONS)
        yield started
        started.close()
        connections.close_all()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in fresh contexts (a phone of 360×740 unless told otherwise); they close after the test."""
    contexts = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, "locale": "vi-VN"} | options)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
