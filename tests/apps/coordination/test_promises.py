"""Promises of a dialogue become lines of plans, once, and are kept when the line is done."""

from datetime import date, time

import pytest
from tests.apps.coordination.conftest import Bodies, moment

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.models import Task
from dinhlang.apps.coordination.tasks import take_outbox
from dinhlang.apps.reception import actions as reception
from dinhlang.apps.reception.actions import NewDialogue, NewPromise
from dinhlang.apps.reception.models import Promise
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

AT, LATER = moment(date(2026, 3, 17)), moment(date(2026, 4, 1))


@pytest.fixture
def promise(bodies: Bodies) -> Promise:
    talk = reception.announce_dialogue(
        actor=SYSTEM, unit_id=bodies.ids["86"], new=NewDialogue("Nước sạch", AT.date(), time(8), "Tỉnh"), at=AT
    )
    new = NewPromise("Nối ống nước", bodies.ids["XD"], "Giám đốc", date(2026, 6, 30))
    made = reception.make_promise(actor=SYSTEM, dialogue_id=talk, new=new, at=AT)
    return Promise.objects.get(pk=made)


def test_a_promise_goes_into_a_plan_once_and_is_kept_when_the_line_is_done(
    bodies: Bodies, promise: Promise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    take_outbox(0)
    assert not Task.objects.filter(text="Nối ống nước").exists()  # no plan of the owner, nor of a unit above it
    given = {"actor": bodies.coordinator(), "plan_id": bodies.plan, "field": Field.REFORM, "at": LATER}
    task = actions.add_promise(promise_code=promise.code.lower(), **given)
    with pytest.raises(RefusedError, match="đã có trong kế hoạch"):
        actions.add_promise(promise_code=promise.code, **given)
    with pytest.raises(NotFoundError):
        actions.add_promise(promise_code="LH26-000000", **given)
    actions.give_evidence(actor=bodies.coordinator(), task_id=task, text="Ảnh", on=LATER.date(), at=LATER)
    actions.finish_task(actor=bodies.coordinator(), task_id=task, done_on=LATER.date(), at=LATER)
    for _again in range(2):
        take_outbox(0)
    promise.refresh_from_db()
    assert (promise.kept_on, "Nối ống nước" in promise.shown) == (LATER.date(), True)


def test_the_worker_writes_a_promise_of_a_body_into_the_plan_that_it_signed(bodies: Bodies, promise: Promise) -> None:
    Promise.objects.update(owner_id=bodies.ids["DV"])
    task = actions.plan_promise(promise_id=promise.pk, at=LATER)
    assert Task.objects.get(pk=task).due_on == date(2026, 6, 30)
    assert actions.plan_promise(promise_id=promise.pk, at=LATER) is None


def test_only_the_bodies_of_a_plan_take_a_promise_into_it(bodies: Bodies, promise: Promise) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_promise(actor=CITIZEN, plan_id=bodies.plan, promise_code=promise.code, field=Field.REFORM, at=LATER)
