"""The history that comes with the program; and that no day sees what was not known yet."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.coordination.conftest import moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.models import (
    Contribution,
    Document,
    Evidence,
    IndexValue,
    Remark,
    Statement,
    Task,
)
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM
from dinhlang.domain.coordination.claims import Finding, Verdict, Why
from dinhlang.domain.coordination.documents import Standing
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]
CONFERENCE = date(2023, 3, 13)
TODAY = date(2026, 11, 23)
# What a day may know of the future: terms, and the beginning and the end that a document itself announces.
AHEAD = {"due_on", "in_force_from", "in_force_until"}
DAYS = (
    date(2022, 3, 9), date(2022, 11, 9), CONFERENCE, date(2023, 4, 18), date(2023, 7, 1), date(2024, 4, 16),
    date(2025, 2, 28), date(2025, 3, 1), date(2025, 7, 1), TODAY,
)  # fmt: skip


def everything(as_of: date) -> Iterator[Any]:
    """Yield all that the queries show on a day."""
    page = queries.register(queries.RegisterFilter(), as_of)
    yield page.rows
    for row in page.rows:
        yield queries.document(row.code, as_of)
    for plan in queries.plans(as_of):
        yield queries.plan(plan.code, as_of)
    for held in queries.conferences(as_of):
        yield queries.conference(held.code, as_of)
    yield queries.programmes(as_of)
    yield queries.statements(as_of)
    yield queries.index_values(as_of)
    yield queries.measured(as_of)
    yield queries.plan_briefs(as_of)
    yield queries.asked_acts(as_of)
    yield queries.statement_rows(as_of)
    yield queries.pillars(as_of, today=TODAY)


def dated(shown: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that is shown with the name of its field."""
    if is_dataclass(shown):
        for one in fields(shown):
            yield from dated(getattr(shown, one.name), one.name)
    elif isinstance(shown, list | tuple):
        for part in shown:
            yield from dated(part, name)
    elif isinstance(shown, dict):
        for part in shown.values():
            yield from dated(part, name)
    else:
        yield name, shown


def secrets(as_of: date) -> set[str]:
    """Return the words that become known only after a day."""
    later = {
        *Evidence.objects.filter(on__gt=as_of).values_list("text", flat=True),
        *Remark.objects.filter(known_on__gt=as_of).values_list("text", flat=True),
        *Document.objects.filter(passed_on__gt=as_of).values_list("title", flat=True),
        *Contribution.objects.filter(handed_in_on__gt=as_of).values_list("text", flat=True),
        *Task.objects.filter(dropped_on__gt=as_of).values_list("dropped_reason", flat=True),
        *Statement.objects.filter(said_on__gt=as_of).values_list("code", flat=True),
    }
    now = {*Task.objects.filter(set_on__lte=as_of).values_list("text", flat=True)}
    return later | ({*Task.objects.filter(set_on__gt=as_of).values_list("text", flat=True)} - now)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_no_day_sees_what_was_not_known_yet(as_of: date) -> None:
    hidden, numbers = secrets(as_of), set(IndexValue.objects.filter(known_on__gt=as_of).values_list("value", flat=True))
    numbers -= set(IndexValue.objects.filter(known_on__lte=as_of).values_list("value", flat=True))
    unborn = {one.id for one in units.units(Task.objects.values_list("owner_id", flat=True), as_of).values()
              if one.since and one.since > as_of}  # fmt: skip
    assert (as_of == TODAY) or hidden
    for shown in everything(as_of):
        for name, value in dated(shown):
            if isinstance(value, date) and name not in AHEAD:
                assert value <= as_of, (name, value)
            assert not (isinstance(value, str) and value in hidden), (name, value)
            assert not (name == "value" and value in numbers), (name, value)
        assert not {one.id for one in named(shown)} & unborn


def named(shown: Any) -> Iterator[Any]:
    """Yield every body that is shown, and every one that is named as its successor."""
    if isinstance(shown, units.Named | units.Successor):
        yield shown
    if is_dataclass(shown):
        for one in fields(shown):
            yield from named(getattr(shown, one.name))
    elif isinstance(shown, list | tuple):
        for part in shown:
            yield from named(part)


def test_every_row_is_seen_today(history: actions.ImportedHistory) -> None:
    assert queries.register(queries.RegisterFilter(), TODAY).total == history.documents == 40
    lines = sum(one.score.total for one in queries.plans(TODAY, with_drafts=True))
    assert lines == history.tasks == 71
    assert len(queries.index_values(TODAY)) == history.values


