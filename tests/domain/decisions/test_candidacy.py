"""Who is left on a list, and whether the team of an election holds a candidate."""

from datetime import datetime

import pytest

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.candidacy import NOBODY, NONE_OF_THE_FRONT, in_team, lacking, may_return
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.states import State

FRONT, SELF = Introduced.FRONT, Introduced.SELF


@pytest.mark.parametrize(
    ("left", "is_of_head", "why"),
    [
        (set(), True, NOBODY), (set(), False, NOBODY), ({SELF}, True, NONE_OF_THE_FRONT), ({SELF}, False, None),
        ({FRONT}, True, None), ({FRONT, SELF}, True, None),
    ],
)  # fmt: skip
def test_nobody_is_elected_from_an_empty_list_nor_a_head_without_one_of_the_fronts_board(
    left: set[Introduced], is_of_head: bool, why: Words | None
) -> None:
    assert lacking(left, is_of_head=is_of_head) == why


@pytest.mark.parametrize(
    ("team", "found"),
    [
        ("Trưởng Ban công tác Mặt trận, bà Tư, anh Năm", False),
        ("Trưởng Ban, ông LÊ  VĂN MỘT, anh Năm", True),
        ("Trưởng Ban; Lê Văn Một (tổ 3)\nanh Năm", True),
        ("Le\u0302 Va\u0306n Mo\u0323\u0302t, bà Tư, anh Năm", True),  # the same letters, typed in pieces
        ("Lê Văn Mười, bà Tư, anh Năm", False),
        ("Lê Văn, Một, anh Năm", False),
        ("Lê Văn Một (1962), bà Tư, anh Năm", False),
        ("Lê Văn Một, sinh năm 1980, bà Tư", True),
        ("Lê Văn Một 1980, bà Tư, anh Năm", True),
        ("", False),
    ],
)
def test_a_candidate_is_found_in_the_team_by_name_and_another_year_is_another_person(team: str, found: bool) -> None:
    assert in_team(team, [("Lê Văn Một", 1980), ("Trần Thị Hai", 1980)]) == (("Lê Văn Một",) if found else ())


def test_a_withdrawal_is_undone_until_the_vote_begins() -> None:
    opens = datetime(2026, 3, 8, 7)
    assert may_return(State.SCHEDULED, None, opens)
    assert may_return(State.OPEN, opens, opens.replace(hour=6))  # frozen the day before it opens
    assert not may_return(State.OPEN, opens, opens)
    assert not may_return(State.PASSED, opens, opens.replace(hour=6))
