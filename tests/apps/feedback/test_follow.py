"""Open cases follow the successor of their unit; the clock is kept."""

from collections.abc import Callable
from datetime import timedelta

from tests.province import BEGIN, Province

from dinhlang.apps.feedback import actions, policies, tasks
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.law import actions as law
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations.actions import NewUnit, Portion, SplitPart
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.organisations.kinds import Subkind

Send = Callable[..., actions.Submitted]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = BEGIN + 3 * DAY
DECISION = "Nghị quyết minh họa về sắp xếp xã"


def work() -> None:
    """Let the worker take what waits in the outbox."""
    while tasks._take_batch(LATER):
        pass


def dues(case_id: int) -> list[tuple[str, object]]:
    rows = Deadline.objects.filter(subject_kind="feedback.case", subject_id=case_id, state="open")
    return sorted(rows.values_list("clock", "due_at"))


def test_two_communes_merge_while_cases_are_open(send: Send, province: Province) -> None:
    opened, answered = send(), send()
    who = province.actors
    actions.classify_case(actor=who["receiver"], case_id=answered.case_id, category="khac", at=BEGIN + HOUR)
    actions.write_answer(actor=who["head"], case_id=answered.case_id, kind="done", text="Xong.", at=BEGIN + HOUR)
    work()
    before, due = dues(opened.case_id), Case.objects.get(pk=opened.case_id).due_at
    organisations.merge_units(
        actor=SYSTEM, portions=[Portion(province.id("T1"))], into=province.id("T2"), on=LATER.date(),
        citation=DECISION, at=LATER,
    )  # fmt: skip
    work()
    case = Case.objects.get(pk=opened.case_id)
    assert case.unit_id == province.id("T2")
    assert case.commune_id == province.id("T1")  # where it happened does not change
    assert (dues(opened.case_id), case.due_at) == (before, due)
    assert Case.objects.get(pk=answered.case_id).unit_id == province.id("T1")  # what is done stays where it was done
    moved = Record.objects.get(event="feedback.followed_successor")
    assert moved.subject_id == case.pk
    assert policies.can_see(who["receiver2"], case)
    actions.classify_case(actor=who["receiver2"], case_id=case.pk, category="khac", at=LATER + HOUR)
    assert not Outbox.objects.filter(consumer="feedback").exclude(record__event="feedback.classified").exists()


def test_after_a_split_a_case_goes_with_its_village_and_the_others_wait_for_a_choice(
    send: Send, province: Province
) -> None:
    village = province.id("T1-A1")
    placed, vague = send(village_id=village), send()
    work()
    parts = [
        SplitPart(NewUnit("Xã Long Hồ Đông", code="T1D", subkind=Subkind.XA), (village,)),
        SplitPart(NewUnit("Xã Long Hồ Tây", code="T1T", subkind=Subkind.XA)),
    ]
    east, west = organisations.split_unit(
        actor=SYSTEM, unit_id=province.id("T1"), parts=parts, on=LATER.date(), citation=DECISION, at=LATER
    )
    work()
    assert Case.objects.get(pk=placed.case_id).unit_id == east
    waiting = Case.objects.get(pk=vague.case_id)
    assert waiting.unit_id == province.id("T1")
    before = dues(vague.case_id)
    actions.choose_successor(actor=province.actors["receiver"], case_id=vague.case_id, unit_id=west, at=LATER + HOUR)
    assert Case.objects.get(pk=vague.case_id).unit_id == west
    assert dues(vague.case_id) == before


def test_a_holiday_announced_late_moves_the_inbox_date_and_keeps_history(send: Send, province: Province) -> None:
    sent = send()
    work()
    before = Case.objects.get(pk=sent.case_id)
    law.add_calendar_day(actor=SYSTEM, day=LATER.date(), kind="off", notice="Thông báo minh họa", at=BEGIN + HOUR)
    law.recompute_open_deadlines(at=BEGIN + HOUR)
    work()
    after = Case.objects.get(pk=sent.case_id)
    assert before.due_at is not None
    assert after.due_at is not None
    assert after.due_at > before.due_at
    assert after.first_due_at == before.first_due_at  # the figures keep the first promise
    assert Deadline.objects.filter(subject_id=sent.case_id, state="superseded").count() == 2
