"""Whole histories loaded in bulk say the same as living them."""

from dataclasses import replace
from datetime import timedelta

from tests.province import BEGIN, Province

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.models import Case, Rating, Statement
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.feedback.history import CaseHistory, Step
from dinhlang.domain.feedback.states import State

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STEPS = (
    Step("classified", BEGIN + HOUR, "receiver", "T1", "Cán bộ tiếp nhận", facts={"category": "thoat-nuoc"}),
    Step("published", BEGIN + HOUR, "receiver", "T1"),
    Step("assigned", BEGIN + HOUR, "receiver", "T1", facts={"office": "T1-KT"}),
    Step("info_asked", BEGIN + DAY, "handler", "T1-KT", text="Đoạn nào?"),
    Step("info_given", BEGIN + 3 * DAY, "citizen", text="Trước quán."),
    Step("extended", BEGIN + 4 * DAY, "head", "T1", text="Chờ máy."),
    Step("answered", BEGIN + 8 * DAY, "head", "T1", text="Đã nạo vét.", facts={"kind": "done"}),
    Step("rated", BEGIN + 9 * DAY, "citizen", text="Tốt", facts={"level": 3}),
)
HISTORY = CaseHistory(
    key="demo:1", received_at=BEGIN, unit="T1", commune="T1", category="khac", title="Cống nghẹt", text="Cống nghẹt.",
    village="T1-A1", phone="0900000000", steps=STEPS,
)  # fmt: skip


def load(province: Province, *histories: CaseHistory) -> actions.Loaded:
    return actions.load_cases(histories=histories, units=dict(province.units), at=BEGIN, is_demo=True)


def test_a_loaded_case_reads_like_a_lived_one(province: Province) -> None:
    outcome = load(province, HISTORY)
    assert (outcome.added, outcome.known, outcome.refused) == (1, 0, [])
    case = Case.objects.get()
    assert (case.state, case.accepted, case.times_extended, case.publication) == (State.ANSWERED, True, 1, "public")
    assert case.due_at is None
    states = {(one.clock, one.state) for one in Deadline.objects.all()}
    assert states == {("initial", "met"), ("answer", "superseded"), ("answer", "met")}
    last = Deadline.objects.get(clock="answer", state="met")
    assert last.previous is not None
    assert last.previous.previous is not None  # the pause, then the extension, each keeps the row before
    assert case.first_due_at == last.previous.previous.due_at
    shown = queries.public_case(case.number, at=BEGIN + 10 * DAY)
    assert shown is not None
    assert shown.answer is not None
    assert shown.answer.text == "Đã nạo vét."
    assert "Đoạn nào?" not in str(shown.stages)
    assert Rating.objects.get().level == 3
    assert Record.objects.get(event="feedback.rated").facts == {}
    assert set(Outbox.objects.values_list("consumer", flat=True)) == {"log"} or not Outbox.objects.filter(
        consumer="feedback", record__event__startswith="feedback."
    )


def test_a_second_load_adds_nothing_and_a_wrong_row_is_named(province: Province) -> None:
    wrong = replace(HISTORY, key="demo:2", commune="XX")
    impossible = replace(HISTORY, key="demo:3", steps=(STEPS[-1],))
    outcome = load(province, HISTORY, wrong, impossible)
    assert outcome.added == 1
    assert [key for key, _ in outcome.refused] == ["demo:2", "demo:3"]
    again = load(province, HISTORY)
    assert (again.added, again.known) == (0, 1)
    assert Statement.objects.filter(case__external_key="demo:1").count() == 4


def test_an_open_case_has_its_nearest_clock_as_inbox_date(province: Province) -> None:
    load(province, replace(HISTORY, steps=()), replace(HISTORY, key="demo:9", steps=STEPS[:4]))
    fresh, waiting = Case.objects.order_by("id")
    assert fresh.due_at == Deadline.objects.get(subject_id=fresh.pk, clock="initial").due_at
    assert waiting.due_at is None  # its answer clock rests
    assert Deadline.objects.get(subject_id=waiting.pk, clock="answer").paused_at == BEGIN + DAY
