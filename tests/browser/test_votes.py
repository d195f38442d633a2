"""Votes in a browser: an old citizen votes with help at the office; a meeting is marked while the line is cut."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_desk import faults
from tests.villages import Village, begun
from tests.votes import drafted

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.models import AttendanceMark, BallotCast, Decision
from dinhlang.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@dataclass
class Place:
    """A village, an open vote, and the codes and rows of its households."""

    village: Village
    decision: Decision
    codes: dict[str, str]
    rows: dict[str, str]


@pytest.fixture
def place(settings: Settings) -> Place:
    """Return a vote that is open now."""
    settings.MFA_REQUIRED = False
    cache.clear()
    village, at = begun(), clock.now()
    times = {"opens_at": at - timedelta(hours=1), "closes_at": at + timedelta(days=1), "consent_yes": 12}
    decision = drafted(village, **times)
    told = {"actor": village.head, "decision_id": decision.pk, "at": at - timedelta(hours=2)}
    actions.freeze(**told)
    slips = actions.issue_codes(**told)
    return Place(village, decision, {one.household: one.secret for one in slips},
                 {one.household: one.row_code for one in slips})  # fmt: skip


def signed_in(open_page: OpenPage, base: str, place: Place, who: str, **options: object) -> Page:
    """Return a page on which somebody is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=place.village.who(who).user_id))
    page, name = open_page(**options), django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    return page


def test_an_old_citizen_votes_with_help_and_checks_the_receipt(
    live_server: LiveServer, place: Place, open_page: OpenPage
) -> None:
    code = place.codes["5"]
    desk = signed_in(open_page, live_server.url, place, "receiver", viewport={"width": 1280, "height": 800})
    desk.goto(f"{live_server.url}/lam-viec/giup-bo-phieu/")
    desk.get_by_label("Mã trên phiếu của hộ").fill(f"{code[:5].lower()} {code[5:]}")
    desk.get_by_role("button", name="Mở phiếu").click()
    expect(desk.locator("h1")).to_have_text(place.decision.question)
    desk.get_by_text("Đồng ý", exact=True).click()
    desk.get_by_text("đang có mặt").click()
    assert faults(desk) == []
    desk.get_by_role("button", name="Bỏ phiếu giúp").click()
    expect(desk.locator(".code")).to_have_text(place.rows["5"])
    expect(desk.get_by_text("Bấm giúp: Cán bộ tiếp nhận")).to_be_visible()
    assert faults(desk) == []
    # At home the grandchild scans the slip: the secret stands behind "#" and goes to no server.
    phone = open_page()
    phone.goto(f"{live_server.url}/bo-phieu/#{code}")
    expect(phone.get_by_label("Mã trên phiếu của hộ")).to_have_value(code)
    phone.get_by_role("button", name="Mở phiếu").click()
    expect(phone.get_by_text("Phiếu của hộ đang được tính")).to_contain_text("Đồng ý")
    assert faults(phone) == []
    phone.get_by_role("button", name="Không phải ý của hộ tôi").click()
    expect(phone.get_by_text("Phiếu ấy không được tính nữa")).to_be_visible()
    phone.get_by_text("Ý kiến khác", exact=True).click()
    phone.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(phone.locator("h1")).to_have_text("Đã ghi phiếu của hộ")
    assert list(BallotCast.objects.order_by("number").values_list("choice", flat=True)) == ["agree", "", "other"]
    closed_at = place.decision.closes_at
    assert closed_at is not None
    actions.close_vote(decision_id=place.decision.pk, at=closed_at)
    phone.goto(f"{live_server.url}/bang-phieu/{place.decision.code}/")
    expect(phone.locator("tr", has_text=place.rows["5"])).to_contain_text("Ý kiến khác")
    assert faults(phone) == []


def test_a_meeting_is_marked_without_a_line_and_telephones_that_differ_are_shown(
    live_server: LiveServer, place: Place, open_page: OpenPage
) -> None:
    address = f"{live_server.url}/lam-viec/bieu-quyet/{place.decision.code}/diem-danh/"
    phone = signed_in(open_page, live_server.url, place, "village_head")
    phone.goto(address)
    expect(phone.locator("[data-line]")).to_have_text("Mọi lượt chạm đã gửi.")
    phone.context.set_offline(True)
    for household in ("1", "2", "3"):
        phone.locator(f"#h-{place.rows[household]} button").click()
    expect(phone.locator("[data-here]")).to_have_text("3")
    expect(phone.locator("[data-line]")).to_contain_text("3 lượt chạm còn nằm trong máy này")
    assert not AttendanceMark.objects.exists()
    # Meanwhile somebody without a script says that household 3 is not there, having tapped it by mistake first.
    plain = signed_in(open_page, live_server.url, place, "receiver", java_script_enabled=False)
    for _ in range(2):
        plain.goto(address)
        plain.locator(f"#h-{place.rows['3']} button").click()
    phone.context.set_offline(False)
    expect(phone.locator("[data-line]")).to_have_text("Mọi lượt chạm đã gửi.", timeout=15_000)
    seats = {one.household: one.standing for one in queries.attendance(place.decision.pk)}
    assert [seats[one].present for one in ("1", "2", "4")] == [True, True, False]
    assert seats["3"].differs
    expect(phone.locator(f"#h-{place.rows['3']}")).to_have_class("differs")
    expect(phone.locator("[data-differing]")).to_contain_text("hộ số: 3.")
    phone.locator(f"#h-{place.rows['3']} button").click()
    expect(phone.locator(f"#h-{place.rows['3']}")).not_to_have_class("differs")
