"""The review of a plan: numbers with their lists and days, the year before, what is wanting, what goes on."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.apps.coordination.conftest import SIGNED, Bodies, moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions import reviews
from dinhlang.apps.coordination.models import Task
from dinhlang.apps.coordination.queries.review import review, year_before
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import Paper
from dinhlang.domain.organisations.kinds import Kind

DAY = date(2026, 6, 30)
PROVINCE = "Tỉnh Vĩnh Long"


def of(bodies: Bodies, *, on: date = DAY, side: Side = Side.PARTY, year: int = 2026) -> Paper:
    plan = bodies.shown(year, on)
    before = queries.plan(earlier, on) if (earlier := year_before(plan.row, on)) else None
    return review(plan, before, on=on, side=side, province=PROVINCE)


def told(paper: Paper) -> str:
    return "\n".join(line.text for section in paper.sections for line in section.paragraphs)


def test_every_number_names_a_list_and_every_list_its_day(bodies: Bodies) -> None:
    paper = of(bodies)
    counted = [
        line for section in paper.sections for line in section.paragraphs
        if not line.is_item and re.search(r"\d+ (nhiệm vụ|phần|phản ánh)", line.text)
    ]  # fmt: skip
    assert len(counted) >= 4
    assert all(line.lists for line in counted)
    named = {place for line in counted for place in line.lists}
    assert named <= set(range(1, len(paper.lists) + 1))
    assert {one.counted_on for one in paper.lists} == {DAY}
    assert f"tính đến ngày {DAY:%d/%m/%Y}" in paper.opening[0]


def test_the_list_of_lines_holds_every_line_and_says_where_it_springs_from(bodies: Bodies) -> None:
    rows = of(bodies).lists[0].rows
    assert len(rows) == len(bodies.tasks)
    assert {row[-1] for row in rows} == {"chưa rõ"}
    assert f"{len(rows)} nhiệm vụ chưa rõ nguồn gốc" in told(of(bodies))


def test_unfinished_lines_become_the_directions_of_the_next_year(bodies: Bodies) -> None:
    paper = of(bodies)
    directions = paper.sections[-1]
    unfinished = [one.row.text for one in bodies.shown(2026, DAY).tasks]
    assert directions.heading == "V. ĐỀ XUẤT PHƯƠNG HƯỚNG NĂM 2027"
    assert f"{len(unfinished)} nhiệm vụ chưa xong" in directions.paragraphs[0].text
    assert all(text in "\n".join(one.text for one in directions.paragraphs) for text in unfinished)


def test_a_line_given_up_stands_with_its_reason_and_a_sentence_ends_once(bodies: Bodies) -> None:
    day = SIGNED + timedelta(days=3)
    Task.objects.filter(pk=bodies.tasks[0]).update(text="Mở ngày tiếp dân.")
    actions.drop_task(
        actor=bodies.coordinator(), task_id=bodies.tasks[0], dropped_on=day, reason="Trùng việc.", at=moment(day)
    )
    text = told(of(bodies))
    assert "Mở ngày tiếp dân. Lý do: Trùng việc." in text
    assert ".:" not in text
    assert ".." not in text


def test_the_year_before_is_compared_outcome_by_outcome(bodies: Bodies) -> None:
    at = moment(date(2027, 1, 10))
    actor = bodies.coordinator()
    following = actions.draft_plan(actor=actor, programme_id=bodies.programme, year=2027, at=at)
    actions.add_task(actor=actor, plan_id=following, new=bodies.new("Việc mới"), at=at)
    actions.sign_plan(actor=actor, plan_id=following, signed_on=at.date(), at=at)
    paper = of(bodies, on=date(2027, 6, 30), year=2027)
    assert f"Năm 2026: {len(bodies.tasks)} nhiệm vụ" in told(paper)
    years = paper.lists[5]
    assert years.headings == ("Kết quả", "Năm 2026", "Năm 2027", "Chênh lệch")
    assert years.rows[0] == ("Tổng số nhiệm vụ", str(len(bodies.tasks)), "1", str(1 - len(bodies.tasks)))
    assert len(paper.lists[4].rows) == len(bodies.tasks)


def test_the_first_year_says_that_there_is_nothing_to_compare(bodies: Bodies) -> None:
    assert "chưa có kế hoạch năm 2025 để so sánh" in told(of(bodies))
    assert of(bodies).lists[5].rows == ()


def test_the_last_plan_of_the_programme_before_is_what_the_first_of_the_next_is_held_against(bodies: Bodies) -> None:
    at = moment(date(2027, 1, 10))
    programme = actions.set_programme(
        actor=bodies.coordinator(), code="phoi-hop-moi", title="Chương trình mới", years=(2027, 2031),
        body_ids=(bodies.ids["DV"], bodies.ids["CS"]), signed_on=at.date(), at=at,
    )  # fmt: skip
    actions.draft_plan(actor=bodies.coordinator(), programme_id=programme, year=2027, at=at)
    made = queries.plan("phoi-hop-moi-2027", at.date(), with_drafts=True)
    assert made is not None
    assert year_before(made.row, at.date()) == "phoi-hop-2026"
    other = replace(made.row, year=2030)
    assert year_before(other, at.date()) == ""


@pytest.mark.parametrize(("kind", "side"), [(Kind.PARTY, Side.PARTY), (Kind.AGENCY, Side.STATE)])
def test_the_layout_follows_the_body_that_leads(
    bodies: Bodies, monkeypatch: pytest.MonkeyPatch, kind: Kind, side: Side
) -> None:
    Unit.objects.filter(pk=bodies.ids["DV"]).update(kind=kind.value)
    papers: list[Paper] = []
    monkeypatch.setattr(reviews, "write_paper", lambda paper, **_: papers.append(paper))
    actions.write_review(code="phoi-hop-2026", on=DAY)
    (paper,) = papers
    assert paper.side is side
    assert len(paper.signers) == (2 if side is Side.PARTY else 1)
    assert paper.symbol.startswith("Số …-BC/" if side is Side.PARTY else "Số: …/BC-")


def test_the_voices_are_those_of_the_year_of_the_plan(bodies: Bodies) -> None:
    paper = of(bodies, on=date(2027, 2, 1))
    assert paper.lists[6].name == "Phản ánh, kiến nghị nhận từ 01/01 đến 31/12/2026"
