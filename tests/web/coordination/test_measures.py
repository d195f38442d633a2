"""Other provinces as published, and what cases tell of the last 90 days."""

from datetime import date, timedelta

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from tests.province import found

from dinhlang.apps.coordination import queries
from dinhlang.apps.coordination.queries import service_points
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.domain.feedback.ratios import Ratios
from dinhlang.lib.clock import now

pytestmark = pytest.mark.django_db


def test_other_provinces_stand_as_published_with_their_source(client: Client) -> None:
    page = client.get("/chi-so/cac-tinh/").content.decode()
    assert "Hải Phòng" in page
    assert "91,10" in page
    assert "không tìm được" in page  # where only the rank is known
    assert "baovinhlong.com.vn" in page


def test_nothing_is_known_before_its_day_and_ranks_follow_values() -> None:
    assert {one.period for one in queries.provinces_sipas(date(2021, 12, 31))} == {2019, 2020}
    rows = [one for one in queries.provinces_sipas(date(2026, 1, 1)) if one.value is not None]
    for year in {one.period for one in rows}:
        values = [one.value for one in rows if one.period == year and one.value is not None]
        assert values == sorted(values, reverse=True)
    assert len(queries.provinces_sipas(date(2026, 1, 1))) == 42
    assert any(one.rank is None for one in queries.country_told(date(2026, 1, 1)))


def test_what_people_told_adds_up_within_rounding() -> None:
    told = {one.name.en: one.value for one in queries.country_told(date(2026, 1, 1)) if one.value is not None}
    parts = [told[f"{word} interested in health policy"] for word in ("very", "slightly", "not")]
    assert abs(sum(parts) - 100) <= 0.05  # type: ignore[operator]


def test_the_last_90_days_are_told_without_a_case_and_say_what_silence_is(client: Client) -> None:
    found()
    page = client.get("/chi-so/phuc-vu/").content.decode()
    assert "Không bị khiếu nại” không phải là hài lòng" in page
    assert feedback.last_days(now()).whole.received == 0


def table(client: Client, path: str) -> list[str]:
    answer = client.get(f"/chi-so/phuc-vu/{path}")
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode().splitlines()


def test_each_number_of_the_last_90_days_opens_its_cases(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    province, at = found(), now()
    category = Category.objects.first() or Category.objects.create(code="khac", name_vi="Khác", name_en="Other")
    late, day = at - timedelta(days=10), timedelta(days=1)
    told = [
        {"answered_at": late + day, "first_due_at": late + 2 * day},  # on time
        {"answered_at": late + 3 * day, "first_due_at": late + 2 * day},  # late
        {"answered_at": late + day, "first_due_at": late + 2 * day, "times_reopened": 1},
        {"first_due_at": at + day},  # not due yet
        {"first_due_at": at + day, "publication": "withheld"},  # opens no list, so it is not counted
    ]
    for number, one in enumerate(told):
        Case.objects.create(**{
            "number": f"PA26-{number}", "lookup_hash": bytes([number] * 32), "state": "answered", "title": "A",
            "publication": "public", "category": category, "text": "A", "commune_id": province.id("T1"),
            "unit_id": province.id("T1"), "received_at": late, **one,
        })  # fmt: skip
    assert feedback.last_days(at).units == {province.id("T1"): Ratios(4, 3, 2, 2)}
    page = client.get("/chi-so/phuc-vu/").content.decode()
    assert 'href="/xa/xa-long-ho/"' in page
    assert "66,7%" in page
    # 2/3 of 6 points and 2/4 of 6 points, and nothing for what is not measured
    assert "<b>7,00</b>" in page
    assert "không có dữ liệu ở đây" in page
    monkeypatch.setattr(service_points, "PIECE", 2)  # a long table is sent in pieces, and none is lost between them
    rows = table(client, "phan-anh-dung-han/su-kien.csv?don-vi=xa-long-ho")
    assert [row.rsplit(",", 1)[1] for row in rows[1:4]].count("1") == 2  # those that count, of those due
    assert len({row.split(",")[0] for row in table(client, "phan-anh-hai-long/su-kien.csv")[1:]}) == 4
    listed = client.get("/chi-so/phuc-vu/phan-anh-hai-long/?don-vi=xa-long-ho").content.decode()
    assert listed.count('href="/phan-anh/PA26-') == 4
    assert "phần bù của khiếu nại" in listed


@pytest.mark.parametrize("path", ["dong-bo/", "phan-anh-dung-han/?don-vi=khong-co", "khong-co/su-kien.csv"])
def test_what_has_no_events_here_opens_no_list(client: Client, path: str) -> None:
    found()
    assert client.get(f"/chi-so/phuc-vu/{path}").status_code == 404
