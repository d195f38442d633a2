"""One voice from a phone to an answer that is rated, and a proof that anybody checks; with and without JavaScript."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.apps.transparency.log_world import running_signer
from tests.province import Province, found

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback import actions
from dinhlang.apps.transparency import actions as log
from dinhlang.cli import verify
from dinhlang.lib import clock
from dinhlang.lib.signer import Signer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Cống thoát nước trước quán bà Sáu nghẹt từ đầu mùa mưa, mưa một giờ là nước vào nhà bốn hộ."
ANSWER = "Xã đã nạo vét miệng cống ngày hôm nay. Cảm ơn ông bà đã báo."
OpenPage = Callable[..., Page]


@pytest.fixture
def province(settings: Settings) -> Province:
    """Return the small province, where officers need no second factor, as in the demo."""
    settings.MFA_REQUIRED = False
    return found(clock.now())


@pytest.fixture
def signer(settings: Settings) -> Iterator[Signer]:
    """Return a signer with fresh keys."""
    with running_signer() as (client, keys):
        settings.SIGNER_SOCKET, settings.SIGNER_KEYS = client.path, keys
        yield client


def photo() -> FilePayload:
    """Return a photo that says where it was taken."""
    picture, made = Image.new("RGB", (640, 480), (90, 120, 70)), BytesIO()
    exif = picture.getexif()
    exif[0x010E] = "nhà tôi"
    picture.save(made, "JPEG", exif=exif)
    return {"name": "cống <b>nghẹt</b>.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def watched(page: Page) -> list[str]:
    """Return a list that fills with what goes wrong on a page: errors of scripts, broken rules, missing files."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    # The fonts are made when the static files are collected, which tests do not do.
    page.on(
        "response",
        lambda got: problems.append(got.url) if got.status >= 400 and "/fonts/" not in got.url else None,
    )
    return problems


