"""The year of a plan at the desk in a browser: evidence, review, conference, conclusions, notice, the next plan."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.live_server_helper import LiveServer
from tests.desk.coordination.offices import World

from dinhlang.apps.coordination import tasks
from dinhlang.apps.coordination.actions import reviews

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return two bodies with a signed plan and the draft of the next; officers need no second factor."""
    cache.clear()
    with override_settings(MFA_REQUIRED=False, DATA_DIR=tmp_path):
        yield World()


def officer(open_page: OpenPage, base: str, world: World, who: str, **options: object) -> Page:
    """Return a page on which an officer is signed in; no script runs on it."""
    page = open_page(**{"viewport": DESK, "java_script_enabled": False} | options)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": world.clients[who].cookies[name].value, "url": base}])
    return page


def unfold(page: Page, form: str) -> None:
    page.locator(f"#{form} > summary").click()


def send(page: Page, form: str, said: str) -> None:
    """Press the button of a form and see what the desk says."""
    page.locator(f"#{form} form > .button").first.click()
    expect(page.locator(".notice--done")).to_contain_text(said)


def give_evidence(page: Page, base: str) -> None:
    """Find the line of one's unit by the menu, say what was done, say that it is done."""
    page.goto(f"{base}/lam-viec/")
    page.get_by_role("link", name="Việc kế hoạch").click()
    page.get_by_role("link", name="Ghi kết quả").first.click()
    unfold(page, "minh-chung-1")
    page.get_by_label("Đã làm được gì?").fill("Đã mở mười hai buổi tiếp dân ở mười hai xã.")
    send(page, "minh-chung-1", "Đã ghi minh chứng.")
    unfold(page, "xong-1")
    send(page, "xong-1", "Đã ghi việc này xong.")
    expect(page.locator("#viec-1")).to_contain_text("Xong đúng hạn")


def ask_review(page: Page, address: str, folder: Path) -> Path:
    """Ask for the review with one press, let the worker write it, and save it."""
    page.goto(address)
    page.get_by_role("button", name="Viết báo cáo tới hôm nay").click()
    expect(page.locator("#bao-cao")).to_contain_text("đang viết…")
    job = ProcrastinateJob.objects.get(task_name=reviews.REVIEW_TASK)
    ProcrastinateJob.objects.all()._raw_delete(ProcrastinateJob.objects.db)
    tasks.write_review(**job.args)
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="Bản sửa được (.docx)").click()
    kept = folder / "tong-ket.docx"
    download.value.save_as(kept)
    return kept


def hold_conference(page: Page, address: str, world: World) -> None:
    """Write down the conference with a post that is known and one of the past."""
    page.goto(address)
    unfold(page, "hoi-nghi")
    form = page.locator("#hoi-nghi")
    form.get_by_label("Tên hội nghị").fill("Hội nghị tổng kết công tác dân vận chính quyền")
    form.get_by_label("Ngày họp").fill(world.today.isoformat())
    form.get_by_label("Kế hoạch năm sau (không bắt buộc)").select_option(value=str(world.next.pk))
    form.get_by_label("Chương trình, mỗi dòng một mục").fill("Khai mạc\nBáo cáo tổng kết\nKết luận")
    first, second = form.locator("fieldset.row").nth(0), form.locator("fieldset.row").nth(1)
    first.get_by_label("Làm gì").select_option(label="Chủ trì")
    first.get_by_label("Chức danh", exact=True).fill("Phó Bí thư Thường trực Tỉnh ủy")
    second.get_by_label("Làm gì").select_option(label="Phát biểu")
    second.get_by_label("Chức danh", exact=True).fill("Chức danh handler, Sở Nội vụ")
    second.get_by_label("Đã nói gì").fill("Đề nghị bỏ bản sao có chứng thực.")
    send(page, "hoi-nghi", "Đã ghi hội nghị.")
    page.get_by_role("link", name="Hội nghị tổng kết", exact=True).click()


