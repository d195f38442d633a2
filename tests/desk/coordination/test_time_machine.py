"""The desk as of a day of the past: what was known then, and nothing to press."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination.models import Plan, Task

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
