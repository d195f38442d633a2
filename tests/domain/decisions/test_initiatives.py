"""Initiatives and petitions, pure: the share at its boundary for every size, consents that grow old on their day."""

from datetime import date

import pytest

from dinhlang.domain.decisions import initiatives
from dinhlang.domain.decisions.initiatives import Call, Standing
from dinhlang.domain.decisions.matters import MATTERS, Step
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
ON = date(2026, 3, 2)


@pytest.mark.parametrize(("call", "tenths"), [(Call.INITIATIVE, 1), (Call.PETITION, 5)])
def test_the_share_is_exact_for_every_size_of_a_village(call: Call, tenths: int) -> None:
    for households in range(1, 501):
        needed = -(-households * tenths // 10)  # at least so many tenths, by whole numbers
        told = initiatives.support(call, needed, households, BOOK, on=ON)
        assert (told.needed, told.reached) == (needed, True)
        assert not initiatives.support(call, needed - 1, households, BOOK, on=ON).reached


def test_a_village_without_households_reaches_nothing() -> None:
    assert not initiatives.support(Call.INITIATIVE, 0, 0, BOOK, on=ON).reached


@pytest.mark.parametrize(
    ("given", "until"),
    [
        (date(2026, 3, 2), date(2026, 6, 2)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # no 30 February: the last day of the month
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_a_consent_counts_three_months(given: date, until: date) -> None:
    assert initiatives.counts_until(Call.INITIATIVE, given, BOOK) == until


def test_the_law_lets_no_petition_grow_old() -> None:
    assert initiatives.counts_until(Call.PETITION, ON, BOOK) is None


def test_what_households_may_start() -> None:
    assert [one for one in MATTERS if initiatives.may_be_started(one, None)] == ["15.1", "15.2", "15.3", "15.6"]
    assert initiatives.may_be_started("15.4", Step.DISMISS)
    assert not initiatives.may_be_started("15.4", Step.ELECT)
    assert not initiatives.may_be_started("15.9", None)
    assert initiatives.call_of("15.4", Step.DISMISS) is Call.PETITION
    assert initiatives.call_of("15.5", Step.DISMISS) is Call.INITIATIVE


def test_a_reached_initiative_can_only_be_put() -> None:
    assert initiatives.NEXT[Standing.REACHED] == {Standing.PUT}
    assert not initiatives.may_become(Standing.SENT, Standing.REACHED)
    assert all(one in initiatives.WORDS for one in Standing)
