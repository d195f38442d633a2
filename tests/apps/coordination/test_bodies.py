"""Bodies merge, end and pass their tasks on in the middle of a plan; the province merges."""

from datetime import date, timedelta

import pytest
from tests.apps.coordination.conftest import Bodies, holder, moment

from dinhlang.apps.coordination import actions, queries, tasks
from dinhlang.apps.coordination.models import Handover
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.organisations.actions import NewUnit, Portion
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.domain.accounts.roles import SYSTEM, Role
from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Share
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, RefusedError

MERGED = date(2026, 3, 2)
ENDED = date(2026, 4, 1)
LATER = date(2026, 5, 20)
CITATION = "Quyết định số 1-QĐ/TU"


@pytest.fixture
def changed(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> Bodies:
    """Ban Dân vận and Ban Tuyên giáo become one; the Ban Cán sự đảng ends and a Đảng ủy is newly set up."""
    bodies.ids["GV"] = organisations.merge_units(
        actor=SYSTEM, portions=[Portion(bodies.ids["DV"]), Portion(bodies.ids["TG"])],
        into=NewUnit("Ban Tuyên giáo và Dân vận Tỉnh ủy", "GV"), on=MERGED, citation=CITATION, at=moment(MERGED),
    )  # fmt: skip
    bodies.ids["DU"] = organisations.pass_function(
        actor=SYSTEM, unit_id=bodies.ids["CS"], to=NewUnit("Đảng ủy UBND tỉnh", "DU"), on=ENDED, citation=CITATION,
        at=moment(ENDED),
    )  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: moment(ENDED))
    tasks.take_outbox(0)
    return bodies


def test_open_lines_pass_to_the_successors_by_an_act_of_their_own(changed: Bodies) -> None:
    lines = changed.shown(2026, LATER).tasks
    assert [one.row.owner.name for one in lines] == [
        "Sở Xây dựng", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Đảng ủy UBND tỉnh", "Sở Xây dựng",
    ]  # fmt: skip
    assert [(one.change, one.citation, one.on) for line in lines for one in line.handovers] == [
        ("merged", CITATION, MERGED), ("function_passed", CITATION, ENDED),
    ]  # fmt: skip
    acts = Record.objects.filter(event="coordination.task_passed_on")
    assert {one.subject_id for one in acts} == {changed.tasks[1], changed.tasks[2]}


def test_a_line_is_still_the_old_bodys_on_the_day_before(changed: Bodies) -> None:
    before = changed.shown(2026, MERGED - timedelta(days=1)).tasks[1]
    assert (before.row.owner.name, before.row.owner_post, before.handovers) == ("Ban Dân vận Tỉnh ủy", "Giám đốc", ())


def test_what_comes_again_moves_nothing_twice(changed: Bodies) -> None:
    for one in Record.objects.filter(event__startswith="organisations.unit_"):
        Outbox.objects.get_or_create(record=one, consumer="coordination")
    tasks.take_outbox(0)
    assert Handover.objects.count() == 2


def test_the_names_of_the_signing_day_stay_with_who_took_over_beside_them(changed: Bodies) -> None:
    merged, ended = changed.shown(2026, LATER).row.bodies
    assert (merged.name, [one.name for one in merged.now], merged.by_function) == (
        "Ban Dân vận Tỉnh ủy", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"], False,
    )  # fmt: skip
    assert (ended.name, [one.name for one in ended.now], ended.by_function) == (
        "Ban Cán sự đảng UBND tỉnh", ["Đảng ủy UBND tỉnh"], True,
    )  # fmt: skip


def test_the_new_bodies_keep_the_plan_and_the_ended_ones_no_longer_do(changed: Bodies) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_task(actor=changed.coordinator("DV"), plan_id=changed.plan, new=changed.new(), at=moment(LATER))
    for code in ("GV", "DU"):
        assert actions.add_task(
            actor=changed.coordinator(code), plan_id=changed.plan, new=changed.new(), at=moment(LATER)
        )


def test_the_next_plan_is_between_the_bodies_of_that_day(changed: Bodies) -> None:
    actions.draft_plan(actor=changed.coordinator("GV"), programme_id=changed.programme, year=2027, at=moment(LATER))
    bodies = changed.shown(2027, LATER).row.bodies
    assert [one.name for one in bodies] == ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Đảng ủy UBND tỉnh"]


def test_the_new_body_says_which_post_answers_for_a_line(changed: Bodies) -> None:
    task = changed.tasks[1]
    assert changed.shown(2026, LATER).tasks[1].row.owner_post == ""
    actions.assign_task(
        actor=holder(changed.ids["GV"], Role.HEAD), task_id=task, owner_id=changed.ids["GV"],
        owner_post="Phó Trưởng ban", on=LATER, at=moment(LATER),
    )  # fmt: skip
    assert changed.shown(2026, LATER).tasks[1].row.owner_post == "Phó Trưởng ban"


