"""The public list and the public case: what everybody may read, and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.province import Province, found

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Attachment
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
Publish = Callable[..., str]


@pytest.fixture
def province() -> Province:
    """Return a province that stands since three months."""
    return found(clock.now() - timedelta(days=90))


@pytest.fixture
def publish(province: Province) -> Publish:
    """Return a function that sends and publishes a case and returns its number."""

    def published(*, days_ago: int = 0, answer: str = "", title: str = "Cống nghẹt", **answers: Any) -> str:
        at = clock.now() - timedelta(days=days_ago)
        token = actions.begin_draft(language="vi", at=at)
        filled = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": "Cống nghẹt ở ấp."} | answers
        actions.fill_draft(token=token, answers=filled, at=at)
        sent = actions.submit_case(token=token, at=at, contact={"phone": "0912000111", "contact_name": "Bí Mật"})
        receiver, head = province.actors["receiver"], province.actors["head"]
        actions.publish_case(actor=receiver, case_id=sent.case_id, title=title, text=str(filled["text"]), at=at)
        if answer:
            actions.classify_case(actor=receiver, case_id=sent.case_id, category=str(filled["category"]), at=at)
            actions.write_answer(actor=head, case_id=sent.case_id, kind="done", text=answer, at=at)
        return sent.number

    return published


def test_a_case_is_told_from_what_was_said_to_its_answer(client: Client, publish: Publish) -> None:
    page = client.get(f"/phan-anh/{publish(answer='Đã nạo vét.')}/").content.decode()
    assert "Cống nghẹt ở ấp." in page
    assert "Đã nạo vét." in page
    assert "Một người dân" in page
    assert "Vì sao là ngày này?" in page
    assert "Chứng cứ" in page


def test_nothing_about_the_sender_stands_on_the_public_page(client: Client, publish: Publish) -> None:
    page = client.get(f"/phan-anh/{publish()}/").content.decode()
    assert "0912000111" not in page
    assert "Bí Mật" not in page


def test_the_list_shows_chip_place_kind_and_days(client: Client, publish: Publish) -> None:
    publish(title="Cống ấp Phước Hậu")
    page = client.get("/phan-anh/").content.decode()
    assert "Cống ấp Phước Hậu" in page
    assert "Còn 15 ngày làm việc" in page
    assert "Xã Long Hồ · Thoát nước" in page


def test_a_late_case_says_how_late(client: Client, publish: Publish) -> None:
    number = publish(days_ago=60)
    assert "chip--late" in client.get("/phan-anh/").content.decode()
    assert "Trễ " in client.get(f"/phan-anh/{number}/").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"A", "B", "C"}),
        ("xa=T1", {"A", "C"}),
        ("xa=T2", {"B"}),
        ("viec=chieu-sang", {"B"}),
        ("trang_thai=answered", {"A"}),
        ("tre=1", {"C"}),
        ("xa=T2&tre=1", set()),
        ("trang_thai=khong-co", {"A", "B", "C"}),
        ("xa=khong-co", {"A", "B", "C"}),
    ],
)
def test_the_list_is_narrowed(
    client: Client, province: Province, publish: Publish, query: str, shown: set[str]
) -> None:
    publish(title="Phiếu A", answer="Xong.")
    receiver = province.actors["receiver2"]
    at = clock.now()
    token = actions.begin_draft(language="vi", at=at)
    actions.fill_draft(
        token=token, answers={"category": "chieu-sang", "commune_id": province.id("T2"), "text": "Đèn tắt"}, at=at
    )
    other = actions.submit_case(token=token, at=at, contact={})
    actions.publish_case(actor=receiver, case_id=other.case_id, title="Phiếu B", text="Đèn tắt", at=at)
    publish(title="Phiếu C", days_ago=60)
    page = client.get(f"/phan-anh/?{query}").content.decode()
    assert {name for name in "ABC" if f"Phiếu {name}" in page} == shown
    assert ("Chưa có phiếu công khai nào như vậy." in page) == (not shown)


def test_pages_go_on_by_cursor_and_show_every_case_once(
    client: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dinhlang.apps.feedback.queries.lists.PAGE", 2)
    numbers = {publish(title=f"Phiếu {n}", days_ago=n) for n in range(5)}
    seen: list[str] = []
    address = "/phan-anh/?xa=T1"
    while address:
        page = client.get(address).content.decode()
        seen += [number for number in numbers if number in page]
        onward = page.split('rel="next" href="')
        address = "/phan-anh/" + onward[1].split('"')[0].replace("&amp;", "&") if len(onward) > 1 else ""
    assert sorted(seen) == sorted(numbers)


@pytest.mark.parametrize("cursor", ["x", "~", "2026-01-01~x", "2026-99-99T00:00~1", "' OR 1=1 --", "\u0661~\u0661"])
def test_a_broken_cursor_shows_the_first_page(client: Client, publish: Publish, cursor: str) -> None:
    publish(title="Phiếu đầu")
    answer = client.get("/phan-anh/", {"tiep": cursor})
    assert (answer.status_code, "Phiếu đầu" in answer.content.decode()) == (200, True)


def test_list_and_case_need_few_queries_whatever_their_size(
    client: Client, publish: Publish, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        last = publish(title=f"Phiếu {number}", answer="Xong.")
    with django_assert_max_num_queries(12):
        client.get("/phan-anh/")
    with django_assert_max_num_queries(12):
        client.get(f"/phan-anh/{last}/")


def test_a_case_that_is_not_published_is_on_no_public_page(client: Client, province: Province) -> None:
    at = clock.now()
    token = actions.begin_draft(language="vi", at=at)
    answers = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": "Chưa ai xem"}
    actions.fill_draft(token=token, answers=answers, at=at)
    sent = actions.submit_case(token=token, at=at, contact={})
    assert "Chưa ai xem" not in client.get("/phan-anh/").content.decode()
    assert client.get(f"/phan-anh/{sent.number}/").status_code == 404


@pytest.fixture
def photo(province: Province, publish: Publish) -> Callable[[str], int]:
    """Return a function that makes a published case with one photo in a state and returns the photo's id."""

    def made(state: str) -> int:
        number = publish()
        case = queries.public_case(number, at=clock.now())
        assert case is not None
        path = default_storage.save("cases/t/anh.jpg", ContentFile(b"\xff\xd8\xffpixels"))
        file = actions.attach_to_answer(
            actor=province.actors["head"], case_id=case.id, kind="photo", path=path, digest=b"0" * 32, size=9
        )
        attachment = Attachment.objects.get(pk=file)
        attachment.side, attachment.state, attachment.path = "sender", state, path
        attachment.save()
        return file

    return made


