"""What is remembered is asked once, until its topic changes; an action sees what it wrote."""

import pytest
from django.db import transaction

from dinhlang.apps.transparency.actions import bump
from dinhlang.lib.remembered import Memory, remembered, steady

pytestmark = pytest.mark.django_db(transaction=True)


class Table:
    """Rows that can be read, and how often they were."""

    def __init__(self) -> None:
        self.rows = {1: "one", 2: "two"}
        self.asked: list[list[int]] = []

    def read(self, keys: list[int]) -> dict[int, str]:
        self.asked.append(sorted(keys))
        return {key: self.rows[key] for key in keys if key in self.rows}


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def memory() -> Memory:
    bump(topics=["things"])
    return Memory("things")


def test_only_what_is_missing_is_read(table, memory):
    assert memory.each([1], table.read) == {1: "one"}
    assert memory.each([1, 2, 3], table.read) == {1: "one", 2: "two"}
    assert table.asked == [[1], [2, 3]]


def test_a_change_of_the_topic_is_seen_at_once(table, memory):
    memory.each([1], table.read)
    table.rows[1] = "another"
    bump(topics=["other things"])
    assert memory.each([1], table.read) == {1: "one"}
    bump(topics=["things"])
    assert memory.each([1], table.read) == {1: "another"}


def test_before_the_first_change_nothing_is_remembered_unless_it_came_with_the_program(table):
    for memory, times in ((Memory("never changed"), 2), (Memory("never changed", from_start=True), 1)):
        table.asked.clear()
        memory.each([1], table.read)
        memory.each([1], table.read)
        assert len(table.asked) == times


def test_an_action_sees_what_it_wrote(table, memory):
    memory.each([1], table.read)
    with transaction.atomic():
        table.rows[1] = "written just now"
        assert memory.each([1], table.read) == {1: "written just now"}


def test_an_action_that_never_writes_the_topic_may_use_what_is_remembered(table, memory):
    memory.each([1], table.read)
    with steady("things"), transaction.atomic():
        memory.each([1], table.read)
        assert len(table.asked) == 1
        with transaction.atomic():  # somebody else's transaction may have written it
            memory.each([1], table.read)
        assert len(table.asked) == 2
    with steady("other things"), transaction.atomic():
        memory.each([1], table.read)
    assert len(table.asked) == 3


def test_what_was_read_before_a_change_is_not_kept_as_read_after_it(table, memory):
    def slow(keys):
        found = table.read(keys)
        bump(topics=["things"])  # while the answer was on its way
        memory.each([2], table.read)  # and somebody reads under the new version
        return found

    memory.each([1], slow)
    table.rows[1] = "new"
    assert memory.each([1], table.read) == {1: "new"}


def test_a_full_memory_forgets(table):
    bump(topics=["things"])
    small = Memory("things", most=1)
    small.each([1], table.read)
    small.each([2], table.read)
    small.each([1], table.read)
    assert table.asked == [[1], [2], [1]]


def test_a_remembered_list_is_each_callers_own():
    @remembered("things", from_start=True)
    def numbers(first: int) -> list[int]:
        return [first, first + 1]

    numbers(1).append(9)
    assert numbers(1) == [1, 2]
    assert numbers(5) == [5, 6]
