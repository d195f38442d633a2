"""rights.md 8: no tracking, no request to a third party, no fingerprint; addresses: test_line_08_addresses.py."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from tests.security.crawl import Seen
from tests.security.test_pages import LOADED, _is_ours

from dinhlang.cli.processes import granian

pytestmark = pytest.mark.django_db
TRACKERS = re.compile(
    r"analytics|gtag|googletag|facebook|pixel\.|matomo|hotjar|sentry|beacon|zalo|recaptcha|fonts\.g", re.IGNORECASE
)


TOKEN = re.compile(r'(?<=value=")[\w-]{20,}(?=")')  # of a form: chance may write any word into it


def test_no_page_asks_another_site_for_anything(pages: list[Seen]) -> None:
    for one in pages:
        loaded = [attributes[LOADED[tag]] for tag, attributes, _ in one.tags if LOADED.get(tag) in attributes]
        assert [address for address in loaded if not _is_ours(address)] == [], one
        assert not TRACKERS.search(TOKEN.sub("", one.body)), one


def test_a_reader_without_a_form_gets_no_cookie(seen: list[Seen]) -> None:
    read = ("/", "/phan-anh/", "/xa/", "/xa/xa-long-ho/", "/nhat-ky/", "/dieu-chung-toi-khong-lam/", "/them/")
    for one in seen:
        if one.asked in read:
            assert one.cookies == {}, one


def test_nobody_is_known_again_between_two_visits(seen: list[Seen]) -> None:
    """What a page gives to keep is the same for everybody: an entity tag stands for the page, never for a reader."""
    tags: dict[str, set[str]] = {}
    for one in seen:
        if one.headers.get("ETag"):
            tags.setdefault(one.asked, set()).add(one.headers["ETag"])
    assert tags
    assert {asked: found for asked, found in tags.items() if len(found) > 1} == {}


def test_the_web_server_writes_no_line_for_a_request() -> None:
    command = granian("127.0.0.1", 8000, 1)
    assert "--access-log" not in command
    assert settings.LOGGING["loggers"].get("django.server") is None


def test_no_script_reads_what_tells_machines_apart() -> None:
    for script in sorted((Path(settings.PACKAGE) / "static" / "js").glob("*.js")):
        text = script.read_text()
        assert not re.search(
            r"navigator\.(userAgent|platform|plugins|deviceMemory)|screen\.(width|height)|getImageData", text
        )
        assert not TRACKERS.search(text), script.name


def test_what_a_browser_keeps_for_its_owner_stays_in_the_browser() -> None:
    """Drafts and receipts kept on a telephone are read by our own pages and sent nowhere."""
    for script in sorted((Path(settings.PACKAGE) / "static" / "js").glob("*.js")):
        for line in script.read_text().splitlines():
            if "localStorage" in line or "sessionStorage" in line:
                assert "fetch(" not in line, script.name
                assert "send(" not in line, script.name