def test_an_act_that_was_asked_for_is_tracked_until_it_comes_and_is_late_after_its_day() -> None:
    law = "10-2022-qh15"
    decree = [one for one in queries.asked_acts(CONFERENCE) if one.code == law]
    assert [(one.outcome, one.due_on) for one in decree] == [(Outcome.OPEN, date(2023, 7, 1))]
    assert [one.outcome for one in queries.asked_acts(date(2023, 8, 1)) if one.code == law] == [Outcome.OVERDUE]
    assert [one for one in queries.asked_acts(date(2023, 8, 14)) if one.code == law] == []
    late = [one for one in queries.asked_acts(TODAY) if one.outcome is Outcome.OVERDUE]
    assert len(late) == queries.pillars(TODAY, today=TODAY).party.late_acts


def test_a_second_import_adds_nothing() -> None:
    records, rows = Record.objects.count(), Task.objects.count()
    again = actions.import_history(actor=SYSTEM, at=moment(TODAY))
    assert (again.units, again.documents, again.tasks, again.values, again.acts) == (0, 0, 0, 0, 0)
    assert (Record.objects.count(), Task.objects.count()) == (records, rows)


def test_the_import_tells_the_log_and_nobody_else() -> None:
    told = Outbox.objects.filter(record__event__startswith="coordination.")
    assert set(told.values_list("consumer", flat=True)) == {"log"}


def test_citizens_do_not_import() -> None:
    with pytest.raises(NotAllowedError):
        actions.import_history(actor=CITIZEN, at=moment(TODAY))


def test_on_the_day_of_the_conference_the_law_was_passed_and_the_ordinance_in_force() -> None:
    law, ordinance = (queries.document(code, CONFERENCE) for code in ("10-2022-qh15", "34-2007-pl-ubtvqh11"))
    assert law is not None
    assert ordinance is not None
    assert (law.row.standing, law.row.in_force_from) == (Standing.PASSED, date(2023, 7, 1))
    assert ordinance.row.standing is Standing.IN_FORCE


def test_the_plan_of_2022_was_closed_with_every_line_told() -> None:
    plan = queries.plan("dan-van-chinh-quyen-2022", CONFERENCE)
    assert plan is not None
    counts = {one.value: count for one, count in plan.row.score.by_outcome.items() if count}
    assert counts == {"done": 15, "done_late": 3, "dropped": 2, "carried": 4}
    assert plan.reviewed_by == "hoi-nghi-2023-03-13"
    assert all(one.row.dropped_reason for one in plan.tasks if one.row.outcome is Outcome.DROPPED)


def test_nothing_is_left_open_in_a_closed_plan_and_carried_lines_go_on_in_the_year_after() -> None:
    for task in Task.objects.select_related("plan", "carried_to__plan"):
        ended = task.done_on or task.dropped_on or task.carried_on
        assert ended or task.plan.closed_on is None, task.text
        if task.carried_to is not None:
            assert task.carried_to.plan.year == task.plan.year + 1
            assert task.carried_to.field == task.field
            assert task.carried_to.indicator == task.indicator or task.number == 21


def test_the_directions_of_the_conference_are_lines_of_the_plan_of_2023() -> None:
    held = queries.conference("hoi-nghi-2023-03-13", date(2024, 3, 8))
    assert held is not None
    assert len(held.conclusions) == 5
    assert all(one.tasks for one in held.conclusions)
    assert held.notice is not None
    speaker = held.participants[0]
    assert (speaker.post_title, speaker.name) == ("Phó Bí thư Thường trực Tỉnh ủy", "Nguyễn Thành Thế")
    outcomes = {task.outcome for one in held.conclusions for task in one.tasks if task.year == 2023}
    assert {Outcome.DONE, Outcome.DONE_LATE, Outcome.DROPPED, Outcome.CARRIED} <= outcomes


def test_three_indices_above_the_country_cannot_be_verified_then_or_now() -> None:
    claim = queries.statements(TODAY, conference="hoi-nghi-2023-03-13")[0].claims[0]
    assert len(claim.indicators) == 3
    assert (claim.then.verdict, claim.now.verdict) == (Verdict.UNVERIFIABLE, Verdict.UNVERIFIABLE)
    overall = [one for one in claim.values if one.indicator == "sipas.overall" and one.territory]
    assert [(one.period, str(one.gap)) for one in overall] == [(2023, "-2.55"), (2024, "-2.19")]
    assert not any(claim.known_then(one) for one in overall)


def claim(number: int, as_of: date = TODAY) -> queries.ClaimRow:
    return queries.statements(as_of)[0].claims[number - 1]


