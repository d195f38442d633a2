from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.coordination.conftest import SIGNED, Bodies, holder, moment

from dinhlang.apps.coordination import actions, policies, queries
from dinhlang.apps.coordination.models import Task
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN, Role
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.lib.refusal import NotAllowedError, RefusedError

MAY = date(2026, 5, 20)
JULY = date(2026, 7, 10)
NEXT = date(2027, 1, 20)


def draft_next(bodies: Bodies) -> int:
    return actions.draft_plan(
        actor=bodies.coordinator(), programme_id=bodies.programme, year=2027, at=moment(date(2026, 12, 1))
    )


def prove(bodies: Bodies, task_id: int, day: date) -> None:
    actions.give_evidence(actor=bodies.coordinator(), task_id=task_id, text="Đã làm", on=day, at=moment(day))


def test_a_plan_is_seen_by_everybody_from_the_day_of_signing_on(bodies: Bodies) -> None:
    assert queries.plan("phoi-hop-2026", SIGNED - timedelta(days=1)) is None
    shown = queries.plan("phoi-hop-2026", SIGNED)
    assert shown is not None
    assert [one.row.number for one in shown.tasks] == [1, 2, 3, 4]
    assert [one.name for one in shown.row.bodies] == ["Ban Dân vận Tỉnh ủy", "Ban Cán sự đảng UBND tỉnh"]


def test_a_draft_is_seen_only_where_drafts_are_asked_for(bodies: Bodies) -> None:
    draft_next(bodies)
    day = date(2026, 12, 2)
    assert [one.year for one in queries.plans(day)] == [2026]
    assert [one.year for one in queries.plans(day, with_drafts=True)] == [2027, 2026]


def test_a_line_is_done_with_evidence_and_late_after_its_day(bodies: Bodies) -> None:
    first, second, *_ = bodies.tasks
    prove(bodies, first, MAY)
    actions.finish_task(actor=bodies.coordinator(), task_id=first, done_on=MAY, at=moment(MAY))
    prove(bodies, second, JULY)
    actions.finish_task(actor=bodies.coordinator("CS"), task_id=second, done_on=JULY, at=moment(JULY))
    outcomes = [one.row.outcome for one in bodies.shown(2026, JULY).tasks]
    assert outcomes == [Outcome.DONE, Outcome.DONE_LATE, Outcome.OVERDUE, Outcome.OVERDUE]
    assert [one.row.outcome for one in bodies.shown(2026, MAY).tasks][1:] == [Outcome.OPEN] * 3


def test_a_line_is_not_done_without_evidence(bodies: Bodies) -> None:
    with pytest.raises(RefusedError, match="minh chứng"):
        actions.finish_task(actor=bodies.coordinator(), task_id=bodies.tasks[0], done_on=MAY, at=moment(MAY))


def test_a_line_is_not_done_tomorrow_nor_twice_nor_before_it_was_set(bodies: Bodies) -> None:
    task = bodies.tasks[0]
    prove(bodies, task, MAY)
    for day in (MAY + timedelta(days=1), date(2026, 1, 1)):
        with pytest.raises(RefusedError):
            actions.finish_task(actor=bodies.coordinator(), task_id=task, done_on=day, at=moment(MAY))
    actions.finish_task(actor=bodies.coordinator(), task_id=task, done_on=MAY, at=moment(MAY))
    with pytest.raises(RefusedError, match="kết thúc"):
        actions.drop_task(actor=bodies.coordinator(), task_id=task, dropped_on=MAY, reason="Thôi", at=moment(MAY))


def test_a_line_is_dropped_only_with_a_reason_that_is_shown_since_that_day(bodies: Bodies) -> None:
    task = bodies.tasks[3]
    with pytest.raises(RefusedError, match="lý do"):
        actions.drop_task(actor=bodies.coordinator(), task_id=task, dropped_on=MAY, reason=" ", at=moment(MAY))
    actions.drop_task(actor=bodies.coordinator(), task_id=task, dropped_on=MAY, reason="Trùng việc", at=moment(MAY))
    assert bodies.shown(2026, MAY).tasks[3].row.dropped_reason == "Trùng việc"
    assert bodies.shown(2026, MAY - timedelta(days=1)).tasks[3].row.dropped_reason == ""