def conclude(page: Page, world: World) -> None:
    """Write down a conclusion with a line of the next plan, for a unit that is looked up by its name."""
    unfold(page, "ket-luan")
    form = page.locator("#ket-luan")
    form.get_by_label("Kết luận", exact=True).fill("Bớt một loại giấy cho người dân.")
    row = form.locator("fieldset.row").nth(0)
    row.get_by_label("Việc phải làm").fill("Bỏ bản sao có chứng thực ở một cửa")
    row.get_by_label("Lĩnh vực").select_option(value="reform")
    row.get_by_label("Chức danh chịu trách nhiệm").fill("Giám đốc Sở")
    row.get_by_label("Hạn xong").fill((world.today + timedelta(days=120)).isoformat())
    row.get_by_label("Đơn vị khác: ghi tên").fill("so noi vu")
    row.get_by_role("button", name="Tìm đơn vị").click()
    again = page.locator("#ket-luan fieldset.row").nth(0)
    expect(again.get_by_role("status")).to_contain_text("Tìm thấy 1 đơn vị")
    expect(again.get_by_label("Việc phải làm")).to_have_value("Bỏ bản sao có chứng thực ở một cửa")
    send(page, "ket-luan", "Đã ghi kết luận.")


def give_notice(page: Page, base: str, conference: str, world: World) -> None:
    """Register the notice of conclusions and name it on the page of the conference."""
    page.goto(base + reverse("desk-coordination:register"))
    unfold(page, "ghi")
    form = page.locator("#ghi")
    form.get_by_label("Số, ký hiệu", exact=True).fill("12-TB/BTGDVTU")
    form.get_by_label("Loại văn bản").select_option(value="party_notice")
    form.get_by_label("Trích yếu").fill("Kết luận hội nghị tổng kết")
    form.get_by_label("Cơ quan ban hành").select_option(value=str(world.units["party"].pk))
    form.get_by_label("Ngày ban hành, thông qua").fill(world.today.isoformat())
    form.get_by_label("Nguồn: văn bản này lấy từ đâu").fill("Văn phòng Tỉnh ủy")
    send(page, "ghi", "Đã ghi văn bản vào sổ.")
    page.goto(conference)
    unfold(page, "thong-bao")
    page.get_by_label("Số, ký hiệu thông báo").fill("12-TB/BTGDVTU")
    send(page, "thong-bao", "Đã gắn thông báo kết luận.")
    expect(page.get_by_role("link", name="12-TB/BTGDVTU")).to_be_visible()


def test_a_year_goes_from_evidence_to_the_lines_of_the_next_plan(
    live_server: LiveServer, open_page: OpenPage, world: World, tmp_path: Path
) -> None:
    base = live_server.url
    give_evidence(officer(open_page, base, world, "owner"), base)
    coordinator = officer(open_page, base, world, "coordinator")
    kept = docx.Document(str(ask_review(coordinator, base + world.address(), tmp_path)))
    assert any("1 xong đúng hạn" in line.text for line in kept.paragraphs)
    assert any("Rút ngắn thủ tục" in line.text for line in kept.paragraphs)
    head = officer(open_page, base, world, "head")
    hold_conference(head, base + world.address(), world)
    conclude(head, world)
    give_notice(coordinator, base, head.url.partition("?")[0], world)
    head.goto(base + world.address(world.next))
    expect(head.locator("#viec-1")).to_contain_text("Bỏ bản sao có chứng thực ở một cửa")
    unfold(head, "ky")
    head.get_by_label("Ngày hai cơ quan ký").fill(world.today.isoformat())
    send(head, "ky", "Kế hoạch đã ký")
    head.goto(base + reverse("coordination:conference", args=[f"hoi-nghi-{world.today.isoformat()}"]))
    expect(head.locator("main")).to_contain_text("Bỏ bản sao có chứng thực ở một cửa")
    expect(head.locator("main")).to_contain_text("12-TB/BTGDVTU")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_its_pages_are_accessible_and_fit_the_window(
    live_server: LiveServer, open_page: OpenPage, world: World, viewport: dict[str, int]
) -> None:
    page = officer(open_page, live_server.url, world, "coordinator", viewport=viewport, java_script_enabled=True)
    found: dict[str, list[str]] = {}
    for name, form in (
        ("overview", ""), ("register", "ghi"), ("said", "phat-bieu"), ("programmes", "chuong-trinh"), ("work", ""),
    ):  # fmt: skip
        found |= faults(page, live_server.url + reverse(f"desk-coordination:{name}"), form)
    found |= faults(page, live_server.url + world.address(), "hoi-nghi")
    assert not found


def faults(page: Page, address: str, form: str) -> dict[str, list[str]]:
    """Return what axe finds serious on a page with a form unfolded, and whether it is wider than its window."""
    page.goto(address)
    if form:
        unfold(page, form)
    width = page.viewport_size["width"] if page.viewport_size else 0
    wide = ["wider than the window"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    serious = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    told = wide + [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in serious]
    return {address: told} if told else {}
