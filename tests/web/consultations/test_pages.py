"""The public side: read a draft, say something without an account, vote on a phone, see where it went."""

import re
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.consultations import Asking, begun, moment, say

from dinhlang.apps.consultations import actions
from dinhlang.apps.consultations.models import Opinion, Vote
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """It is 5 March 2026 at every door."""
    with patch.object(clock, "now", lambda: moment(5)):
        yield


@pytest.fixture
def asking() -> Asking:
    return begun()


def address(asking: Asking, rest: str = "") -> str:
    return f"/lay-y-kien/{asking.code}/{rest}"


def with_statements(asking: Asking, count: int) -> None:
    for number in range(count):
        actions.add_statement(
            actor=asking.province.actors["receiver"], consultation_id=asking.id, text=f"Câu hỏi số {number + 1}",
            at=moment(3),
        )  # fmt: skip


def test_a_draft_is_read_with_its_five_answers_and_every_passage_can_be_spoken_to(asking: Asking, client: Client):
    page = client.get(address(asking)).content.decode()
    assert "30.000 đồng mỗi tháng" in page
    assert f"{address(asking, 'gop-y/')}?doan=dieu-1.khoan-1" in page
    assert asking.code in client.get("/lay-y-kien/").content.decode()


def test_what_is_in_preparation_is_not_there_for_the_public(client: Client):
    asking = begun(is_open=False)
    assert asking.code not in client.get("/lay-y-kien/").content.decode()
    for rest in ("", "gop-y/", "bo-phieu/"):
        assert client.get(address(asking, rest)).status_code == 404


def test_somebody_without_an_account_says_something_once_and_finds_it_again(asking: Asking, client: Client):
    form = client.get(address(asking, "gop-y/") + "?doan=dieu-1.khoan-1").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key is not None
    sent = {"key": key[1], "anchor": "dieu-1.khoan-1", "stance": "change", "text": "Xin giảm", "signed": ""}
    first, again = (client.post(address(asking, "gop-y/"), sent) for _ in range(2))
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert Opinion.objects.get().anchor == "dieu-1.khoan-1"
    assert "Xin giảm" in client.get(first.headers["Location"]).content.decode()
    assert client.post(address(asking, "gop-y/"), sent | {"text": "Khác"}).status_code == 409


def test_a_form_that_misses_something_comes_back_with_what_was_typed(asking: Asking, client: Client):
    answer = client.post(address(asking, "gop-y/"), {"key": "k", "text": "Chữ của tôi"})
    assert answer.status_code == 422
    assert "Chữ của tôi" in answer.content.decode()
    assert not Opinion.objects.exists()


def test_the_page_of_an_own_opinion_opens_only_with_its_code(asking: Asking, client: Client):
    given = say(asking, "Mức thu cao")
    assert client.get(f"/lay-y-kien/y-kien/{given.lookup}/").status_code == 200
    for wrong in (given.code, "0000000000"):
        assert client.get(f"/lay-y-kien/y-kien/{wrong}/").status_code == 404


def test_the_page_takes_few_queries_however_many_opinions(
    asking: Asking, client: Client, django_assert_max_num_queries
):
    with_statements(asking, 3)
    for number in range(6):
        say(asking, f"Ý kiến thứ {number}")
    client.get(address(asking))
    with patch("dinhlang.lib.pages.PageStore.get", lambda *_: None), django_assert_max_num_queries(12):
        assert client.get(address(asking)).status_code == 200


def test_votes_of_one_browser_are_told_apart_by_a_number_that_stands_in_no_table(asking: Asking, client: Client):
    with_statements(asking, 2)
    page = client.get(address(asking, "bo-phieu/"))
    cookie = page.cookies["phieu"]
    assert (cookie["httponly"], cookie["path"]) == (True, address(asking, "bo-phieu/"))
    statement = re.search(r'name="statement" value="(\d+)"', page.content.decode())
    assert statement is not None
    assert client.post(address(asking, "bo-phieu/"), {"statement": statement[1], "value": "1"}).status_code == 303
    assert bytes(Vote.objects.get().participant).hex() not in cookie.value.encode().hex()
    assert client.post(address(asking, "bo-phieu/"), {"statement": statement[1], "value": "7"}).status_code == 422


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_farmer_votes_on_ten_statements_on_a_phone(live_server: LiveServer, open_page: Callable[..., Page]):
    asking = begun()
    with_statements(asking, 10)
    page = open_page(java_script_enabled=False)
    page.goto(f"{live_server.url}{address(asking)}")
    page.get_by_role("link", name="Bấm đồng ý hay không, từng câu").click()
    seen = set()
    for number in range(10):
        assert page.get_by_text(f"Câu {number + 1} trên 10").is_visible()
        seen.add(page.locator("h1").inner_text())
        box = page.get_by_role("button", name="Không đồng ý").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        page.get_by_role("button", name=("Đồng ý", "Không đồng ý", "Bỏ qua")[number % 3], exact=number % 3 < 2).click()
    assert page.get_by_role("heading", name="Bạn đã bấm hết các câu").is_visible()
    assert len(seen) == 10
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1] * 3 + [0] * 3 + [1] * 4
