"""Days announced late: who may add them, and what they do to the deadlines that run."""

from datetime import date, datetime, timedelta

import pytest

from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.actions import recompute_deadlines
from dinhlang.apps.law.models import CalendarDay, Deadline
from dinhlang.apps.transparency.actions import Subject
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import AS_CITIZEN, CITIZEN, SYSTEM, Actor, Holding, Role
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.lib.refusal import NotAllowedError, RefusedError

CASE = Subject("feedback.case", 7, "VL-2026-000007")
ANSWER, EXTEND = "PROV-FB-ANSWER", "PROV-FB-EXTEND"
SENT = datetime(2026, 3, 2, 9, 30, tzinfo=VIETNAM)  # Monday; 15 working days end on 23 March
pytestmark = pytest.mark.django_db


def started(subject: Subject = CASE) -> Deadline:
    return actions.set_deadline(subject=subject, clock="answer", rule_id=ANSWER, start=SENT, at=SENT, acting=AS_CITIZEN)


def later(days: int) -> datetime:
    return SENT + timedelta(days=days)


def add_day(day: str, kind: str = "off", at: datetime = SENT, notice: str = "Công văn 1/VPCP-KGVX") -> CalendarDay:
    return actions.add_calendar_day(actor=SYSTEM, day=date.fromisoformat(day), kind=kind, notice=notice, at=at)


def test_a_late_day_off_moves_open_deadlines_records_it_and_keeps_the_old_ones() -> None:
    first = started()
    other = Subject("feedback.case", 8, "VL-2026-000008")
    started(subject=other)
    actions.meet_deadline(subject=other, clock="answer", at=later(1))
    add_day("2026-03-10", at=later(3))
    changes = actions.recompute_open_deadlines(at=later(3))
    assert [(one.subject_id, one.old_due, one.new_due) for one in changes] == [
        (7, date(2026, 3, 23), date(2026, 3, 24))
    ]
    first.refresh_from_db()
    new = Deadline.objects.get(state="open")
    assert (first.state, new.previous, new.due_on) == ("superseded", first, date(2026, 3, 24))
    assert first.due_on == date(2026, 3, 23)
    assert "10/03 (thứ Ba): ngày nghỉ công bố sau, theo Công văn 1/VPCP-KGVX; không tính." in new.explanation["vi"]
    made = Record.objects.get(event="law.deadline_recomputed")
    assert (made.subject_kind, made.subject_id, made.subject_code) == (CASE.kind, CASE.id, CASE.code)
    assert made.facts == {
        "clock": "answer",
        "old_due": "2026-03-23",
        "new_due": "2026-03-24",
        "reason": "10/03/2026 nghỉ: Công văn 1/VPCP-KGVX",
    }
    assert made.grounds[0]["rule"] == ANSWER


def test_counting_again_twice_changes_nothing_more() -> None:
    started()
    add_day("2026-03-10", at=later(3))
    assert len(actions.recompute_open_deadlines(at=later(3))) == 1
    assert actions.recompute_open_deadlines(at=later(4)) == []
    assert Deadline.objects.count() == 2


def test_a_day_outside_the_term_only_renews_the_calendar_version() -> None:
    started()
    add_day("2026-06-10", at=later(3))
    assert actions.recompute_open_deadlines(at=later(3)) == []
    assert Deadline.objects.get().calendar_version == queries.calendar().version
    assert not Record.objects.filter(event="law.deadline_recomputed").exists()


def test_extensions_and_rests_survive_counting_again() -> None:
    started()
    actions.pause_deadline(subject=CASE, clock="answer", at=later(2))
    actions.resume_deadline(subject=CASE, clock="answer", at=later(3))
    actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10))
    before = Deadline.objects.get(state="open").due_on
    actions.pause_deadline(subject=CASE, clock="answer", at=later(12))
    add_day("2026-04-01", at=later(12))
    actions.recompute_open_deadlines(at=later(12))
    after = Deadline.objects.get(state="open")
    assert (before, after.due_on) == (date(2026, 4, 7), date(2026, 4, 8))
    assert after.paused_at == later(12)


def test_an_interrupted_run_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        started(subject=Subject("feedback.case", number + 1, f"VL-{number}"))
    add_day("2026-03-10", at=later(3))
    monkeypatch.setattr(recompute_deadlines, "BATCH", 2)
    assert len(recompute_deadlines._recompute_batch(at=later(3)) or []) == 2
    assert len(actions.recompute_open_deadlines(at=later(4))) == 3
    assert Record.objects.filter(event="law.deadline_recomputed").count() == 5


def test_the_last_row_for_a_day_wins_and_the_same_row_again_adds_nothing() -> None:
    first = add_day("2026-03-10")
    assert add_day("2026-03-10") == first
    assert not queries.calendar().is_working(date(2026, 3, 10))
    add_day("2026-03-10", "worked", notice="Công văn 2/VPCP-KGVX")
    assert queries.calendar().is_working(date(2026, 3, 10))
    assert CalendarDay.objects.count() == 2
    assert Record.objects.filter(event="law.calendar_day_added").count() == 2


@pytest.mark.parametrize(("kind", "notice"), [("maybe", "Công văn 1"), ("off", "  ")])
def test_a_late_day_needs_its_kind_and_its_notice(kind: str, notice: str) -> None:
    with pytest.raises(RefusedError):
        add_day("2026-03-10", kind, notice=notice)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_and_the_platform_changes_the_calendar(role: Role) -> None:
    officer = Actor(user_id=1, holdings=(Holding(1, 1, "Xã", "Công chức", frozenset({role})),))
    for actor in (officer, CITIZEN):
        with pytest.raises(NotAllowedError):
            actions.add_calendar_day(actor=actor, day=date(2026, 3, 10), kind="off", notice="Công văn 1", at=SENT)
    assert not CalendarDay.objects.exists()


def test_an_administrator_adds_a_day_under_the_post() -> None:
    chief = Actor(user_id=1, holdings=(Holding(3, 1, "Sở Nội vụ", "Quản trị", frozenset({Role.ADMINISTRATOR})),))
    actions.add_calendar_day(actor=chief, day=date(2026, 3, 10), kind="off", notice="Công văn 1", at=SENT)
    assert Record.objects.get().post_title == "Quản trị"
