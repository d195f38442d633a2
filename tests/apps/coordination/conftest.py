"""Two bodies that plan together in a small province; and the history that comes with the program."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions import NewTask
from dinhlang.apps.coordination.queries import PlanView
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.domain.accounts.roles import SYSTEM, Actor, Holding, Role
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.rows import UnitRow

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SIGNED = date(2026, 1, 15)
ROWS = (
    UnitRow("86", "Tỉnh Vĩnh Long", Kind.PROVINCE, Subkind.TINH),
    UnitRow("DV", "Ban Dân vận Tỉnh ủy", Kind.PARTY, Subkind.NONE, "86"),
    UnitRow("TG", "Ban Tuyên giáo Tỉnh ủy", Kind.PARTY, Subkind.NONE, "86"),
    UnitRow("CS", "Ban Cán sự đảng UBND tỉnh", Kind.PARTY, Subkind.NONE, "86"),
    UnitRow("XD", "Sở Xây dựng", Kind.AGENCY, Subkind.NONE, "86"),
)


def moment(day: date) -> datetime:
    """Return nine in the morning of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)


def holder(unit_id: int, role: Role, *, is_provincial: bool = False) -> Actor:
    """Return somebody who holds one post with one role in a unit."""
    return Actor(
        9, "Cán bộ", (Holding(9, unit_id, "Đơn vị", "Chức danh", frozenset({role}), is_provincial=is_provincial),)
    )


@dataclass
class Bodies:
    """Units by code, and a plan of two of them once it is made."""

    ids: dict[str, int]
    programme: int = 0
    plan: int = 0
    tasks: list[int] = field(default_factory=list)

    def coordinator(self, code: str = "DV") -> Actor:
        """Return a coordinator of a body."""
        return holder(self.ids[code], Role.COORDINATOR)

    def new(self, text: str = "Trả lời đúng hẹn", owner: str = "XD", due_on: date | None = None) -> NewTask:
        """Return a line to be written."""
        return NewTask(text, Field.REFORM, self.ids[owner], "Giám đốc", due_on=due_on)

    def shown(self, year: int, as_of: date) -> PlanView:
        """Return the plan of a year as known on a day, drafts too."""
        found = queries.plan(f"phoi-hop-{year}", as_of, with_drafts=True)
        assert found is not None
        return found


@pytest.fixture
def bodies(db: None) -> Bodies:
    """Two bodies with a programme, a signed plan of four lines, and the draft of the next year."""
    at = moment(date(2026, 1, 5))
    done = organisations.import_units(actor=SYSTEM, rows=ROWS, source="tests", at=at)
    assert not done.refused
    known = units.units_by_code([row.code for row in ROWS], on=at.date())
    made = Bodies({code: unit.id for code, unit in known.items()})
    actor = made.coordinator()
    made.programme = actions.set_programme(
        actor=actor, code="phoi-hop", title="Chương trình phối hợp", years=(2026, 2030),
        body_ids=(made.ids["DV"], made.ids["CS"]), signed_on=at.date(), at=at,
    )  # fmt: skip
    made.plan = actions.draft_plan(actor=actor, programme_id=made.programme, year=2026, at=at)
    for number, owner in enumerate(("XD", "DV", "CS", "XD"), 1):
        new = made.new(f"Việc {number}", owner, date(2026, 6, 30))
        made.tasks.append(actions.add_task(actor=actor, plan_id=made.plan, new=new, at=at))
    actions.sign_plan(actor=actor, plan_id=made.plan, signed_on=SIGNED, at=moment(SIGNED))
    return made


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[actions.ImportedHistory]:
    """The history, written once for the tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield actions.import_history(actor=SYSTEM, at=moment(date(2026, 11, 23)))
        transaction.set_rollback(True)
