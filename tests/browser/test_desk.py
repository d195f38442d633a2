"""A case at the officials' desk in a browser, from the inbox to the second signature; with and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.province import Province, found

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Case
from dinhlang.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
DESK, TABLET, PHONE = ({"width": 1440, "height": 900}, {"width": 768, "height": 1024}, {"width": 360, "height": 740})
FIRST = "Cống thoát nước đường ấp Phước Hậu nghẹt"
SECOND = "Đèn đường khóm 4 tắt từ hôm rằm"
TEXT = f"{FIRST}, gọi tôi số 0912 345 678. Mưa là ngập vào nhà bốn hộ."


@pytest.fixture
def province(settings: Settings) -> Province:
    """Return the small province, where officers need no second factor, as in the demo."""
    settings.MFA_REQUIRED = False
    cache.clear()
    return found(clock.now() - timedelta(days=2))


def send(province: Province, text: str, *, hours: int) -> int:
    """Send a case some hours ago and return its id."""
    at = clock.now() - timedelta(hours=hours)
    token = actions.begin_draft(language="vi", at=at)
    answers = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": text}
    actions.fill_draft(token=token, answers=answers, at=at)
    return actions.submit_case(token=token, at=at, contact={"phone": "0912 345 678"}).case_id


def officer(open_page: OpenPage, base: str, province: Province, who: str, **options: object) -> Page:
    """Return a page on which an officer is signed in."""
    client, user = Client(), accounts.user_of(int(province.actors[who].user_id or 0))
    assert user is not None
    client.force_login(user)
    page = open_page(**{"viewport": DESK} | options)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    return page


def photo() -> FilePayload:
    """Return a photo."""
    made = BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 70)).save(made, "JPEG")
    return {"name": "da-nao-vet.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def faults(page: Page) -> list[str]:
    """Return what axe finds serious on a page, and whether the page is wider than its window."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    wide = ["wider than the window"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    serious = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    return wide + [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in serious]


def open_case(page: Page, base: str, title: str, *, javascript: bool) -> None:
    """Open a case from the inbox: in the pane, or without JavaScript as a page of its own."""
    page.goto(f"{base}/lam-viec/")
    page.locator(".inbox a", has_text=title).click()
    shown = page.locator("#pane h2" if javascript else "h1").first
    expect(shown).to_contain_text(title)


def unfold(page: Page, verb: str) -> None:
    page.locator(f"#{verb} > summary").click()


def act(page: Page, verb: str) -> None:
    """Press the button of a form and wait until the desk says what was done."""
    page.locator(f"#{verb} [data-act]").click()
    expect(page.get_by_role("status").first).to_be_visible()


def receive(page: Page, base: str, *, javascript: bool) -> None:
    """Accept a case, publish it masked, and give it to the office."""
    open_case(page, base, FIRST, javascript=javascript)
    act(page, "phan-loai")
    open_case(page, base, FIRST, javascript=javascript)
    unfold(page, "cong-khai")
    shown = page.get_by_label("Nội dung công khai")
    expect(shown).to_have_value(TEXT.replace("0912 345 678", "•••"))
    act(page, "cong-khai")
    open_case(page, base, FIRST, javascript=javascript)
    page.get_by_label("Bộ phận").select_option(label="Phòng Kinh tế xã Long Hồ")
    act(page, "giao")


def work(page: Page, base: str, *, javascript: bool) -> None:
    """Begin, report, and write an answer with a photo that somebody else must sign."""
    for verb, label, words in (("bat-dau", "", ""), ("tien-do", "Đã làm được gì?", "Đã khảo sát.")):
        open_case(page, base, FIRST, javascript=javascript)
        if label:
            unfold(page, verb)
            page.get_by_label(label).fill(words)
        act(page, verb)
    open_case(page, base, FIRST, javascript=javascript)
    expect(page.get_by_text("Cần chữ ký thứ hai")).to_be_visible()
    page.get_by_label("Câu trả lời", exact=True).fill("Đã nạo vét.")
    page.get_by_label("Thêm ảnh, PDF").set_input_files(photo())
    page.get_by_role("button", name="Kèm tệp đã chọn").click()
    expect(page.get_by_label("Câu trả lời", exact=True)).to_have_value("Đã nạo vét.")
    expect(page.get_by_role("checkbox", name="Ảnh 1")).to_be_checked()
    act(page, "tra-loi")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_case_goes_through_the_desk(
    live_server: LiveServer, open_page: OpenPage, province: Province, javascript: bool
) -> None:
    base, case_id = live_server.url, send(province, TEXT, hours=30)
    pages = {
        who: officer(open_page, base, province, who, java_script_enabled=javascript)
        for who in ("receiver", "handler", "head")
    }
    receive(pages["receiver"], base, javascript=javascript)
    work(pages["handler"], base, javascript=javascript)
    head = pages["head"]
    open_case(head, base, FIRST, javascript=javascript)
    unfold(head, "tra-lai")
    head.get_by_label("Cần sửa điều gì?").fill("Ghi rõ ngày.")
    act(head, "tra-lai")

    handler = pages["handler"]
    open_case(handler, base, FIRST, javascript=javascript)
    expect(handler.get_by_text("Ghi rõ ngày.").first).to_be_visible()
    answer = handler.get_by_label("Câu trả lời", exact=True)
    expect(answer).to_have_value("Đã nạo vét.")
    answer.fill("Đã nạo vét ngày 20/11.")
    act(handler, "tra-loi")

    open_case(head, base, FIRST, javascript=javascript)
    expect(head.get_by_label("Câu trả lời sẽ gửi")).to_have_value("Đã nạo vét ngày 20/11.")
    act(head, "duyet")
    case = Case.objects.get(pk=case_id)
    assert (case.state, case.publication) == ("answered", "public")
    head.goto(f"{base}/lam-viec/da-xong/")
    expect(head.locator(".inbox")).to_contain_text(FIRST)
    head.get_by_label("Tìm theo số phiếu").fill(case.number[5:].lower())
    head.get_by_role("button", name="Tìm", exact=True).click()
    expect(head.locator("h1")).to_contain_text(FIRST)