def test_nothing_that_was_said_at_the_conference_could_be_checked_that_day() -> None:
    said = queries.statements(TODAY)[0]
    assert (len(said.claims), said.count_then(Verdict.UNVERIFIABLE)) == (8, 8)
    known = [one for row in said.claims for one in row.values if row.known_then(one)]
    assert known
    assert {one.period for one in known} <= {2018, 2019, 2020, 2021}


def test_what_became_known_in_april_2023_bears_two_claims_in_part() -> None:
    said = queries.statements(TODAY)[0]
    assert [one.number for one in said.claims if one.now.verdict is Verdict.PARTLY] == [3, 7]
    assert said.count_now(Verdict.UNVERIFIABLE) == 6


def test_reform_rose_by_rank_while_its_areas_are_unknown() -> None:
    whole, areas = claim(3).now.parts
    assert [one.rank for one in whole.values] == [58, 46]
    assert (whole.finding, areas.finding, areas.why) == (Finding.SUPPORTED, Finding.UNKNOWN, Why.NO_VALUE)
    assert claim(3).then.parts[0].why is Why.NOT_KNOWN_THEN
    assert claim(3, date(2023, 4, 18)).now.verdict is Verdict.UNVERIFIABLE
    assert claim(3, date(2023, 4, 19)).now.verdict is Verdict.PARTLY


def test_results_in_every_field_two_rose_one_fell_one_has_no_number() -> None:
    found = {one.indicator: one.finding for one in claim(7).now.parts}
    assert found == {
        "sipas.overall": Finding.UNKNOWN, "par.index": Finding.SUPPORTED, "papi.overall": Finding.SUPPORTED,
        "pci.overall": Finding.CONTRADICTED,
    }  # fmt: skip


def test_three_satisfactions_have_no_value_of_the_province_in_any_year() -> None:
    assert {one.why for one in claim(1).now.parts} == {Why.NO_VALUE}
    assert all(one.territory is None for one in claim(1).values if one.indicator in dict(claim(1).indicators))
    near = [one.gap for one in claim(1).values if one.indicator == "sipas.overall" and one.territory]
    assert near
    assert all(gap is not None and gap < 0 for gap in near)


def test_every_published_value_names_its_source_in_words() -> None:
    for one in queries.index_values(TODAY):
        assert one.source
        assert not re.search(r"\bS\d+\b", one.source), one.source


def test_the_lines_of_2025_passed_from_body_to_body() -> None:
    def owner(day: date) -> str:
        plan = queries.plan("dan-van-chinh-quyen-2025", day)
        assert plan is not None
        return plan.tasks[0].row.owner.code

    assert owner(date(2025, 2, 28)) == "cu-86-ban-can-su-dang"
    assert owner(date(2025, 3, 1)) == "cu-86-dang-uy-ubnd"
    assert owner(date(2025, 7, 1)) == "86-dang-uy-ubnd"
    signed = queries.plan("dan-van-chinh-quyen-2022", TODAY)
    assert signed is not None
    assert [(one.name, one.by_function) for one in signed.row.bodies] == [
        ("Ban Dân vận Tỉnh ủy Vĩnh Long", False), ("Ban Cán sự đảng UBND tỉnh Vĩnh Long", True),
    ]  # fmt: skip


def test_the_old_province_has_its_eight_districts() -> None:
    old = units.unit_by_slug("tinh-vinh-long-cu", CONFERENCE)
    assert old is not None
    districts = units.children_of(old.id, CONFERENCE, [Kind.DISTRICT])
    assert len(districts) == 8


def test_what_is_made_up_says_so_and_what_is_real_names_its_source() -> None:
    for one in Document.objects.all():
        number = int("".join(letter for letter in one.symbol.split("/")[0].split("-")[0] if letter.isdigit()))
        assert one.is_illustration == (900 <= number < 1000) == ("(minh họa)" in one.title), one.symbol
        assert one.source or one.is_illustration
    assert all(Task.objects.values_list("is_illustration", flat=True))


def test_the_day_after_a_publication_its_value_is_known() -> None:
    for one in IndexValue.objects.select_related("indicator"):
        before = queries.index_values(one.known_on - timedelta(days=1), indicator=one.indicator.code)
        after = queries.index_values(one.known_on, indicator=one.indicator.code)
        assert len(after) > len(before)


def test_trust_is_two_questions_with_no_answer_among_the_answers_and_no_result_yet() -> None:
    page = queries.trust(date(2026, 12, 1))
    assert [one.code for one in page.questions] == ["trust.party", "trust.state"]
    assert all("Không trả lời" in one.answers for one in page.questions)
    assert page.results is None


def test_cases_are_not_shown_as_of_the_past() -> None:
    assert queries.pillars(CONFERENCE, today=TODAY).people is None
    assert queries.pillars(TODAY, today=TODAY).people is not None
