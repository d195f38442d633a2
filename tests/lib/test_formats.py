"""Dates, numbers and sizes as a careful person writes them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from dinhlang.lib import formats


def test_numbers_have_points_in_vietnamese_and_commas_in_english() -> None:
    with translation.override("vi"):
        assert formats.number(1234567) == "1.234.567"
        assert formats.number(Decimal("1234.5"), 1) == "1.234,5"
        assert formats.number(-1284) == "-1.284"
        assert formats.number(None) == "–"
    with translation.override("en"):
        assert formats.number(Decimal("1234.5"), 1) == "1,234.5"


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(1003, 1161, "86,4%"), (0, 5, "0,0%"), (5, 5, "100,0%"), (1, 3, "33,3%"), (0, 0, "–")]
)
def test_a_share_is_exact_and_a_share_of_nothing_is_no_number(part: int, whole: int, words: str) -> None:
    with translation.override("vi"):
        assert formats.share(part, whole) == words


def test_a_day_is_written_the_same_way_everywhere_with_its_weekday_when_asked() -> None:
    friday = date(2026, 11, 27)
    with translation.override("vi"):
        assert formats.day(friday) == "27/11/2026"
        assert formats.day(friday, weekday=True) == "thứ Sáu, 27/11/2026"
        assert formats.day(date(2026, 3, 1), weekday=True) == "Chủ nhật, 01/03/2026"
        assert formats.day(None) == ""
    with translation.override("en"):
        assert formats.day(friday, weekday=True) == "Friday, 27/11/2026"


def test_a_moment_is_told_in_the_zone_of_the_province() -> None:
    late = datetime(2026, 11, 26, 18, 5, tzinfo=UTC)  # past midnight in Vietnam
    assert formats.moment(late) == "01:05, 27/11/2026"
    assert formats.day(late) == "27/11/2026"
    assert formats.moment(None) == ""


def test_sizes_of_files_are_told_in_the_unit_that_people_know() -> None:
    with translation.override("vi"):
        assert formats.size(2_400_000) == "2,4 MB"
        assert formats.size(340_000) == "340 KB"
        assert formats.size(3) == "1 KB"


def test_every_language_that_is_not_english_reads_vietnamese() -> None:
    with translation.override("en-gb"):
        assert formats.language() == "en"
    with translation.override(None):
        assert formats.language() == "vi"
