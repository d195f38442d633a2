"""On a phone: a contribution over a meeting that is too small to ballots and report; an election to its minutes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client, override_settings
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.deciding import BOARD, TEAM, Deciding, deciding
from tests.security.world import jpeg
from tests.villages import moment

from dinhlang.apps.accounts.models import User
from dinhlang.domain.accounts.roles import Actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
MATTER = "Góp 350.000 đồng mỗi hộ làm đường đan tổ 6, dài 420 m"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Deciding]:
    cache.clear()
    with override_settings(MFA_REQUIRED=False, DATA_DIR=tmp_path):
        yield deciding()


@pytest.fixture
def phone(open_page: OpenPage, live_server: LiveServer) -> Iterator[Callable[[Actor, datetime], Page]]:
    """Return the phone of somebody who signs in at a moment; no script runs on it."""
    travels: list[time_machine.travel] = []

    def held(actor: Actor, when: datetime) -> Page:
        while travels:
            travels.pop().stop()
        travels.append(time_machine.travel(when))
        travels[-1].start()
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        page = open_page(viewport=PHONE, java_script_enabled=False)
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}/lam-viec/ban-va-quyet/")
        return page

    yield held
    while travels:
        travels.pop().stop()


def press(page: Page, name: str, said: str) -> None:
    """Press a button that is shown and see what the desk says."""
    page.locator(".button:not(.visually-hidden)").get_by_text(name, exact=True).first.click()
    expect(page.locator(".notice--done")).to_contain_text(said)


def open_matter(page: Page) -> None:
    page.get_by_role("link", name=MATTER).first.click()
    fits(page)


def fits(page: Page) -> None:
    """Nothing is wider than the phone, once the page has its looks."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_contribution_over_a_small_meeting_and_ballots_to_the_report(
    at: Deciding, phone: Callable[[Actor, datetime], Page], live_server: LiveServer, open_page: OpenPage
) -> None:
    page = phone(at.head, moment(2))
    page.get_by_role("link", name="Đề xuất việc cho Ấp Phước Hậu").click()
    page.get_by_label("Đây là việc gì?").select_option("15.1")
    page.get_by_label("Quyết định bằng cách nào?").select_option("meeting")
    page.get_by_label("Việc cần bàn, ghi thành một câu").fill(MATTER)
    page.get_by_label("Giải thích cho mọi hộ đọc trước").fill("Rộng 2 m. Hộ nghèo được miễn.")
    press(page, "Đề xuất", "Đã đề xuất")

    page = phone(at.board, moment(3))
    open_matter(page)
    press(page, "Mặt trận thống nhất", "Đã thống nhất")

    page = phone(at.head, moment(4))
    open_matter(page)
    page.get_by_label("Ngày họp", exact=True).fill("2026-03-08")
    page.get_by_label("Giờ họp", exact=True).fill("19:00")
    page.get_by_label("Nơi họp", exact=True).fill("Nhà văn hóa ấp")
    press(page, "Chọn ngày họp", "Đã có lịch")
    expect(page.get_by_text("thứ Sáu, 06/03/2026").first).to_be_visible()
    page.get_by_role("link", name="Tin nhắn gửi các hộ").click()
    expect(page.locator("article")).to_contain_text("mời đại diện hộ họp lúc 19:00, 08/03/2026")

    page = phone(at.head, moment(8, hour=19))
    open_matter(page)
    press(page, "Bắt đầu họp", "Đã chốt tổng số hộ")
    for label, value in (("Số hộ có mặt", "7"), ("Đồng ý", "7"), ("Thư ký", "Lê Thị Thư")):
        page.get_by_label(label, exact=True).first.fill(value)
    page.get_by_label("Biểu quyết cách nào?").select_option("show")
    page.get_by_label("Hai hộ chứng kiến kiểm phiếu").fill("hộ 3, hộ 7")
    press(page, "Ghi biên bản và kết quả", "Đã ghi kết quả")
    expect(page.locator(".tally")).to_contain_text("7 đồng ý")
    press(page, "Chuyển sang phát phiếu đến từng hộ", "Đã đề xuất phát phiếu")

    page = phone(at.board, moment(9))
    open_matter(page)
    press(page, "Mặt trận thống nhất", "Đã thống nhất")
    page = phone(at.head, moment(10))
    open_matter(page)
    times = (("Ngày bắt đầu", "2026-03-14"), ("Giờ bắt đầu", "7:00"), ("Ngày kết thúc", "2026-03-15"),
             ("Giờ kết thúc", "17:00"), ("Tổ phát phiếu, kiểm phiếu", TEAM))  # fmt: skip
    for label, value in times:
        page.get_by_label(label, exact=True).fill(value)
    press(page, "Chọn ngày phát và thu phiếu", "Đã có lịch")
    press(page, "Chốt danh sách hộ", "Đã chốt")
    for who in (at.head, at.village.who("receiver")):
        page = phone(who, moment(15))
        open_matter(page)
        page.get_by_role("link", name="Nhập phiếu giấy (hai người)").click()
        for number, slip in enumerate(page.locator("select[name^=p-]").all()):
            slip.select_option("agree" if number < 9 else "disagree")
        page.get_by_role("button", name="Ghi trang này").click()
        fits(page)

    page = phone(at.head, moment(15, hour=18))
    open_matter(page)
    for label, value in (("Thư ký", "Lê Thị Thư"), ("Hai hộ chứng kiến kiểm phiếu", "hộ 3, hộ 7")):
        page.get_by_label(label, exact=True).fill(value)
    photo = FilePayload(name="bien-ban.jpg", mimeType="image/jpeg", buffer=jpeg())
    page.get_by_label("Ảnh hoặc bản quét biên bản kiểm phiếu đã ký").set_input_files(photo)
    press(page, "Kiểm phiếu và công bố", "Đã kiểm phiếu")
    expect(page.locator(".tally")).to_contain_text("9 đồng ý")
    press(page, "Gửi Ủy ban nhân dân và Mặt trận xã", "Đã gửi")

    page = phone(at.head, moment(30))
    open_matter(page)
    page.get_by_label("Đã làm gì, thu bao nhiêu, chi bao nhiêu?").fill("Xong 420 m. Thu 4.200.000 đồng, chi hết.")
    press(page, "Báo cáo dân: đã làm được gì", "Đã báo cáo")
    desk = page.url
    page.get_by_role("link", name="Sổ thu chi").click()
    page.get_by_label("Số tiền (đồng)").first.fill("350.000")
    page.get_by_label("Số hộ đã góp (không bắt buộc)").fill("3")
    press(page, "Ghi một khoản thu", "Đã ghi khoản thu")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("link", name="Xem như người dân").click()
    expect(page.locator("main")).to_contain_text("1 trên 12 hộ")
    account = page.url
    page.goto(desk)
    page.get_by_role("link", name="Xem như người dân").click()
    expect(page.locator("main")).to_contain_text("Xong 420 m.")
    expect(page.locator("main")).not_to_contain_text("Lê Thị Thư")
    reader = open_page(viewport=PHONE)
    for address in (page.url, account):
        reader.goto(address)
        found = Axe().run(reader)
        assert found.violations_count == 0, found.generate_report()


