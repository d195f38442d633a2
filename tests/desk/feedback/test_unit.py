"""Ratings reach the unit only in lots and late (rights 5): never one, not even that one came in."""

import re
from datetime import timedelta
from itertools import pairwise

from tests.desk.feedback.conftest import Desk

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case, Rating
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock

DAY = timedelta(days=1)


def rate(desk: Desk, *levels: int, days_ago: float) -> None:
    """Let senders rate answers of T1 some days ago."""
    case = Case.objects.get(pk=desk.case_in("answered"))
    for level in levels:
        record = Record.objects.get(pk=_note(desk, case.pk))
        Rating.objects.create(record=record, case=case, level=level, text="Lời riêng", at=clock.now() - days_ago * DAY)


def _note(desk: Desk, case_id: int) -> int:
    """Return a record of its own for a rating: rows of other steps would do as well."""
    actions.publish_case(actor=desk.actor("receiver"), case_id=case_id, title="Cống", text="Cống.", at=clock.now())
    return Record.objects.filter(subject_id=case_id).latest("id").pk


def shown(desk: Desk) -> dict[int, int]:
    return queries.unit_ratings(desk.province.id("T1"), at=clock.now()).levels


def test_the_two_numbers_come_from_the_dated_regulation() -> None:
    day = clock.now().date()
    rule = law.rule("PROV-FB-RATING", on=day)
    assert rule.details["lot"] == 5
    assert law.days_of("PROV-FB-RATING", on=day) == 7 * DAY
    assert rule.act.illustrative


def test_four_ratings_show_nothing_and_the_fifth_shows_five(desk: Desk) -> None:
    rate(desk, 3, 1, 2, 3, days_ago=9)
    assert shown(desk) == {3: 0, 2: 0, 1: 0}
    rate(desk, 3, days_ago=8)
    assert shown(desk) == {3: 3, 2: 1, 1: 1}


def test_young_ratings_do_not_fill_a_lot(desk: Desk) -> None:
    rate(desk, 3, 3, 3, 3, days_ago=8)
    rate(desk, 1, 1, 1, days_ago=6.9)
    assert shown(desk) == {3: 0, 2: 0, 1: 0}


def test_two_readings_never_differ_by_less_than_a_lot(desk: Desk) -> None:
    seen = [shown(desk)]
    for days, level in enumerate([1, 3, 2, 3, 1, 1, 2, 3, 3, 2, 1, 3]):
        rate(desk, level, days_ago=30 - days)
        seen.append(shown(desk))
    counts = [sum(one.values()) for one in seen]
    assert counts == [0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    assert all(later[level] >= earlier[level] for earlier, later in pairwise(seen) for level in later)


def test_ratings_of_another_unit_are_not_counted(desk: Desk) -> None:
    rate(desk, 3, 3, 3, 3, 3, days_ago=9)
    assert sum(queries.unit_ratings(desk.province.id("T2"), at=clock.now()).levels.values()) == 0


def test_the_page_of_the_unit_shows_lots_and_no_words(desk: Desk) -> None:
    rate(desk, 3, 3, 3, 2, 1, 1, 1, days_ago=9)
    actions.recount_all(at=clock.now())
    page = desk.see("head", "/lam-viec/don-vi/")
    assert "Lời riêng" not in page
    assert "từng lô 5 cái" in page
    assert "7 ngày" in page
    table = re.sub(r"\s+", " ", page.split('class="ratings"')[1].split("</table>")[0])
    assert re.findall(r'<td class="number">(\d+)</td>', table) == ["3", "1", "1"]
    assert "phiếu nhận được" in page


def test_a_handler_of_an_office_sees_the_figures_of_the_unit_that_answers(desk: Desk) -> None:
    desk.case_in("answered")
    actions.recount_all(at=clock.now())
    assert "<h1>Xã Long Hồ</h1>" in desk.see("handler", "/lam-viec/don-vi/")
    assert "<h1>Xã Long Hồ</h1>" not in desk.see("receiver2", "/lam-viec/don-vi/")
    other = desk.province.id("T2")
    assert "<h1>Phường" not in desk.see("handler", f"/lam-viec/don-vi/?don-vi={other}")


def test_no_page_of_the_desk_tells_of_a_rating_of_a_case(desk: Desk) -> None:
    case_id = desk.case_in("answered")
    for who in ("receiver", "head", "handler", "auditor"):
        before = _told(desk.see(who, f"/lam-viec/phieu/{case_id}/"))
        Rating.objects.filter(case_id=case_id).delete()
        record = Record.objects.filter(subject_id=case_id).latest("id")
        Rating.objects.create(record=record, case_id=case_id, level=1, text="Lời riêng", at=clock.now())
        assert _told(desk.see(who, f"/lam-viec/phieu/{case_id}/")) == before


def _told(page: str) -> str:
    """Return a page without the tokens that differ each time."""
    return re.sub(r'value="[^"]*"', "", page)
