"""Two typists, and telephones at a meeting: what is alike is taken, what differs is shown."""

from datetime import datetime, timedelta

import pytest

from dinhlang.domain.decisions.attendance import Mark, Standing, standing
from dinhlang.domain.decisions.entries import (
    Difference,
    Entry,
    SumDifference,
    Sums,
    differences,
    sum_differences,
    sums_of,
    totals,
)

AT = datetime(2026, 3, 1, 8)


def test_what_two_typed_alike_is_no_difference() -> None:
    assert differences({1: Entry.AGREE, 2: Entry.OTHER}, {2: Entry.OTHER, 1: Entry.AGREE}) == []


def test_another_choice_and_a_missing_slip_are_differences() -> None:
    found = differences({1: Entry.AGREE, 2: Entry.AGREE}, {1: Entry.DISAGREE, 3: Entry.OTHER})
    assert found == [
        Difference(1, Entry.AGREE, Entry.DISAGREE),
        Difference(2, Entry.AGREE, None),
        Difference(3, None, Entry.OTHER),
    ]


def test_control_totals_name_every_kind() -> None:
    assert totals({1: Entry.AGREE, 2: Entry.AGREE}) == {
        Entry.AGREE: 2, Entry.DISAGREE: 0, Entry.OTHER: 0, Entry.INVALID: 0,
    }  # fmt: skip


def mark(minute: int, device: str, *, present: bool, settles: bool = False) -> Mark:
    return Mark(present, AT + timedelta(minutes=minute), device, settles)


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ([], Standing(present=False, differs=False)),
        ([mark(1, "a", present=True)], Standing(present=True, differs=False)),
        ([mark(1, "a", present=True), mark(2, "a", present=False)], Standing(present=False, differs=False)),
        ([mark(1, "a", present=True), mark(2, "b", present=False)], Standing(present=False, differs=True)),
        ([mark(2, "b", present=True), mark(1, "a", present=False)], Standing(present=True, differs=True)),
        (
            [mark(1, "a", present=True), mark(2, "b", present=False), mark(3, "c", present=True, settles=True)],
            Standing(present=True, differs=False),
        ),
        (
            [mark(1, "a", present=True, settles=True), mark(2, "b", present=False)],
            Standing(present=False, differs=True),
        ),
    ],
)
def test_the_newest_mark_counts_and_other_telephones_are_heard(marks: list[Mark], found: Standing) -> None:
    assert standing(marks) == found


SHEET = Sums(12, 10, 1, {2: 4, 1: 6})


def test_sums_that_two_typed_alike_are_no_difference_and_come_back_as_they_were_kept() -> None:
    assert sum_differences(SHEET, sums_of(SHEET.lines)) == []
    assert list(SHEET.lines) == ["given", "valid", "invalid", "1", "2"]


def test_every_line_of_a_sheet_that_differs_is_told_in_its_order() -> None:
    assert sum_differences(SHEET, Sums(12, 11, 1, {1: 6, 3: 4})) == [
        SumDifference("valid", 10, 11), SumDifference("2", 4, None), SumDifference("3", None, 4),
    ]  # fmt: skip
