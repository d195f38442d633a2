"""Accounts, pure: which decisions have one, what a correction says, what is left."""

import pytest

from dinhlang.domain.decisions.money import Sums, correction, has_account
from dinhlang.domain.decisions.states import State


@pytest.mark.parametrize(
    ("matter", "state", "has"),
    [
        ("15.1", State.PASSED, True), ("15.2", State.REPORTED, True), ("15.1", State.OPEN, False),
        ("15.1", State.FAILED, False), ("15.1", State.ANNULLED, True), ("15.1", State.VOID, False),
        ("15.3", State.RECOGNISED, False), ("15.6", State.PASSED, False),
    ],
)  # fmt: skip
def test_only_an_agreed_contribution_has_an_account(matter: str, state: State, *, has: bool) -> None:
    assert has_account(matter, state) is has


@pytest.mark.parametrize(("was", "right", "line"), [(500, 300, -200), (300, 500, 200), (300, 0, -300), (7, 7, 0)])
def test_a_correction_is_what_is_missing_or_too_much(was: int, right: int, line: int) -> None:
    assert correction(was, right) == line
    assert was + correction(was, right) == right


def test_what_is_left_and_how_much_is_spent() -> None:
    assert (Sums(1000, 400, 3, 2, 12).left, Sums(1000, 400, 3, 2, 12).spent_share) == (600, 40)
    assert (Sums(0, 0, 0, 0, 12).spent_share, Sums(100, 250, 2, 1, 12).spent_share) == (0, 100)
