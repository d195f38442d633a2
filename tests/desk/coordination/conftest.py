"""The world of these tests; every test keeps its reports in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from tests.desk.coordination.offices import World


@pytest.fixture
def world(db: None, tmp_path: Path) -> Iterator[World]:
    """Return the world; officials need no second factor here."""
    with override_settings(MFA_REQUIRED=False, DATA_DIR=tmp_path):
        yield World()
