"""Every kind of page can be read by everybody: by eye, by ear, with a thumb, in the dark, in large letters."""

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.province import Province, found

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback import actions
from dinhlang.apps.transparency import actions as log
from dinhlang.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]
TEXT = "Đèn đường khóm 4 tắt từ hôm rằm, tối học sinh đi học thêm về rất sợ. Mong cho sửa sớm."
PAGES = ("/", "/en/", "/them/", "/dieu-chung-toi-khong-lam/", "/ve-ban-mau/", "/style-guide/", "/phan-anh/",
         "/tra-cuu/", "/xa/", "/xa/xa-long-ho/", "/nhat-ky/", "/nhat-ky/0/", "/nhat-ky/cach-kiem-tra/",
         "/nhat-ky/bien-nhan/", "/tai-khoan/login/", "/khong-co-trang-nay/")  # fmt: skip
# Small targets that the law of links inside sentences exempts are not asked for here.
TARGETS = ".button, .top nav a, .bottom a, .site-foot li a, .mark, select, textarea, summary, .option, .door, .choice"
SMALLEST = 44
HEIGHTS = "found => found.map(one => [one.getBoundingClientRect().height, one.innerText])"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def province(settings: Settings) -> Province:
    """Return the small province as a demonstration, with one published case and its log."""
    settings.MFA_REQUIRED, settings.DEMO = False, True
    made, at = found(clock.now()), clock.now()
    token = actions.begin_draft(language="vi", at=at)
    actions.fill_draft(
        token=token, answers={"category": "thoat-nuoc", "commune_id": made.id("T1"), "text": TEXT}, at=at
    )
    case = actions.submit_case(token=token, at=at, contact={}).case_id
    who = made.actors["receiver"]
    actions.classify_case(actor=who, case_id=case, category="thoat-nuoc", at=at)
    actions.publish_case(actor=who, case_id=case, title=TEXT[:60], text=TEXT, at=at)
    log.sequence_batch(at=at)
    return made


def faults(page: Page) -> list[str]:
    """Return what axe finds serious, and whether one must scroll sideways."""
    page.wait_for_load_state("networkidle" if "/lam-viec/" in page.url else "load")  # the desk loads its reading pane
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    wrong = [
        f"{one['id']}: {one['nodes'][0]['target']}"
        for one in Axe().run(page, options={"runOnly": RULES}).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    width = page.viewport_size["width"] if page.viewport_size else 0
    if page.evaluate("document.documentElement.scrollWidth") > width:
        wrong.append("wider than the screen")
    if page.locator("h1").count() != 1:
        wrong.append("not one h1")
    return [f"{page.url} {one}" for one in wrong]


def test_no_public_page_shuts_anybody_out(live_server: LiveServer, open_page: OpenPage, province: Province) -> None:
    page, wrong = open_page(), []
    page.goto(f"{live_server.url}/phan-anh/")
    case = str(page.locator(".list a").first.get_attribute("href"))
    for path in (*PAGES, case):
        page.goto(live_server.url + path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            wrong += faults(page)
    assert wrong == []


def test_targets_are_as_large_as_a_thumb_and_letters_may_be_twice_as_large(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    page, small, wide = open_page(), [], []
    for path in PAGES:
        page.goto(live_server.url + path)
        for height, words in page.locator(TARGETS).evaluate_all(HEIGHTS):
            if 0 < height < SMALLEST:  # 0: not shown
                small.append((path, height, words[:40]))
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '36px'")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
        page.set_viewport_size({"width": 360, "height": 740})
    assert (small, wide) == ([], [])


def test_a_page_in_print_has_no_bars_and_no_buttons(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    page = open_page()
    page.goto(f"{live_server.url}/xa/xa-long-ho/")
    page.emulate_media(media="print")
    for gone in (".bottom", ".top nav", ".site-foot", ".skip"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").is_visible()
    assert page.locator(".demo").is_visible(), "a printed demonstration says so too"


def test_no_page_of_the_desk_shuts_anybody_out(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    user = accounts.user_of(province.actors["receiver"].user_id or 0)
    assert user is not None
    client = Client()
    client.force_login(user)
    page, wrong = open_page(viewport={"width": 1440, "height": 900}), []
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/lam-viec/")
    case = str(page.locator(".inbox a").first.get_attribute("href"))
    for path in ("/lam-viec/", case, "/lam-viec/ho-so/"):
        page.goto(live_server.url + path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            wrong += faults(page)
    assert wrong == []
