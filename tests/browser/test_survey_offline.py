"""An interviewer collects thirty answers with the network cut, reloads, comes back: nothing is lost or doubled."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.survey_world import ANSWERS, CODE, opened

from dinhlang.apps.surveys import actions
from dinhlang.apps.surveys.models import Delivery, Sheet, Slip
from dinhlang.lib.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNT = 30


def collect(page: Page, slip: str) -> None:
    page.fill("#phieu", slip)
    page.check('input[name="trust.party"][value="3"]')
    page.check('input[name="trust.state"][value="none"]')
    page.get_by_role("button", name="Xong phiếu này").click()
    expect(page.locator("#phieu")).to_have_value("")


def test_thirty_answers_without_a_network(live_server: LiveServer, open_page: Callable[..., Page]) -> None:
    cache.clear()
    field = opened(COUNT)
    page = open_page()
    page.goto(f"{live_server.url}/dieu-tra/{CODE}/")
    page.fill("#ma", field.interviewer)
    page.get_by_role("button", name="Ghi danh máy này").click()
    expect(page.locator("[data-who]")).to_have_text("Điều tra viên số 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.wait_for_selector("[data-collect][data-ready]")
    page.context.set_offline(True)
    for slip in field.slips[:20]:
        collect(page, slip)
    page.fill("#phieu", field.slips[20])
    page.check('input[name="trust.party"][value="3"]')
    page.reload()
    expect(page.locator("[data-count-waiting]")).to_have_text("20")
    expect(page.locator("#phieu")).to_have_value(field.slips[20])  # a household that was half asked is not asked anew
    expect(page.locator('input[name="trust.party"][value="3"]')).to_be_checked()
    for slip in field.slips[20:]:
        collect(page, slip)
    expect(page.locator("[data-count-waiting]")).to_have_text("30")
    assert not Sheet.objects.exists()
    # meanwhile one household answers by itself: a conflict that the interviewer sees
    actions.answer_by_slip(code=field.slips[0], answers=ANSWERS, at=now())
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-count-kept]")).to_have_text("29", timeout=20_000)
    expect(page.locator("[data-count-waiting]")).to_have_text("0")
    expect(page.locator("[data-wrong] li")).to_have_count(1)
    assert "trùng phiếu mời" in page.inner_text("[data-wrong]")
    page.reload()
    page.get_by_role("button", name="Gửi ngay").click()
    assert (Sheet.objects.count(), Delivery.objects.count()) == (COUNT, COUNT - 1)
    assert Slip.objects.filter(is_used=True).count() == COUNT


def test_a_half_filled_slip_waits_in_the_device_for_its_own_code_until_it_is_sent(
    live_server: LiveServer, open_page: Callable[..., Page]
) -> None:
    cache.clear()
    field, pick = opened(2), 'input[name="trust.party"][value="3"]'
    page = open_page()

    def open_slip(code: str) -> None:
        page.goto(f"{live_server.url}/khao-sat/phieu/")
        page.fill("#code", code)
        page.get_by_role("button", name="Mở phiếu").click()

    open_slip(field.slips[0])
    page.check(pick)
    assert field.slips[0] not in page.evaluate("JSON.stringify(localStorage)")
    open_slip(field.slips[1])
    expect(page.locator(pick)).not_to_be_checked()  # another member of the house sees nothing of it
    open_slip(field.slips[0])
    expect(page.locator(pick)).to_be_checked()
    expect(page.get_by_text("còn giữ trong máy này")).to_be_visible()
    page.get_by_role("button", name="Xóa và chọn lại từ đầu").click()
    expect(page.locator(pick)).not_to_be_checked()
    page.check(pick)
    page.check('input[name="trust.state"][value="none"]')
    page.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.get_by_role("heading", name="Đã nhận câu trả lời")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert Sheet.objects.count() == 1
