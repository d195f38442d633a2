"""A household without its slip: telephone, digits, ballot, another ballot, receipt, on a small screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_desk import faults
from tests.browser.test_votes import Place, place
from tests.telephones import GATEWAY, NUMBER, digits

from dinhlang.apps.decisions.models import BallotCast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
__all__ = ["place"]


def asked(page: Page) -> None:
    """Type the number, then the digits that were sent to it."""
    assert faults(page) == []
    page.get_by_label("Số điện thoại di động").fill(NUMBER)
    page.get_by_role("button", name="Gửi mã").click()
    assert faults(page) == []
    page.get_by_label("Mã 6 chữ số").fill(digits())


def test_a_household_ties_its_telephone_and_votes_with_it_twice(
    live_server: LiveServer, place: Place, open_page: OpenPage, settings: Settings
) -> None:
    settings.SMS_URL = GATEWAY
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(f"{live_server.url}/bo-phieu/{place.codes['5']}/")
    page.get_by_role("link", name="Nhận mã qua điện thoại lần sau").click()
    asked(page)
    page.get_by_role("button", name="Gắn số này").click()
    expect(page.get_by_text("Số đang gắn: ••• 678")).to_be_visible()
    assert faults(page) == []
    phone = open_page(viewport={"width": 360, "height": 740})
    phone.goto(f"{live_server.url}/bo-phieu/")
    phone.get_by_role("link", name="Mở phiếu bằng số điện thoại").click()
    asked(phone)
    phone.get_by_role("button", name="Mở phiếu").click()
    expect(phone.locator("h1")).to_have_text(place.decision.question)
    for choice in ("Đồng ý", "Không đồng ý"):
        phone.get_by_text(choice, exact=True).click()
        phone.get_by_role("button", name="Bỏ phiếu", exact=True).click()
        expect(phone.locator(".code")).to_have_text(place.rows["5"])
        assert faults(phone) == []
        phone.get_by_role("link", name="Xem lại hoặc đổi phiếu").click()
    assert list(BallotCast.objects.order_by("number").values_list("choice", flat=True)) == ["agree", "disagree"]
