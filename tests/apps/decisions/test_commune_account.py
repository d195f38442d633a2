"""The account of a contribution of a whole commune: from the day of effect, kept by the commune alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.communes import Commune, commune_of_three
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewLine, NewPicture
from dinhlang.domain.accounts.roles import Actor, Holding, Role
from dinhlang.domain.decisions.money import Flow
from dinhlang.lib.refusal import NotAllowedError, RefusedError

DAY = date(2026, 3, 12)
LINE = NewLine(Flow.IN, DAY, 500_000, "Ấp 2 nộp đợt một")
VERBS: dict[str, Callable[[Actor, int], Any]] = {
    "write": lambda who, made: actions.write_line(actor=who, decision_id=made, new=LINE, at=moment(12)),
    "correct": lambda who, made: actions.correct_line(
        actor=who, decision_id=made, number=1, right=1, why="x", at=moment(12)
    ),
    "photo": lambda who, made: actions.add_picture(
        actor=who, decision_id=made, new=NewPicture("photo", "p", b"d", "x", DAY), at=moment(12)
    ),
    "close": lambda who, made: actions.close_account(actor=who, decision_id=made, words="Xong.", at=moment(12)),
}


@pytest.fixture
def commune(db: None) -> Commune:
    return commune_of_three()


def of_the_province(commune: Commune) -> Actor:
    held = Holding(0, commune.at.village.province.id("86"), "Tỉnh Vĩnh Long", "Chủ tịch UBND tỉnh", frozenset(Role))
    return Actor(holdings=(held,))


def test_nobody_but_the_commune_keeps_its_account(commune: Commune) -> None:
    made = commune.recognised(3, 3, 2)
    at = commune.at
    strangers = (
        *commune.heads.values(), at.board, at.front, at.village.who("receiver2"), at.village.who("auditor"),
        of_the_province(commune),
    )  # fmt: skip
    for name, verb in VERBS.items():
        for who in strangers:
            with pytest.raises(NotAllowedError):
                verb(who, made)
            assert queries.account(made).rows == (), name
    for keeper in (commune.chairman, at.village.who("receiver")):
        actions.write_line(actor=keeper, decision_id=made, new=LINE, at=moment(12))
    assert queries.account(made).sums.money_in == 1_000_000
    actions.close_account(actor=commune.chairman, decision_id=made, words="Xong.", at=moment(13))


def test_nothing_is_collected_before_the_committee_set_the_day_of_effect(commune: Commune) -> None:
    made = commune.summed(3, 3, 2)
    part = queries.parts_of(made)[0]
    for who, one in ((commune.chairman, made), (commune.heads[part.unit_id], part.id)):
        with pytest.raises(RefusedError, match="sổ thu chi"):
            actions.write_line(actor=who, decision_id=one, new=LINE, at=moment(12))
    assert not commune.whole().has_account


def test_a_village_keeps_the_account_of_its_own_part_and_not_another_s(commune: Commune) -> None:
    made = commune.recognised(3, 3, 2)
    first, second, failed = queries.parts_of(made)
    paid = NewLine(Flow.IN, DAY, 500_000, "", "2")
    actions.write_line(actor=commune.heads[first.unit_id], decision_id=first.id, new=paid, at=moment(12))
    assert queries.account(first.id).sums.payers == 1
    for who, one in ((commune.heads[second.unit_id], first), (commune.at.front, first), (commune.at.board, second)):
        with pytest.raises(NotAllowedError):
            actions.write_line(actor=who, decision_id=one.id, new=LINE, at=moment(12))
    with pytest.raises(RefusedError):  # its households did not agree
        actions.write_line(actor=commune.heads[failed.unit_id], decision_id=failed.id, new=LINE, at=moment(12))
