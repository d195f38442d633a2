from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dinhlang.apps.links import actions, queries
from dinhlang.apps.links.actions import End
from dinhlang.apps.links.models import SPRINGS_FROM, Link
from dinhlang.apps.links.queries import Linked

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
TASK = End("coordination.task", 7, "2026.1")
CASE = End("feedback.case", 3, "PA26-ABCDEF")


def test_a_link_is_drawn_once_and_read_from_both_sides() -> None:
    assert actions.add_link(source=TASK, relation=SPRINGS_FROM, target=CASE, on=DAY)
    assert not actions.add_link(source=TASK, relation=SPRINGS_FROM, target=CASE, on=DAY)
    assert queries.springs_of(TASK.kind, [7, 8], DAY) == {7: (Linked(CASE.kind, 3, CASE.code, DAY),)}
    assert queries.springing_from(CASE.kind, [3], DAY) == {3: (Linked(TASK.kind, 7, TASK.code, DAY),)}


def test_a_link_is_not_known_before_its_day() -> None:
    actions.add_link(source=TASK, relation=SPRINGS_FROM, target=CASE, on=DAY)
    assert queries.springs_of(TASK.kind, [7], date(2026, 5, 19)) == {}
    assert queries.springing_from(CASE.kind, [3], date(2026, 5, 19)) == {}


def test_many_links_are_read_with_one_query(django_assert_num_queries: object) -> None:
    for number in range(5):
        other = End(CASE.kind, number, f"PA26-{number}")
        actions.add_link(source=TASK, relation=SPRINGS_FROM, target=other, on=DAY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.springs_of(TASK.kind, range(100), DAY)[7]) == 5


def test_nothing_is_linked_to_itself() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_link(source=TASK, relation=SPRINGS_FROM, target=TASK, on=DAY)
    assert not Link.objects.exists()


def test_a_withdrawn_link_counts_on_earlier_days_only_and_may_be_drawn_anew() -> None:
    actions.add_link(source=TASK, relation=SPRINGS_FROM, target=CASE, on=DAY)
    own = Link.objects.get().pk
    actions.withdraw_link(link_id=own, reason="Nhầm", on=date(2026, 5, 22))
    assert queries.springs_of(TASK.kind, [7], date(2026, 5, 22)) == {}
    assert queries.springing_from(CASE.kind, [3], date(2026, 5, 21)) != {}
    assert queries.springs_of_kinds({TASK.kind: [7]}, date(2026, 5, 22)) == {}
    assert [one.why for one in queries.withdrawn_of(CASE.kind, 3, date(2026, 5, 22))] == ["Nhầm"]
    assert actions.add_link(source=TASK, relation=SPRINGS_FROM, target=CASE, on=date(2026, 5, 23))
