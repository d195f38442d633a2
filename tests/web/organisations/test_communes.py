"""The public pages of communes: found without marks, shown as of a day, old addresses that still lead on."""

from datetime import datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.actions import NewUnit, Portion
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-09-01T08:00:00+07:00")
DAY = AT.date().replace(month=8)


@pytest.fixture(autouse=True)
def _vinh_long():
    with time_machine.travel(AT, tick=False):
        actions.import_vinh_long(actor=SYSTEM, at=AT)
        yield


def page(client: Client, address: str, status: int = 200) -> tuple[HttpResponse, str]:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response, unescape(response.content.decode())


def test_the_list_shows_all_communes_in_light_groups(client):
    response, text = page(client, "/xa/")
    assert text.count('href="/xa/') >= 124
    assert 'href="/xa/xa-hoa-minh/">Xã Hoà Minh<' in text
    assert "X-Robots-Tag" not in response.headers
    assert len(response.content) < 30_000


def test_the_search_finds_names_without_marks_and_says_when_there_is_none(client):
    response, text = page(client, "/xa/?q=hoa+minh")
    assert "Xã Hoà Minh" in text
    assert "Xã An Bình" not in text
    assert response.headers["X-Robots-Tag"] == "noindex"
    _, text = page(client, "/xa/?q=kh%C3%B4ng+%C4%91%C3%A2u")
    assert "Không thấy xã, phường nào có tên như vậy" in text


def test_the_list_of_an_earlier_day_shows_the_communes_of_then(client):
    response, text = page(client, "/xa/?as_of=2025-06-30&q=tra+on")
    assert "Thị trấn Trà Ôn" in text
    assert "30/06/2025" in text
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("wish", ["hom-nay", "2025-13-01", "0001-01-01", "9999-12-31", "2026-09-02"])
def test_a_day_that_cannot_be_read_is_told_and_today_is_shown(client, wish):
    response, text = page(client, f"/xa/?as_of={wish}")
    assert "Hãy chọn một ngày từ 02/09/1945 đến 01/09/2026" in text
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Xã Hoà Minh" in text


def test_a_commune_page_tells_what_it_was_made_of_on_what_day_and_ground(client):
    _, text = page(client, "/xa/phuong-long-chau/")
    for words in (
        "Lập ngày 01/07/2025 từ",
        "Phường 1",
        "Phường 9",
        "Phường Trường An",
        "1687/NQ-UBTVQH15",
        "12,63 km²",
    ):
        assert words in text
    _, text = page(client, "/xa/xa-ngai-tu/")
    assert "một phần" in text


def test_a_commune_page_shows_villages_offices_and_contact(client):
    commune = queries.unit_by_slug("xa-an-binh", AT.date())
    assert commune is not None
    rows = [
        UnitRow("a1", "Ấp Chợ <b>", Kind.VILLAGE, Subkind.AP, commune.code),
        UnitRow("o1", "Phòng Kinh tế", Kind.AGENCY, parent_code=commune.code, phone="0270 3822 000"),
        UnitRow("o2", "Trường Tiểu học An Bình", Kind.PUBLIC_SERVICE, parent_code="o1"),
    ]
    assert actions.import_units(actor=SYSTEM, rows=rows, source="t", at=AT).refused == ()
    _, text = page(client, "/xa/xa-an-binh/")
    assert "Chưa có địa chỉ" in text
    actions.set_unit_contact(
        actor=SYSTEM, unit_id=commune.id, address="Ấp An Thạnh", phone="0270 3859 001", working_hours="7–17 giờ", at=AT
    )
    with CaptureQueriesContext(connection) as captured:
        response, text = page(client, "/xa/xa-an-binh/")
    addresses = [one for one in captured if "organisations_unitname" in one["sql"] and "slug" in one["sql"]]
    assert len(addresses) > 1  # inside the transaction of a test the address is not remembered: asked for twice
    assert len(captured) - 1 <= 12
    assert b"&lt;b&gt;" in response.content
    for words in (
        "Ấp Chợ",
        "Phòng Kinh tế",
        "Trường Tiểu học An Bình",
        "Ấp An Thạnh",
        'href="tel:02703859001"',
        "7–17 giờ",
    ):
        assert words in text


