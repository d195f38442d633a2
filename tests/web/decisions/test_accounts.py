"""The account of a contribution as everybody reads it: numbers, codes of households, photos; never a name."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewInitiative, NewLine, NewPicture
from dinhlang.apps.decisions.models import Picture
from dinhlang.domain.decisions.money import Flow

MOST_QUERIES = 12


@pytest.fixture
def at(db: None) -> Iterator[Deciding]:
    made = deciding()
    with time_machine.travel(moment(20), tick=False):
        yield made


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def paid(at: Deciding, made: int, household: str, amount: int = 350_000) -> None:
    new = NewLine(Flow.IN, date(2026, 3, 10), amount, "", household)
    actions.write_line(actor=at.head, decision_id=made, new=new, at=moment(11))


def photographed(at: Deciding, made: int, number: int | None) -> Picture:
    source = BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "Camera of Mr Secret"
    Image.new("RGB", (40, 30), "green").save(source, "JPEG", exif=exif)
    path = default_storage.save("received-decisions/ab/cd", ContentFile(source.getvalue()))
    new = NewPicture("photo", path, b"d" * 32, "Đổ xong 100 m đầu", date(2026, 3, 12), number)
    picture = actions.add_picture(actor=at.head, decision_id=made, new=new, at=moment(12))
    assert actions.process_picture(picture_id=picture, at=moment(12)) == "ready"
    found = Picture.objects.get(pk=picture)
    assert found.received_path == ""
    return found


def test_a_farmer_reads_what_came_what_went_and_what_is_left(at: Deciding) -> None:
    made = at.counted()
    for household in ("1", "2", "2"):
        paid(at, made, household)
    help_, cement = (
        NewLine(Flow.IN, date(2026, 3, 10), 2_000_000, "Xã hỗ trợ"),
        NewLine(Flow.OUT, date(2026, 3, 12), 1_200_000, "Mua 12 bao xi măng"),
    )
    for new in (help_, cement):
        actions.write_line(actor=at.head, decision_id=made, new=new, at=moment(13))
    code = at.shown(made).code
    receipt, work = photographed(at, made, 5), photographed(at, made, None)
    said = page(f"/thu-chi/{code}/")
    for words in ("3.050.000 đồng", "1.200.000 đồng", "1.850.000 đồng", "2 trên 12 hộ có dòng góp riêng",
                  "Mua 12 bao xi măng", f"/thu-chi/anh/{receipt.pk}/", f"/thu-chi/anh/{work.pk}/nho/"):  # fmt: skip
        assert words in said
    assert "Người thứ" not in said
    assert "Hộ số 1" not in said
    assert f"/thu-chi/{code}/" in page(f"/ban-va-quyet/{code}/")
    photo = Client().get(f"/thu-chi/anh/{work.pk}/")
    assert b"Secret" not in b"".join(photo.streaming_content)
    rows = list(csv.reader(StringIO(page(f"/thu-chi/{code}/thu-chi.csv").removeprefix("\ufeff"))))
    assert [row[3] for row in rows[1:]] == ["350000", "350000", "350000", "2000000", "1200000"]
    assert rows[2][4] == rows[3][4] != rows[1][4]


def statements(address: str) -> int:
    """Return how many statements a page costs when nobody keeps it."""
    with CaptureQueriesContext(connection) as asked:
        page(f"{address}?truoc=999999999" if "/o/" in address or "/thu-chi/" in address else address)
    return len(asked)


def test_pages_cost_the_same_however_much_there_is(at: Deciding) -> None:
    made = at.counted()
    unit, slug = at.village.unit.id, at.village.unit.slug
    commune = at.village.province.units["T1"].slug
    pages = (
        f"/thu-chi/{at.shown(made).code}/",
        f"/ban-va-quyet/o/{slug}/",
        f"/ban-va-quyet/o/{commune}/",
        "/sang-kien/",
    )
    begin = {"actor": at.board, "village_id": unit, "at": moment(12)}
    paid(at, made, "1")
    actions.write_initiative(household="1", new=NewInitiative("15.6", "Dọn rác", "Mỗi tháng."), **begin)
    before = [statements(one) for one in pages]
    for number in range(2, 9):
        paid(at, made, str(number), 1000 + number)
        at.proposed(at=moment(13) + timedelta(minutes=number))
        new = NewInitiative("15.6", f"Dọn rác tổ {number}", "Mỗi tháng.")
        actions.write_initiative(household=str(number), new=new, **begin)
    assert [statements(one) for one in pages] == before
    assert max(before) <= MOST_QUERIES


def test_a_decision_without_money_has_no_account(at: Deciding) -> None:
    for made in (at.proposed(), at.counted(yes=3)):
        assert Client().get(f"/thu-chi/{at.shown(made).code}/").status_code == 404
    assert Client().get("/thu-chi/anh/999/").status_code == 404
