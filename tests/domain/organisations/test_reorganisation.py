from datetime import date

from dinhlang.domain.organisations.kinds import Subkind
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.domain.organisations.reorganisation import CommuneRow, OldProvince, Reorganisation, plan

DAY = date(2025, 7, 1)
FACTS = Reorganisation(
    on=DAY,
    code="86",
    name="Tỉnh Mới",
    slug="tinh-moi",
    law="Luật",
    province_decision="NQ tỉnh",
    commune_decision="NQ xã",
    old_provinces=(OldProvince("86", "Tỉnh Cũ", "tinh-cu", "100", "199"),),
)


def row(code: str, name: str, predecessors: str) -> CommuneRow:
    return CommuneRow(code, name, Subkind.XA, None, None, None, predecessors)


def test_communes_that_differ_by_a_tone_are_two_units_with_two_addresses():
    made = plan(
        FACTS, [row("100", "Xã Đông Hải", "Xã Đông Thạnh, Xã Đông Thành, Xã Hoà An"), row("101", "X", "Xã Hòa An")]
    )
    formers = [unit for unit in made.units if unit.until == DAY and unit.code.startswith("cu-")]
    assert [(unit.name, unit.slug) for unit in formers] == [
        ("Xã Đông Thạnh", "xa-dong-thanh-cu-cu"),
        ("Xã Đông Thành", "xa-dong-thanh-2-cu-cu"),
        ("Xã Hoà An", "xa-hoa-an-cu-cu"),
    ]


def test_a_commune_named_by_two_successors_went_to_each_in_part_and_they_stand_in_one_change():
    made = plan(FACTS, [row("100", "Xã A", "Xã B, Xã C"), row("101", "Xã D", "Xã C, Xã E"), row("102", "Xã F", "Xã G")])
    merged = [set(change.arrows) for change in made.changes if change.citation == "NQ xã"]
    assert {
        ("xa-b-cu-cu", "xa-a", Share.WHOLE),
        ("xa-c-cu-cu", "xa-a", Share.PART),
        ("xa-c-cu-cu", "xa-d", Share.PART),
        ("xa-e-cu-cu", "xa-d", Share.WHOLE),
    } in merged
    assert len(merged) == 2


def test_an_unchanged_commune_goes_on_under_another_parent():
    made = plan(FACTS, [row("100", "Xã A", "giữ nguyên")])
    unit = made.units[-1]
    assert (unit.since, unit.until) == (None, None)
    assert [(parent.slug, parent.since, parent.until) for parent in unit.parents] == [
        ("tinh-cu", None, DAY),
        ("tinh-moi", DAY, None),
    ]
    assert [change.kind for change in made.changes] == [Change.MERGED]  # only that of the provinces


def test_districts_in_brackets_end_with_the_day_and_carry_their_communes():
    made = plan(FACTS, [row("100", "Xã A", "Xã B (huyện Châu Thành)")])
    district = next(unit for unit in made.units if unit.name == "Huyện Châu Thành")
    former = next(unit for unit in made.units if unit.name == "Xã B")
    assert former.parents[0].slug == district.slug
    assert made.changes[-1].arrows == ((district.slug, None, Share.WHOLE),)


def test_what_cannot_be_read_is_handed_back():
    assert plan(FACTS, [row("100", "Xã A", "Xã B, bãi bồi"), row("900", "Xã Z", "Xã Y")]).unread == (
        "100 Xã A: bãi bồi",
        "900 Xã Z",
    )
