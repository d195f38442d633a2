"""Pointing on the map of the form: nothing is fetched before it is asked for; a tap gives a position."""

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_feedback_journey import OpenPage, fits, watched
from tests.province import found

from dinhlang.apps.organisations import actions, queries
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.outlines import Outlined
from dinhlang.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tap_on_the_map_gives_a_position_that_can_be_dropped(open_page: OpenPage, live_server: LiveServer) -> None:
    found(clock.now())
    code = queries.communes(clock.now().date())[0].code
    outline = Outlined(1, code, (((106.0, 10.0), (106.1, 10.0), (106.1, 10.1), (106.0, 10.1), (106.0, 10.0)),))
    actions.import_outlines(actor=SYSTEM, outlines=[outline], source="test", at=clock.now())
    page: Page = open_page()
    problems, asked = watched(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/phan-anh/gui/")
    page.locator("main form button[name=category]").first.click()
    page.select_option("#commune", code)
    page.get_by_role("button", name="Chỉ trên bản đồ").wait_for()
    assert not [one for one in asked if "leaflet" in one]
    page.get_by_role("button", name="Chỉ trên bản đồ").click()
    page.locator(".pin__own").wait_for()
    page.locator(".pin__map").click(position={"x": 120, "y": 140})
    expect(page.locator("[data-position] output")).to_contain_text("Đã ghi điểm bạn chỉ.")
    expect(page.locator("input[name=latitude]")).not_to_have_value("")
    expect(page.locator(".pin__mark")).to_have_count(1)
    fits(page)
    page.get_by_role("button", name="Bỏ vị trí").click()
    expect(page.locator("input[name=latitude]")).to_have_value("")
    expect(page.locator(".pin__mark")).to_have_count(0)
    assert problems == []
    assert {one.split("/")[2] for one in asked} == {live_server.url.split("/")[2]}


def test_a_commune_that_was_chosen_before_the_script_came_shows_its_villages(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    found(clock.now())
    code = queries.communes(clock.now().date())[0].code
    page = open_page()
    held: list[Route] = []
    page.route("**/feedback_place*.js", lambda route: held.append(route))  # a slow line: the script is still on its way
    page.goto(f"{live_server.url}/phan-anh/gui/", wait_until="commit")
    page.locator("main form button[name=category]").first.click(no_wait_after=True)
    page.select_option("#commune", code)
    held[0].continue_()
    expect(page.locator("#landmark")).to_be_visible()
