"""What an act makes untrue: daily work on a line leaves alone what only documents, plans and conferences change."""

from datetime import date

import pytest
from tests.apps.coordination.conftest import Bodies, moment

from dinhlang.apps.coordination import actions
from dinhlang.apps.transparency.queries import versions

DAY = date(2026, 5, 4)


@pytest.mark.django_db
def test_evidence_changes_pages_of_plans_but_not_what_is_remembered_of_papers(bodies: Bodies) -> None:
    lines, papers = versions(["coordination"]), versions(["coordination:papers"])
    actions.give_evidence(actor=bodies.coordinator(), task_id=bodies.tasks[1], text="Đã làm", on=DAY, at=moment(DAY))
    assert versions(["coordination"]) != lines
    assert versions(["coordination:papers"]) == papers


@pytest.mark.django_db
def test_an_act_on_a_plan_changes_both(bodies: Bodies) -> None:
    papers = versions(["coordination:papers"])
    actions.draft_plan(actor=bodies.coordinator(), programme_id=bodies.programme, year=2027, at=moment(DAY))
    assert versions(["coordination:papers"]) != papers
