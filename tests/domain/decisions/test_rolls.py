"""Rows of a roll: what is taken, what is refused and why; numbers in order; the digest of a frozen roll."""

import pytest

from dinhlang.domain.decisions import rolls
from dinhlang.domain.decisions.rolls import HeadingError, RollRow, read_roll

HEADING = ("STT", "Số hộ", "Địa chỉ", "Người đại diện")


def read(*rows: tuple[str, str, str]) -> rolls.Reading:
    return read_roll(HEADING, ((line, ("1", *row)) for line, row in enumerate(rows, start=2)))


def reasons(*rows: tuple[str, str, str]) -> list[str]:
    return [one.reason for one in read(*rows).refused]


def test_a_good_row_is_taken_in_its_normal_form() -> None:
    found = read((" 012 ", "Tổ  1", "Nguyễn Văn  An"))
    assert found.rows == [(2, RollRow("12", "Tổ 1", "Nguyễn Văn An"))]
    assert found.refused == []


def test_empty_rows_are_no_households() -> None:
    assert read(("", "", ""), ("1", "Tổ 1", "Nguyễn Văn An")).rows[0][0] == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "Tổ 1", "Nguyễn Văn An"), "no_number"),
        (("1", "Tổ 1", ""), "no_name"),
        (("1", "Tổ 1", "086 012 345 678"), "identity_number"),
        (("086012345678", "Tổ 1", "Nguyễn Văn An"), "identity_number"),
        (("1", "ĐT 0901234567", "Nguyễn Văn An"), "identity_number"),
        (("1", "Tổ 1", "12"), "no_person"),
        (("1", "Tổ 1", "…"), "no_person"),
        (("1", "Tổ 1", "A" * 201), "too_long"),
        (("A" * 21, "Tổ 1", "Nguyễn Văn An"), "too_long"),
    ],
)
def test_an_impossible_row_is_refused_with_its_reason(row: tuple[str, str, str], reason: str) -> None:
    assert reasons(row) == [reason]


@pytest.mark.parametrize("number", ["7", "07", " 7 ", "7.0"])
def test_the_same_number_twice_is_refused_and_names_the_first_line(number: str) -> None:
    found = read(("7", "Tổ 1", "Nguyễn Văn An"), (number, "Tổ 2", "Trần Thị Bê"))
    assert [(one.line, one.reason, one.value) for one in found.refused] == [(3, "same_number", "7 = 2")]


def test_one_person_at_one_address_is_one_household_however_it_was_typed() -> None:
    twice = (("1", "Tổ 1", "Nguyễn Thị Nở"), ("2", "tổ 1", "nguyễn thị nở"))
    assert reasons(*twice) == ["same_person"]


def test_two_people_of_one_name_at_other_addresses_are_two_households() -> None:
    assert reasons(("1", "Tổ 1", "Nguyễn Văn An"), ("2", "Tổ 2", "Nguyễn Văn An")) == []


def test_an_identity_number_is_not_repeated_in_the_report() -> None:
    assert read(("086012345678", "Tổ 1", "Nguyễn Văn An")).refused[0].value == ""


def test_a_table_without_a_column_that_is_needed_is_refused() -> None:
    with pytest.raises(HeadingError, match="số hộ"):
        read_roll(("Địa chỉ", "Người đại diện"), [])


def test_numbers_stand_in_the_order_people_expect() -> None:
    assert sorted(["10", "2", "10A", "1"], key=rolls.sort_key) == ["1", "2", "10", "10A"]


def test_the_digest_of_a_roll_changes_with_every_row_and_not_with_the_order() -> None:
    one = rolls.digest_of_codes(["A1", "B2"])
    assert one == rolls.digest_of_codes(["B2", "A1"])
    assert one not in {rolls.digest_of_codes(["A1"]), rolls.digest_of_codes(["A1", "B2", "C3"])}