def test_closing_a_year_carries_every_unfinished_line_and_loses_none(bodies: Bodies) -> None:
    first, _second, third, _fourth = bodies.tasks
    prove(bodies, first, MAY)
    actions.finish_task(actor=bodies.coordinator(), task_id=first, done_on=MAY, at=moment(MAY))
    following = draft_next(bodies)
    actions.carry_tasks(
        actor=bodies.coordinator(), plan_id=bodies.plan, to_plan_id=following, on=NEXT, at=moment(NEXT),
        dropped={third: "Đã có việc khác thay"},
    )  # fmt: skip
    closed, after = bodies.shown(2026, NEXT), bodies.shown(2027, NEXT)
    assert [one.row.outcome for one in closed.tasks] == [
        Outcome.DONE, Outcome.CARRIED, Outcome.DROPPED, Outcome.CARRIED,
    ]  # fmt: skip
    assert [one.row.text for one in after.tasks] == ["Việc 2", "Việc 4"]
    assert [one.row.carried_from for one in after.tasks] == [("phoi-hop-2026", 2), ("phoi-hop-2026", 4)]
    assert closed.tasks[1].row.carried_to == ("phoi-hop-2027", 1)
    assert closed.row.score.total == 4
    assert not Task.objects.filter(plan=bodies.plan, done_on=None, dropped_on=None, carried_on=None).exists()


def test_a_line_that_is_dropped_at_the_close_needs_its_reason_and_nothing_is_closed_without(bodies: Bodies) -> None:
    following = draft_next(bodies)
    with pytest.raises(RefusedError, match="lý do"):
        actions.carry_tasks(
            actor=bodies.coordinator(), plan_id=bodies.plan, to_plan_id=following, on=NEXT, at=moment(NEXT),
            dropped={bodies.tasks[0]: ""},
        )  # fmt: skip
    assert bodies.shown(2026, NEXT).row.closed_on is None
    assert not Task.objects.filter(plan=following).exists()


def test_a_plan_is_not_carried_into_an_earlier_or_the_same_one(bodies: Bodies) -> None:
    with pytest.raises(RefusedError, match="năm sau"):
        actions.carry_tasks(
            actor=bodies.coordinator(), plan_id=bodies.plan, to_plan_id=bodies.plan, on=NEXT, at=moment(NEXT)
        )


def test_the_owner_of_a_line_tells_of_its_work_and_of_no_other(bodies: Bodies) -> None:
    handler = holder(bodies.ids["XD"], Role.HANDLER)
    actions.give_evidence(actor=handler, task_id=bodies.tasks[0], text="Đã sửa", on=MAY, at=moment(MAY))
    with pytest.raises(NotAllowedError):
        actions.give_evidence(actor=handler, task_id=bodies.tasks[1], text="Đã sửa", on=MAY, at=moment(MAY))
    with pytest.raises(NotAllowedError):
        actions.drop_task(actor=handler, task_id=bodies.tasks[0], dropped_on=MAY, reason="Khó", at=moment(MAY))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HANDLER, Role.RECEIVER, Role.ADMINISTRATOR])
def test_only_coordinators_and_heads_of_the_two_bodies_keep_the_plan(bodies: Bodies, role: Role) -> None:
    for actor in (CITIZEN, bodies.coordinator("XD"), holder(bodies.ids["DV"], role)):
        with pytest.raises(NotAllowedError):
            actions.add_task(actor=actor, plan_id=bodies.plan, new=bodies.new(), at=moment(MAY))
        with pytest.raises(NotAllowedError):
            actions.sign_plan(actor=actor, plan_id=bodies.plan, signed_on=MAY, at=moment(MAY))
        with pytest.raises(NotAllowedError):
            actions.carry_tasks(actor=actor, plan_id=bodies.plan, to_plan_id=bodies.plan, on=MAY, at=moment(MAY))
    head = holder(bodies.ids["CS"], Role.HEAD)
    assert actions.add_task(actor=head, plan_id=bodies.plan, new=bodies.new(), at=moment(MAY))


