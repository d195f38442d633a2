from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.coordination.conftest import Bodies, holder, moment
from tests.province import BEGIN

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.models import Document
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.links.models import Link
from dinhlang.domain.accounts.roles import CITIZEN, Role
from dinhlang.domain.coordination.documents import Kind
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

DAY = date(2026, 5, 20)


@pytest.fixture
def case(bodies: Bodies) -> Case:
    """A case that is not public yet."""
    unit = bodies.ids["XD"]
    return Case.objects.create(
        number="PA26-ABCDEF", lookup_hash=b"0" * 32, state="received", category=Category.objects.first(),
        title="Cống nghẹt", text="Cống nghẹt từ tuần trước", commune_id=unit, unit_id=unit, received_at=BEGIN,
    )  # fmt: skip


def link(bodies: Bodies, **changed: Any) -> int:
    said = {"actor": bodies.coordinator(), "task_id": bodies.tasks[0], "case_number": "pa26-abcdef", "at": moment(DAY)}
    return actions.link_task_to_case(**(said | changed))


def springs(bodies: Bodies, as_of: date = DAY) -> tuple[queries.Spring, ...]:
    return bodies.shown(2026, as_of).tasks[0].row.springs


def test_a_line_springs_from_a_case_since_the_day_on_which_that_was_said(bodies: Bodies, case: Case) -> None:
    assert bodies.shown(2026, DAY).of_unknown_origin == 4
    link(bodies)
    case.publication = "public"
    case.save()
    assert [(one.code, one.title) for one in springs(bodies)] == [("PA26-ABCDEF", "Cống nghẹt")]
    assert bodies.shown(2026, DAY).of_unknown_origin == 3
    assert springs(bodies, DAY - timedelta(days=1)) == ()
    assert queries.pillars(DAY, today=DAY).tasks_of_unknown_origin == 3


def test_a_case_that_is_not_public_shows_neither_number_nor_title(bodies: Bodies, case: Case) -> None:
    link(bodies)
    assert [(one.id, one.code, one.title) for one in springs(bodies)] == [(case.pk, "", "")]


def test_the_voice_goes_on_with_the_line_into_the_next_year(bodies: Bodies, case: Case) -> None:
    link(bodies)
    at = moment(date(2027, 1, 20))
    following = actions.draft_plan(actor=bodies.coordinator(), programme_id=bodies.programme, year=2027, at=at)
    actions.carry_tasks(actor=bodies.coordinator(), plan_id=bodies.plan, to_plan_id=following, on=at.date(), at=at)
    assert [one.id for one in bodies.shown(2027, at.date()).tasks[0].row.springs] == [case.pk]


def test_a_document_springs_from_a_case(bodies: Bodies, case: Case) -> None:
    new = actions.NewDocument(Kind.DECISION, "1/QĐ-UBND", "Sửa cống", (bodies.ids["XD"],), DAY, source="Công báo")
    made = actions.register_document(actor=bodies.coordinator(), new=new, at=moment(DAY))
    actions.link_document_to_case(actor=bodies.coordinator(), document_id=made, case_number=case.number, at=moment(DAY))
    view = queries.document(Document.objects.get(pk=made).code, DAY)
    assert view is not None
    assert [one.id for one in view.springs] == [case.pk]


def test_a_case_tells_what_grew_from_it_and_nothing_of_drafts_or_of_days_to_come(bodies: Bodies, case: Case) -> None:
    assert not queries.grown_from_case(case.pk, DAY)
    link(bodies)
    assert not queries.grown_from_case(case.pk, DAY - timedelta(days=1))
    grown = queries.grown_from_case(case.pk, DAY)
    assert [(one.plan_code, one.number, one.text) for one in grown.tasks] == [("phoi-hop-2026", 1, "Việc 1")]
    at = moment(date(2027, 1, 20))
    following = actions.draft_plan(actor=bodies.coordinator(), programme_id=bodies.programme, year=2027, at=at)
    actions.carry_tasks(actor=bodies.coordinator(), plan_id=bodies.plan, to_plan_id=following, on=at.date(), at=at)
    assert [one.year for one in queries.grown_from_case(case.pk, at.date()).tasks] == [2026]
    new = actions.NewDocument(Kind.DECISION, "1/QĐ-UBND", "Sửa cống", (bodies.ids["XD"],), DAY, source="Công báo")
    made = actions.register_document(actor=bodies.coordinator(), new=new, at=at)
    actions.link_document_to_case(actor=bodies.coordinator(), document_id=made, case_number=case.number, at=at)
    assert [one.symbol for one in queries.grown_from_case(case.pk, at.date()).documents] == ["1/QĐ-UBND"]


def test_a_voice_is_named_once_must_exist_and_only_by_those_who_work_on_the_line(bodies: Bodies, case: Case) -> None:
    refusals: list[tuple[dict[str, Any], type[RefusedError]]] = [
        ({"case_number": "PA26-ZZZZZZ"}, NotFoundError),
        ({"actor": CITIZEN}, NotAllowedError),
        ({"actor": holder(bodies.ids["TG"], Role.COORDINATOR)}, NotAllowedError),
        ({"task_id": 0}, NotFoundError),
    ]
    for changed, refusal in refusals:
        with pytest.raises(refusal):
            link(bodies, **changed)
    link(bodies)
    with pytest.raises(RefusedError, match="rồi"):
        link(bodies)
    assert Link.objects.count() == 1
    document: Callable[..., int] = actions.link_document_to_case
    with pytest.raises(NotAllowedError):
        document(actor=CITIZEN, document_id=1, case_number=case.number, at=moment(DAY))
