"""The province with the history that comes with the program, shown by the public pages."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from dinhlang.apps.coordination import actions
from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM

AT = datetime.fromisoformat("2026-11-23T09:00:00+07:00")


@pytest.fixture
def mechanism(db: None) -> Iterator[None]:
    """Found the province and write its history; it is a morning of November 2026."""
    with time_machine.travel(AT, tick=False):
        organisations.import_vinh_long(actor=SYSTEM, at=AT)
        actions.import_history(actor=SYSTEM, at=AT)
        yield
