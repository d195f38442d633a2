"""The public pages of the register: what they show, how many questions they ask, and that forms stand apart."""

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.disclosures import Register, moment

from dinhlang.apps.disclosure import actions
from dinhlang.apps.disclosure.models import Evidence, InformationRequest, Look
from dinhlang.lib import clock

COMMUNE = "/cong-khai/xa/xa-long-ho/"
TODAY = moment(20)
MOST_QUERIES, MOST_BYTES = 12, 60_000


@pytest.fixture
def seen(register: Register, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The register as on 20 March 2026: one thing in time."""
    register.complete()
    actions.raise_recurring(at=TODAY)
    monkeypatch.setattr(clock, "now", lambda: TODAY)
    return register


def pages(register: Register) -> list[str]:
    code = register.row.code
    return ["/cong-khai/", "/cong-khai/?quy=2026-Q1", COMMUNE, f"/cong-khai/{code}/", "/cong-khai/chua-lam/"]


def test_no_public_page_asks_many_questions_or_weighs_much(seen: Register, client: Client) -> None:
    for address in pages(seen):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(asked) <= MOST_QUERIES, address
        assert len(gzip.compress(answer.content)) < MOST_BYTES, address
        assert b"csrfmiddlewaretoken" not in answer.content


def test_the_table_shows_every_commune_and_item(seen: Register, client: Client) -> None:
    body = client.get("/cong-khai/?quy=2026-Q1").content.decode()
    assert "Xã Long Hồ" in body
    assert "Phường Thanh Đức" in body
    assert body.count('scope="row"') >= 2
    assert "✓" in body


def test_the_page_of_a_thing_says_why_with_the_article(seen: Register, client: Client) -> None:
    body = client.get(f"/cong-khai/{seen.row.code}/").content.decode()
    for words in ("công khai đúng hạn", "khoản 3 Điều 12", "Đường ấp được trải đá", "Hạn: hết ngày"):
        assert words in body


def test_overdue_things_raise_the_alarm_with_a_way_to_ask(seen: Register, client: Client) -> None:
    body = client.get("/cong-khai/chua-lam/").content.decode()
    assert "Tình hình thực hiện ngân sách đến hết quý III/2025" in body
    assert "/yeu-cau/" in body


def test_a_thing_can_be_asked_for_and_found_again_by_its_code_alone(seen: Register, client: Client) -> None:
    address = f"/cong-khai/{seen.row.code}/yeu-cau/"
    assert "chậm nhất" in client.get(address).content.decode()
    sent = client.post(address, {"name": "Lan", "address": "Ấp", "contact": "0912", "text": "", "key": "k1"})
    assert sent.status_code == 303
    again = client.post(address, {"name": "Lan", "address": "Ấp", "contact": "0912", "text": "", "key": "k1"})
    assert again["Location"] == sent["Location"]
    assert InformationRequest.objects.count() == 1
    mine = client.get(sent["Location"])
    assert mine.status_code == 200
    assert "noindex" in mine["X-Robots-Tag"]
    assert client.get("/cong-khai/yeu-cau/0000000000/").status_code == 404


def test_an_empty_request_is_refused_with_words(seen: Register, client: Client) -> None:
    answer = client.post(f"/cong-khai/{seen.row.code}/yeu-cau/", {"key": "k"})
    assert answer.status_code == 422
    assert "Hãy ghi họ và tên." in answer.content.decode()


def test_one_tap_is_kept_and_the_page_changes(seen: Register, client: Client) -> None:
    address = f"/cong-khai/{seen.row.code}/con-treo/"
    board = Evidence.objects.get(place="office")
    assert client.post(address, {"evidence": board.pk, "seen": "no"}).status_code == 303
    assert Look.objects.get().seen is False
    assert "đang kiểm chứng" in client.get(f"/cong-khai/{seen.row.code}/").content.decode()


def test_a_tap_for_the_board_of_another_thing_counts_for_nothing(seen: Register, client: Client) -> None:
    portal = Evidence.objects.get(place="online")
    client.post(f"/cong-khai/{seen.row.code}/con-treo/", {"evidence": portal.pk, "seen": "no"})
    assert not Look.objects.exists()


def test_the_register_is_open_data(seen: Register, client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"{COMMUNE}noi-dung.csv").content.decode("utf-8-sig"))))
    assert rows[0][0] == "code"
    assert seen.row.code in {row[0] for row in rows}
    things = json.loads(client.get(f"{COMMUNE}noi-dung.json").content)["things"]
    assert {"11.1", "11.2", "13.2"} == {one["item"] for one in things}
    cells = json.loads(client.get("/cong-khai/so-lieu.json?quy=2026-Q1").content)["cells"]
    assert len(cells) == 2 * 15


def test_the_feed_of_a_commune_is_atom(seen: Register, client: Client) -> None:
    tree = ET.fromstring(client.get(f"{COMMUNE}atom.xml").content)
    titles = [one.text for one in tree.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("Kế hoạch năm 2026" in (title or "") for title in titles)


def test_a_publication_prints_as_board_sheet_handout_and_text_to_be_read_out(seen: Register, client: Client) -> None:
    for size, words in (("a3", "sheet--a3"), ("a5", "sheet--a5"), ("loa", "Kính thưa bà con")):
        body = client.get(f"/cong-khai/{seen.row.code}/in/{size}/").content.decode()
        assert words in body
        assert "Đường ấp được trải đá" in body
        assert ("<svg" in body) or size == "loa"
    assert "04/04/2026" in client.get(f"/cong-khai/{seen.row.code}/in/a3/").content.decode()  # 30 days from 5 March
    assert client.get(f"/cong-khai/{seen.row.code}/in/a9/").status_code == 404


def test_what_is_withdrawn_says_so_and_why(seen: Register, client: Client) -> None:
    actions.withdraw(actor=seen.who("head"), occasion_id=seen.occasion, reason="Sai số liệu", at=TODAY)
    body = client.get(f"/cong-khai/{seen.row.code}/").content.decode()
    assert "Sai số liệu" in body
    assert "Đường ấp được trải đá" not in body


def test_what_is_public_is_found_by_its_words_with_or_without_marks(seen: Register, client: Client) -> None:
    for typed in ("đường ấp trải đá", "duong ap trai da"):
        assert seen.row.code in client.get("/cong-khai/tim/", {"q": typed}).content.decode()
    assert seen.row.code not in client.get("/cong-khai/tim/", {"q": "khong he co"}).content.decode()
    assert client.get("/cong-khai/tim/").status_code == 200
    actions.withdraw(actor=seen.who("head"), occasion_id=seen.occasion, reason="Sai", at=TODAY)
    assert seen.row.code not in client.get("/cong-khai/tim/", {"q": "duong ap"}).content.decode()


def test_a_strange_code_commune_or_quarter_does_no_harm(seen: Register, client: Client) -> None:
    assert client.get("/cong-khai/CK26-000000/").status_code == 404
    assert client.get("/cong-khai/xa/khong-co/").status_code == 404
    assert client.get("/cong-khai/?quy=2099-Q9").status_code == 200
    assert client.get(f"{COMMUNE}?trang=99").status_code == 200
