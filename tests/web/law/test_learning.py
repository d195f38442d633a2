"""Learning in public: quizzes without account, paths, what communes have reached."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.province import Province, found

from dinhlang.apps.disclosure.queries import Cell
from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.models import QuizCount
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.disclosure.status import Status
from dinhlang.lib import clock
from dinhlang.web.law.views import learning

pytestmark = pytest.mark.django_db
QUIZ = "/luat/trac-nghiem/biet/"
ITEMS = queries.quizzes()[0].items
RIGHT = {f"cau-{number}": str(one.right) for number, one in enumerate(ITEMS, 1)}
MOST_QUERIES = 12


@pytest.fixture
def province() -> Iterator[Province]:
    cache.clear()
    yield found(clock.now() - timedelta(days=60))
    cache.clear()


def test_a_quiz_is_answered_counted_and_explained(client: Client, province: Province) -> None:
    answer = client.post(QUIZ, RIGHT | {"xa": str(province.id("T1")), "lan": "dau"})
    assert answer.status_code == 302
    told = client.get(answer["Location"])
    page = told.content.decode()
    assert "Đúng 10 trên 10 câu" in page
    assert ITEMS[0].why.vi in page
    assert "/luat/van-ban/10-2022-qh15/#dieu-11" in page
    assert told["X-Robots-Tag"] == "noindex"
    row = QuizCount.objects.get()
    assert (row.commune_id, row.tries, row.first_tries, row.first_passed) == (province.id("T1"), 1, 1, 1)


def test_another_try_and_an_unknown_commune_are_counted_as_such(client: Client, province: Province) -> None:
    client.post(QUIZ, RIGHT | {"xa": str(province.id("T1-KT")), "lan": "lai"})
    row = QuizCount.objects.get()
    assert (row.commune_id, row.tries, row.first_tries) == (None, 1, 0)


def test_an_empty_quiz_is_asked_again_and_strange_answers_are_none(client: Client, province: Province) -> None:
    answer = client.post(QUIZ, {})
    assert answer.status_code == 422
    assert "Hãy trả lời ít nhất một câu rồi gửi." in answer.content.decode()
    assert client.post(QUIZ, {"cau-1": "9", "cau-2": "1"})["Location"].endswith("?a=0100000000")
    assert not QuizCount.objects.exclude(tries=1).exists()


@pytest.mark.parametrize("typed", ["", "123", "9999999999", "12345678901", "abcdefghij"])
def test_answers_that_cannot_be_read_are_not_found(client: Client, typed: str) -> None:
    assert client.get(f"{QUIZ}loi-giai/", {"a": typed}).status_code == 404


def test_every_quiz_opens_and_every_link_of_its_explanations_has_its_anchor(client: Client, province: Province) -> None:
    for topic in queries.topics():
        assert client.get(f"/luat/trac-nghiem/{topic.code}/").status_code == 200
        assert topic.name.vi in client.get(f"/luat/trac-nghiem/{topic.code}/ban-in/").content.decode()
        page = client.get(f"/luat/trac-nghiem/{topic.code}/loi-giai/?a=1111111111").content.decode()
        for link in page.split('class="law"')[1:]:
            address, _, anchor = link.split('href="')[1].split('"')[0].partition("#")
            assert not anchor or f'id="{anchor}"' in client.get(address).content.decode(), (topic.code, address, anchor)


def test_each_role_has_a_path(client: Client) -> None:
    assert [one.code for one in queries.paths()] == ["nguoi-dan", "truong-ap", "cong-chuc-xa", "nguoi-dung-dau"]
    for one in queries.paths():
        page = client.get(f"/luat/lo-trinh/{one.code}/").content.decode()
        assert all(f"/luat/hoi-dap/{code}/" in page for code in one.questions)


def test_a_commune_shows_what_was_reached_understood_and_what_is_not_measured(
    client: Client, province: Province
) -> None:
    commune, at = province.id("T1"), clock.now()
    sessions = [
        actions.SessionRow(commune, "biet", "Sân đình", at - timedelta(days=5), 40, 20, 15),
        actions.SessionRow(commune, "ban", "Nhà văn hóa", at + timedelta(days=5), materials=("ap-duoc-quyet-viec-gi",)),
    ]
    adults = [actions.AdultsRow(commune, 1000, "Công an xã", at.date())]
    actions.load_learning(actor=SYSTEM, sessions=sessions, quizzes=[], adults=adults, at=at, is_demo=True)
    page = client.get("/luat/xa/xa-long-ho/").content.decode()
    assert "trên 1.000 người lớn: 4,0%" in page
    assert "15 trên 20 lượt" in page
    assert "75%" in page
    assert "(53–89%)" in page
    assert "Chưa đo được" in page
    assert "nội dung phải công khai" not in page  # nothing was due here
    assert "Sân đình" in page
    assert "?buoi=" in page
    assert "số liệu minh họa" in page
    listed = client.get("/luat/xa/").content.decode()
    assert "75%" in listed
    assert listed.index("Phường Thanh Đức") != listed.index("Xã Long Hồ")


def test_few_tries_are_hidden_on_every_page(client: Client, province: Province) -> None:
    for _try in range(3):
        client.post(QUIZ, RIGHT | {"xa": str(province.id("T1"))})
    for address in ("/luat/xa/xa-long-ho/", "/luat/xa/"):
        main = client.get(address).content.decode().split("<main")[1]
        assert "ít lượt quá, không hiện" in main
        assert "100%" not in main
        assert "3 trên 3" not in main


def test_the_quiz_of_a_session_has_its_commune_chosen(client: Client, province: Province) -> None:
    row = actions.SessionRow(province.id("T2"), "biet", "Đình", clock.now())
    actions.load_learning(actor=SYSTEM, sessions=[row], quizzes=[], adults=[], at=clock.now(), is_demo=True)
    code = queries.sessions_of([province.id("T2")])[0].code
    page = client.get(f"{QUIZ}?buoi={code}").content.decode()
    assert f'value="{province.id("T2")}" selected' in page
    assert client.get(f"{QUIZ}?buoi=khong-co").status_code == 200
    assert client.get(f"/luat/buoi/{code}/anh/").status_code == 404


@pytest.mark.parametrize("address", ["/luat/xa/", "/luat/xa/xa-long-ho/", QUIZ, "/luat/hoc/"])
def test_pages_ask_the_database_little(
    client: Client, province: Province, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/luat/trac-nghiem/khong/", "/luat/trac-nghiem/khong/ban-in/", "/luat/trac-nghiem/khong/loi-giai/",
     "/luat/lo-trinh/khong/", "/luat/xa/khong/", "/luat/xa/tinh-vinh-long/", "/luat/buoi/khong/anh/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, province: Province, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_a_commune_made_public_in_time_is_counted_of_what_can_be_judged(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarters = ("2026-Q4", "2026-Q3")
    stood = (Status.IN_TIME, Status.LATE, Status.NOT_DUE, Status.MISSING)
    ended = [Cell(f"11.{number}", "2026-Q3", status, 1, 0) for number, status in enumerate(stood, 1)]
    cells = {(one.duty, one.quarter): one for one in (*ended, Cell("11.1", "2026-Q4", Status.IN_TIME, 1, 0))}
    monkeypatch.setattr(learning.disclosure, "quarter_codes", lambda on: quarters)
    monkeypatch.setattr(learning.disclosure, "unit_cells", lambda unit_id: cells)
    page = client.get("/luat/xa/xa-long-ho/").content.decode()
    assert "1 trên 3 nội dung phải công khai của quý III/2026 được công khai đúng hạn." in page
    assert "/cong-khai/xa/xa-long-ho/" in page


def test_a_quiz_sent_again_by_going_back_is_counted_once(client: Client, province: Province) -> None:
    page = client.get(QUIZ)
    assert "no-store" not in page["Cache-Control"]  # so that "back" shows the same form with the same key
    key = re.search(r'name="key" value="(\w+)"', page.content.decode())
    assert key is not None
    sent = {"cau-1": "1", "lan": "dau", "xa": str(province.id("T1")), "key": key[1]}
    for _twice in range(2):
        assert client.post(QUIZ, sent).status_code == 302
    assert QuizCount.objects.get().tries == 1
    client.post(QUIZ, {**sent, "key": "another"})
    assert QuizCount.objects.get().tries == 2


@pytest.mark.parametrize("address", ["/luat/xa/", "/luat/xa/xa-long-ho/"])
def test_the_pages_of_communes_honour_the_day_asked_for(client: Client, province: Province, address: str) -> None:
    at = clock.now()
    row = actions.SessionRow(province.id("T1"), "biet", "Đình", at - timedelta(days=20), 77)
    actions.load_learning(actor=SYSTEM, sessions=[row], quizzes=[], adults=[], at=at, is_demo=True)
    assert "77" in client.get(address).content.decode()
    before = client.get(f"{address}?as_of={at.date() - timedelta(days=30):%Y-%m-%d}")
    assert "77" not in re.sub(r'value="\w+"|href="[^"]*"', "", before.content.decode())
    assert "noindex" in before["X-Robots-Tag"]
