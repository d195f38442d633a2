"""A commune of three villages that decides a matter of the whole commune."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.deciding import MINUTES, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewDecision, NewSitting
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.domain.decisions.rolls import RollRow
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow

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

    @property
    def chairman(self) -> Actor:
        return self.at.committee

    def handed_out(self) -> int:
        made = actions.propose(actor=self.at.committee, unit_id=self.id, new=CANAL, at=moment(2))
        actions.agree(actor=self.at.front, decision_id=made, at=moment(2))
        return actions.hand_out(actor=self.at.committee, decision_id=made, at=moment(3))

    def decide(self, part: DecisionView, yes: int, day: int = 8) -> None:
        told: dict[str, Any] = {"actor": self.heads[part.unit_id], "decision_id": part.id}
        meets = moment(day)
        actions.schedule(**told, meeting_at=meets, place="Nhà văn hóa", at=moment(day - 4))
        actions.open_meeting(**told, at=meets)
        sitting = NewSitting("Nhà văn hóa", present=max(3, yes), yes=yes, no=max(3, yes) - yes)
        actions.count_meeting(**told, minutes=MINUTES, sittings=[sitting], at=meets)

    def summed(self, *yes: int) -> int:
        """Let the villages decide and add them up: 12 households need 8, 3 need 2."""
        made = self.handed_out()
        for part, agreed in zip(queries.parts_of(made), yes, strict=True):
            self.decide(part, agreed)
        return actions.sum_up(actor=self.chairman, decision_id=made, at=moment(9))

    def recognised(self, *yes: int) -> int:
        made = self.summed(*yes)
        told: dict[str, Any] = {"decision_id": made, "number": "15/QĐ-UBND", "day": moment(20).date()}
        return actions.set_effect(actor=self.chairman, at=moment(10), **told)

    def set_aside(self, part: DecisionView, outcome: Outcome, day: int = 11) -> None:
        """Answer an objection to the result of one village by setting it aside."""
        actions.object_to_result(code=part.code, text="Tổ 2 không được mời.", at=moment(day))
        actions.answer_result(
            actor=self.chairman, objection_id=queries.result_objections(part.id)[-1].id, outcome=outcome,
            reply="Thiếu giấy mời.", at=moment(day),
        )  # fmt: skip


def commune_of_three() -> Commune:
    """Found the commune: 12 households in one village, 3 in each of two others."""
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
