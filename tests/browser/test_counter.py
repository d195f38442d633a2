"""Five faces at the one-stop counter: opened once by its code, one touch is one answer, ready for the next person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.province import found

from dinhlang.apps.surveys import actions
from dinhlang.apps.surveys.models import Sheet
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"viewport": {"width": 768, "height": 1024}}


def test_one_touch_is_one_answer_and_the_screen_waits_for_the_next(
    live_server: LiveServer, open_page: Callable[..., Page]
) -> None:
    cache.clear()
    province, at = found(), now()
    today = at.date()
    actions.open_wave(
        actor=SYSTEM, code="quay", title="Ở quầy", instrument="quay-nam-mat", opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=9), at=at,
    )  # fmt: skip
    code = actions.place_counter(actor=SYSTEM, wave_code="quay", place_id=province.id("T1"), at=at)
    page = open_page(**TABLET)
    page.goto(f"{live_server.url}/khao-sat/quay/")
    page.fill("#code", "AAAAA AAAAA")
    page.get_by_role("button", name="Mở màn hình").click()
    expect(page.get_by_text("Không có quầy nào mang mã này.")).to_be_visible()
    page.fill("#code", grouped(code))
    page.get_by_role("button", name="Mở màn hình").click()
    faces = page.locator("button.face")
    expect(faces).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") <= 768
    assert all((box := one.bounding_box()) and box["height"] >= 44 for one in faces.all())
    press = page.locator('input[name="press"]').input_value()
    token = page.locator('input[name="csrfmiddlewaretoken"]').first.input_value()
    faces.first.click()
    expect(page.get_by_text("Cảm ơn bạn. Đã ghi nhận.")).to_be_visible()
    again = {"press": press, "answer": "1", "csrfmiddlewaretoken": token}
    page.request.post(f"{live_server.url}/khao-sat/quay/", form=again, headers={"Referer": live_server.url})
    assert [one.answers for one in Sheet.objects.all()] == [{"chung": "5"}]  # the touch sent twice counts once
    expect(faces).to_have_count(5, timeout=10_000)  # by itself, without anybody pressing
    faces.last.click()
    expect(page.get_by_text("Cảm ơn bạn. Đã ghi nhận.")).to_be_visible()
    assert sorted(one.answers["chung"] for one in Sheet.objects.all()) == ["1", "5"]