def test_an_old_address_says_what_the_commune_is_now(client):
    response, text = page(client, "/xa/thi-tran-tra-on-cu-vinh-long/")
    assert "Không còn hoạt động từ ngày 01/07/2025. Nay là" in text
    assert 'href="/xa/xa-ngai-tu/"' in text
    assert 'href="/xa/xa-tra-on/"' in text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_renamed_commune_is_found_under_its_old_name(client):
    commune = queries.unit_by_slug("xa-an-binh", AT.date())
    assert commune is not None
    actions.rename_unit(actor=SYSTEM, unit_id=commune.id, name="Xã An Hòa", on=DAY, citation="NQ 5", at=AT)
    _, text = page(client, "/xa/xa-an-binh/")
    assert "Đây là tên cũ. Nay là" in text
    assert 'href="/xa/xa-an-hoa/"' in text
    _, text = page(client, "/xa/xa-an-hoa/")
    assert "mang tên Xã An Bình" in text
    _, text = page(client, "/xa/xa-an-binh/?as_of=2026-07-31")
    assert "<h1>Xã An Bình</h1>" in text


def test_a_commune_of_later_shows_on_an_earlier_day_whose_land_it_was(client):
    one, other = (queries.unit_by_slug(slug, AT.date()) for slug in ("xa-an-binh", "phuong-long-chau"))
    assert one is not None
    assert other is not None
    actions.merge_units(
        actor=SYSTEM, portions=[Portion(one.id), Portion(other.id)],
        into=NewUnit("Phường An Châu", subkind=Subkind.PHUONG),
        on=DAY, citation="NQ 6", at=AT,
    )  # fmt: skip
    _, text = page(client, "/xa/phuong-an-chau/?as_of=2026-07-31")
    assert "chưa có đơn vị này" in text
    assert 'href="/xa/xa-an-binh/?as_of=2026-07-31"' in text
    _, text = page(client, "/xa/xa-an-binh/")
    assert 'href="/xa/phuong-an-chau/"' in text


def test_the_old_name_of_the_day_leads_to_the_new_one(client):
    response = client.get("/xa/?ngay=2025-06-30&q=tra+on")
    assert (response.status_code, response["Location"]) == (302, "/xa/?as_of=2025-06-30&q=tra+on")
    response = client.get("/xa/xa-an-binh/?ngay=")
    assert (response.status_code, response["Location"]) == (302, "/xa/xa-an-binh/")


def test_a_commune_without_a_known_past_shows_no_empty_card(client):
    row = UnitRow("ndk", "Đặc khu Mới", Kind.COMMUNE, Subkind.DAC_KHU, since=DAY)
    assert actions.import_units(actor=SYSTEM, rows=[row], source="t", at=AT).refused == ()
    _, text = page(client, "/xa/dac-khu-moi/")
    assert "Trước đây là" not in text
    _, text = page(client, "/xa/xa-an-binh/")
    assert "Trước đây là" in text


def test_a_day_of_the_past_can_be_left_and_is_carried_on(client):
    _, text = page(client, "/xa/?as_of=2025-06-30&q=tra+on")
    assert "Trang như ngày thứ Hai, 30/06/2025" in text
    assert 'href="?q=tra+on"' in text
    assert 'href="/co-che/?as_of=2025-06-30"' in text
    assert 'name="q" value="tra on"' in text
    _, text = page(client, "/xa/")
    assert "Trang như ngày" not in text
    assert 'name="as_of" value="2026-09-01"' in text


@pytest.mark.parametrize("slug", ["khong-co", "tinh-vinh-long"])
def test_what_is_no_commune_is_not_found(client, slug):
    page(client, f"/xa/{slug}/", 404)


def test_the_pages_are_read_only(client):
    assert client.post("/xa/").status_code == 405
