"""rights.md 10: demonstration data carry SỐ LIỆU MINH HỌA on every page, also in errors, on the desk and on paper."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from tests.security.crawl import Seen

pytestmark = pytest.mark.django_db
BANNER = "SỐ LIỆU MINH HỌA"
ENGLISH = "DEMONSTRATION DATA"
FRAGMENTS = {"fragment", "pane"}  # parts of a page that has the banner


def test_every_page_of_a_demo_says_so_whatever_became_of_the_question(pages: list[Seen]) -> None:
    kinds = set()
    for one in pages:
        if one.asked in FRAGMENTS or "/noi/ap/" in one.asked:
            continue
        assert BANNER in one.body or ENGLISH in one.body, one
        kinds.add(one.status)
    assert kinds >= {200, 400, 403, 404, 409, 422, 429, 500}


def test_the_banner_stands_before_everything_else_that_is_shown(pages: list[Seen]) -> None:
    for one in pages:
        if one.status == 200 and one.asked in ("/", "/phan-anh/", "/lam-viec/", "/tai-khoan/login/"):
            assert one.body.index(BANNER) < one.body.index("<main"), one


def test_the_banner_is_printed_too() -> None:
    for sheet in sorted((Path(settings.PACKAGE) / "static" / "css").glob("*.css")):
        text = sheet.read_text()
        for start in [found.start() for found in re.finditer(r"@media print", text)]:
            hidden = re.findall(r"([^{}]+)\{[^{}]*display:\s*none[^{}]*\}", text[start : start + 3_000])
            selectors = [one.strip() for rule in hidden for one in rule.split(",")]
            assert ".demo" not in selectors, sheet.name


def test_files_to_take_away_tell_whose_they_are(seen: list[Seen]) -> None:
    """Receipts and proofs name the log they belong to; that of a demonstration resolves nowhere."""
    assert settings.LOG_ORIGIN.split("/")[0].endswith(".example")
    assert settings.RECEIPT_KEY_NAME.split("/")[0].endswith(".example")
    assert [one for one in seen if one.headers.get("Content-Disposition", "").endswith(".csv")] == []


def test_search_engines_keep_away_from_a_demo(seen: list[Seen]) -> None:
    robots = next(one for one in seen if one.asked == "/robots.txt")
    assert robots.body.splitlines() == ["User-agent: *", "Disallow: /"]
