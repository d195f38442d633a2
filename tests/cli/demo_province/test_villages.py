"""Villages: as many as the province has, named once in a commune, the same for the same seed."""

from collections import Counter

from tests.cli.demo_province.province_run import communes

from dinhlang.cli.demo_province.villages import villages
from dinhlang.domain.organisations.kinds import Subkind


def test_there_are_about_nine_hundred_and_every_commune_has_some() -> None:
    found = villages(communes(), seed=1)
    assert 850 <= len(found) <= 950
    assert set(Counter(one.commune for one in found)) == {row.code for row in communes()}
    assert len({one.code for one in found}) == len(found)


def test_no_name_stands_twice_in_a_commune() -> None:
    for seed in range(5):
        names = Counter((one.commune, one.name) for one in villages(communes(), seed=seed))
        assert not [name for name, count in names.items() if count > 1]


def test_a_ward_has_khom_and_a_rural_commune_has_ap() -> None:
    kinds = {row.code: row.subkind for row in communes()}
    for one in villages(communes(), seed=1):
        is_ward = kinds[one.commune] is Subkind.PHUONG
        assert one.name.startswith("Khóm " if is_ward else "Ấp ")
        assert one.subkind is (Subkind.KHOM if is_ward else Subkind.AP)


def test_households_are_those_of_a_village_of_the_delta() -> None:
    assert all(90 <= one.households <= 420 for one in villages(communes(), seed=1))


def test_a_village_lies_near_the_point_of_its_commune() -> None:
    points = {row.code: (float(row.latitude or 0), float(row.longitude or 0)) for row in communes()}
    for one in villages(communes(), seed=1):
        north, east = points[one.commune]
        assert abs(one.latitude - north) < 0.04
        assert abs(one.longitude - east) < 0.04


def test_the_same_seed_gives_the_same_villages_and_another_gives_others() -> None:
    assert villages(communes(), seed=3) == villages(communes(), seed=3)
    assert villages(communes(), seed=3) != villages(communes(), seed=4)