def fits(page: Page) -> None:
    """Check that a page is no wider than the phone and that axe finds nothing serious."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    found_by_axe = Axe().run(page).response["violations"]
    assert [one["id"] for one in found_by_axe if one["impact"] in ("serious", "critical")] == [], page.url


def send(page: Page, base: str, *, javascript: bool, check: Callable[[Page], None]) -> str:
    """Go through the four steps and return the lookup code on the receipt."""
    page.goto(f"{base}/phan-anh/")
    page.get_by_role("link", name="Gửi phản ánh").first.click()
    check(page)
    page.get_by_role("button", name="Thoát nước").click()
    page.wait_for_load_state()  # until the script listens
    page.get_by_label("Xã, phường", exact=True).select_option(label="Xã Long Hồ")
    if not javascript:
        page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Ấp, khóm").select_option(label="Ấp Phước Hậu")
    page.get_by_label("Chỗ nào").fill("trước quán bà Sáu")
    check(page)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Viết bằng lời của bạn").fill(TEXT)
    page.get_by_label("Chọn ảnh hoặc PDF").set_input_files(photo())
    if not javascript:
        page.get_by_role("button", name="Gửi kèm tệp đã chọn").click()
    expect(page.get_by_text("đã nhận")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Gọi điện cho tôi").check()
    page.get_by_label("Số điện thoại").fill("0912 345 678")
    check(page)
    page.get_by_role("button", name="Gửi phản ánh").click()
    page.wait_for_url("**/bien-nhan/**")
    check(page)
    return page.locator(".code").inner_text().replace(" ", "")


def officer(open_page: OpenPage, base: str, user_id: int) -> Page:
    """Return a page on which an officer is signed in."""
    client = Client()
    user = accounts.user_of(user_id)
    assert user is not None
    client.force_login(user)
    page = open_page(viewport={"width": 1440, "height": 900})
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    return page


def handle(page: Page, base: str) -> None:
    """Accept, publish and answer the newest case, as its head does at the desk."""
    page.goto(f"{base}/lam-viec/?loc=new")
    page.wait_for_load_state("networkidle")  # the reading pane brings this browser its first token
    case = page.locator(".inbox a").first.get_attribute("href")
    page.goto(f"{base}{case}")
    page.locator("#phan-loai button").click()
    press(page, "cong-khai")
    page.locator("#tra-loi > summary").click()
    page.get_by_label("Câu trả lời", exact=True).fill(ANSWER)
    page.locator("#tra-loi [data-act]").click()
    expect(page.get_by_role("status")).to_be_visible()


def press(page: Page, verb: str) -> None:
    """Open the form of a verb and send it as it stands."""
    page.locator(f"#{verb} > summary").click()
    page.locator(f"#{verb} button").click()


def sequenced(signer: Signer) -> None:
    """Do what the worker and the sequencer do meanwhile."""
    for file in actions.waiting_attachments():
        actions.process_attachment(attachment_id=file, at=clock.now())
    log.sequence_batch(at=clock.now())
    log.sign_heads(signer=signer)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_voice_travels_to_a_provable_answer(
    live_server: LiveServer, open_page: OpenPage, province: Province, signer: Signer, tmp_path: Path, javascript: bool
) -> None:
    base = live_server.url
    page = open_page(java_script_enabled=javascript)
    problems = watched(page)
    check = fits if javascript else lambda _page: None  # axe is a script
    code = send(page, base, javascript=javascript, check=check)
    expect(page.get_by_role("link", name="Tải biên nhận đã ký")).to_be_visible()
    sequenced(signer)
    head = officer(open_page, base, int(province.actors["head"].user_id or 0))
    handle(head, base)
    sequenced(signer)

    page.goto(f"{base}/tra-cuu/")
    check(page)
    page.get_by_label("Mã tra cứu").fill(f"{code[:5].lower()} {code[5:]}")
    page.get_by_role("button", name="Xem phiếu của tôi").click()
    expect(page.locator("#tra-loi")).to_contain_text(ANSWER)
    expect(page.locator(".pictures img").first).to_be_visible()
    check(page)
    page.get_by_text("Hài lòng", exact=True).click()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Cảm ơn bạn đã đánh giá")).to_be_visible()
    page.get_by_role("link", name="Xem trang công khai").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cống thoát nước")
    assert "0912" not in page.content()
    check(page)

    page.goto(f"{base}/bien-nhan/{code}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải chứng cứ trong nhật ký").click()
    proof, policy = tmp_path / "phieu.tlog-proof", tmp_path / "chinh-sach.txt"
    download.value.save_as(proof)
    policy.write_text(Client().get("/nhat-ky/chinh-sach").content.decode())
    assert verify.main([str(proof), "--policy", str(policy)]) == 0
    assert problems == []


def test_a_draft_survives_a_closed_page(live_server: LiveServer, open_page: OpenPage, province: Province) -> None:
    page = open_page()
    page.goto(f"{live_server.url}/phan-anh/gui/")
    page.get_by_role("button", name="Thoát nước").click()
    page.get_by_label("Gõ tên xã, phường để tìm nhanh").fill("long ho")
    expect(page.get_by_label("Xã, phường", exact=True)).to_have_value("T1")
    expect(page.get_by_label("Ấp, khóm")).to_be_visible()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Viết bằng lời của bạn").fill("Chữ chưa gửi lên máy chủ")
    again = page.context.new_page()
    page.close()
    again.goto(f"{live_server.url}/phan-anh/gui/")
    again.get_by_role("link", name="Tiếp tục bản nháp").click()
    expect(again.get_by_label("Viết bằng lời của bạn")).to_have_value("Chữ chưa gửi lên máy chủ")


def test_a_position_is_taken_only_when_asked_and_can_be_dropped(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    page = open_page(geolocation={"latitude": 10.2412345, "longitude": 105.9723456}, permissions=["geolocation"])
    page.goto(f"{live_server.url}/phan-anh/gui/?xa=T1")
    page.get_by_role("button", name="Thoát nước").click()
    latitude = page.locator("input[name=latitude]")
    expect(latitude).to_have_value("")
    page.get_by_role("button", name="Dùng vị trí hiện tại của tôi").click()
    expect(latitude).to_have_value("10.24123")
    page.get_by_role("button", name="Bỏ vị trí").click()
    expect(latitude).to_have_value("")


def test_a_file_that_is_too_large_leaves_text_and_page_standing(
    live_server: LiveServer, open_page: OpenPage, province: Province
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/phan-anh/gui/?xa=T1")
    page.get_by_role("button", name="Thoát nước").click()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Viết bằng lời của bạn").fill(TEXT)
    large: FilePayload = {"name": "to.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + b"x" * 11_000_000}
    page.get_by_label("Chọn ảnh hoặc PDF").set_input_files(large)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("to.jpg: nặng quá 10 MB")).to_be_visible()
    expect(page.get_by_label("Viết bằng lời của bạn")).to_have_value(TEXT)