def test_the_keyboard_reads_the_inbox_and_typed_words_survive(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    base = live_server.url
    first, second = send(province, TEXT, hours=30), send(province, SECOND, hours=5)
    page = officer(open_page, base, province, "receiver")
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{base}/lam-viec/")
    title = page.locator("#pane h2").first
    expect(title).to_contain_text(FIRST)  # the most urgent opens by itself
    page.keyboard.press("j")
    expect(title).to_contain_text(SECOND)
    expect(page.locator(f'[data-id="{second}"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#pane")).to_be_focused()
    page.get_by_label("Lời nhắn cho người gửi").first.fill("Đang gõ dở")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(title).to_contain_text(FIRST)
    page.keyboard.press("j")
    expect(page.get_by_label("Lời nhắn cho người gửi").first).to_have_value("Đang gõ dở")
    page.reload()
    page.keyboard.press("j")
    expect(page.get_by_label("Lời nhắn cho người gửi").first).to_have_value("Đang gõ dở")

    act(page, "phan-loai")
    assert "xong=phan-loai" in page.url
    expect(title).to_contain_text(SECOND)  # the case stays in the pane with its next step
    page.keyboard.press("a")
    expect(page.get_by_label("Bộ phận")).to_be_focused()
    page.get_by_label("Bộ phận").select_option(index=1)
    act(page, "giao")
    page.keyboard.press("k")
    expect(title).to_contain_text(FIRST)
    act(page, "phan-loai")
    page.get_by_role("link", name="Việc kế tiếp").click()
    expect(title).to_contain_text(SECOND)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Tìm theo số phiếu")).to_be_focused()
    page.goto(f"{base}/lam-viec/phieu/{second}/")
    unfold(page, "phan-loai")
    expect(page.get_by_label("Vì sao phân loại lại?")).to_have_value("")  # what was sent is forgotten
    assert first
    assert troubles == []


def test_a_session_that_ended_leads_to_the_sign_in_page_instead_of_the_pane(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    base = live_server.url
    send(province, TEXT, hours=30)
    send(province, SECOND, hours=5)
    page = officer(open_page, base, province, "receiver")
    page.goto(f"{base}/lam-viec/")
    expect(page.locator("#pane h2").first).to_contain_text(FIRST)
    page.context.clear_cookies()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible_and_fits_every_window(
    live_server: LiveServer, open_page: OpenPage, province: Province, scheme: str
) -> None:
    base, case_id = live_server.url, send(province, TEXT, hours=30)
    who, at = province.actors, clock.now()
    actions.classify_case(actor=who["receiver"], case_id=case_id, category="thoat-nuoc", at=at)
    actions.assign_case(actor=who["receiver"], case_id=case_id, office_id=province.id("T1-KT"), at=at)
    actions.start_work(actor=who["handler"], case_id=case_id, at=at)
    found_faults = {}
    for viewport in (DESK, TABLET, PHONE):
        page = officer(open_page, base, province, "handler", viewport=viewport, color_scheme=scheme)
        for address in ("", f"phieu/{case_id}/", "da-xong/", "don-vi/", "tim/?so=x"):
            page.goto(f"{base}/lam-viec/{address}")
            if viewport is DESK and not address:
                expect(page.locator("#pane h2").first).to_be_visible()
                unfold(page, "tien-do")
            if wrong := faults(page):
                found_faults[f"{address} at {viewport['width']}"] = wrong
    assert found_faults == {}
