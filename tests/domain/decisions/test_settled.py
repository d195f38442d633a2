"""Whether a post went where a recognised election or dismissal sends it."""

from datetime import date

import pytest

from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import is_settled

ON, BEFORE, AFTER = date(2026, 3, 31), date(2026, 3, 30), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("began", "elected", "dismissed"),
    [
        ([()], False, True), ([(BEFORE,)], False, False), ([(ON,)], True, True), ([(BEFORE, AFTER)], True, False),
        ([(BEFORE,), (AFTER,)], True, True), ([(BEFORE,), (BEFORE,)], False, False),
    ],
)  # fmt: skip
def test_an_election_waits_for_a_new_holder_and_a_dismissal_for_the_old_one_to_go(
    began: list[tuple[date, ...]], elected: bool, dismissed: bool
) -> None:
    assert is_settled(began, ON, Step.ELECT) is elected
    assert is_settled(began, ON, Step.DISMISS) is dismissed
