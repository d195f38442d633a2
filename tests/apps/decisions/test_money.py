"""The account of a contribution: lines never change, sums are the database's, the final account ends it."""

from datetime import date

import pytest
from django.db import IntegrityError, InternalError, transaction
from tests.deciding import HEAD, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewLine, NewPicture
from dinhlang.apps.decisions.models import MoneyLine, Payer
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.money import Flow
from dinhlang.lib.refusal import NotAllowedError, RefusedError

DAY, AT = date(2026, 3, 10), moment(11)


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def line(at: Deciding, made: int, flow: Flow = Flow.IN, amount: int = 350_000, words: str = "", household: str = "",
         on: date = DAY, **more: object) -> int:  # fmt: skip
    new = NewLine(flow, on, amount, words, household)
    return actions.write_line(actor=at.head, decision_id=made, new=new, at=AT, **more)  # type: ignore[arg-type]


def test_a_household_has_one_code_for_all_it_pays_and_it_is_not_that_of_its_vote(at: Deciding) -> None:
    made = at.counted()
    line(at, made, household="3")
    line(at, made, household="03")
    payer = Payer.objects.get()
    assert payer.code != payer.line.row_code
    assert queries.payers(made) == [("3", payer.code, 700_000)]
    told = queries.account(made).sums
    assert (told.money_in, told.money_out, told.payers, told.households) == (700_000, 0, 1, 12)


def test_a_line_never_changes_and_is_corrected_by_another(at: Deciding) -> None:
    made = at.counted()
    line(at, made, household="3", amount=530_000)
    actions.correct_line(actor=at.head, decision_id=made, number=1, right=350_000, why="Ghi nhầm 530 thành 350.", at=AT)
    actions.correct_line(actor=at.head, decision_id=made, number=1, right=300_000, why="Đếm lại.", at=AT)
    assert [(one.amount, one.corrects) for one in queries.account(made).rows] == [
        (-50_000, 1), (-180_000, 1), (530_000, None),
    ]  # fmt: skip
    assert queries.account(made).sums.money_in == 300_000
    for number, right in ((2, 5), (1, 300_000), (9, 1), (1, -1)):
        with pytest.raises(RefusedError):
            actions.correct_line(actor=at.head, decision_id=made, number=number, right=right, why="x", at=AT)
    for act in ("update", "delete"):
        rows = MoneyLine.objects.filter(decision_id=made, number=1)
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(amount=1) if act == "update" else rows.delete()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": 0, "words": "x"}, "amount"), ({"amount": 10**13, "words": "x"}, "amount"), ({}, "words"),
        ({"household": "99"}, "household"), ({"on": date(2026, 3, 12), "words": "x"}, "on"),
        ({"flow": Flow.OUT, "household": "3"}, "household"),
    ],
)  # fmt: skip
def test_lines_that_cannot_be_are_refused(at: Deciding, more: dict[str, object], field: str) -> None:
    made = at.counted()
    with pytest.raises(RefusedError) as told:
        line(at, made, **more)  # type: ignore[arg-type]
    assert told.value.field == field


def test_only_who_keeps_the_roll_keeps_the_account(at: Deciding) -> None:
    made = at.counted()
    for stranger in (at.board, at.front, at.village.who("receiver2")):
        with pytest.raises(NotAllowedError):
            actions.write_line(actor=stranger, decision_id=made, new=NewLine(Flow.IN, DAY, 1, "x"), at=AT)
        with pytest.raises(NotAllowedError):
            actions.close_account(actor=stranger, decision_id=made, words="Xong.", at=AT)
        with pytest.raises(NotAllowedError):
            actions.add_picture(actor=stranger, decision_id=made, new=NewPicture("photo", "p", b"d", "x", DAY), at=AT)


def test_a_matter_without_money_has_no_account(at: Deciding) -> None:
    for made in (at.counted(yes=7), at.counted(new=HEAD, meeting=moment(29))):
        with pytest.raises(RefusedError, match="sổ thu chi"):
            actions.write_line(actor=at.head, decision_id=made, new=NewLine(Flow.IN, DAY, 1, "x"), at=moment(30))


def test_the_final_account_ends_it_in_the_database_too(at: Deciding) -> None:
    made = at.counted()
    line(at, made, words="Xã hỗ trợ", amount=900_000)
    line(at, made, Flow.OUT, 1_000_000, "Mua đá")
    with pytest.raises(RefusedError, match="chi nhiều hơn thu"):
        actions.close_account(actor=at.head, decision_id=made, words="Xong.", at=AT)
    line(at, made, household="4", amount=100_000)
    actions.close_account(actor=at.head, decision_id=made, words="Xong 420 m, hết tiền.", at=AT)
    final = queries.account(made).final
    assert final is not None
    assert (final.money_in, final.money_out) == (1_000_000, 1_000_000)
    assert Record.objects.get(event="decisions.account_closed").facts["left"] == 0
    with pytest.raises(RefusedError, match="quyết toán"):
        line(at, made, household="4")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        MoneyLine.objects.create(
            decision_id=made, number=9, flow="in", on=DAY, amount=1, words="x", entered_at=AT, entered_by="x"
        )


def test_a_line_sent_twice_is_one(at: Deciding) -> None:
    made, key = at.counted(), Request("k", b"d" * 32)
    assert line(at, made, household="1", request=key) == line(at, made, household="1", request=key)
    assert MoneyLine.objects.count() == 1


def test_only_photos_and_only_of_lines_that_are(at: Deciding) -> None:
    made = at.counted()
    for kind, number in (("pdf", None), ("photo", 7)):
        with pytest.raises(RefusedError):
            actions.add_picture(
                actor=at.head, decision_id=made, new=NewPicture(kind, "p", b"d", "x", DAY, number), at=AT
            )
