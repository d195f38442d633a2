"""The part of one village falls after the sum: the sum is opened again with the reason and added up anew."""

from datetime import date
from typing import Any

import pytest
from tests.communes import Commune, commune_of_three
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewLine
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.money import Flow
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, RefusedError


@pytest.fixture
def commune(db: None) -> Commune:
    return commune_of_three()


def sum_up(commune: Commune, made: int, day: int) -> int:
    return actions.sum_up(actor=commune.chairman, decision_id=made, at=moment(day))


def test_a_village_that_decides_again_opens_the_sum_and_it_is_added_up_anew(commune: Commune) -> None:
    made = commune.summed(3, 2, 2)
    fallen = queries.parts_of(made)[0]
    commune.set_aside(fallen, Outcome.RERUN)
    whole = commune.whole()
    assert (whole.state, whole.needed, whole.passed, whole.yes) == (State.OPEN, None, None, None)
    assert "Thiếu giấy mời." in whole.ended_reason
    told = Record.objects.get(event="decisions.sum_reopened")
    assert (told.facts["part"], told.facts["was"], told.facts["needed_was"]) == (fallen.code, "passed", 2)
    assert "Điều 22" in told.grounds[0]["citation"]
    with pytest.raises(RefusedError, match="Còn 1"):
        sum_up(commune, made, 12)
    (again,) = [one for one in queries.parts_of(made) if one.earlier_code == fallen.code]
    commune.decide(again, 1, day=16)
    sum_up(commune, made, 17)
    whole = commune.whole()
    assert (whole.state, whole.yes, whole.ended_reason) == (State.FAILED, 5, "")
    counted = Record.objects.filter(event="decisions.counted", subject_id=made).order_by("id")
    assert [one.facts["in_favour"] for one in counted if "in_favour" in one.facts] == [2, 1]


@pytest.mark.parametrize("act", ["void", "annul"])
def test_a_village_whose_result_fell_stays_in_the_number_of_all_and_is_not_in_favour(
    commune: Commune, act: str
) -> None:  # fmt: skip
    """Two of three carried it; one of them falls for good: 1 of 3, never 1 of 2."""
    made = commune.recognised(3, 3, 2)
    part = queries.parts_of(made)[1]
    if act == "void":
        commune.set_aside(part, Outcome.VOID)
    else:
        actions.annul(actor=commune.chairman, decision_id=part.id, reason="Sai thủ tục.", at=moment(11))
    whole = commune.whole()
    assert (whole.state, whole.answer_number, whole.effective_from) == (State.OPEN, "", None)
    sum_up(commune, made, 12)
    facts = Record.objects.filter(event="decisions.counted").latest("id").facts
    assert (facts["villages"], facts["in_favour"], facts["needed"], facts["passed"]) == (3, 1, 2, False)
    assert (facts["households"], facts["yes"]) == (18, 5)


def test_before_a_sum_nothing_is_opened_again(commune: Commune) -> None:
    made = commune.handed_out()
    part = queries.parts_of(made)[0]
    commune.decide(part, 3)
    commune.set_aside(part, Outcome.VOID, day=9)
    assert commune.whole().state is State.OPEN
    assert not Record.objects.filter(event="decisions.sum_reopened").exists()


def test_once_money_moved_or_the_work_is_told_only_the_whole_can_be_annulled(commune: Commune) -> None:
    made = commune.recognised(3, 3, 2)
    part = queries.parts_of(made)[0]
    new = NewLine(Flow.IN, date(2026, 3, 12), 500_000, "Đợt một")
    actions.write_line(actor=commune.heads[part.unit_id], decision_id=part.id, new=new, at=moment(12))
    with pytest.raises(RefusedError, match="Đã thu, chi tiền"):
        commune.set_aside(part, Outcome.RERUN, day=12)
    assert queries.parts_of(made)[0].state is State.PASSED  # nothing of it was kept
    actions.report_back(actor=commune.chairman, decision_id=made, text="Xong 3 km.", at=moment(13))
    with pytest.raises(RefusedError, match="báo cáo dân"):
        actions.annul(actor=commune.chairman, decision_id=part.id, reason="Sai.", at=moment(13))


def test_only_the_committee_makes_the_part_of_a_village_fall(commune: Commune) -> None:
    made = commune.summed(3, 3, 2)
    part = queries.parts_of(made)[0]
    actions.object_to_result(code=part.code, text="Đếm sai.", at=moment(9))
    said = queries.result_objections(part.id)[0].id
    told: dict[str, Any] = {"outcome": Outcome.RERUN, "reply": "x", "at": moment(10), "objection_id": said}
    for other in (commune.at.front, commune.at.board, commune.heads[part.unit_id]):
        with pytest.raises(NotAllowedError):
            actions.answer_result(actor=other, **told)
        with pytest.raises(NotAllowedError):
            actions.annul(actor=other, decision_id=part.id, reason="x", at=moment(10))
    assert commune.whole().state is State.PASSED
