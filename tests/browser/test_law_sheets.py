"""Sheets to print: each is one page of its size, with its QR code."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from dinhlang.apps.law import queries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MILLIMETRES = {"a3": (297, 420), "a4": (210, 297), "a5": (148, 210)}
LONGEST = max(queries.questions(), key=lambda one: len(one.answer.vi) + len(one.todo.vi)).code


@pytest.mark.parametrize("size", ["a3", "a4", "a5"])
def test_a_sheet_is_one_page_of_its_size(live_server: LiveServer, open_page: Callable[..., Page], size: str) -> None:
    page = open_page()
    page.goto(f"{live_server.url}/luat/hoi-dap/{LONGEST}/in/{size}/")
    assert page.locator(".sheet__qr svg").is_visible()
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        sizes = [tuple(round(float(one) / 72 * 25.4) for one in sheet.MediaBox)[2:] for sheet in printed.pages]
    assert sizes == [MILLIMETRES[size]]
