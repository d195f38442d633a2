"""The small province for the pages."""

import pytest
from tests.disclosures import Register, begun


@pytest.fixture
def register(db: None) -> Register:
    """Return a commune that has signed a document of item 11.1."""
    return begun()
