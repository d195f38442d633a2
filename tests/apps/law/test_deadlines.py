"""Running deadlines: set, extended, resting, met."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.dates.periods import WorkingDays
from dinhlang.domain.law.rulebook import NoTermError
from dinhlang.lib.refusal import RefusedError

CASE = Subject("feedback.case", 7, "VL-2026-000007")
ANSWER, EXTEND = "PROV-FB-ANSWER", "PROV-FB-EXTEND"
SENT = datetime(2026, 3, 2, 9, 30, tzinfo=VIETNAM)  # Monday; 15 working days end on 23 March
pytestmark = pytest.mark.django_db


def started(start: datetime = SENT, subject: Subject = CASE, rule: str = ANSWER) -> Deadline:
    return actions.set_deadline(subject=subject, clock="answer", rule_id=rule, start=start, at=start, acting=AS_CITIZEN)


def later(days: int) -> datetime:
    return SENT + timedelta(days=days)


def test_a_deadline_keeps_what_its_end_stands_on() -> None:
    made = started()
    made.refresh_from_db()
    rule = queries.rule(ANSWER, on=SENT.date())
    assert made.due_on == date(2026, 3, 23)
    assert made.due_at == datetime(2026, 3, 23, 16, 59, 59, 999999, tzinfo=UTC)
    assert (made.rule_version, made.citation, made.term) == (rule.version, rule.citation.vi, "15wd")
    assert made.calendar_version == queries.compiled_calendar().version
    assert (made.started_on, made.state, made.set_as) == (SENT.date(), "open", "citizen")
    assert made.illustrative
    assert made.explanation["vi"][-1] == "Hạn: hết ngày thứ Hai 23/03/2026."
    assert made.explanation["en"][-1] == "Due: end of Monday 23/03/2026."


def test_the_grounds_name_the_rule_and_its_version() -> None:
    grounds = actions.grounds_of(started())
    assert grounds == queries.grounds(ANSWER, on=SENT.date())
    assert grounds.citation.startswith("khoản 1 Điều 5 Quy chế minh họa")


def test_a_provision_without_a_term_starts_no_clock() -> None:
    with pytest.raises(NoTermError):
        started(rule="FB-35-ANSWER")
    assert not Deadline.objects.exists()


def test_a_clock_set_again_supersedes_the_running_one() -> None:
    first = started()
    second = started(later(1))
    first.refresh_from_db()
    assert (first.state, second.previous) == ("superseded", first)
    assert [one.due_on for one in queries.deadlines(CASE.kind, CASE.id)] == [second.due_on]


def test_the_database_refuses_two_open_rows_of_one_clock() -> None:
    started()
    with pytest.raises(IntegrityError, match="deadline_open_once"), transaction.atomic():
        actions.new_deadline(subject=CASE, clock="answer", rule_id=ANSWER, start=SENT, at=SENT).save()


def test_an_extension_is_a_new_row_and_the_old_one_stays() -> None:
    first = started()
    longer = actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10))
    first.refresh_from_db()
    assert (first.state, first.due_on, longer.due_on) == ("superseded", date(2026, 3, 23), date(2026, 4, 6))
    assert longer.previous == first
    assert actions.grounds_of(longer).rule == EXTEND
    assert any("Gia hạn 10 ngày làm việc" in line for line in longer.explanation["vi"])
    assert [one.state for one in queries.history(CASE.kind, CASE.id)] == ["superseded", "open"]


def test_a_shorter_extension_is_possible_a_longer_one_is_not() -> None:
    started()
    with pytest.raises(RefusedError, match="vượt quá"):
        actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10), days=11)
    longer = actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10), days=3)
    assert longer.due_on == date(2026, 3, 26)


def test_a_second_extension_is_refused() -> None:
    started()
    actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10))
    with pytest.raises(RefusedError, match="đủ số lần"):
        actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(11))


def test_an_extension_used_on_an_earlier_clock_counts() -> None:
    started()
    with pytest.raises(RefusedError, match="đủ số lần"):
        actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(1), times=1)


def test_nothing_is_extended_after_its_end_or_without_a_clock() -> None:
    with pytest.raises(RefusedError, match="Không có thời hạn"):
        actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(1))
    started()
    with pytest.raises(RefusedError, match="đã hết"):
        actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(22))


def test_a_rest_moves_the_end_by_its_working_days() -> None:
    started()
    actions.pause_deadline(subject=CASE, clock="answer", at=later(2))
    assert queries.nearest_due(CASE) is None
    assert queries.deadlines(CASE.kind, CASE.id)[0].is_paused
    running = actions.resume_deadline(subject=CASE, clock="answer", at=later(7))
    assert running is not None
    assert (running.due_on, running.paused_at) == (date(2026, 3, 26), None)
    assert queries.nearest_due(CASE) == running.due_at


def test_resting_twice_or_running_on_without_rest_changes_nothing() -> None:
    first = started()
    assert actions.resume_deadline(subject=CASE, clock="answer", at=later(1)) == first
    actions.pause_deadline(subject=CASE, clock="answer", at=later(2))
    actions.pause_deadline(subject=CASE, clock="answer", at=later(4))
    assert Deadline.objects.get(state="open").paused_at == later(2)
    assert actions.pause_deadline(subject=CASE, clock="other", at=later(2)) is None
    assert actions.resume_deadline(subject=CASE, clock="other", at=later(2)) is None


def test_work_done_on_the_last_moment_is_in_time_and_a_moment_later_is_not() -> None:
    last = started().due_at
    met = actions.meet_deadline(subject=CASE, clock="answer", at=last)
    assert met is not None
    assert (met.state, met.closed_at) == ("met", last)
    other = Subject("feedback.case", 8, "VL-2026-000008")
    started(subject=other)
    missed = actions.meet_deadline(subject=other, clock="answer", at=last + timedelta(microseconds=1))
    assert missed is not None
    assert missed.state == "missed"
    assert queries.last_met(other, "answer") == last + timedelta(microseconds=1)


def test_work_done_during_a_rest_is_judged_after_the_rest() -> None:
    started()
    actions.pause_deadline(subject=CASE, clock="answer", at=later(2))
    met = actions.meet_deadline(subject=CASE, clock="answer", at=later(24))
    assert met is not None
    assert met.state == "met"


def test_a_clock_that_is_not_needed_stops_and_a_closed_one_is_not_met_again() -> None:
    started()
    stopped = actions.stop_deadline(subject=CASE, clock="answer", at=later(1))
    assert stopped is not None
    assert stopped.state == "stopped"
    assert actions.meet_deadline(subject=CASE, clock="answer", at=later(2)) is None
    assert actions.stop_deadline(subject=CASE, clock="answer", at=later(2)) is None


@pytest.mark.django_db(transaction=True)
def test_a_clock_changes_only_in_the_transaction_of_the_action_it_serves() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        started()


def test_ten_thousand_deadlines_are_counted_without_asking_the_database_each_time() -> None:
    days = queries.calendar()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        rows = [
            actions.new_deadline(
                subject=Subject("feedback.case", number, f"VL-{number}"),
                clock="answer",
                rule_id=ANSWER,
                start=SENT + timedelta(minutes=11 * number),
                at=SENT,
                days=days,
            )
            for number in range(10_000)
        ]
    assert len(captured) == 0
    assert rows[1].started_at == SENT + timedelta(minutes=11)
    assert rows[-1].due_on == queries.compute_deadline(ANSWER, rows[-1].started_at).due_on
    assert actions.insert_deadlines(rows=rows[:1500]) == 1500


def test_a_deadline_by_hours_keeps_its_minute() -> None:
    made = started(rule="PROV-LOG-MERGE")
    assert made.due_at == SENT + timedelta(hours=24)


def test_plain_lengths_are_told_and_working_days_are_not() -> None:
    assert queries.days_of("PROV-FB-DRAFT", on=SENT.date()) == timedelta(days=7)
    assert queries.days_of("PROV-LOG-MERGE", on=SENT.date()) == timedelta(hours=24)
    assert isinstance(queries.rulebook().deadline(ANSWER, on=SENT.date()).period, WorkingDays)
    with pytest.raises(TypeError, match="compute_deadline"):
        queries.days_of(ANSWER, on=SENT.date())


def test_reading_the_terms_of_a_case_takes_one_query() -> None:
    started()
    actions.extend_deadline(subject=CASE, clock="answer", rule_id=EXTEND, at=later(10))
    with CaptureQueriesContext(connection) as captured:
        shown = queries.deadlines(CASE.kind, CASE.id)
    assert len(captured) == 1
    assert [(one.clock, one.is_open, one.illustrative) for one in shown] == [("answer", True, True)]
