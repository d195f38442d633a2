"""The quiz on a phone of 360 pixels, with JavaScript and without."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from dinhlang.apps.law.models import QuizCount

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


def answer_all(page: Page) -> None:
    for number in range(1, 11):
        page.check(f'input[name="cau-{number}"][value="2"]')
    page.get_by_role("button", name="Xem lời giải").click()
    page.wait_for_url("**/loi-giai/**")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_ten_questions_are_answered_and_explained(
    live_server: LiveServer, open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_page(**options)
    page.goto(f"{live_server.url}/luat/trac-nghiem/ban/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    asked = page.locator("[data-first]")
    assert asked.is_visible() is bool(options)  # without JavaScript the page asks whether it is the first time
    answer_all(page)
    assert "trên 10 câu" in page.inner_text("h1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".quiz-told").count() == 10
    row = QuizCount.objects.get()
    assert (row.tries, row.first_tries) == (1, 1)


def test_the_browser_remembers_that_it_was_not_the_first_time(live_server: LiveServer, open_page: OpenPage) -> None:
    page = open_page()
    for _time in range(2):
        page.goto(f"{live_server.url}/luat/trac-nghiem/ban/")
        answer_all(page)
    row = QuizCount.objects.get()
    assert (row.tries, row.first_tries) == (2, 1)
