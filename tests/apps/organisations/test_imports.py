from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dinhlang.apps.organisations import actions, queries
from dinhlang.apps.organisations.models import ChangePart, Unit, UnitName, UnitParent
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import Problem, UnitRow

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY, DAY = AT.date(), date(2025, 7, 1)
EVE = DAY - timedelta(days=1)


def counts() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Unit, UnitName, UnitParent, ChangePart, Record))


def vinh_long() -> actions.Imported:
    return actions.import_vinh_long(actor=SYSTEM, at=AT)


def test_vinh_long_has_124_communes_and_everything_in_its_list_was_read():
    done = vinh_long()
    assert done.unread == ()
    communes = queries.communes(TODAY)
    assert len(communes) == 124
    assert sum(unit.subkind is Subkind.PHUONG for unit in communes) == 19
    assert len({unit.slug for unit in communes}) == 124
    assert communes[0].name == "Xã An Bình"


def test_old_vinh_long_had_102_communes_and_today_is_made_of_three_provinces():
    vinh_long()
    new = queries.unit_by_code("86", TODAY)
    assert new is not None
    olds = {unit.name: unit.id for unit in queries.predecessors(new.id, EVE)}
    assert set(olds) == {"Tỉnh Bến Tre", "Tỉnh Trà Vinh", "Tỉnh Vĩnh Long"}
    assert len(queries.communes_of([olds["Tỉnh Vĩnh Long"]], EVE)) == 102
    assert len(queries.communes(EVE)) == 354  # the list asked for a day before shows the land of today


def test_neighbours_that_differ_by_a_tone_stay_two_communes():
    vinh_long()
    names = [unit.name for unit in queries.communes(EVE)]
    assert {"Xã Đông Thành", "Xã Đông Thạnh"} <= set(names)


def test_a_commune_of_before_that_went_whole_leads_on_and_one_in_parts_asks():
    vinh_long()
    whole = queries.unit_by_slug("phuong-1-tra-vinh-cu-tra-vinh", EVE)
    parted = queries.unit_by_slug("thi-tran-tra-on-cu-vinh-long", EVE)
    assert whole is not None
    assert parted is not None
    assert [unit.name for unit in queries.successors(whole.id, TODAY)] == ["Phường Trà Vinh"]
    assert [unit.name for unit in queries.successors(parted.id, TODAY)] == ["Xã Ngãi Tứ", "Xã Trà Ôn"]


def test_a_commune_that_was_left_alone_is_the_same_unit_before_and_after():
    vinh_long()
    unit = queries.unit_by_slug("xa-dong-hai", EVE)
    assert unit is not None
    assert unit.in_force
    before, after = queries.parent_of(unit.id, EVE), queries.parent_of(unit.id, DAY)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Tỉnh Trà Vinh", "Tỉnh Vĩnh Long")
    assert queries.history(unit.id, TODAY).changes == ()


def test_the_day_and_the_decision_of_a_merger_are_kept():
    vinh_long()
    unit = queries.unit_by_slug("phuong-long-chau", TODAY)
    assert unit is not None
    (change,) = queries.history(unit.id, TODAY).changes
    assert change.on == DAY
    assert "1687/NQ-UBTVQH15" in change.citation
    assert [arrow.source.name for arrow in change.arrows if arrow.source] == [
        "Phường 1",
        "Phường 9",
        "Phường Trường An",
    ]


def test_the_country_has_34_provinces_and_3321_communes_with_our_own_list_winning():
    seen: list[tuple[int, int]] = []
    done = actions.import_country(actor=SYSTEM, at=AT, progress=lambda now, all_: seen.append((now, all_)))
    assert done.refused == ()
    assert len(queries.provinces(TODAY)) == 34
    communes = queries.all_communes(TODAY)
    assert len(communes) == 3321
    words = [unit.subkind for unit in communes]
    assert [words.count(one) for one in (Subkind.XA, Subkind.PHUONG, Subkind.DAC_KHU)] == [2621, 687, 13]
    song_phu = queries.unit_by_slug("xa-song-phu", TODAY)
    assert song_phu is not None
    assert song_phu.code == "29740"  # the package has another code
    assert "Xã Hoà Minh" in {unit.name for unit in communes}  # and another place for the tone
    assert len(queries.communes(TODAY)) == 124
    assert seen[-1][0] == seen[-1][1] == done.units


def test_a_second_import_adds_nothing_in_any_order():
    vinh_long()
    actions.import_country(actor=SYSTEM, at=AT)
    before = counts()
    assert vinh_long().units == actions.import_country(actor=SYSTEM, at=AT).units == 0
    assert counts() == before


def table(*rows: UnitRow) -> actions.Imported:
    return actions.import_units(actor=SYSTEM, rows=rows, source="table", at=AT)


XA = UnitRow("1", "Xã An Bình", Kind.COMMUNE, Subkind.XA)
AP = UnitRow("1.1", "Ấp Chợ", Kind.VILLAGE, Subkind.AP, "1", since=DAY)


def test_a_table_may_name_children_before_parents_and_twice_adds_nothing():
    assert (table(AP, XA).units, table(AP, XA).units) == (2, 0)
    village = queries.unit_by_slug("ap-cho-xa-an-binh", TODAY)
    assert village is not None
    assert village.since == DAY
    assert queries.unit(village.id, EVE) is None
    before = counts()
    table(AP, XA)
    assert counts() == before


def test_villages_of_one_name_get_addresses_of_their_own():
    other = UnitRow("2", "Xã Long Hồ", Kind.COMMUNE, Subkind.XA)
    table(XA, AP, UnitRow("1.2", "Ấp Chợ", Kind.VILLAGE, Subkind.AP, "1"))
    table(other, UnitRow("2.1", "Ấp Chợ", Kind.VILLAGE, Subkind.AP, "2"))
    assert set(UnitName.objects.filter(name="Ấp Chợ").values_list("slug", flat=True)) == {
        "ap-cho-xa-an-binh",
        "ap-cho-xa-an-binh-1-2",
        "ap-cho-xa-long-ho",
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (UnitRow("9", "Ấp X", Kind.VILLAGE, Subkind.AP, "404"), Problem.UNKNOWN_PARENT),
        (UnitRow("9", "Ấp X", Kind.VILLAGE, Subkind.AP, "9"), Problem.UNKNOWN_PARENT),
        (UnitRow("9", "Ấp X", Kind.VILLAGE, Subkind.XA), Problem.UNFIT_KIND),
        (UnitRow("9", "Ấp X", Kind.VILLAGE, Subkind.AP, since=DAY, until=DAY), Problem.EMPTY_PERIOD),
        (UnitRow("1", "Xã Khác", Kind.COMMUNE, Subkind.XA), Problem.OTHER_NAME),
        (UnitRow("1", "Ấp An Bình", Kind.VILLAGE, Subkind.AP), Problem.OTHER_KIND),
        (UnitRow("8", "Xã Y", Kind.COMMUNE, Subkind.XA), Problem.TWICE),
    ],
)
def test_a_line_that_does_not_fit_is_refused_and_the_others_are_taken(row, problem):
    table(XA)
    done = table(UnitRow("8", "Xã Y", Kind.COMMUNE, Subkind.XA), row)
    assert done.units == 1
    (refusal,) = done.refused
    assert (refusal.line, refusal.code, refusal.problem) == (2, row.code, problem)
    assert refusal.sentence
