"""The desk as of a day of the past: what was known then, and nothing to press."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import NewDocument
from dinhlang.apps.coordination.models import Handover, Plan, Task
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.coordination.documents import Kind

pytestmark = pytest.mark.django_db
BAR = "Trang như ngày"


@pytest.fixture
def then(world: World) -> str:
    """A line that ended today in a plan signed ten days ago; returns yesterday."""
    signed = world.today - timedelta(days=10)
    Plan.objects.filter(pk=world.plan.pk).update(signed_on=signed)
    Task.objects.filter(plan=world.plan).update(set_on=signed)
    Task.objects.filter(plan=world.plan, number=1).update(done_on=world.today)
    return (world.today - timedelta(days=1)).isoformat()


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return page(answer)


def test_a_plan_of_a_past_day_shows_what_was_known_then_and_no_form(world: World, then: str) -> None:
    client = world.clients["coordinator"]
    today, before = shown(client, world.address()), shown(client, f"{world.address()}?as_of={then}")
    assert ("Xong đúng hạn" in today, "Xong đúng hạn" in before) == (True, False)
    assert ('method="post"' in today, 'method="post"' in before) == (True, False)
    assert (BAR in today, BAR in before) == (False, True)


def test_nothing_can_be_sent_from_a_day_of_the_past(world: World, then: str) -> None:
    address = f"{world.address()}?as_of={then}"
    assert world.send("coordinator", "them-viec", to=address).status_code == 405
    assert Task.objects.filter(plan=world.plan).count() == 2


def test_drafts_and_plans_that_were_not_signed_yet_are_not_there(world: World, then: str) -> None:
    client = world.clients["coordinator"]
    assert client.get(f"{world.address(world.next)}?as_of={then}").status_code == 404
    assert client.get(f"{world.address()}?as_of={world.today - timedelta(days=11)}").status_code == 404
    overview = shown(client, f"/lam-viec/co-che/?as_of={then}")
    assert f"Kế hoạch {world.plan.year}" in overview
    assert f"Kế hoạch {world.next.year}" not in overview
    assert "Việc của đơn vị tôi" not in overview


def test_the_past_is_no_way_around_the_permission(world: World, then: str) -> None:
    assert world.clients["stranger"].get(f"{world.address()}?as_of={then}").status_code == 404
    assert shown(world.clients["owner"], f"{world.address()}?as_of={then}")


@pytest.fixture
def paper(world: World) -> str:
    """A document that was passed today; returns the code of its page."""
    new = NewDocument(Kind.DECISION, "12/2026/QĐ-UBND", "Về tiếp dân", (world.units["agency"].pk,), world.today,
                      source="Công báo")  # fmt: skip
    actions.register_document(actor=SYSTEM, new=new, at=world.at)
    return "12-2026-qd-ubnd"


DESK = ("register", "said", "programmes", "overview", "work")


@pytest.mark.parametrize("name", DESK)
def test_every_page_of_the_desk_reads_the_past_and_takes_nothing_there(world: World, then: str, name: str) -> None:
    client, address = world.clients["coordinator"], reverse(f"desk-coordination:{name}")
    before = shown(client, f"{address}?as_of={then}")
    assert BAR in before
    assert 'method="post"' not in before
    assert BAR not in shown(client, address)
    if name not in ("overview", "work"):
        assert client.post(f"{address}?as_of={then}", {"verb": "ghi"}).status_code == 405


def test_a_document_is_not_there_before_it_was_passed(world: World, then: str, paper: str) -> None:
    client, address = world.clients["coordinator"], reverse("desk-coordination:document", args=[paper])
    assert client.get(f"{address}?as_of={then}").status_code == 404
    assert client.post(f"{address}?as_of={then}", {"verb": "noi-gon"}).status_code == 405
    assert 'method="post"' in shown(client, address)
    finder = reverse("desk-coordination:register") + "?so=12/2026/QĐ-UBND"
    assert ("Về tiếp dân" in shown(client, finder), "Về tiếp dân" in shown(client, f"{finder}&as_of={then}")) == (
        True, False,
    )  # fmt: skip


def test_the_desk_of_a_past_day_is_closed_to_whom_it_is_closed_today(world: World, then: str, paper: str) -> None:
    for name, args in (("register", []), ("said", []), ("programmes", []), ("document", [paper])):
        address = reverse(f"desk-coordination:{name}", args=args)
        assert world.clients["owner"].get(f"{address}?as_of={then}").status_code == 403, name


def test_what_waited_for_a_unit_that_day_stands_with_the_unit_that_had_it(world: World, then: str) -> None:
    line = Task.objects.get(plan=world.plan, number=2)
    Task.objects.filter(pk=line.pk).update(owner=world.units["other"])
    Handover.objects.create(
        task=line, from_unit=world.units["agency"], from_post="Giám đốc Sở", to_unit=world.units["other"],
        on=world.today, change="assigned", citation="Công văn 3",
    )  # fmt: skip
    address = reverse("desk-coordination:work")
    assert "Còn 2 việc và phần báo cáo chưa xong." in shown(world.clients["owner"], f"{address}?as_of={then}")
    assert "Rút ngắn thủ tục" in shown(world.clients["stranger"], address)
    assert "Rút ngắn thủ tục" not in shown(world.clients["stranger"], f"{address}?as_of={then}")
    assert "Rút ngắn thủ tục" not in shown(world.clients["owner"], address)
