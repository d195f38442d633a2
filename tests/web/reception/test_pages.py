"""The public pages of reception: within their budget, and a place or a question without an account."""

from collections.abc import Iterator
from datetime import date, time
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.receiving import Meeting, begun, moment

from dinhlang.apps.reception import actions
from dinhlang.apps.reception.models import Day, Dialogue, Visit
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def tenth_of_march() -> Iterator[None]:
    with patch.object(clock, "now", lambda: moment(10)):
        yield


def read(client: Client, address: str) -> str:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address)
    assert (page.status_code, len(asked) <= MOST_QUERIES) == (200, True), (address, len(asked))
    return page.content.decode()


def test_every_public_page_stays_within_its_queries(client: Client) -> None:
    meeting = begun()
    day, talk = f"/tiep-dan/{meeting.day_code}/", f"/doi-thoai/{meeting.dialogue_code}/"
    for prefix in ("", "/en"):
        for one in ("/tiep-dan/", "/tiep-dan/ai-da-tiep/", f"/tiep-dan/nguoi/{meeting.head}/", day, "/doi-thoai/",
                    "/doi-thoai/loi-hua/", talk):  # fmt: skip
            page = read(client, prefix + one)
            assert "<form" not in page
    assert "kịp thời hạn" in read(client, day)


def booked(client: Client, meeting: Meeting, **fields: object) -> HttpResponse:
    return client.post(
        f"/tiep-dan/{meeting.day_code}/dat-hen/", {"topic": "Đường hỏng", "people": 2, "key": "k"} | fields
    )


def test_a_place_is_booked_seen_and_given_back_without_an_account(client: Client) -> None:
    meeting = begun()
    answer = booked(client, meeting)
    assert answer.status_code == 303
    address = answer["Location"]
    page = client.get(address)
    assert ("Số thứ tự 1" in page.content.decode(), page["X-Robots-Tag"]) == (True, "noindex, nofollow")
    assert booked(client, meeting)["Location"] == address
    assert booked(client, meeting, topic="Khác").status_code == 409
    assert client.post(f"{address}huy/").status_code == 303
    assert "Đã hủy hẹn" in client.get(address).content.decode()
    assert Visit.objects.count() == 1


def test_a_form_that_says_nothing_comes_back_with_the_sentence(client: Client) -> None:
    meeting = begun()
    page = booked(client, meeting, topic="", people="")
    assert page.status_code == 422
    assert "Hãy ghi muốn nói về việc gì." in page.content.decode()


def test_a_question_is_sent_without_an_account_and_its_words_wait_to_be_read(client: Client) -> None:
    meeting = begun()
    talk = f"/doi-thoai/{meeting.dialogue_code}/"
    answer = client.post(f"{talk}hoi/", {"text": "Bao giờ có nước?", "key": "k"})
    assert answer.status_code == 303
    assert "Đã nhận câu hỏi" in client.get(answer["Location"]).content.decode()
    page = client.get(talk).content.decode()
    assert ("Bao giờ có nước?" in page, "chờ cán bộ đọc" in page) == (False, True)


@pytest.mark.parametrize("address", ["/tiep-dan/hen/0000000000/", "/doi-thoai/cau-hoi/0000000000/"])
def test_a_wrong_code_opens_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("moved_to", "said"), [(date(2026, 3, 24), "dời sang"), (None, "hủy ngày")])
def test_whoever_follows_the_schedule_is_told_of_a_change_without_leaving_an_address(
    client: Client, moved_to: date | None, said: str
) -> None:
    meeting = begun()
    actions.call_off_day(
        actor=meeting.province.actors["receiver"], day_id=meeting.day, reason="Họp bất thường", moved_to=moved_to,
        at=moment(5),
    )  # fmt: skip
    feed = client.get("/tiep-dan/thay-doi.atom").content.decode()
    assert (said in feed, "Họp bất thường" in feed) == (True, True)
    page = client.get("/tiep-dan/").content.decode()
    assert page.index("Lịch có thay đổi") < page.index("Họp bất thường") < page.index("Sắp tới")
    assert client.get("/tiep-dan/?don-vi=khong-co").status_code == 404


def test_a_closed_day_and_a_finished_dialogue_offer_no_form(client: Client) -> None:
    meeting = begun()
    actions.call_off_day(
        actor=meeting.province.actors["receiver"], day_id=meeting.day, reason="Bão", moved_to=None, at=moment(5)
    )
    page = client.get(f"/tiep-dan/{meeting.day_code}/dat-hen/").content.decode()
    assert ("không nhận hẹn nữa" in page, "<textarea" in page) == (True, False)
    Dialogue.objects.update(held_at=moment(5), published_at=moment(5), summary="Xong")
    page = client.get(f"/doi-thoai/{meeting.dialogue_code}/hoi/").content.decode()
    assert ("không nhận thêm câu hỏi" in page, "<textarea" in page) == (True, False)


def test_a_full_past_does_not_hide_the_days_that_come(client: Client) -> None:
    meeting = begun()
    Day.objects.bulk_create(
        Day(
            code=f"TD26-A{number}", head_id=meeting.head, on=date(2026, 3, 9), posted_at=moment(1), place="Trụ sở",
            begins=time(7, number % 60, number // 60), ends=time(11),
        )
        for number in range(210)
    )  # fmt: skip
    assert f"/tiep-dan/{meeting.day_code}/" in client.get("/tiep-dan/").content.decode()


def test_a_sender_sees_what_was_promised_to_the_own_question(client: Client) -> None:
    meeting = begun()
    mine = client.post(f"/doi-thoai/{meeting.dialogue_code}/hoi/", {"text": "Bao giờ có nước?", "key": "k"})["Location"]
    assert "Điều đã hứa với câu này" not in client.get(mine).content.decode()
    new = actions.NewPromise("Nối ống nước", meeting.province.id("T1"), "Chủ tịch", date(2026, 4, 10), 1)
    actions.make_promise(
        actor=meeting.province.actors["receiver"], dialogue_id=meeting.dialogue, new=new, at=moment(17)
    )
    page = client.get(mine).content.decode()
    assert ("Điều đã hứa với câu này" in page, "Nối ống nước" in page) == (True, True)


def test_the_code_of_a_visit_or_a_question_opens_its_page_where_codes_are_typed(client: Client) -> None:
    meeting = begun()
    asked = client.post(f"/doi-thoai/{meeting.dialogue_code}/hoi/", {"text": "Bao giờ?", "key": "k"})["Location"]
    for address in (booked(client, meeting)["Location"], asked):
        code = address.strip("/").split("/")[-1]
        typed = client.post("/tra-cuu/", {"code": f"{code[:5]} {code[5:].lower()}"})
        assert (typed.status_code, typed["Location"]) == (303, address)
    assert client.post("/tra-cuu/", {"code": "0000000000"})["Location"] == "/phieu/0000000000/"
