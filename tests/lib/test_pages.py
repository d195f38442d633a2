"""Kept pages: served while true, never with a token, never larger than allowed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dinhlang.apps.transparency.models import ContentBump
from dinhlang.lib.pages import Kept, PageMiddleware, PageStore, Shown, TokenInKeptPageError, kept_page

pytestmark = pytest.mark.django_db


class Site:
    """A site of one page that counts how often it is rendered."""

    def __init__(self, body: str = "xin chào", **options: Any) -> None:
        self.rendered = 0
        self.body = body
        self.view: Callable[..., Any] = kept_page("feedback", params=("xa",), **options)(self._render)
        self.middleware = PageMiddleware(lambda request: self.view(request))

    def _render(self, request: HttpRequest) -> HttpResponse:
        self.rendered += 1
        return HttpResponse(f"{self.body} {self.rendered}")

    def get(self, path: str = "/", **headers: str) -> Any:
        return self.middleware(RequestFactory().get(path, **headers))


def test_a_page_is_rendered_once_until_its_topic_changes() -> None:
    site = Site()
    assert site.get().content == site.get().content == "xin chào 1".encode()
    ContentBump.objects.create(topic="something else")
    assert site.get().content == "xin chào 1".encode()
    ContentBump.objects.create(topic="feedback")
    assert site.get().content == "xin chào 2".encode()


def test_a_change_during_rendering_is_not_lost() -> None:
    site = Site()

    def render_while_changing(request: HttpRequest) -> HttpResponse:
        response = site._render(request)
        ContentBump.objects.create(topic="feedback")  # after the page read its content
        return response

    site.view = kept_page("feedback")(render_while_changing)
    site.get()
    site.get()
    assert site.rendered == 2


def test_the_same_page_again_costs_304_and_no_body() -> None:
    site = Site()
    first = site.get()
    again = site.get(HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.status_code == 304
    assert not again.content
    assert site.get(HTTP_IF_NONE_MATCH='"other"').status_code == 200


def test_a_browser_that_takes_gzip_gets_it() -> None:
    site = Site(body="dân biết " * 500)
    packed = site.get(HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(site.get().content)


def test_other_questions_are_other_pages_and_strange_ones_are_not_kept() -> None:
    site = Site()
    site.get("/?xa=1")
    site.get("/?xa=2")
    assert site.rendered == 2
    site.get("/?rác=1")
    site.get("/?rác=1")
    assert site.rendered == 4


def test_a_page_with_a_token_is_never_kept(settings: Any) -> None:
    site = Site(body="<input name=csrfmiddlewaretoken>")
    site.get()
    site.get()
    assert site.rendered == 2
    settings.DEBUG = True
    with pytest.raises(TokenInKeptPageError):
        site.get()


def test_a_page_that_sets_a_cookie_is_never_kept() -> None:
    site = Site()

    def with_cookie(request: HttpRequest) -> HttpResponse:
        response = site._render(request)
        response.set_cookie("a", "b")
        return response

    site.view = kept_page("feedback")(with_cookie)
    site.get()
    site.get()
    assert site.rendered == 2


def test_the_store_stays_within_its_bytes() -> None:
    store = PageStore(most_bytes=1000)
    shown = Shown({}, date(2026, 1, 1))
    for name in range(20):
        store.put(str(name), Kept(shown, "", (), b"x" * 90, b"y" * 10))
    assert store.get("19") is not None
    assert store.get("0") is None
    assert sum(store.get(str(name)) is not None for name in range(20)) == 10


def test_a_hit_asks_the_database_once(django_assert_num_queries: Any) -> None:
    site = Site()
    site.get()
    with django_assert_num_queries(1):
        site.get()
