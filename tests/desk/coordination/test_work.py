"""What waits for a unit: the entry of the menu with its number, the page behind it, what a closed plan takes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.desk.coordination.offices import World, page

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.models import Task
from dinhlang.apps.coordination.queries import desk
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations.actions import Portion
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db


def test_the_menu_leads_an_owner_of_lines_to_them_with_their_number(world: World) -> None:
    inbox = page(world.clients["owner"].get(reverse("desk-feedback:inbox")))
    assert reverse("desk-coordination:work") in inbox
    assert "Việc kế hoạch" in inbox
    shown = page(world.clients["owner"].get(reverse("desk-coordination:work")))
    assert "Còn 2 việc và phần báo cáo chưa xong." in shown
    assert "Mở ngày tiếp dân" in shown
    assert f"{world.address()}?viec=1#viec-1" in shown


@pytest.mark.parametrize("who", ["auditor", "stranger"])
def test_whoever_owns_no_line_has_no_such_entry_and_sees_no_lines(world: World, who: str) -> None:
    assert "Việc kế hoạch" not in page(world.clients[who].get(reverse("desk-feedback:inbox")))
    assert "Mở ngày tiếp dân" not in page(world.clients[who].get(reverse("desk-coordination:work")))


def test_late_lines_and_those_of_the_next_two_weeks_are_counted_apart(world: World) -> None:
    first, second = Task.objects.filter(plan=world.plan).order_by("number")
    Task.objects.filter(pk=first.pk).update(due_on=world.today - timedelta(days=1))
    Task.objects.filter(pk=second.pk).update(due_on=world.today + timedelta(days=14))
    units = frozenset({world.units["agency"].pk})
    assert desk.own_work(units, world.today) == desk.OwnWork(2, 1, 1)
    shown = page(world.clients["owner"].get(reverse("desk-coordination:work")))
    assert "1 trễ hạn" in shown
    assert "1 đến hạn trong 14 ngày" in shown


def test_a_section_that_a_merged_unit_owes_waits_for_the_unit_that_took_its_place(world: World) -> None:
    gone, heir = world.units["agency"].pk, world.units["other"].pk
    actions.ask_contribution(
        actor=SYSTEM, plan_id=world.plan.pk, period="year", section="Cải cách", unit_id=gone,
        due_on=world.today + timedelta(days=9), at=world.at,
    )  # fmt: skip
    assert [one.section for one in desk.owed_sections([gone], world.today)] == ["Cải cách"]
    organisations.merge_units(
        actor=SYSTEM, portions=[Portion(gone)], into=heir, on=world.today, citation="Nghị quyết 1", at=world.at
    )
    assert [one.section for one in desk.owed_sections([heir], world.today)] == ["Cải cách"]
    assert desk.owed_sections([gone], world.today) == ()
    assert "Cải cách" in page(world.clients["stranger"].get(reverse("desk-coordination:work")))


def close(world: World) -> None:
    """Close the plan: the first line is done, the second goes on in the next plan."""
    first = Task.objects.get(plan=world.plan, number=1)
    actions.give_evidence(actor=SYSTEM, task_id=first.pk, text="Xong", on=world.today, at=world.at)
    actions.finish_task(actor=SYSTEM, task_id=first.pk, done_on=world.today, at=world.at)
    actions.carry_tasks(
        actor=SYSTEM, plan_id=world.plan.pk, to_plan_id=world.next.pk, on=world.today, at=world.at, new_days={},
        dropped={},
    )  # fmt: skip


@pytest.mark.parametrize("number", [1, 2])
def test_a_closed_plan_takes_no_evidence_and_offers_no_form_for_it(world: World, number: int) -> None:
    close(world)
    shown = page(world.clients["owner"].get(f"{world.address()}?viec={number}"))
    assert 'value="minh-chung"' not in shown
    assert 'value="giao-lai"' not in shown
    refused = world.send("owner", "minh-chung", number, text="Thêm", on=world.today)
    assert refused.status_code == 422
    assert "đã khép lại" in page(refused)


def test_a_line_that_was_given_up_and_a_draft_take_no_evidence(world: World) -> None:
    second = Task.objects.get(plan=world.plan, number=2)
    actions.drop_task(actor=SYSTEM, task_id=second.pk, dropped_on=world.today, reason="Trùng", at=world.at)
    assert 'value="minh-chung"' not in page(world.clients["owner"].get(f"{world.address()}?viec=2"))
    assert "đã thôi làm" in page(world.send("owner", "minh-chung", 2, text="Thêm", on=world.today))
    actions.add_task(actor=SYSTEM, plan_id=world.next.pk, new=world.line("Việc nháp"), at=world.at)
    draft = world.send("coordinator", "minh-chung", 1, to=world.address(world.next), text="Thêm", on=world.today)
    assert "Kế hoạch chưa ký" in page(draft)


@pytest.mark.parametrize(("days", "said"), [(1, "chưa tới"), (-1, "chưa ký")])
def test_a_review_is_asked_for_only_of_a_day_that_came_after_the_signing(world: World, days: int, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        actions.ask_review(actor=SYSTEM, plan_id=world.plan.pk, on=world.today + timedelta(days=days), at=world.at)


def test_an_owner_names_another_post_and_only_the_two_bodies_give_a_line_away(world: World) -> None:
    given = {"owner_id": world.units["agency"].pk, "owner_post": "Phó Giám đốc Sở", "on": world.today}
    assert world.send("owner", "giao-lai", 1, **given).status_code == 303
    line = Task.objects.get(plan=world.plan, number=1)
    assert line.owner_post == "Phó Giám đốc Sở"
    away = given | {"owner_id": world.units["other"].pk, "citation": "Công văn 3"}
    assert world.send("owner", "giao-lai", 1, **away).status_code == 403
    assert world.send("auditor", "giao-lai", 1, **away).status_code == 403
    line.refresh_from_db()
    assert line.owner_id == world.units["agency"].pk
    early = world.send("head", "giao-lai", 1, **away | {"on": world.today - timedelta(days=1)})
    assert early.status_code == 422
    assert "trước ngày giao việc" in page(early)
    assert world.send("head", "giao-lai", 1, **away).status_code == 303
    line.refresh_from_db()
    assert (line.owner_id, line.handovers.get(to_unit=world.units["other"]).citation) == (
        world.units["other"].pk,
        "Công văn 3",
    )
