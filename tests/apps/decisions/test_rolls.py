"""The roll of a village: taken once from a table, then changed with a reason, days to object and an answer."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.villages import HOUSEHOLDS, Village, moment, rows_of

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewChange
from dinhlang.apps.decisions.models import Household, RollObjection
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.rolls import Change, ChangeState, RollRow
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

ADD = NewChange(Change.ADDED, "Mới tách hộ", number="13", address="Tổ 1", name="Lê Thị Mới")


def size(village: Village, month: int = 3, day: int = 30) -> int:
    return queries.roll_size(village.unit.id, date(2026, month, day))


def numbers(village: Village) -> list[str]:
    return [one.number for one in queries.households_of(village.unit.id, date(2026, 3, 30))]


def propose(village: Village, new: NewChange = ADD, who: str = "village_head", **more):  # type: ignore[no-untyped-def]
    return actions.propose_change(actor=village.who(who), village_id=village.unit.id, new=new, at=moment(2), **more)


def state(change_id: int) -> ChangeState:
    found = queries.change(change_id)
    assert found is not None
    return found.state


def test_the_second_run_of_a_table_adds_nothing(village: Village) -> None:
    again = actions.import_roll(
        actor=village.head, village_id=village.unit.id, rows=rows_of(HOUSEHOLDS), at=moment(3, 2)
    )
    assert (again.added, again.known, again.refused, size(village)) == (0, HOUSEHOLDS, [], HOUSEHOLDS)


def test_the_roll_stands_in_the_order_of_its_numbers(village: Village) -> None:
    assert numbers(village) == [str(one) for one in range(1, HOUSEHOLDS + 1)]


def test_what_the_roll_tells_otherwise_is_refused_not_overwritten(village: Village) -> None:
    other = [(2, RollRow("3", "Tổ 9", "Người khác"))]
    done = actions.import_roll(actor=village.head, village_id=village.unit.id, rows=other, at=moment(3, 2))
    assert [(one.reason, one.value) for one in done.refused] == [("differs", "3")]


def test_once_changes_have_reasons_a_table_adds_no_household(village: Village) -> None:
    propose(village)
    new = [(2, RollRow("99", "Tổ 9", "Người khác"))]
    done = actions.import_roll(actor=village.head, village_id=village.unit.id, rows=new, at=moment(3))
    assert [one.reason for one in done.refused] == ["settled"]
    assert size(village) == HOUSEHOLDS


@pytest.mark.parametrize("who", ["receiver", "head", "village_head"])
def test_the_village_and_its_commune_keep_the_roll(village: Village, who: str) -> None:
    assert propose(village, who=who)


@pytest.mark.parametrize("who", ["receiver2", "handler", "auditor", "front"])
def test_nobody_else_touches_the_roll(village: Village, who: str) -> None:
    with pytest.raises(NotAllowedError):
        propose(village, who=who)
    with pytest.raises(NotAllowedError):
        actions.import_roll(actor=village.who(who), village_id=village.unit.id, rows=rows_of(1), at=moment(2))
    change = propose(village)
    with pytest.raises(NotAllowedError):
        actions.object_to_change(actor=village.who(who), change_id=change, text="Sai", at=moment(3))
    actions.object_to_change(actor=village.head, change_id=change, text="Sai", at=moment(3))
    objection = RollObjection.objects.get().pk
    with pytest.raises(NotAllowedError):
        actions.answer_objection(actor=village.who(who), objection_id=objection, reply="x", upheld=True, at=moment(3))


def test_a_change_comes_into_force_only_after_its_days(village: Village) -> None:
    change = propose(village)  # Monday; three working days end on Thursday 5 March
    assert actions.apply_due_changes(at=moment(5, hour=23)) == 0
    assert actions.apply_due_changes(at=moment(6)) == 1
    assert actions.apply_due_changes(at=moment(7)) == 0
    assert (state(change), size(village)) == (ChangeState.APPLIED, HOUSEHOLDS + 1)
    assert size(village, day=5) == HOUSEHOLDS


def test_a_household_leaves_the_roll_and_its_past_stays(village: Village) -> None:
    left = Household.objects.get(number="4").pk
    propose(village, NewChange(Change.ENDED, "Dọn đi nơi khác", household_id=left))
    actions.apply_due_changes(at=moment(6))
    assert "4" not in numbers(village)
    assert (size(village, day=5), size(village, day=6)) == (HOUSEHOLDS, HOUSEHOLDS - 1)


def test_a_representative_changes_over_time(village: Village) -> None:
    pk = Household.objects.get(number="4").pk
    propose(village, NewChange(Change.REPRESENTATIVE, "Người cũ đi làm xa", household_id=pk, name="Trần Văn Con"))
    actions.apply_due_changes(at=moment(6))
    found = queries.household(pk, date(2026, 3, 6))
    before = queries.household(pk, date(2026, 3, 5))
    assert found is not None
    assert before is not None
    assert (found[1].name, before[1].name != found[1].name) == ("Trần Văn Con", True)


def test_an_objection_without_answer_holds_the_change(village: Village) -> None:
    change = propose(village)
    actions.object_to_change(actor=village.who("receiver"), change_id=change, text="Chưa tách hộ", at=moment(4))
    assert actions.apply_due_changes(at=moment(9)) == 0
    objection = RollObjection.objects.get().pk
    actions.answer_objection(actor=village.head, objection_id=objection, reply="Có sổ mới", upheld=False, at=moment(9))
    assert actions.apply_due_changes(at=moment(9)) == 1
    with pytest.raises(RefusedError, match="đã xong"):
        actions.object_to_change(actor=village.head, change_id=change, text="Muộn", at=moment(9))


def test_an_objection_that_is_upheld_ends_the_change(village: Village) -> None:
    change = propose(village)
    actions.object_to_change(actor=village.head, change_id=change, text="Chưa tách hộ", at=moment(4))
    actions.answer_objection(
        actor=village.head, objection_id=RollObjection.objects.get().pk, reply="Đúng, chưa tách", upheld=True,
        at=moment(5),
    )  # fmt: skip
    assert (actions.apply_due_changes(at=moment(9)), state(change), size(village)) == (
        0, ChangeState.REFUSED, HOUSEHOLDS,
    )  # fmt: skip


def test_after_its_days_nobody_objects(village: Village) -> None:
    change = propose(village)
    with pytest.raises(RefusedError, match="hết thời gian"):
        actions.object_to_change(actor=village.head, change_id=change, text="Muộn", at=moment(6))


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewChange(Change.ADDED, "", number="13", name="Lê Mới"), "reason"),
        (NewChange(Change.ADDED, "Mới", number="", name="Lê Mới"), "number"),
        (NewChange(Change.ADDED, "Mới", number="013", name=""), "name"),
        (NewChange(Change.ADDED, "Mới", number="05", name="Lê Mới"), "number"),
        (NewChange(Change.ADDED, "Mới", number="13", name="086012345678"), "name"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(village: Village, new: NewChange, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        propose(village, new)
    assert refused.value.field == field


def test_a_household_of_another_village_is_not_there(village: Village) -> None:
    with pytest.raises(NotFoundError):
        propose(village, NewChange(Change.ENDED, "Dọn đi", household_id=999_999))


def test_the_same_request_again_proposes_once(village: Village) -> None:
    request = Request("roll:1", b"x" * 32)
    assert propose(village, request=request) == propose(village, request=request)
    with pytest.raises(RefusedError, match="chờ ý kiến"):
        propose(village)


def test_the_record_of_a_roll_holds_no_name(village: Village) -> None:
    propose(village)
    actions.apply_due_changes(at=moment(6))
    rows = Record.objects.filter(subject_kind="decisions.roll").order_by("id")
    assert [one.event for one in rows] == [
        "decisions.roll_imported", "decisions.roll_change_proposed", "decisions.roll_changed",
    ]  # fmt: skip
    assert not any(name in bytes(one.payload).decode() for one in rows for name in ("Người thứ", "Lê Thị Mới"))


def test_the_database_holds_one_household_for_a_number(village: Village) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.create(village_id=village.unit.id, number="4", sort_key="4", valid=(date(2026, 1, 1), None))
