"""A matter of the whole commune: every village decides its part, villages are counted, the Committee sets the day."""

from dataclasses import dataclass
from datetime import date

import pytest
from tests.deciding import MEETING, MINUTES, ROAD, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewDecision, NewSitting
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.rolls import RollRow
from dinhlang.domain.decisions.states import State
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow
from dinhlang.lib.refusal import NotAllowedError, RefusedError

CANAL = NewDecision("15.1", Form.MEETING, "Góp 500.000 đồng mỗi hộ nạo vét kênh chung của xã", "Dài 3 km.")


@dataclass
class Commune:
    """The commune of tests.deciding with three villages; who heads each."""

    at: Deciding
    heads: dict[int, Actor]

    def whole(self) -> DecisionView:
        (found,) = [one for one in queries.decisions_of([self.id]) if one.is_of_commune]
        return found

    @property
    def id(self) -> int:
        return self.at.village.province.id("T1")

    def handed_out(self) -> int:
        made = actions.propose(actor=self.at.committee, unit_id=self.id, new=CANAL, at=moment(2))
        actions.agree(actor=self.at.front, decision_id=made, at=moment(2))
        return actions.hand_out(actor=self.at.committee, decision_id=made, at=moment(3))

    def decide(self, part: DecisionView, yes: int) -> None:
        told = {"actor": self.heads[part.unit_id], "decision_id": part.id}
        actions.schedule(**told, meeting_at=MEETING, place="Nhà văn hóa", at=moment(4))  # type: ignore[arg-type]
        actions.open_meeting(**told, at=MEETING)  # type: ignore[arg-type]
        sitting = NewSitting("Nhà văn hóa", present=3, yes=yes, no=3 - yes)
        actions.count_meeting(**told, minutes=MINUTES, sittings=[sitting], at=MEETING)  # type: ignore[arg-type]


@pytest.fixture
def commune(db: None) -> Commune:
    at = deciding()
    rows = [UnitRow(f"T1-A{n}", f"Ấp {n}", Kind.VILLAGE, Subkind.AP, "T1", date(2025, 7, 1)) for n in (2, 3)]
    organisations.import_units(actor=SYSTEM, rows=rows, source="tests", at=moment(1, 2))
    known = units.units_by_code([row.code for row in rows], on=date(2026, 3, 1))
    heads = {at.village.unit.id: at.head}
    for number, one in enumerate(known.values()):
        post = accounts.create_post(
            actor=SYSTEM, unit_id=one.id, title="Trưởng ấp", roles={Role.VILLAGE_HEAD}, at=moment(1, 2),
            sees_identity=False,
        )  # fmt: skip
        user = accounts.open_account(email=f"ap{number}@vinhlong.example", name="Trưởng ấp", is_demo=True)
        accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=moment(1, 2))
        heads[one.id] = account_queries.actor_of(user, at=moment(1, 2))
        households = [(line, RollRow(str(line), "Tổ 1", f"Hộ {'a' * line}")) for line in (1, 2, 3)]
        actions.import_roll(actor=heads[one.id], village_id=one.id, rows=households, at=moment(1, 2))
    return Commune(at, heads)


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
