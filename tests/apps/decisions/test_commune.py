"""A matter of the whole commune: every village decides its part, villages are counted, the Committee sets the day."""

from datetime import date

import pytest
from tests.communes import CANAL, Commune, commune_of_three
from tests.deciding import ROAD
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewDecision
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, RefusedError


@pytest.fixture
def commune(db: None) -> Commune:
    return commune_of_three()


def test_two_of_three_villages_carry_it_and_the_committee_sets_the_day(commune: Commune) -> None:
    made = commune.handed_out()
    parts = queries.parts_of(made)
    assert [one.state for one in parts] == [State.AGREED] * 3
    for part, yes in zip(parts, (3, 2, 2), strict=True):  # 12 households need 8; 3 households need 2
        if part is parts[-1]:
            with pytest.raises(RefusedError, match="Còn 1"):
                actions.sum_up(actor=commune.at.committee, decision_id=made, at=moment(9))
        commune.decide(part, yes)
    assert [one.passed for one in queries.parts_of(made)] == [True, True, False]
    with pytest.raises(NotAllowedError):
        actions.sum_up(actor=commune.at.head, decision_id=made, at=moment(9))
    actions.sum_up(actor=commune.at.committee, decision_id=made, at=moment(9))
    found = commune.whole()
    assert (found.state, found.needed, found.yes, found.present, found.effective_from) == (State.PASSED, 2, 7, 9, None)
    facts = Record.objects.filter(event="decisions.counted").latest("id").facts
    assert (facts["villages"], facts["in_favour"], facts["households"]) == (3, 2, 18)
    told = {"decision_id": made, "number": "15/QĐ-UBND", "at": moment(10)}
    for who, day in ((commune.at.head, moment(20).date()), (commune.at.committee, moment(7).date())):
        with pytest.raises(RefusedError):
            actions.set_effect(actor=who, day=day, **told)  # type: ignore[arg-type]
    actions.set_effect(actor=commune.at.committee, day=moment(20).date(), **told)  # type: ignore[arg-type]
    found = commune.whole()
    assert (found.state, found.effective_from, found.answer_number) == (
        State.RECOGNISED, date(2026, 3, 20), "15/QĐ-UBND",
    )  # fmt: skip


def test_one_of_three_villages_is_not_enough(commune: Commune) -> None:
    made = commune.handed_out()
    for part, yes in zip(queries.parts_of(made), (3, 1, 3), strict=True):
        commune.decide(part, yes)
    actions.sum_up(actor=commune.at.committee, decision_id=made, at=moment(9))
    assert commune.whole().state is State.FAILED


def test_the_chairman_proposes_the_front_of_the_commune_agrees_and_nobody_else(commune: Commune) -> None:
    at = commune.at
    for other in (at.head, at.board, at.front, at.village.who("receiver")):
        with pytest.raises(NotAllowedError):
            actions.propose(actor=other, unit_id=commune.id, new=CANAL, at=moment(2))
    made = actions.propose(actor=at.committee, unit_id=commune.id, new=CANAL, at=moment(2))
    for other in (at.head, at.board, at.committee):
        with pytest.raises(NotAllowedError):
            actions.agree(actor=other, decision_id=made, at=moment(2))
    with pytest.raises(RefusedError):
        actions.hand_out(actor=at.committee, decision_id=made, at=moment(2))
    with pytest.raises(RefusedError):
        actions.submit(actor=at.committee, decision_id=made, at=moment(2))


@pytest.mark.parametrize(
    "new",
    [
        NewDecision("15.6", Form.MEETING, "Dọn rác", "Cả xã."),
        NewDecision("15.1", Form.ONLINE, "Góp tiền", "Cả xã.", consent_yes=100),
        NewDecision("15.1", Form.BALLOT, "Góp tiền", "Cả xã.", None, BallotCase.OTHER),
    ],
)
def test_what_a_whole_commune_may_not_decide_is_not_proposed(commune: Commune, new: NewDecision) -> None:
    with pytest.raises(RefusedError):
        actions.propose(actor=commune.at.committee, unit_id=commune.id, new=new, at=moment(2))


def test_a_village_s_own_matter_is_not_handed_out_or_added_up_and_a_part_not_withdrawn(commune: Commune) -> None:
    own = commune.at.agreed(ROAD)
    for act in (actions.hand_out, actions.sum_up):
        with pytest.raises(RefusedError):
            act(actor=commune.at.head, decision_id=own, at=moment(3))
    commune.handed_out()
    (part,) = [one for one in queries.decisions_of([commune.at.village.unit.id]) if one.whole_code]
    with pytest.raises(RefusedError):
        actions.withdraw(actor=commune.at.head, decision_id=part.id, reason="Thôi.", at=moment(3))
