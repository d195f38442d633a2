"""Which arrows may be drawn, and where on the way a thing stands."""

import pytest

from dinhlang.domain.origins.relations import (
    BACK,
    CASE,
    DECISION,
    DOCUMENT,
    DRAFT,
    FORWARD,
    HOME,
    ITEM,
    JOINS,
    PROMISE,
    TASK,
    VISIT,
    Step,
    may_join,
    relations_between,
    step_of,
)  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "source", "target", "may"),
    [
        ("asks", CASE, DRAFT, True),
        ("asks", DRAFT, CASE, False),
        ("merged_into", CASE, CASE, True),
        ("merged_into", CASE, DRAFT, False),
        ("split_from", CASE, CASE, True),
        ("answered_by", VISIT, CASE, True),
        ("adopted_in", DRAFT, DOCUMENT, True),
        ("adopted_in", CASE, DOCUMENT, False),
        ("funded_by", TASK, DOCUMENT, True),
        ("done_by", DOCUMENT, TASK, True),
        ("done_by", TASK, DOCUMENT, False),
        ("refused_because", CASE, DOCUMENT, True),
        ("measured_by", TASK, ITEM, True),
        ("measured_by", TASK, CASE, False),
        ("springs_from", TASK, PROMISE, True),
        ("unheard_of", CASE, DRAFT, False),
    ],
)
def test_a_relation_joins_only_what_it_means(relation, source, target, may):
    assert may_join(relation, source, target) is may


def test_every_relation_is_said_in_both_directions_and_every_kind_has_its_step():
    assert set(JOINS) == set(FORWARD) == set(BACK)
    assert {kind for ends in JOINS.values() for side in ends for kind in side} == set(HOME)


@pytest.mark.parametrize(
    ("kind", "pointed", "step"),
    [
        (CASE, (), Step.WISH),
        (DECISION, ("adopted_in",), Step.DECIDED),
        (DOCUMENT, ("funded_by",), Step.MONEY),
        (ITEM, ("funded_by",), Step.MONEY),
        (DOCUMENT, ("measured_by",), Step.RESULT),
        (TASK, ("done_by",), Step.WORK),
    ],
)
def test_money_and_results_are_what_an_arrow_says_they_are(kind, pointed, step):
    assert step_of(kind, frozenset(pointed)) is step


def test_a_disclosed_project_is_work_and_may_come_from_a_wish_and_be_paid_for():
    assert step_of(ITEM, frozenset()) is Step.RESULT
    assert step_of(ITEM, frozenset(), is_project=True) is Step.WORK
    assert step_of(ITEM, frozenset({"done_by"})) is Step.WORK
    assert step_of(ITEM, frozenset({"measured_by"}), is_project=True) is Step.RESULT
    assert may_join("asks", CASE, ITEM)
    assert may_join("funded_by", ITEM, DOCUMENT)


def test_the_relations_between_two_kinds_are_told_in_both_directions():
    assert relations_between(TASK, CASE) == (("springs_from",), ("asks", "done_by"))
    assert relations_between(VISIT, VISIT) == ((), ())
