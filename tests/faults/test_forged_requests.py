"""No address of the product takes a change that another site sends in somebody's name (trust.md 5.4, test 10)."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize
from tests.faults.citizen import TOKEN

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.models import User

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
METHODS = ("POST", "PUT", "PATCH", "DELETE")
SAMPLES = ("1", "abc", "1-abc", "nothing-at-all")
EVIL, OWN = "https://evil.example", "http://testserver"
SAID = "hoặc trang đã mở quá lâu"


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address pattern as a format string, with its view."""
    for one in found:
        for text, _ in normalize(one.pattern.regex.pattern):
            if isinstance(one, URLResolver):
                yield from patterns(one.url_patterns, before + text)
            else:
                yield before + text, one


def address_of(text: str, pattern: URLPattern) -> str | None:
    """Return an address that leads to the view of a pattern."""
    for sample in SAMPLES:
        names = dict.fromkeys(pattern.pattern.regex.groupindex, sample)
        address = "/" + text % names
        try:
            if resolve(address).func is pattern.callback:
                return address
        except LookupError:
            continue
    return None


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    """Return an address for every view of the product."""
    found = {pattern.callback: address_of(text, pattern) for text, pattern in patterns(get_resolver().url_patterns)}
    missed = [view for view, address in found.items() if address is None]
    assert not missed, f"no sample leads to {missed}"
    assert len(found) > 50
    return sorted(filter(None, found.values()))


def browser(*, signed_in: bool) -> tuple[Client, str]:
    """Return a browser that was here before, and the token that its pages would hold."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if signed_in:
        client.force_login(User.objects.get(email="somebody@vinhlong.example"))
    token = TOKEN.search(client.get("/tra-cuu/").content.decode())
    assert token
    return client, token.group(1)


def refused(client: Client, address: str, body: str, *, method: str = "POST", **headers: str) -> bool:
    """Send a change and tell whether it was refused as forged."""
    kind = "application/x-www-form-urlencoded"
    answer = client.generic(method, address, body, content_type=kind, headers=headers)
    return answer.status_code == 403 and SAID in answer.content.decode()


def attempts(address: str, known: Client, token: str) -> Iterator[tuple[str, bool]]:
    """Yield how a forged request was made by a page that a known browser visits, and whether it was refused."""
    with_token = f"csrfmiddlewaretoken={token}"
    for method in METHODS:
        there = refused(known, address, with_token, method=method, origin=EVIL)
        yield f"{method} with cookie and token from another origin", there
    yield "no cookie", refused(Client(enforce_csrf_checks=True), address, "a=1", origin=EVIL)
    yield "hidden origin", refused(known, address, with_token, origin="null")
    yield "cookie, no token", refused(known, address, "a=1")
    yield "cookie, invented token", refused(known, address, f"csrfmiddlewaretoken={'a' * 64}", origin=OWN)


def test_no_address_takes_a_change_from_another_site(addresses: list[str]) -> None:
    accounts.open_account(email="somebody@vinhlong.example", name="Ai đó")
    first = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for address in addresses:  # nothing that a first, anonymous visit leaves in the process may open the door later
        first.get(address)
    before = records()
    browsers = [browser(signed_in=False), browser(signed_in=True)]
    taken = [
        (address, how)
        for address in addresses
        for known, token in browsers
        for how, was_refused in attempts(address, known, token)
        if not was_refused
    ]
    assert taken == []
    assert records() == before


def test_the_same_change_from_our_own_page_is_taken() -> None:
    client, token = browser(signed_in=False)
    body = f"csrfmiddlewaretoken={token}&code=ABCDE"
    assert not refused(client, "/tra-cuu/", body, origin=OWN)
    assert refused(client, "/tra-cuu/", body, origin=EVIL)


def records() -> tuple[int, int]:
    """Return how many records and drafts there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM transparency_record), (SELECT count(*) FROM feedback_draft)")
        row: tuple[int, int] = cursor.fetchone()
        return row
