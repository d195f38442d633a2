"""A small province, and a case sent in it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.province import BEGIN, Province, found

from dinhlang.apps.feedback import actions


@pytest.fixture
def province(db: None) -> Province:
    """Return the small province."""
    return found()


@pytest.fixture
def send(province: Province) -> Callable[..., actions.Submitted]:
    """Return a function that sends a case to a commune."""

    def sent(
        *, at: datetime = BEGIN, commune: str = "T1", contact: dict[str, str] | None = None, **answers: Any
    ) -> Any:
        token = actions.begin_draft(language="vi", at=at)
        filled = {
            "category": "thoat-nuoc",
            "commune_id": province.id(commune),
            "text": "Cống thoát nước đường ấp Phước Hậu nghẹt. Mưa là ngập vào nhà.",
        } | answers
        actions.fill_draft(token=token, answers=filled, at=at)
        return actions.submit_case(token=token, at=at, contact=contact or {})

    return sent
