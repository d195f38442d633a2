"""A small province served for the browser, with one case of each kind that the pages show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from tests.province import Province, found

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Category
from dinhlang.lib.clock import now

CATEGORIES = ({"code": "thoat-nuoc", "name_vi": "Thoát nước, ngập", "name_en": "Drainage, flooding"},
              {"code": "khac", "name_vi": "Việc khác", "name_en": "Something else"})  # fmt: skip


@dataclass(frozen=True)
class Served:
    """A running province: its address, its people, an answered public case and a fresh one."""

    url: str
    province: Province
    answered: actions.Submitted
    fresh: actions.Submitted


@pytest.fixture
def served(live_server: Any, transactional_db: None) -> Served:
    """Return a province with two cases; flushed tables get their categories back first."""
    cache.clear()
    if not Category.objects.exists():
        actions.import_categories(rows=CATEGORIES)
    begin = now() - timedelta(days=4)
    province = found(begin)
    send = _sender(province)
    answered, fresh = send("Cống thoát nước đường ấp Phước Hậu nghẹt, mưa là ngập vào nhà."), send("Đèn tắt từ rằm.")
    who, at = province.actors, begin + timedelta(hours=3)
    actions.classify_case(actor=who["receiver"], case_id=answered.case_id, category="thoat-nuoc", at=at)
    actions.publish_case(
        actor=who["receiver"], case_id=answered.case_id, title="Cống thoát nước đường ấp Phước Hậu nghẹt",
        text="Cống nghẹt, mưa là ngập.", at=at,
    )  # fmt: skip
    actions.write_answer(actor=who["head"], case_id=answered.case_id, kind="done", text="Đã nạo vét.", at=at)
    actions.recount_all(at=now())
    return Served(live_server.url, province, answered, fresh)


def _sender(province: Province) -> Callable[[str], actions.Submitted]:
    def send(text: str) -> actions.Submitted:
        at = now() - timedelta(days=4)
        token = actions.begin_draft(language="vi", at=at)
        answers = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": text}
        actions.fill_draft(token=token, answers=answers, at=at)
        return actions.submit_case(token=token, at=at, contact={"phone": "0900 000 000"})

    return send