def test_a_processed_photo_is_handed_out_as_a_photo_and_nothing_else(
    client: Client, photo: Callable[[str], int]
) -> None:
    answer = client.get(f"/phan-anh/tep/{photo('ready')}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content) == b"\xff\xd8\xffpixels"  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_a_photo_that_was_not_processed_is_handed_out_to_nobody(
    client: Client, photo: Callable[[str], int], state: str
) -> None:
    assert client.get(f"/phan-anh/tep/{photo(state)}/").status_code == 404


def test_photos_of_a_withheld_case_are_gone_with_it(
    client: Client, province: Province, photo: Callable[[str], int]
) -> None:
    file = photo("ready")
    case_id = Attachment.objects.get(pk=file).case_id
    assert case_id is not None
    actions.withhold_case(actor=province.actors["receiver"], case_id=case_id, reason="insult", at=clock.now())
    assert client.get(f"/phan-anh/tep/{file}/").status_code == 404
    assert client.get("/phan-anh/tep/999999/").status_code == 404


def test_english_pages_speak_of_the_same_case(client: Client, publish: Publish) -> None:
    assert client.get(f"/en/phan-anh/{publish()}/").status_code == 200
    assert client.get("/en/phan-anh/").status_code == 200


def test_a_kept_page_is_never_older_than_the_case(client: Client, province: Province, publish: Publish) -> None:
    number = publish()
    case = queries.public_case(number, at=clock.now())
    assert case is not None
    first = client.get(f"/phan-anh/{number}/")
    again = client.get(f"/phan-anh/{number}/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    actions.classify_case(actor=province.actors["receiver"], case_id=case.id, category="thoat-nuoc", at=clock.now())
    changed = client.get(f"/phan-anh/{number}/", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, "Có thụ lý" in changed.content.decode()) == (200, True)
    listed = client.get("/phan-anh/")["ETag"]
    actions.withhold_case(actor=province.actors["receiver"], case_id=case.id, reason="insult", at=clock.now())
    assert client.get(f"/phan-anh/{number}/").status_code == 410
    assert client.get("/phan-anh/", headers={"If-None-Match": listed}).status_code == 200
