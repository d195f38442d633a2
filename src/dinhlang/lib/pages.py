"""Whole public pages kept in memory, true by content versions: a page is served only while nothing it shows changed.

The view says which topics its page shows; `transparency.record()` bumps topics in the transaction of each act. On a
hit one small query compares the versions. Kept pages hold no form, no token and no cookie.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string

from dinhlang.lib import clock
from dinhlang.lib.remembered import page_versions, remembered_topics

View = Callable[..., HttpResponseBase]
Topics = Callable[..., Iterable[str]]
TOKEN = b"csrfmiddlewaretoken"
ANY_COPY_ASKS_FIRST = "public, no-cache"  # a browser may keep the page but must ask whether it is still true


class TokenInKeptPageError(AssertionError):
    """A page that is kept for everybody contains a form token."""


@dataclass(frozen=True)
class Shown:
    """What a page was rendered from: the versions of its topics then, and the day (chips count days)."""

    versions: Mapping[str, str]
    day: date


@dataclass(frozen=True)
class Kept:
    """A rendered page with everything that is sent."""

    shown: Shown
    etag: str
    headers: tuple[tuple[str, str], ...]
    plain: bytes
    packed: bytes

    @property
    def size(self) -> int:
        """Return the bytes that the page takes."""
        return len(self.plain) + len(self.packed)


def versions_of(topics: Iterable[str]) -> dict[str, str]:
    """Return the content version of each topic, by the function named in settings.PAGE_VERSIONS."""
    found: dict[str, str] = import_string(settings.PAGE_VERSIONS)(topics)
    return found


def kept_page(
    *topics: str, of: Topics | None = None, params: Sequence[str] = (), until_settled: Sequence[str] = ()
) -> Callable[[View], View]:
    """Let the pages of a view be kept; `of(**url arguments)` gives more topics, only `params` may be in the query.

    `until_settled`: topics that the page changes with unless the view marks its response `settled = True`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in ("GET", "HEAD") or not set(request.GET) <= set(params):
                return view(request, *args, **kwargs)
            always = (*topics, *(of(**kwargs) if of else ()))
            # The version is read before the content, so that a page is never kept as newer than what it shows.
            day, versions = clock.now().date(), versions_of((*always, *until_settled, *remembered_topics))
            token = page_versions.set(dict(versions))
            try:
                response = view(request, *args, **kwargs)
            finally:
                page_versions.reset(token)
            wanted = always if getattr(response, "settled", False) else (*always, *until_settled)
            response.shown = Shown({topic: versions[topic] for topic in wanted}, day)  # type: ignore[attr-defined]
            return response

        return seen

    return decorate


def fresh_page(*topics: str) -> Callable[[View], View]:
    """Let a page that is never kept ask once for the versions of all that it remembers, instead of once for each."""

    def decorate(view: View) -> View:
        @wraps(view)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            token = page_versions.set(versions_of((*topics, *remembered_topics)))
            try:
                return view(request, *args, **kwargs)
            finally:
                page_versions.reset(token)

        return seen

    return decorate


class PageStore:
    """Pages by address, the least lately used dropped first, bounded in bytes. One per process."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes, self._most, self._lock = 0, most_bytes, Lock()

    def get(self, key: str) -> Kept | None:
        """Return the page of an address."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, key: str, page: Kept) -> None:
        """Keep a page and drop what no longer fits."""
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes += page.size - (before.size if before else 0)
            self._pages[key] = page
            while self._bytes > self._most:
                self._bytes -= self._pages.popitem(last=False)[1].size


class PageMiddleware:
    """Stands first: answers from kept pages before sessions, locale and the rest are even looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = PageStore(settings.PAGE_BYTES)
        self.versions = import_string(settings.PAGE_VERSIONS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the kept page while it is true; else render, and keep what may be kept."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        key = request.get_full_path()
        kept = self.store.get(key)
        if kept is not None and self._is_true(kept.shown):
            return answer(request, kept)
        response = self.get_response(request)
        made = keep(response)
        if made is None:
            return response
        self.store.put(key, made)
        return answer(request, made)

    def _is_true(self, shown: Shown) -> bool:
        return shown.day == clock.now().date() and self.versions(shown.versions) == shown.versions


def keep(response: HttpResponseBase) -> Kept | None:
    """Return the page to keep, None for a response that is not to be kept; a token in it is a fault of ours."""
    shown = getattr(response, "shown", None)
    if shown is None or response.status_code != 200 or response.cookies or not isinstance(response, HttpResponse):
        return None
    if TOKEN in response.content:
        if settings.DEBUG:
            raise TokenInKeptPageError(response.headers.get("Content-Type"))
        return None
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["Cache-Control"] = ANY_COPY_ASKS_FIRST
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    headers = tuple((name, value) for name, value in response.items() if name.lower() != "content-length")
    return Kept(shown, etag, headers, response.content, gzip.compress(response.content, 6, mtime=0))


def answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return the kept page, packed where the browser takes it, or 304 where it has it."""
    if kept.etag in request.headers.get("If-None-Match", ""):
        unchanged = HttpResponseNotModified()
        for name, value in kept.headers:
            if name.lower() != "content-type":  # there is no content
                unchanged.headers[name] = value
        return unchanged
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(kept.packed if packed else kept.plain)
    for name, value in kept.headers:
        response.headers[name] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    return response
