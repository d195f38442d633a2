"""A village with a roll of twelve households."""

import pytest
from tests.villages import Village, begun


@pytest.fixture
def village(db: None) -> Village:
    """Return a village whose roll stands."""
    return begun()
