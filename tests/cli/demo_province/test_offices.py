"""Offices and officers: complete in every commune, plainly invented, each address once."""

import re
from collections import Counter, defaultdict

from tests.cli.demo_province.province_run import communes

from dinhlang.cli.demo_province.offices import COMMUNE_OFFICES, PROVINCE_OFFICES, officers, offices
from dinhlang.cli.demo_province.people import RESERVED, person
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.organisations.kinds import Subkind

FOUND = offices(communes(), seed=1)
PEOPLE = list(officers(FOUND, seed=1))


def test_every_commune_has_its_committee_and_all_its_offices() -> None:
    assert len(FOUND) == len(PROVINCE_OFFICES) + len(communes()) * (1 + len(COMMUNE_OFFICES))
    assert len({one.code for one in FOUND}) == len(FOUND)
    parents = Counter(one.parent for one in FOUND)
    assert all(parents[row.code] == len(COMMUNE_OFFICES) for row in communes())


def test_the_economy_office_of_a_ward_also_builds() -> None:
    by_code = {one.code: one.name for one in FOUND}
    for row in communes():
        is_ward = row.subkind is Subkind.PHUONG
        assert by_code[f"{row.code}-economy"].startswith("Phòng Kinh tế, Hạ tầng và Đô thị") is is_ward


def test_no_number_rings_and_no_address_exists() -> None:
    for one in FOUND:
        assert re.fullmatch(r"\(0270\) 000 \d{4}", one.phone)
        assert one.email.endswith("@vinhlong.example")
    assert all(re.fullmatch(r"[a-z0-9.-]+@vinhlong\.example", one.email) for one in PEOPLE)


def test_no_two_officers_share_an_address() -> None:
    assert len({one.email for one in PEOPLE}) == len(PEOPLE)


def test_every_committee_can_receive_sign_and_lead() -> None:
    roles = defaultdict(set)
    for one in PEOPLE:
        roles[one.office].add(one.role)
    assert all({Role.RECEIVER, Role.APPROVER, Role.HEAD} <= roles[row.code] for row in communes())
    assert all(Role.HANDLER in roles[f"{row.code}-economy"] for row in communes())


def test_each_seat_of_a_post_is_held_once() -> None:
    seats = Counter((one.office, one.title, one.seat) for one in PEOPLE)
    assert max(seats.values()) == 1


def test_no_officer_bears_the_name_of_a_person_in_public_office() -> None:
    assert not {one.name for one in PEOPLE} & RESERVED
    rng = stream(1, "many")
    assert not {person(rng, khmer_share=0.2).name for _ in range(20_000)} & RESERVED


def test_khmer_names_are_at_home_in_the_old_tra_vinh() -> None:
    families = [one.name.split()[0] for one in PEOPLE if "29242" <= one.office[:5] <= "29550"]
    share = sum(family in {"Thạch", "Kim", "Kiên", "Danh"} for family in families) / len(families)
    assert 0.08 < share < 0.3


def test_some_units_demand_a_second_signature_and_some_do_not() -> None:
    committees = {row.code for row in communes()}
    assert {one.answer_needs_approval for one in FOUND if one.code in committees} == {True, False}
