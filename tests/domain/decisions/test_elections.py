"""Who is elected, held against formulas of whole numbers written apart from the rules."""

from datetime import date

import pytest

from dinhlang.domain.decisions.elections import Ending, Slips, in_round, most_inspection_seats, problems, result
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
DAY = date(2026, 3, 1)
HEAD, BOARD = (BOOK.threshold(one, on=DAY) for one in ("DEC-15-4", "DEC-15-5"))


@pytest.mark.parametrize("share", [HEAD, BOARD], ids=["head", "board"])
def test_every_village_of_up_to_500_households_elects_at_its_exact_number(share: object) -> None:
    for total in range(1, 501):
        half = total // 2
        for votes in {0, half - 1, half, half + 1, total} & set(range(total + 1)):
            found = result({1: votes, 2: total - votes}, 1, total, share)  # type: ignore[arg-type]
            winner = [place for place, one in ((1, votes), (2, total - votes)) if 2 * one > total]
            assert (list(found.elected), found.open_seats, found.tied) == (winner, 1 - len(winner), ()), (total, votes)
            assert 2 * found.needed > total >= 2 * (found.needed - 1)


def by_hand(votes: dict[int, int], seats: int, total: int) -> tuple[set[int], set[int]]:
    """Return who is elected and who is tied: whoever has fewer than `seats` equals or betters above the share."""
    above = {one for one in votes if 2 * votes[one] > total}
    sure = {one for one in above if sum(votes[other] >= votes[one] for other in above) <= seats}
    maybe = {one for one in above - sure if sum(votes[other] > votes[one] for other in above) < seats}
    return sure, maybe


def test_seats_go_to_the_most_votes_above_half_and_ties_on_the_last_seat_stay_open() -> None:
    for total in (1, 2, 9, 10):
        levels = range(total + 1)
        for votes in ({1: a, 2: b, 3: c} for a in levels for b in levels for c in levels):
            for seats in (1, 2, 3):
                found = result(votes, seats, total, BOARD)
                sure, maybe = by_hand(votes, seats, total)
                assert (set(found.elected), set(found.tied)) == (sure, maybe), (total, votes, seats)
                assert found.open_seats == seats - len(sure)


@pytest.mark.parametrize(
    ("votes", "seats", "ending", "again"),
    [
        ({1: 7, 2: 4}, 1, Ending.FILLED, (2,)), ({1: 6, 2: 5}, 1, Ending.SHORT, (1, 2)),
        ({1: 9, 2: 7, 3: 7}, 2, Ending.TIED, (2, 3)), ({1: 8, 2: 6, 3: 3}, 2, Ending.SHORT, (2, 3)),
    ],
)  # fmt: skip
def test_another_round_is_between_those_who_tie_or_else_all_who_are_left(
    votes: dict[int, int], seats: int, ending: Ending, again: tuple[int, ...]
) -> None:
    found = result(votes, seats, 12, HEAD)
    assert (found.ending, in_round(sorted(votes), tied=found.tied, elected=found.elected)) == (ending, again)


GOOD = Slips(12, 11, 11, 10, 1)


@pytest.mark.parametrize(
    ("slips", "votes", "seats", "wrong"),
    [
        (GOOD, {1: 10, 2: 0}, 1, []),
        (GOOD, {1: 10, 2: 10}, 2, []),
        (GOOD, {1: 11, 2: 0}, 1, ["người số 1 (11)", "nhiều hơn 10"]),
        (GOOD, {1: 6, 2: 5}, 1, ["là 11, nhiều hơn 10"]),
        (Slips(12, 13, 11, 10, 1), {1: 5}, 1, ["Số hộ dự (13)"]),
        (Slips(12, 11, 12, 10, 1), {1: 5}, 1, ["Số phiếu phát ra (12)"]),
        (Slips(12, 11, 11, 10, 2), {1: 5}, 1, ["thu về (hợp lệ và không hợp lệ) (12)"]),
        (Slips(12, 13, 14, 15, 0), {1: 16}, 1, ["Số hộ dự", "phát ra", "thu về", "người số 1", "nhiều hơn 15"]),
        (GOOD, {1: -1}, 1, ["nhỏ hơn 0"]),
    ],
)  # fmt: skip
def test_sums_that_cannot_be_are_refused_each_in_its_sentence(
    slips: Slips, votes: dict[int, int], seats: int, wrong: list[str]
) -> None:
    found = problems(slips, votes, seats)
    assert len(found) == len(wrong)
    assert all(said in one.vi for said, one in zip(wrong, found, strict=True))


@pytest.mark.parametrize(("villages", "most"), [(1, 5), (3, 3), (5, 1), (9, 1)])
def test_every_village_has_its_own_member_of_the_inspection_board(villages: int, most: int) -> None:
    assert most_inspection_seats(BOOK.rule("INS-36-SIZE", on=DAY).details["formula"], villages) == most
    with pytest.raises(ValueError, match="size of the board"):
        most_inspection_seats("five", villages)