def test_drafts_are_read_by_the_two_bodies_and_provincial_auditors(bodies: Bodies) -> None:
    places = [bodies.ids["DV"], bodies.ids["CS"]]
    assert policies.can_read_drafts(bodies.coordinator("CS"), places)
    assert policies.can_read_drafts(holder(1, Role.AUDITOR, is_provincial=True), places)
    assert not policies.can_read_drafts(holder(1, Role.AUDITOR), places)
    assert not policies.can_read_drafts(bodies.coordinator("XD"), places)


def test_the_same_request_sets_one_line(bodies: Bodies) -> None:
    request = Request("k-1", b"0" * 32)
    made = [
        actions.add_task(
            actor=bodies.coordinator(), plan_id=bodies.plan, new=bodies.new(), at=moment(MAY), request=request
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Task.objects.filter(plan=bodies.plan).count() == 5


def test_every_act_on_a_line_leaves_one_record_without_its_words(bodies: Bodies) -> None:
    prove(bodies, bodies.tasks[0], MAY)
    acts = Record.objects.filter(subject_kind="coordination.task", subject_id=bodies.tasks[0]).order_by("pk")
    assert [one.event for one in acts] == ["coordination.task_set", "coordination.evidence_given"]
    assert acts[1].subject_code == "2026.1"
    assert "Đã làm".encode() not in bytes(acts[1].payload)


def test_a_section_of_the_report_is_late_until_its_body_hands_it_in(bodies: Bodies) -> None:
    section = actions.ask_contribution(
        actor=bodies.coordinator(), plan_id=bodies.plan, period="year", section="Xây dựng",
        unit_id=bodies.ids["XD"], due_on=date(2026, 6, 1), at=moment(MAY),
    )  # fmt: skip
    with pytest.raises(NotAllowedError):
        actions.hand_in_contribution(
            actor=holder(bodies.ids["TG"], Role.HEAD), contribution_id=section, text="…", at=moment(MAY)
        )
    assert bodies.shown(2026, JULY).contributions[0].outcome is Outcome.OVERDUE
    actions.hand_in_contribution(
        actor=holder(bodies.ids["XD"], Role.HANDLER), contribution_id=section, text="Xong 12 cống", at=moment(JULY)
    )
    shown = bodies.shown(2026, JULY).contributions[0]
    assert (shown.outcome, shown.text) == (Outcome.DONE_LATE, "Xong 12 cống")
    assert bodies.shown(2026, MAY).contributions[0].text == ""


def test_conclusions_of_a_review_become_lines_of_the_next_plan(bodies: Bodies) -> None:
    following = draft_next(bodies)
    held = actions.hold_conference(
        actor=bodies.coordinator(), plan_id=bodies.plan, next_plan_id=following, held_on=NEXT, title="Tổng kết 2026",
        agenda=("Báo cáo",), parts=(actions.Part("chair", "Trưởng ban", bodies.ids["DV"]),), at=moment(NEXT),
    )  # fmt: skip
    actions.conclude(
        actor=bodies.coordinator(), conference_id=held, text="Trả lời dân đúng hẹn",
        tasks=(bodies.new("Công khai số trễ hẹn"),), at=moment(NEXT),
    )  # fmt: skip
    actions.sign_plan(actor=bodies.coordinator(), plan_id=following, signed_on=NEXT, at=moment(NEXT))
    shown = queries.conference("hoi-nghi-2027-01-20", NEXT)
    assert shown is not None
    assert [(one.text, [task.text for task in one.tasks]) for one in shown.conclusions] == [
        ("Trả lời dân đúng hẹn", ["Công khai số trễ hẹn"])
    ]
    assert bodies.shown(2027, NEXT).set_going_by == "hoi-nghi-2027-01-20"
    assert queries.conference("hoi-nghi-2027-01-20", NEXT - timedelta(days=1)) is None


def test_a_longer_plan_costs_no_more_queries(bodies: Bodies) -> None:
    def spent() -> int:
        with CaptureQueriesContext(connection) as seen:
            bodies.shown(2026, JULY)
        return len(seen)

    for task in bodies.tasks:
        prove(bodies, task, MAY)
    before = spent()
    for number in range(20):
        task = actions.add_task(
            actor=bodies.coordinator(), plan_id=bodies.plan, new=bodies.new(f"Việc thêm {number}"), at=moment(MAY)
        )
        prove(bodies, task, MAY)
    assert spent() == before <= 24
