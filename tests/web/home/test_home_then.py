"""The first page and the map as of a past day: the province of then, never people's cases."""

import pytest
import time_machine
from django.test import Client
from tests.web.coordination.conftest import AT, mechanism
from tests.web.coordination.test_pages import DAY, page

from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mechanism")]
__all__ = ["mechanism"]


@pytest.mark.parametrize("address", ["/", "/ban-do/"])
def test_a_page_of_the_past_says_so_leads_back_and_is_not_for_search_engines(client: Client, address: str) -> None:
    response, text = page(client, address + DAY)
    assert "Trang như ngày thứ Hai, 13/03/2023." in text
    assert 'href="?">Về hôm nay' in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"
    response, text = page(client, address)
    assert "Trang như ngày" not in text
    assert "X-Robots-Tag" not in response.headers


def test_the_first_page_of_a_past_day_shows_what_was_known_then_and_no_case(client: Client) -> None:
    response, text = page(client, "/" + DAY)
    assert "khi ấy là: Tỉnh Bến Tre, Tỉnh Trà Vinh, Tỉnh Vĩnh Long." in text
    assert "Hội nghị 13/03/2023: những điều đã nói" in text
    assert "Kế hoạch phối hợp 2022" in text
    assert "2026" not in text.split("Xem trang như vào ngày")[0]
    assert "phiếu nhận được" not in text
    for onward in ("/xa/", "/luat/", "/chi-so/", "/van-ban/", "/ke-hoach/dan-van-chinh-quyen-2022/"):
        assert f'href="{onward}{DAY}"' in response.content.decode()


def test_the_day_before_the_conference_knows_nothing_of_it(client: Client) -> None:
    _, text = page(client, "/?as_of=2023-03-12")
    assert "Hội nghị 13/03/2023" not in text
    assert "Chưa có hội nghị nào." in text


def test_the_map_of_a_past_day_names_the_places_of_then_without_figures(client: Client) -> None:
    with time_machine.travel(AT, tick=False):
        organisations.draw_schematic(actor=SYSTEM, at=AT)
    response, text = page(client, "/ban-do/" + DAY)
    assert "Thị trấn" in text
    assert "không vẽ bản đồ" in text
    assert "Phiếu nhận" not in text
    assert '<path class="area' not in response.content.decode()
