"""Every boundary of a count, held against formulas of whole numbers written apart from the rules."""

from datetime import date

import pytest

from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS
from dinhlang.domain.decisions.outcome import Count, CountError, of_commune, of_village
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
DAY = date(2026, 3, 1)


def enough(code: str, yes: int, total: int) -> bool:
    """Two thirds or more for clauses 1 and 2; more than half for the others: by multiplication only."""
    return 3 * yes >= 2 * total if code in ("15.1", "15.2") else 2 * yes > total


@pytest.mark.parametrize("code", MATTERS)
def test_every_village_of_up_to_500_households_passes_at_its_exact_number(code: str) -> None:
    for total in range(1, 501):
        fewest = next(yes for yes in range(total + 1) if enough(code, yes, total))
        for yes in (0, fewest - 1, fewest, total):
            if yes < 0:
                continue
            found = of_village(MATTERS[code], Count(total, yes, total), Form.MEETING, BOOK, on=DAY)
            assert (found.passed, found.needed) == (enough(code, yes, total), fewest), (total, yes)


def test_every_yes_of_every_village_of_up_to_60_households() -> None:
    for code in ("15.1", "15.6"):
        for total in range(1, 61):
            for yes in range(total + 1):
                found = of_village(MATTERS[code], Count(total, yes), Form.BALLOT, BOOK, on=DAY)
                assert found.passed is enough(code, yes, total), (code, total, yes)


@pytest.mark.parametrize("code", ["15.1", "15.2"])
def test_a_matter_of_the_whole_commune_counts_villages_not_households(code: str) -> None:
    for villages in range(1, 61):
        for in_favour in range(villages + 1):
            # Those in favour are the smallest villages, those against the biggest: only the villages are counted.
            counts = [Count(3, 2)] * in_favour + [Count(400, 266)] * (villages - in_favour)
            found = of_commune(MATTERS[code], counts, Form.MEETING, BOOK, on=DAY)
            assert found.passed is (3 * in_favour >= 2 * villages), (villages, in_favour)
            assert (found.needed, found.total, found.yes) == (-(-2 * villages // 3), villages, in_favour)


def test_each_village_of_a_commune_needs_two_thirds_of_its_own_households() -> None:
    for total in range(1, 501):
        fewest = -(-2 * total // 3)
        short = of_commune(MATTERS["15.1"], [Count(total, fewest - 1)], Form.MEETING, BOOK, on=DAY)
        reached = of_commune(MATTERS["15.1"], [Count(total, fewest)], Form.MEETING, BOOK, on=DAY)
        assert (short.passed, reached.passed) == (False, True), total


@pytest.mark.parametrize(
    ("total", "half", "two_thirds"), [(50, 26, 34), (101, 51, 68), (150, 76, 100), (301, 151, 201), (500, 251, 334)]
)
def test_known_numbers(total: int, half: int, two_thirds: int) -> None:
    assert of_village(MATTERS["15.6"], Count(total, 0), Form.MEETING, BOOK, on=DAY).needed == half
    assert of_village(MATTERS["15.1"], Count(total, 0), Form.MEETING, BOOK, on=DAY).needed == two_thirds


@pytest.mark.parametrize(
    ("households", "yes", "present"), [(0, 0, 0), (10, 11, None), (10, 6, 5), (10, 1, 11), (5, -1, 5)]
)
def test_counts_that_cannot_be_are_refused(households: int, yes: int, present: int | None) -> None:
    with pytest.raises(CountError):
        Count(households, yes, present)


def codes(found_of: Count, matter: str = "15.3", form: Form = Form.MEETING) -> set[str]:
    return {one.code for one in of_village(MATTERS[matter], found_of, form, BOOK, on=DAY).findings}


def test_only_the_convention_has_a_quorum_and_only_in_a_meeting() -> None:
    assert "quorum" in codes(Count(100, 51, 51))
    assert "quorum" not in codes(Count(100, 51, 51), form=Form.BALLOT)
    assert "quorum" not in codes(Count(100, 51, 51), matter="15.4")


def test_a_meeting_that_cannot_reach_the_share_opens_the_ballot() -> None:
    assert "meeting_too_small" in codes(Count(143, 90, 95), matter="15.1")
    assert "meeting_too_small" not in codes(Count(143, 90, 96), matter="15.1")