def test_an_election_from_the_list_of_candidates_to_the_minutes(
    at: Deciding, phone: Callable[[Actor, datetime], Page], open_page: OpenPage
) -> None:
    at.scheduled(BOARD)
    page = phone(at.board, moment(3))
    page.get_by_role("link", name=BOARD.question).first.click()
    page.get_by_role("link", name="Lập danh sách ứng cử").click()
    for name in ("Lê Văn Một", "Trần Thị Hai"):
        for label, value in (("Họ và tên", name), ("Năm sinh", "1980"), ("Nghề nghiệp", "làm ruộng")):
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_label("Ai giới thiệu?").select_option("front")
        page.get_by_label("Ngày người ứng cử đồng ý công khai các điều trên").fill("2026-03-02")
        press(page, "Thêm người ứng cử", "Đã thêm vào danh sách")
    fits(page)
    page.locator("summary", has_text="Chốt danh sách").click()
    press(page, "Chốt danh sách và gửi Ủy ban nhân dân xã", "Đã chốt")

    page = phone(at.head, moment(8, hour=19))
    page.get_by_role("link", name=BOARD.question).first.click()
    press(page, "Bắt đầu họp", "Đã chốt tổng số hộ")
    desk = page.url
    page.get_by_role("link", name="Điểm danh cuộc họp").click()
    fits(page)
    page.goto(desk)
    page.get_by_role("link", name="Kiểm phiếu từng người").click()
    fits(page)
    page.get_by_label("Bầu bằng cách nào?").select_option("secret")
    told = (("Số hộ có mặt", "11"), ("Số phiếu phát ra", "11"), ("Số phiếu hợp lệ", "10"),
            ("Số phiếu không hợp lệ", "1"), ("1. Lê Văn Một", "8"), ("2. Trần Thị Hai", "2"), ("Thư ký", "Lê Thị Thư"),
            ("Ban kiểm phiếu (khi bỏ phiếu kín)", "ba người"), ("Hai hộ chứng kiến kiểm phiếu", "hộ 3"))  # fmt: skip
    for label, value in told:
        page.get_by_label(label, exact=True).fill(value)
    press(page, "Ghi kết quả kiểm phiếu", "Đã ghi vòng này")
    fits(page)
    page.goto(desk)
    expect(page.get_by_role("heading", name="Biên bản", exact=True)).to_be_visible()
    expect(page.locator("main")).to_contain_text("hộ 3")
    page.locator("summary", has_text="Lập giấy tờ để ký").click()
    press(page, "Lập giấy tờ để ký (Word, PDF)", "Máy đang lập")
    page.get_by_role("link", name="Xem như người dân").click()
    expect(page.locator("#ket-qua")).to_contain_text("Lê Văn Một · 8 trên 12 hộ")
    expect(page.locator("main")).not_to_contain_text("Lê Thị Thư")
    reader = open_page(viewport=PHONE)
    reader.goto(page.url)
    fits(reader)
    found = Axe().run(reader)
    assert found.violations_count == 0, found.generate_report()
