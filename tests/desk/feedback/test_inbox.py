"""The lists of the desk: order, counts, filters, what was done, finding by number; a fixed number of queries."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Case
from dinhlang.lib import clock

FEW, MANY = 5, 60


def queries_of(desk: Desk, who: str, address: str, **headers: str) -> int:
    """Return how many queries a page takes once everything that is remembered is remembered."""
    desk.browser(who).get(address, headers=headers)
    with CaptureQueriesContext(connection) as seen:
        assert desk.browser(who).get(address, headers=headers).status_code == 200
    return len(seen)


def due(case_id: int, at: datetime) -> None:
    Case.objects.filter(pk=case_id).update(due_at=at)


def order(page: str, cases: list[int]) -> list[int]:
    return sorted(cases, key=lambda one: page.index(f'data-id="{one}"'))


def test_the_most_urgent_stands_first_and_what_rests_last(desk: Desk) -> None:
    now = clock.now()
    late, today, later, resting = (desk.send() for _ in range(4))
    due(late, now - timedelta(days=2))
    due(today, now + timedelta(seconds=1))
    due(later, now + timedelta(days=9))
    due(resting, None)  # type: ignore[arg-type]
    page = desk.see("receiver", "/lam-viec/")
    assert order(page, [resting, later, today, late]) == [late, today, later, resting]
    assert "4 việc" in page
    assert 'class="late"' in page


def test_each_filter_shows_what_its_number_counts(desk: Desk) -> None:
    received, waiting = desk.case_in("received"), desk.case_in("awaiting_approval")
    mine = desk.case_in("classified")
    post = desk.actor("handler").holdings[0].post_id
    office = str(desk.province.id("T1-KT"))
    assert desk.press("receiver", mine, "giao", office_id=office, post_id=str(post)).status_code == 303
    due(received, clock.now() - timedelta(days=1))
    shown = {"late": {received}, "new": {received}, "approval": {waiting}, "mine": set(), "": {received, waiting, mine}}
    for only, expected in shown.items():
        page = desk.see("receiver", f"/lam-viec/?loc={only}")
        assert {one for one in (received, waiting, mine) if f'data-id="{one}"' in page} == expected, only
        assert f"<span>{len(expected)}</span>" in page
    handlers = desk.see("handler", "/lam-viec/?loc=mine")
    assert f'data-id="{mine}"' in handlers
    assert f'data-id="{waiting}"' not in handlers
    assert "giao cho tôi" in handlers


def test_a_strange_filter_or_page_is_the_whole_list(desk: Desk) -> None:
    case_id = desk.send()
    for query in ("?loc=%00", "?loc=all", "?trang=-1", "?trang=" + "9" * 30, "?mo=x&xong=x&ke=x"):
        assert f'data-id="{case_id}"' in desk.see("receiver", f"/lam-viec/{query}")


def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    assert "Không còn việc nào đang chờ." in desk.see("receiver", "/lam-viec/")
    desk.send()
    assert "Không có việc nào ở mục này." in desk.see("receiver", "/lam-viec/?loc=approval")
    assert "Chức danh của bạn không nhận phiếu" in desk.see("admin", "/lam-viec/")
    assert "Chưa có phiếu nào ở đây." in desk.see("receiver", "/lam-viec/da-xong/")


def test_what_was_answered_stands_newest_first_and_goes_on_by_cursor(desk: Desk) -> None:
    answered = [desk.case_in("answered") for _ in range(23)]
    for place, case_id in enumerate(answered):
        moment = desk.at + timedelta(minutes=place // 2)  # two of one moment: nothing is lost at the edge of a page
        Case.objects.filter(pk=case_id).update(last_answer_at=moment)
    refused = desk.case_in("refused")
    first = desk.see("handler", "/lam-viec/da-xong/")
    shown = [one for one in answered if f'data-id="{one}"' in first]
    assert set(shown) == set(answered[3:])
    assert order(first, shown) == sorted(shown, reverse=True)
    cursor = first.split("sau=")[1].split('"')[0]
    rest = desk.see("handler", f"/lam-viec/da-xong/?sau={cursor}")
    assert {one for one in answered if f'data-id="{one}"' in rest} == set(answered[:3])
    assert f'data-id="{refused}"' not in first + rest
    assert f'data-id="{refused}"' in desk.see("receiver", "/lam-viec/da-xong/?loc=refused")
    assert 'data-id="' not in desk.see("receiver2", "/lam-viec/da-xong/")


@pytest.mark.parametrize("spell", ["{0}", " {0} ", "pa{1}-{2}", "PA{1}{2}", "{2}", "#{2}"])
def test_a_case_is_found_by_its_number_however_it_is_typed(desk: Desk, spell: str) -> None:
    case_id = desk.send()
    number = Case.objects.get(pk=case_id).number
    typed = spell.format(number, number[2:4], number[5:].lower())
    response = desk.browser("receiver").get("/lam-viec/tim/", {"so": typed})
    assert (response.status_code, response.headers.get("Location")) == (302, f"/lam-viec/phieu/{case_id}/")


@pytest.mark.parametrize("typed", ["", "PA26-", "ABC", "x" * 4000, "\x00", "%", "' OR 1=1 --", "PA26-'''''' "])
def test_a_number_that_is_none_finds_nothing(desk: Desk, typed: str) -> None:
    desk.send()
    response = desk.browser("receiver").get("/lam-viec/tim/", {"so": typed})
    assert response.status_code == 404
    assert "Không tìm thấy phiếu" in response.content.decode()


def test_pages_take_the_same_number_of_queries_whatever_the_data(desk: Desk) -> None:
    addresses = ["/lam-viec/", "/lam-viec/da-xong/", "/lam-viec/don-vi/"]
    cases = [desk.case_in("in_progress") for _ in range(FEW)]
    desk.case_in("answered")
    before = [queries_of(desk, "head", address) for address in addresses]
    one = f"/lam-viec/phieu/{cases[0]}/"
    case_before = queries_of(desk, "receiver", one)
    for _ in range(MANY - FEW):
        desk.send()
    for _ in range(10):
        desk.case_in("answered")
        actions.note_progress(actor=desk.actor("handler"), case_id=cases[0], text="Còn làm.", at=clock.now())
    assert [queries_of(desk, "head", address) for address in addresses] == before
    assert queries_of(desk, "receiver", one) == case_before
    assert max(before) <= 12
    assert case_before <= 25


def test_the_pane_is_a_part_of_the_page_with_the_same_buttons(desk: Desk) -> None:
    case_id = desk.case_in("received")
    address = f"/lam-viec/phieu/{case_id}/"
    part = desk.browser("receiver").get(address, headers={"HX-Request": "true"})
    page = part.content.decode()
    assert "<html" not in page
    assert "<h2>" in page
    assert "<h1>" not in page
    assert page.count("<form") == desk.see("receiver", address).count("<form")
    assert "no-store" in part["Cache-Control"]


def test_the_desk_speaks_english(desk: Desk) -> None:
    case_id = desk.case_in("received")
    inbox = desk.see("receiver", "/en/lam-viec/")
    assert '<html lang="en">' in inbox
    assert "Việc của tôi" not in inbox
    case = desk.see("receiver", f"/en/lam-viec/phieu/{case_id}/")
    assert 'action="/en/lam-viec/phieu/' in case
    assert "Thụ lý, phân loại" not in case
    sent = desk.browser("receiver").post(f"/en/lam-viec/phieu/{case_id}/phan-loai/", {"category": "khac"})
    assert sent["Location"] == f"/en/lam-viec/phieu/{case_id}/?xong=phan-loai"


def test_an_auditor_of_a_commune_reads_its_cases_and_presses_nothing(desk: Desk) -> None:
    case_id = desk.case_in("received")
    assert f'data-id="{case_id}"' in desk.see("front", "/lam-viec/")
    page = desk.see("front", f"/lam-viec/phieu/{case_id}/")
    assert "<form method" not in page
