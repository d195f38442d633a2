"""A village with a roll of households, its head, and the officers of its commune."""

from dataclasses import dataclass
from datetime import datetime

from tests.province import ZONE, Province, found

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts import queries as account_queries
from dinhlang.apps.decisions import actions
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Role
from dinhlang.domain.decisions.rolls import RollRow

HOUSEHOLDS = 12


def moment(day: int, month: int = 3, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of 2026; 2 March is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def rows_of(count: int) -> list[tuple[int, RollRow]]:
    """Return rows as a table tells them."""
    return [(line + 1, RollRow(str(line), f"Tổ {line % 3 + 1}", f"Người thứ {'ABCDEFGHIJ'[line % 10]}{'a' * line}"))
            for line in range(1, count + 1)]  # fmt: skip


@dataclass
class Village:
    """The province, its village and who acts there."""

    province: Province
    unit: UnitView
    head: Actor

    def who(self, short: str) -> Actor:
        return self.head if short == "village_head" else self.province.actors[short]


def begun(count: int = HOUSEHOLDS) -> Village:
    """Found the small province and take the roll of its village."""
    province = found()
    unit = province.units["T1-A1"]
    post = accounts.create_post(
        actor=SYSTEM,
        unit_id=unit.id,
        title="Trưởng ấp",
        roles={Role.VILLAGE_HEAD},
        at=moment(1, 2),
        sees_identity=False,
    )
    user = accounts.open_account(email="truongap@vinhlong.example", name="Trưởng ấp", is_demo=True)
    accounts.appoint(actor=SYSTEM, post_id=post.pk, user_id=user.pk, at=moment(1, 2))
    head = account_queries.actor_of(user, at=moment(1, 2))
    if count:
        actions.import_roll(actor=head, village_id=unit.id, rows=rows_of(count), at=moment(2, 2))
    return Village(province, unit, head)
