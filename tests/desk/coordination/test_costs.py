"""How many questions the pages of the desk ask: few, and as many for a long plan as for a short one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.desk.coordination.offices import World

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewDocument
from dinhlang.apps.organisations import actions as organisations
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Kind

WHO_ASKS = 3  # the session, the account, its posts: what every page of an official asks before anything else
MOST = 12


@pytest.fixture
def kept_world(transactional_db: None, tmp_path: Path) -> Iterator[World]:
    """Return the world outside of any transaction: there what was read is remembered, as in service."""
    cache.clear()
    with override_settings(MFA_REQUIRED=False, DATA_DIR=tmp_path):
        made = World()
        one = made.units["other"].pk
        organisations.rename_unit(
            actor=SYSTEM, unit_id=one, name="Sở Y tế tỉnh Vĩnh Long", on=made.today, citation="Nghị quyết 1", at=made.at
        )
        yield made


def lengthen(world: World, first: int = 1) -> None:
    """Give both plans many more lines with evidence and sections, and the register more documents."""
    for number in range(first, first + 12):
        new = NewDocument(
            Kind.DECISION, f"{number}/2026/QĐ-UBND", "Về tiếp dân", (world.units["agency"].pk,), world.today,
            source="Công báo",
        )  # fmt: skip
        document = actions.register_document(actor=SYSTEM, new=new, at=world.at)
        for plan in (world.plan, world.next):
            task = actions.add_task(actor=SYSTEM, plan_id=plan.pk, new=world.line(f"Việc {number}"), at=world.at)
            if plan is world.plan:
                actions.give_evidence(
                    actor=SYSTEM, task_id=task, text="Đã làm", on=world.today, at=world.at, document_id=document
                )
        actions.ask_contribution(
            actor=SYSTEM, plan_id=world.plan.pk, period="year", section=f"Phần {number}",
            unit_id=world.units["agency"].pk, due_on=world.today, at=world.at,
        )  # fmt: skip


def asked(world: World, who: str, address: str) -> int:
    world.clients[who].get(address)
    with CaptureQueriesContext(connection) as queries:
        assert world.clients[who].get(address).status_code == 200
    return len(queries)


PAGES = ["plan", "overview", "work"]


def address_of(world: World, name: str) -> str:
    return world.address() if name == "plan" else reverse(f"desk-coordination:{name}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_few_questions_however_much_there_is(kept_world: World, name: str) -> None:
    lengthen(kept_world)
    who = "owner" if name == "work" else "coordinator"
    assert asked(kept_world, who, address_of(kept_world, name)) <= WHO_ASKS + MOST


@pytest.mark.parametrize("name", PAGES)
def test_a_long_plan_asks_no_more_than_a_short_one(kept_world: World, name: str) -> None:
    address = address_of(kept_world, name)
    lengthen(kept_world)
    once = asked(kept_world, "coordinator", address)
    lengthen(kept_world, first=20)
    for later in range(2):
        kept_world.new_plan(kept_world.next.year + 1 + later)
    assert asked(kept_world, "coordinator", address) == once
