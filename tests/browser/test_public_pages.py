"""Every public page in a real browser: accessible, quiet, no wider than the phone, nothing from elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/them/", "/ve-ban-mau/", "/dieu-chung-toi-khong-lam/", "/phan-anh/", "/phan-anh/gui/", "/tra-cuu/", "/xa/",
    "/xa/xa-long-ho/", "/nhat-ky/", "/nhat-ky/cach-kiem-tra/", "/dang-nhap/", "/style-guide/",
    "/khong-co-trang-nay/", "{case}", "{mine}", "{fresh}", "{receipt}", "/en/", "/en/phan-anh/",
)  # fmt: skip
WORST = {"serious", "critical"}


def addresses(served: Served) -> list[str]:
    known = {
        "case": f"/phan-anh/{served.answered.number}/",
        "mine": f"/phieu/{served.answered.lookup_code}/",
        "fresh": f"/phieu/{served.fresh.lookup_code}/",
        "receipt": f"/bien-nhan/{served.fresh.lookup_code}/",
    }
    return [path.format(**known) for path in PAGES]


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in WORST]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_are_accessible_and_fit_a_phone(
    served: Served, open_page: Callable[..., Page], settings: Any, scheme: str
) -> None:
    settings.DEMO = True
    page = open_page(color_scheme=scheme)
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    found: dict[str, Any] = {}
    for path in addresses(served):
        troubles.clear()
        page.goto(served.url + path)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        faults = faults_of(page)
        noise = [one for one in troubles if "404" not in one]
        if faults or wide or noise:
            found[path] = {"faults": faults, "wider than the phone": wide, "console": noise}
    assert not found
    elsewhere = [url for url in asked if not url.startswith(served.url) and not url.startswith("data:")]
    assert not elsewhere


def test_small_things_to_press_are_large_enough(served: Served, open_page: Callable[..., Page]) -> None:
    page = open_page()
    small = {}
    for path in addresses(served):
        page.goto(served.url + path)
        boxes = page.eval_on_selector_all(
            "button, .button, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), nav a",
            "all => all.filter(e => e.offsetParent)"
            ".map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height])",
        )
        low = [html for html, height in boxes if height < 43.5]
        if low:
            small[path] = low
    assert not small
