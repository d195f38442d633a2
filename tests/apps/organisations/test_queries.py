from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.actions import NewUnit, Portion
from dinhlang.domain.accounts.roles import SYSTEM

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = AT.date()


@pytest.fixture(autouse=True)
def _vinh_long() -> None:
    actions.import_vinh_long(actor=SYSTEM, at=AT)


def cost(read) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


@pytest.mark.django_db(transaction=True)
def test_the_list_of_communes_is_read_once_until_a_unit_changes():
    first = queries.communes(TODAY)
    assert cost(lambda: queries.communes(TODAY)) == 0  # but for the version, which goes past the counter
    actions.rename_unit(
        actor=SYSTEM, unit_id=first[0].id, name="Xã An Bình Mới", on=date(2026, 8, 1), citation="NQ", at=AT
    )
    assert queries.communes(TODAY)[0].name == "Xã An Bình Mới"
    assert queries.communes(date(2026, 7, 31))[0].name == "Xã An Bình"


def test_reads_cost_a_fixed_number_of_queries():
    ids = [unit.id for unit in queries.communes(TODAY)]
    old = queries.unit_by_slug("xa-ngai-tu-cu-vinh-long", TODAY)
    assert old is not None
    assert cost(lambda: queries.units(ids, TODAY)) == 1
    assert cost(lambda: queries.names(ids, TODAY)) == 1
    assert cost(lambda: queries.history(ids[0], TODAY)) <= 4
    assert cost(lambda: queries.successors(old.id, TODAY)) == 2
    assert cost(lambda: queries.responsible_unit(ids[0], TODAY)) <= 5
    assert cost(lambda: queries.offices(ids[0], TODAY)) <= 2


def test_a_search_finds_names_without_marks():
    found = queries.matching(queries.communes(TODAY), "hoa minh")
    assert [unit.name for unit in found] == ["Xã Hoà Minh"]
    assert queries.matching(queries.communes(TODAY), "PHƯỜNG bến tre")[0].name == "Phường Bến Tre"
    assert queries.matching(queries.communes(TODAY), "không đâu cả") == []


def test_a_place_follows_merge_after_merge():
    one, other, third = [unit.id for unit in queries.communes(TODAY)[:3]]
    said = {"actor": SYSTEM, "citation": "NQ", "at": AT}
    first = actions.merge_units(
        portions=[Portion(one), Portion(other)], into=NewUnit("Xã Gộp"), on=date(2026, 1, 1), **said
    )
    last = actions.merge_units(
        portions=[Portion(first), Portion(third)], into=NewUnit("Xã Gộp Nữa"), on=date(2026, 6, 1), **said
    )
    assert queries.responsible_unit(one, date(2025, 12, 31)).id == one
    assert queries.responsible_unit(one, date(2026, 3, 1)).id == first
    assert queries.responsible_unit(one, TODAY).id == last
    assert {unit.id for unit in queries.predecessors(last, date(2025, 12, 31))} == {one, other, third}
