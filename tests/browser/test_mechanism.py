"""The storyline of the mechanism in a browser: claims, conference, directions as tasks, the Law as of that day."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dinhlang.apps.coordination import actions as coordination
from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib.clock import now

pytestmark = pytest.mark.browser
DAY = "2023-03-13"


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
    page.get_by_role("link", name="những điều đã nói, xem bằng chứng").click()
    first = page.locator("#dieu-1")
    expect(first).to_contain_text("Chưa kiểm chứng được")
    expect(first).to_contain_text("theo điều đã biết ngày 13/03/2023")
    page.get_by_role("link", name="Hội nghị", exact=True).click()
    expect(page.get_by_role("heading", name="Kết luận, và việc đã thành")).to_be_visible()
    expect(page.get_by_text("Luật Thực hiện dân chủ ở cơ sở").first).to_be_visible()
    page.get_by_role("link", name="Kế hoạch 2022 được tổng kết").click()
    expect(page.locator("#danh-sach")).to_contain_text("Xong đúng hạn")
    page.get_by_role("link", name="Làm tiếp ở kế hoạch năm sau").first.click()
    expect(page.locator("h1")).to_contain_text("2023")


def test_on_the_day_of_the_conference_the_law_was_passed_and_not_in_force(
    province: str, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{province}/van-ban/?as_of={DAY}&q=10/2022/QH15")
    expect(page.locator("main")).to_contain_text("đã thông qua, chưa có hiệu lực, có hiệu lực từ 01/07/2023")
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
        "/phat-bieu/hoi-nghi-13-3-2023/", "/niem-tin/", f"/co-che/?as_of={DAY}",
    ):  # fmt: skip
        page.goto(province + path)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        violations = Axe().run(page).response["violations"]
        faults = [one["id"] for one in violations if one["impact"] in ("serious", "critical")]
        if wide or faults:
            found[path] = (wide, faults)
    assert not found