def test_a_finished_line_stays_with_the_body_that_finished_it(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2026, 2, 10)
    actor = bodies.coordinator()
    actions.give_evidence(actor=actor, task_id=bodies.tasks[1], text="Xong", on=day, at=moment(day))
    actions.finish_task(actor=actor, task_id=bodies.tasks[1], done_on=day, at=moment(day))
    organisations.rename_unit(
        actor=SYSTEM, unit_id=bodies.ids["DV"], name="Ban Dân vận", on=MERGED, citation=CITATION, at=moment(MERGED)
    )
    monkeypatch.setattr(clock, "now", lambda: moment(MERGED))
    tasks.take_outbox(0)
    owner = bodies.shown(2026, LATER).tasks[1].row.owner
    assert (owner.name, [one.name for one in owner.now]) == ("Ban Dân vận Tỉnh ủy", ["Ban Dân vận"])
    assert not Handover.objects.exists()


def test_three_provinces_become_one_and_the_lines_follow(bodies: Bodies, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [
        organisations.found_unit(
            actor=SYSTEM, new=NewUnit(name, code, Kind.PARTY, Subkind.NONE), on=date(2026, 1, 6), citation=CITATION,
            at=moment(date(2026, 1, 6)),
        )
        for code, name in (("DV2", "Ban Dân vận Tỉnh ủy Bến Tre"), ("DV3", "Ban Dân vận Tỉnh ủy Trà Vinh"))
    ]  # fmt: skip
    new = organisations.merge_units(
        actor=SYSTEM, portions=[Portion(one) for one in (bodies.ids["DV"], *others)],
        into=NewUnit("Ban Dân vận Tỉnh ủy Vĩnh Long", "DV9"), on=MERGED, citation=CITATION, at=moment(MERGED),
    )  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: moment(MERGED))
    tasks.take_outbox(0)
    assert bodies.shown(2026, LATER).tasks[1].row.owner.id == new
    assert queries.bodies_now("phoi-hop-2026", LATER) == {new, bodies.ids["CS"]}


def test_a_body_that_gave_a_part_away_before_passes_its_lines_to_the_one_that_takes_the_rest(
    bodies: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisations.merge_units(
        actor=SYSTEM, portions=[Portion(bodies.ids["DV"], Share.PART)], into=bodies.ids["TG"], on=MERGED,
        citation=CITATION, at=moment(MERGED),
    )  # fmt: skip
    organisations.merge_units(
        actor=SYSTEM, portions=[Portion(bodies.ids["DV"], Share.REMAINDER)], into=bodies.ids["CS"], on=ENDED,
        citation=CITATION, at=moment(ENDED),
    )  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: moment(ENDED))
    tasks.take_outbox(0)
    assert bodies.shown(2026, LATER).tasks[1].row.owner.id == bodies.ids["CS"]


def test_a_body_that_is_divided_leaves_its_lines_to_be_given_by_hand(
    bodies: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [organisations.SplitPart(NewUnit(f"Sở Xây dựng {one}", f"XD{one}", Kind.AGENCY)) for one in (1, 2)]
    made = organisations.split_unit(
        actor=SYSTEM, unit_id=bodies.ids["XD"], parts=parts, on=MERGED, citation=CITATION, at=moment(MERGED)
    )
    monkeypatch.setattr(clock, "now", lambda: moment(MERGED))
    tasks.take_outbox(0)
    assert not Handover.objects.exists()
    actions.assign_task(
        actor=bodies.coordinator(), task_id=bodies.tasks[0], owner_id=made[1], owner_post="Giám đốc", on=LATER,
        at=moment(LATER), citation=CITATION,
    )  # fmt: skip
    assert bodies.shown(2026, LATER).tasks[0].row.owner.id == made[1]
    assert units.unit(made[1], LATER) is not None


def test_another_post_of_the_same_unit_is_known_only_from_its_day_on(bodies: Bodies) -> None:
    day = date(2026, 2, 10)
    for post in ("Phó Giám đốc", "Trưởng phòng"):
        actions.assign_task(
            actor=bodies.coordinator(), task_id=bodies.tasks[0], owner_id=bodies.ids["XD"], owner_post=post, on=day,
            at=moment(day),
        )  # fmt: skip
    before, after = (bodies.shown(2026, one).tasks[0] for one in (day - timedelta(days=1), day))
    assert (before.row.owner_post, after.row.owner_post) == ("Giám đốc", "Trưởng phòng")
    assert [(one.on, one.from_post) for one in after.handovers] == [(day, "Giám đốc")]
    assert before.handovers == ()


def test_a_line_of_a_draft_is_given_to_nobody(bodies: Bodies) -> None:
    actor, day = bodies.coordinator(), date(2026, 2, 10)
    draft = actions.draft_plan(actor=actor, programme_id=bodies.programme, year=2027, at=moment(day))
    task = actions.add_task(actor=actor, plan_id=draft, new=bodies.new(), at=moment(day))
    for owner in ("XD", "TG"):
        with pytest.raises(RefusedError, match="chưa ký"):
            actions.assign_task(
                actor=actor, task_id=task, owner_id=bodies.ids[owner], owner_post="Phó Giám đốc", on=day, at=moment(day)
            )
