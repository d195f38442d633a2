"""The first page and the pages about the platform itself, as anybody gets them."""

import gzip
import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from pytest_django import Settings
from tests.province import Province, found

from dinhlang.apps.feedback import actions
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
OWN_PAGES = ("/", "/them/", "/dieu-chung-toi-khong-lam/", "/en/", "/en/dieu-chung-toi-khong-lam/")
STYLES = Path(django_settings.PACKAGE) / "static" / "css"
MOST_BYTES = 60_000  # HTML and CSS of a page as transferred (rulings.md)
BANNER = "SỐ LIỆU MINH HỌA"


class Links(HTMLParser):
    """Gathers where a page leads, and the tags and attributes it uses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take one tag."""
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "a" and (given.get("href") or "").startswith("/"):
            self.to.add(str(given["href"]))


@pytest.fixture
def province(db: None) -> Province:
    """Return the small province."""
    return found(clock.now())


def text_of(client: Client, path: str) -> str:
    """Return the text of a page that must answer."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def answered(province: Province, title: str, at: datetime) -> None:
    """Let one case be sent, published and answered."""
    token = actions.begin_draft(language="vi", at=at)
    answers = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": title}
    actions.fill_draft(token=token, answers=answers, at=at)
    case = actions.submit_case(token=token, at=at, contact={}).case_id
    receiver, head = province.actors["receiver"], province.actors["head"]
    actions.classify_case(actor=receiver, case_id=case, category="thoat-nuoc", at=at)
    actions.publish_case(actor=receiver, case_id=case, title=title, text=title, at=at)
    actions.write_answer(actor=head, case_id=case, kind="done", text="Đã nạo vét xong.", at=at)


def test_the_first_page_stands_before_anything_was_ever_sent(client: Client, province: Province) -> None:
    text = text_of(client, "/")
    assert "Chưa có câu trả lời nào được công khai." in text
    assert "–" in text  # a share of nothing is no number


def test_the_first_page_shows_what_was_answered_and_four_figures_with_what_they_count(
    client: Client, province: Province
) -> None:
    answered(province, "Cống ấp Phước Hậu nghẹt", clock.now())
    actions.recount_all(at=clock.now())
    text = text_of(client, "/")
    assert "Cống ấp Phước Hậu nghẹt" in text
    figures = text.split('<div class="figures">')[1].split("</section>")[0]
    assert figures.count("<div><b>") == 4
    assert "trả lời đúng hạn đầu tiên:" in figures
    assert "Đếm lúc" in figures


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_public_page_holds_no_cookie_no_form_and_nothing_inline(
    client: Client, province: Province, path: str
) -> None:
    response = client.get(path)
    tags = Links(response.content.decode()).tags
    assert not response.cookies
    assert "form" not in {tag for tag, _ in tags}
    assert not [
        one for tag, one in tags if tag == "style" or "style" in one or any(key.startswith("on") for key in one)
    ]
    assert not [one for tag, one in tags if tag == "script" and not one.get("src")]
    assert not [one for _, one in tags if str(one.get("src") or one.get("href") or "").startswith(("http", "//"))]


@pytest.mark.parametrize("path", OWN_PAGES)
def test_no_link_of_these_pages_is_dead(client: Client, province: Province, path: str) -> None:
    answered(province, "Cống ấp Phước Hậu nghẹt", clock.now())
    links = Links(text_of(client, path)).to
    assert len(links) > 8
    dead = {one: got for one in links if (got := client.get(one).status_code) not in (200, 302)}
    assert dead == {}


def test_every_page_of_a_demonstration_says_so_and_no_page_of_a_deployment_does(
    client: Client, province: Province, settings: Settings
) -> None:
    assert BANNER not in text_of(client, "/xa/").split("<main")[0]
    settings.DEMO = True
    for path in ("/", "/phan-anh/", "/tra-cuu/", "/xa/xa-long-ho/", "/nhat-ky/", "/tai-khoan/login/", "/style-guide/"):
        assert BANNER in text_of(client, path).split("<main")[0], path
    assert BANNER in client.get("/khong-co/").content.decode()


def test_the_other_language_is_the_same_page(client: Client, province: Province) -> None:
    def switch(path: str) -> str:
        tags = Links(text_of(client, path)).tags
        return str(next(one["href"] for tag, one in tags if tag == "a" and "hreflang" in one))

    assert switch("/dieu-chung-toi-khong-lam/") == "/en/dieu-chung-toi-khong-lam/"
    assert switch("/en/xa/xa-long-ho/") == "/xa/xa-long-ho/"
    assert '<html lang="en">' in text_of(client, "/en/")
    assert '<html lang="vi">' in text_of(client, "/")


def test_the_bar_tells_where_one_is_and_only_there(client: Client, province: Province) -> None:
    def marked(path: str) -> set[str]:
        tags = Links(text_of(client, path)).tags
        return {str(one["href"]) for _, one in tags if one.get("aria-current") == "page"}

    assert marked("/") == {"/"}
    assert marked("/them/") == {"/them/"}
    assert marked("/xa/xa-long-ho/") == {"/xa/"}
    assert marked("/dieu-chung-toi-khong-lam/") == set()


def test_pages_for_builders_and_about_the_demo_exist_only_where_they_belong(client: Client, settings: Settings) -> None:
    for path in ("/style-guide/", "/ve-ban-mau/"):
        settings.DEMO = False
        assert client.get(path).status_code == 404
        settings.DEMO = True
        assert client.get(path).status_code == 200


def test_crawlers_get_nothing_of_a_demonstration_and_no_page_behind_a_code(client: Client, settings: Settings) -> None:
    robots = text_of(client, "/robots.txt")
    assert "Disallow: /phieu/" in robots
    assert "Disallow: /en/bien-nhan/" in robots
    assert "Disallow: /\n" not in robots
    settings.DEMO = True
    assert "Disallow: /\n" in text_of(client, "/robots.txt")


def test_a_wrong_address_offers_ways_on(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "/tra-cuu/" in Links(response.content.decode()).to


def test_a_fault_of_ours_is_told_without_database_and_without_details(settings: Settings) -> None:
    response = server_error(RequestFactory().get("/"))
    text = response.content.decode()
    assert response.status_code == 500
    assert "không bị nhân đôi" in text
    assert "Traceback" not in text


def test_the_first_page_weighs_little(client: Client, province: Province) -> None:
    answered(province, "Cống ấp Phước Hậu nghẹt", clock.now())
    text = text_of(client, "/")
    sheets = [(STYLES / name).read_bytes() for name in re.findall(r"/static/css/([a-z_]+\.css)", text)]
    assert sheets
    assert sum(len(gzip.compress(one)) for one in [text.encode(), *sheets]) <= MOST_BYTES


def test_the_rights_page_names_every_promise(client: Client) -> None:
    text = text_of(client, "/dieu-chung-toi-khong-lam/")
    for promise in ("Không lập hồ sơ", "Không theo dõi", "Không xóa lặng lẽ", "băm có muối", "ít nhất 5 cái"):
        assert promise in text
