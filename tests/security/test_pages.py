"""What every answer carries, and what no page may hold or load (trust.md §5.4; ASVS V3)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from tests.security.crawl import Seen, tags_of

pytestmark = pytest.mark.django_db  # the crawl needs the database of the tests
STATIC = Path(settings.PACKAGE) / "static"
STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
FILE_POLICY = "sandbox; default-src 'none'"
LOADED = {
    "script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src", "audio": "src",
    "object": "data", "embed": "src", "use": "href", "image": "href", "form": "action", "input": "src", "base": "href",
}  # fmt: skip
HTMX = ("hx-get", "hx-post", "hx-put", "hx-delete")
PRIVATE = ("/lam-viec/", "/phieu/", "/bien-nhan/", "/phan-anh/gui/", "/tai-khoan/", "/phien-dang-nhap/")
COOKIES = {"sessionid", "csrftoken", "messages"}


def directives(policy: str) -> dict[str, str]:
    return {part.split()[0]: " ".join(part.split()[1:]) for part in policy.split(";") if part.strip()}


def test_the_crawl_met_every_kind_of_answer(seen: list[Seen]) -> None:
    assert {one.status for one in seen} >= {200, 302, 303, 304, 400, 403, 404, 405, 409, 422, 429, 500, 503}
    assert len([one for one in seen if one.is_page]) > 80


def test_every_answer_has_a_strict_content_policy(seen: list[Seen]) -> None:
    for one in seen:
        policy = one.headers.get("Content-Security-Policy", "")
        if policy == FILE_POLICY:
            continue
        given = directives(policy)
        assert {name: given.get(name) for name in STRICT} == STRICT, one
        assert "unsafe" not in policy, one
        assert "http" not in policy, one


def test_every_answer_is_what_it_says_and_goes_into_no_frame(seen: list[Seen]) -> None:
    for one in seen:
        assert one.headers.get("X-Content-Type-Options") == "nosniff", one
        assert one.headers.get("Referrer-Policy") in ("same-origin", "no-referrer"), one
        assert one.headers.get("X-Frame-Options") == "DENY", one
        assert one.headers.get("Cross-Origin-Opener-Policy") == "same-origin", one
        assert "Server" not in one.headers, one
        assert "X-Powered-By" not in one.headers, one


def test_no_page_has_a_script_or_a_style_of_its_own(pages: list[Seen]) -> None:
    for one in pages:
        for tag, attributes, text in one.tags:
            assert not [name for name in attributes if name.startswith("on")], (one, tag, attributes)
            assert "style" not in attributes, (one, tag, attributes)
            assert tag != "style", one
            assert tag != "script" or (attributes.get("src") and not text.strip()), (one, text)
            assert not any("javascript:" in value.lower() for value in attributes.values()), (one, attributes)


def test_no_page_loads_or_sends_anything_elsewhere(pages: list[Seen]) -> None:
    for one in pages:
        for tag, attributes, _ in one.tags:
            wanted = [attributes[LOADED[tag]]] if LOADED.get(tag) in attributes else []
            wanted += [attributes[name] for name in HTMX if name in attributes]
            wanted += [part.split()[0] for part in attributes.get("srcset", "").split(",") if part.strip()]
            assert [address for address in wanted if not _is_ours(address)] == [], (one, tag)
            assert not (tag == "link" and attributes.get("rel") in ("preconnect", "dns-prefetch")), one
            assert attributes.get("http-equiv", "").lower() != "refresh", one
            assert "ping" not in attributes, one


def test_a_link_to_another_site_is_followed_only_by_a_click_and_tells_it_nothing(pages: list[Seen]) -> None:
    away = {
        attributes["href"]
        for one in pages
        for tag, attributes, _ in one.tags
        if tag == "a" and "href" in attributes and not _is_ours(attributes["href"])
    }
    assert {address for address in away if not address.startswith(("mailto:", "tel:"))} == set()


def _is_ours(address: str) -> bool:
    """Tell whether an address stays on this site (or is a picture inside the page)."""
    return address.startswith(("#", "?", "data:image/")) or (
        not address.startswith("//") and not re.match(r"^[a-zA-Z][\w+.-]*:", address)
    )


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_no_sheet_loads_anything_elsewhere(sheet: Path) -> None:
    text = sheet.read_text()
    loaded = re.findall(r"url\(\s*['\"]?([^'\")]+)", text) + re.findall(r"@import\s+['\"]([^'\"]+)", text)
    assert [one for one in loaded if not _is_ours(one)] == []


@pytest.mark.parametrize("script", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_of_ours_speaks_to_another_site_or_runs_text(script: Path) -> None:
    text = re.sub(r"^\s*//.*$", "", script.read_text(), flags=re.MULTILINE)
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text) == []
    assert re.findall(r"\beval\(|new Function|insertAdjacentHTML|document\.write|document\.cookie", text) == []
    # A fragment of our own server, where everything typed is escaped, is the only markup that a script puts in.
    assert set(re.findall(r"\.innerHTML\s*=\s*(.+)", text)) <= {"await answer.text();", "request.responseText;"}
    # Nothing that tells one machine from another (rights.md 8).
    assert re.findall(r"toDataURL|userAgent|plugins|webgl|screen\.|hardwareConcurrency", text) == []
    # How a machine sounds is not listened to; only the recorder of spoken notes reads the microphone.
    assert re.findall(r"Oscillator|DynamicsCompressor|Analyser|OfflineAudio", text) == []
    assert script.name == "voice_note.js" or "AudioContext" not in text


def test_private_answers_are_stored_nowhere(seen: list[Seen]) -> None:
    for one in seen:
        place = one.asked.removeprefix("/en")
        if place.startswith(PRIVATE) and one.status == 200 and (one.who or not place.startswith("/tai-khoan/")):
            kept = one.headers.get("Cache-Control", "")
            assert "no-store" in kept or "private" in kept, (one, kept)


def test_a_visitor_gets_no_cookie_but_the_one_of_a_form(seen: list[Seen]) -> None:
    for one in seen:
        if not one.who:
            assert set(one.cookies) <= {"csrftoken", "messages", "sessionid"}, one
            assert "sessionid" not in one.cookies or one.asked.removeprefix("/en").startswith("/tai-khoan/"), one
        assert set(one.cookies) <= COOKIES, one


def test_cookies_are_kept_from_scripts_and_other_sites(seen: list[Seen]) -> None:
    for one in seen:
        for name, cookie in one.cookies.items():
            assert "SameSite=Lax" in cookie, (one, cookie)
            assert name != "sessionid" or "HttpOnly" in cookie, (one, cookie)


def test_the_reader_of_tags_sees_what_a_browser_would_run() -> None:
    found = tags_of('<p onclick="x">a</p><script>alert(1)</script><img src="//evil.example/x">')
    assert found[0][1] == {"onclick": "x"}
    assert found[1] == ("script", {}, "alert(1)")
    assert not _is_ours(found[2][1]["src"])
