"""The law for people: questions, acts with anchors, search, sheets, other days."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dinhlang.apps.law import queries

pytestmark = pytest.mark.django_db
IDS = re.compile(r' id="([^"]+)"')
HREF = re.compile(r'href="(/luat/[^"]+)"')
MOST_BYTES, MOST_QUERIES = 60_000, 12


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_people_ask_at_least_fifteen_questions_over_six_topics(client: Client) -> None:
    shown = page(client, "/luat/")
    assert [one.code for one in queries.topics()] == ["biet", "ban", "lam", "kiem-tra", "giam-sat", "thu-huong"]
    assert len(queries.questions()) >= 15
    for one in queries.questions():
        assert f'/luat/hoi-dap/{one.code}/"' in shown
        assert one.ask.vi in shown


def test_every_page_of_a_question_opens_in_both_languages_and_sizes(client: Client) -> None:
    for one in queries.questions():
        assert one.ask.vi in page(client, f"/luat/hoi-dap/{one.code}/")
        assert one.ask.en in unescape(page(client, f"/en/luat/hoi-dap/{one.code}/"))
        for size in ("a4", "a5", "a3"):
            sheet = page(client, f"/luat/hoi-dap/{one.code}/in/{size}/")
            assert f"sheet--{size}" in sheet
            assert "<svg" in sheet
            assert f"/luat/hoi-dap/{one.code}/" in sheet


def test_each_topic_has_its_script(client: Client) -> None:
    for topic in queries.topics():
        assert topic.name.vi in page(client, f"/luat/chu-de/{topic.code}/")
        assert "Kính thưa bà con!" in page(client, f"/luat/chu-de/{topic.code}/phat-thanh/")


def test_every_link_below_the_law_leads_to_an_anchor_that_is_there(client: Client) -> None:
    pages = {}
    addresses = ["/luat/", "/luat/van-ban/", "/luat/dia-phuong/", "/luat/tim/?q=cong+khai"]
    addresses += [f"/luat/hoi-dap/{one.code}/" for one in queries.questions()]
    addresses += [f"/luat/van-ban/{act.slug}/" for act in queries.rulebook().acts.values()]
    for address in addresses:
        pages[address] = page(client, address)
    for shown in list(pages.values()):
        for link in HREF.findall(shown):
            address, _, anchor = link.replace("&amp;", "&").partition("#")
            if address not in pages:
                pages[address] = client.get(address, follow=True).content.decode()
            assert not anchor or anchor in IDS.findall(pages[address]), link


def test_no_anchor_stands_twice_on_the_page_of_an_act(client: Client) -> None:
    for act in queries.rulebook().acts.values():
        found = IDS.findall(page(client, f"/luat/van-ban/{act.slug}/"))
        assert len(found) == len(set(found)), act.code


@pytest.mark.parametrize("rule", sorted(queries.rulebook().rules))
def test_the_name_of_a_rule_leads_to_its_article(client: Client, rule: str) -> None:
    address, _, anchor = client.get(f"/luat/quy-dinh/{rule}/")["Location"].partition("#")
    assert anchor
    assert f'id="{anchor}"' in page(client, address)


def test_an_act_says_where_it_stands_and_what_is_to_be_verified(client: Client) -> None:
    law = page(client, "/luat/van-ban/10-2022-qh15/")
    assert "Có hiệu lực, đã sửa đổi" in law
    assert "47/2024/QH15" in law
    assert "Cần xác minh" in law
    before = page(client, "/luat/van-ban/10-2022-qh15/?as_of=2023-01-01")
    assert "Đã thông qua, chưa có hiệu lực" in before
    assert "Hết hiệu lực" in page(client, "/luat/van-ban/34-2007-pl-ubtvqh11/")
    assert "Đã thông qua, chưa có hiệu lực" in page(client, "/luat/van-ban/283-2026-nd-cp/")
    assert client.get("/luat/van-ban/10-2022-qh15/?as_of=2022-11-09").status_code == 404


def test_a_question_on_another_day_shows_the_rows_of_that_day_and_is_kept_from_search_engines(client: Client) -> None:
    now = page(client, "/luat/hoi-dap/bao-nhieu-ho-dong-y/")
    assert "ít nhất 2/3 tổng số đại diện hộ gia đình của thôn" in now
    answer = client.get("/luat/hoi-dap/bao-nhieu-ho-dong-y/?as_of=2020-05-01")
    before = answer.content.decode()
    assert "hơn 1/2 tổng số cử tri hoặc cử tri đại diện hộ của thôn" in before
    assert "Trang như ngày thứ Sáu, 01/05/2020." in before
    assert answer["X-Robots-Tag"] == "noindex"
    assert page(client, "/luat/hoi-dap/bao-nhieu-ho-dong-y/?as_of=hom-qua").count("Trang như ngày") == 0


def test_a_local_row_says_where_it_rules_since_when_and_over_what(client: Client) -> None:
    shown = page(client, "/luat/dia-phuong/")
    assert "Xã Long Hồ" in shown
    assert "từ ngày 01/01/2026" in shown
    assert "/luat/quy-dinh/DEC-23-RESULT/" in shown
    assert "quy chế minh họa, không phải văn bản thật" in shown
    assert "Tại Xã Long Hồ" in page(client, "/luat/van-ban/10-2022-qh15/")
    assert "Xã Long Hồ" not in page(client, "/luat/dia-phuong/?as_of=2025-12-31").split("<main")[1]


@pytest.mark.parametrize("typed", ["bị từ chối", "bi tu choi", "BỊ TỪ CHỐI"])
def test_search_finds_with_marks_and_without(client: Client, typed: str) -> None:
    hits = queries.search(typed, on=queries.rulebook().acts["L72/2025"].in_force)
    assert hits[0].name == "bi-tu-choi-thi-lam-sao"
    assert "Tôi bị từ chối thì làm sao?" in client.get("/luat/tim/", {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "' | & : * )", "x" * 5000, "không-từ-nào-cả zzzz", "\x00"])
def test_search_survives_whatever_is_typed(client: Client, typed: str) -> None:
    answer = client.get("/luat/tim/", {"q": typed})
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"


def test_search_marks_words_as_typed_higher(client: Client) -> None:
    marked = [
        one.title for one in queries.search("Ấp được quyết việc gì", on=queries.rulebook().acts["L72/2025"].in_force)
    ]
    assert marked[0] == "Ấp được quyết việc gì?"


@pytest.mark.parametrize(
    "address", ["/luat/", "/luat/van-ban/10-2022-qh15/", "/luat/tim/?q=quyet", "/luat/hoi-dap/bi-tu-choi-thi-lam-sao/"]
)
def test_pages_are_light_and_ask_the_database_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < MOST_BYTES


@pytest.mark.parametrize(
    "address",
    ["/luat/chu-de/khong/", "/luat/chu-de/khong/phat-thanh/", "/luat/hoi-dap/khong/", "/luat/hoi-dap/khong/in/a4/",
     "/luat/hoi-dap/ap-duoc-quyet-viec-gi/in/a0/", "/luat/van-ban/khong/", "/luat/quy-dinh/KHONG/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_articles_without_a_number_are_summed_up_in_our_own_words(client: Client) -> None:
    shown = page(client, "/luat/van-ban/10-2022-qh15/")
    assert 'id="dieu-5"' in shown
    assert "Quyền của công dân: được thông tin" in shown
    assert shown.index('id="dieu-9"') < shown.index('id="dieu-10"') < shown.index('id="dieu-11"')
    assert "Citizens' rights:" in unescape(page(client, "/en/luat/van-ban/10-2022-qh15/"))
