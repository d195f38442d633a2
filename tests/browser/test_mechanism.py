"""The storyline of the mechanism in a browser: claims, conference, directions as tasks, the Law as of that day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.accounts.people import hold, person, post
from tests.browser.conftest import Served

from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.coordination import tasks
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.lib.clock import now

pytestmark = pytest.mark.browser
DAY = "2023-03-13"
PLAN = "phoi-hop-dan-van-2026"
LEAD = "86-ban-tuyen-giao-dan-van"


@pytest.fixture
def province(live_server: Any, transactional_db: None) -> str:
    """Serve the province with its documents, plans, conference and claims of 2022–2023."""
    organisations.import_vinh_long(actor=SYSTEM, at=now())
    coordination.import_history(actor=SYSTEM, at=now())
    return str(live_server.url)


def test_whoever_knows_the_article_finds_it_again(province: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(province)
    expect(page.get_by_role("heading", name="Đảng lãnh đạo")).to_be_visible()
    page.get_by_role("link", name="Hội nghị 13/03/2023: những điều đã nói, xem bằng chứng").click()
    expect(page.get_by_role("row", name="Chưa kiểm chứng được")).to_contain_text("8")
    page.get_by_role("link", name="3. Cải cách hành chính").click()
    third = page.locator("#dieu-3")
    expect(third).to_contain_text("Chưa kiểm chứng được theo điều đã biết ngày 13/03/2023", use_inner_text=True)
    expect(third).to_contain_text("từ hạng 58 năm 2021 lên hạng 46 năm 2022")
    third.get_by_text("Bảng số liệu").click()
    expect(third.get_by_role("cell", name="thấp hơn cả nước 1,25 điểm")).to_be_visible()
    page.get_by_role("link", name="Hội nghị", exact=True).click()
    page.get_by_role("link", name="Kế hoạch 2022 được tổng kết").click()
    page.get_by_role("link", name="Xong, trễ hạn").click()
    expect(page.locator("#danh-sach")).to_contain_text("Đang hiện 3 trong 24 nhiệm vụ")
    page.get_by_role("link", name="Hiện tất cả").click()
    page.get_by_role("link", name="Hội nghị tổng kết").click()
    first = page.locator("#ket-luan-1")
    expect(first).to_contain_text("Luật Thực hiện dân chủ ở cơ sở")
    expect(first).to_contain_text("hạn 30/06/2023")
    first.get_by_role("link", name="Kế hoạch 2023, việc 1").click()
    expect(page.locator("#viec-1")).to_contain_text("xong ngày 27/06/2023")
    page.get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_role("link", name="Kế hoạch phối hợp 2022").click()
    page.get_by_role("link", name="Làm tiếp ở kế hoạch năm sau").first.click()
    expect(page.locator("h1")).to_contain_text("2023")


def test_one_chooses_a_day_and_comes_back_from_it(province: str, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{province}/van-ban/?q=10/2022/QH15")
    page.get_by_label("Xem trang như vào ngày").fill(DAY)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("complementary", name="Ngày của trang")).to_contain_text("thứ Hai, 13/03/2023")
    expect(page.locator("main")).to_contain_text("đã thông qua, có hiệu lực từ 01/07/2023")
    page.locator(".list").last.get_by_role("link", name="10/2022/QH15").click()
    expect(page.get_by_role("complementary", name="Ngày của trang")).to_be_visible()
    page.get_by_role("link", name="Về hôm nay").click()
    expect(page.get_by_role("complementary", name="Ngày của trang")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("đang có hiệu lực")


def test_on_the_day_of_the_conference_the_law_was_passed_and_not_in_force(
    province: str, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{province}/van-ban/?as_of={DAY}&q=10/2022/QH15")
    expect(page.locator("main")).to_contain_text("đã thông qua, có hiệu lực từ 01/07/2023")
    page.goto(f"{province}/van-ban/?as_of={DAY}&q=34/2007/PL-UBTVQH11")
    expect(page.locator("main")).to_contain_text("đang có hiệu lực")
    page.goto(f"{province}/van-ban/?q=34/2007/PL-UBTVQH11")
    expect(page.locator("main")).to_contain_text("hết hiệu lực")
    page.goto(f"{province}/co-che/?as_of={DAY}")
    expect(page.locator("main")).not_to_contain_text("Kế hoạch phối hợp 2024")


def test_its_pages_are_accessible_and_fit_a_phone(province: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    found: dict[str, Any] = {}
    for path in (
        "/co-che/", "/van-ban/", "/ke-hoach/dan-van-chinh-quyen-2022/", "/hoi-nghi/hoi-nghi-2023-03-13/",
        "/phat-bieu/hoi-nghi-13-3-2023/", "/niem-tin/", "/chi-so/", f"/co-che/?as_of={DAY}", f"/van-ban/?as_of={DAY}",
        "/van-ban/902-ctr-bdvtu-bcsdubnd/", f"/xa/?as_of={DAY}",
    ):  # fmt: skip
        page.goto(province + path)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        violations = Axe().run(page).response["violations"]
        faults = [one["id"] for one in violations if one["impact"] in ("serious", "critical")]
        if wide or faults:
            found[path] = (wide, faults)
    assert not found


def test_the_review_is_one_click_and_a_voice_becomes_a_line(
    served: Served, settings: Any, open_page: Callable[..., Page]
) -> None:
    """At the desk: the review of a plan, then the case of a citizen that a line of the plan answers."""
    settings.MFA_REQUIRED = False
    coordination.import_history(actor=SYSTEM, at=now())
    page = coordinator(served.url, open_page)
    page.goto(f"{served.url}/lam-viec/co-che/ke-hoach/{PLAN}/")
    page.get_by_text("Viết báo cáo tổng kết", exact=True).first.click()
    page.get_by_label("Số liệu tới ngày").fill(now().date().isoformat())
    page.get_by_role("button", name="Viết báo cáo tổng kết").click()
    expect(page.locator("#bao-cao")).to_contain_text("đang viết…")
    job = ProcrastinateJob.objects.get(task_name="coordination.write_review")
    tasks.write_review(**job.args)
    ProcrastinateJob.objects.filter(pk=job.pk)._raw_delete(ProcrastinateJob.objects.db)
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bản sửa được (.docx)").click()
    assert any("BÁO CÁO" in one.text for one in docx.Document(download.value.path()).paragraphs)
    page.goto(f"{served.url}/lam-viec/co-che/ke-hoach/{PLAN}/?viec=5#viec-5")
    line = page.locator("#viec-5")
    line.get_by_text("Gắn với phiếu của người dân", exact=True).first.click()
    line.get_by_label("Số phiếu").fill(served.answered.number)
    line.get_by_role("button", name="Gắn với phiếu của người dân").click()
    page.goto(f"{served.url}/phan-anh/{served.answered.number}/")
    page.get_by_role("link", name="Việc 5 của kế hoạch phối hợp 2026").click()
    expect(page.locator("#viec-5")).to_contain_text("Cống thoát nước đường ấp Phước Hậu nghẹt")


def coordinator(base: str, open_page: Callable[..., Page]) -> Page:
    """Return a page on which a coordinator of the lead body is signed in."""
    who = person("Cán bộ tổng hợp")
    body = Unit.objects.get(code=LEAD)
    hold(who, post(body, Role.COORDINATOR, title="Cán bộ tổng hợp"), since=now() - timedelta(days=1))
    client = Client()
    client.force_login(who)
    page = open_page(viewport={"width": 1280, "height": 900})
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    return page
