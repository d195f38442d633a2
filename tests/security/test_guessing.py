"""Guessing is bounded, and whoever meets a bound is told so: never a silent loss (trust.md test 17, §3.4)."""

import math
from collections.abc import Iterator
from itertools import pairwise
from unittest.mock import patch

import pytest
from django.test import Client
from tests.security.world import WRONG_CODE, World

from dinhlang.apps.accounts import guards
from dinhlang.apps.accounts.models import RateWindow
from dinhlang.apps.feedback.models import Attachment, Case, Draft
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.limits import Spent
from dinhlang.domain.feedback.codes import ALPHABET, LOOKUP_LENGTH
from dinhlang.web.feedback.views import codes, draft


@pytest.fixture
def spent() -> Iterator[list[str]]:
    """Let every bound be reached; return the scopes that were asked."""
    asked: list[str] = []

    def refuse(*, scope: str, **_: object) -> Spent:
        asked.append(scope)
        return Spent(allowed=False, retry_after=61)

    with patch.object(guards.actions, "spend", side_effect=refuse):
        yield asked


def posts(world: World) -> dict[str, dict[str, str]]:
    """Return every form that a visitor can send, filled well."""
    code, sent = world.voices["open"].code, f"/phan-anh/gui/{world.draft}/"
    return {
        "/phan-anh/gui/": {"category": "thoat-nuoc"},
        sent + "viec/": {"category": "thoat-nuoc"},
        sent + "noi/": {"commune": "T1", "shown": "T1"},
        sent + "noi-dung/": {"text": "Cống nghẹt"},
        sent + "tep/": {},
        sent + "xem-lai/": {"reach": "nothing", "named": "no"},
        "/tra-cuu/": {"code": code},
        f"/phieu/{code}/bo-sung/": {"text": "x"},
        f"/phieu/{code}/danh-gia/": {"level": "3"},
        f"/phieu/{code}/xem-lai/": {"reason": "not_fixed", "text": "x"},
        f"/phieu/{code}/cong-khai/": {"text": "x"},
    }


def test_every_form_of_a_visitor_has_a_bound_and_says_when_to_come_again_and_how_else_to_be_heard(
    world: World, spent: list[str]
) -> None:
    before = [model.objects.count() for model in (Case, Record, Draft, Attachment)]
    for address, fields in posts(world).items():
        answer = world.browser().post(address, fields)
        page = answer.content.decode()
        assert answer.status_code == 429, address
        assert answer.headers["Retry-After"] == "61"
        assert "chưa được nhận" in page
        assert "gọi điện, gửi thư giấy, hoặc đến thẳng trụ sở" in page
    assert [model.objects.count() for model in (Case, Record, Draft, Attachment)] == before
    assert set(spent) == {"feedback-step", "feedback-file", "feedback-send", "feedback-code"}


def test_pages_that_open_with_a_code_are_bounded_when_they_are_read_too(world: World, spent: list[str]) -> None:
    for name in (world.voices["open"].code, WRONG_CODE):
        for address in (
            f"/phieu/{name}/",
            f"/bien-nhan/{name}/",
            f"/bien-nhan/{name}/mo.json",
            f"/phieu/{name}/tep/1/",
        ):
            assert world.browser().get(address).status_code == 429, address
    assert set(spent) == {"feedback-code"}


def test_a_right_and_a_wrong_code_cost_the_same(world: World) -> None:
    used = []
    for code in (world.voices["open"].code, WRONG_CODE):
        RateWindow.objects.all().delete()
        world.browser().get(f"/phieu/{code}/")
        used.append(sorted(RateWindow.objects.values_list("scope", "used")))
    assert used[0] == used[1]


def test_a_code_is_too_long_to_guess_within_the_bound() -> None:
    bits = LOOKUP_LENGTH * math.log2(len(ALPHABET))
    assert bits >= 50
    a_day = max(limit.times for limit in codes.CODE_LIMITS)
    # A thousand addresses guessing for a year among a million cases find one with less than one chance in a thousand.
    assert 1_000 * 365 * a_day * 1_000_000 / 2**bits < 1
    assert draft.SEND_LIMITS[0].times < codes.CODE_LIMITS[0].times


def test_a_forged_address_buys_no_second_budget(world: World) -> None:
    RateWindow.objects.all().delete()
    for forged in ("203.0.113.1", "203.0.113.2", "203.0.113.3, 10.0.0.1"):
        Client(HTTP_X_FORWARDED_FOR=forged, HTTP_X_REAL_IP=forged, HTTP_FORWARDED=f"for={forged}").get(
            "/phieu/0000000000/"
        )
    assert set(RateWindow.objects.values_list("used", flat=True)) == {3}


def test_another_household_has_a_budget_of_its_own(world: World) -> None:
    RateWindow.objects.all().delete()
    for address in ("203.0.113.1", "203.0.113.2"):
        Client(REMOTE_ADDR=address).get("/phieu/0000000000/")
    assert set(RateWindow.objects.values_list("used", flat=True)) == {1}
    assert not RateWindow.objects.filter(scope__contains="203.0.113").exists()


def test_public_pages_are_read_without_any_bound(world: World, spent: list[str]) -> None:
    for address in ("/", "/phan-anh/", f"/phan-anh/{world.voices['open'].number}/", "/xa/", "/nhat-ky/", "/tra-cuu/"):
        assert world.browser().get(address).status_code == 200, address
    assert spent == []


def test_numbers_of_cases_tell_nothing_about_how_many_there_are(world: World) -> None:
    numbers = sorted(voice.number for voice in world.voices.values())
    assert len({number[:5] for number in numbers}) == 1
    middle = [int("".join(str(ALPHABET.index(letter)).zfill(2) for letter in number[5:])) for number in numbers]
    assert all(abs(one - other) > 1 for one, other in pairwise(middle))
