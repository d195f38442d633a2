"""The opinion map: who votes alike stands together, what unites is found, and nobody with few votes is judged."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from dinhlang.domain.consultations.grouping import group
from dinhlang.domain.consultations.opinion_map import OpinionMap, TooFewVotesError, opinion_map
from dinhlang.domain.consultations.votes import AGREE, DISAGREE, PASS, UNSEEN, VoteTable

STATEMENTS = 24
UNITING, DIVIDING = "0", "1"


def camps(sizes: list[int], *, seen: float = 0.7, seed: int = 3) -> tuple[VoteTable, list[int]]:
    """Return made-up votes: statement 0 unites all, 1 divides the first camp from the rest, others lean by camp."""
    chance = np.random.default_rng(seed)
    leaning = chance.choice([0.1, 0.9], size=(len(sizes), STATEMENTS))
    leaning[:, 0], leaning[:, 1] = 0.97, [0.97] + [0.03] * (len(sizes) - 1)
    own = np.repeat(range(len(sizes)), sizes)
    votes = np.where(chance.random((len(own), STATEMENTS)) < leaning[own], AGREE, DISAGREE)
    votes = np.where(chance.random(votes.shape) < 0.05, PASS, votes)
    votes = np.where(chance.random(votes.shape) < seen, votes, UNSEEN).astype(np.int8)
    names = tuple(f"p{number}" for number in range(len(own)))
    return VoteTable(names, tuple(str(one) for one in range(STATEMENTS)), votes), own.tolist()


def groups_of(found: OpinionMap) -> list[int]:
    return [one.group or 0 for one in found.participants]


@pytest.mark.parametrize("sizes", [[60, 40], [50, 40, 30], [300, 20]])
def test_people_of_one_camp_get_one_group(sizes):
    table, own = camps(sizes)
    found = opinion_map(table)
    assert adjusted_rand_score(own, groups_of(found)) > 0.95
    assert len(found.groups) == len(sizes)


def test_the_same_votes_give_the_same_map():
    table, _own = camps([50, 40, 30], seen=0.4)
    assert opinion_map(table) == opinion_map(table)


def test_what_unites_all_groups_is_found_and_what_divides_them_is_not_among_it():
    found = opinion_map(camps([60, 40])[0])
    assert (UNITING, True) in {(one.statement, one.agrees) for one in found.consensus}
    assert DIVIDING not in {one.statement for one in found.consensus}
    assert DIVIDING in {each[0].statement for each in found.divisive}


def test_a_group_is_described_by_what_it_holds_more_than_the_others():
    found = opinion_map(camps([60, 40])[0])
    by_number = {one.number: {(said.statement, said.agrees) for said in one.representative} for one in found.groups}
    assert (DIVIDING, True) in by_number[1] or (DIVIDING, False) in by_number[2]
    assert (UNITING, True) not in by_number[1] | by_number[2]


def test_counts_come_with_an_interval_that_holds_their_share():
    for one in opinion_map(camps([60, 40])[0]).consensus:
        assert one.seen == one.agree + one.disagree + one.passed
        part = one.agree if one.agrees else one.disagree
        assert one.interval.low < part / one.seen < one.interval.high


def test_who_voted_on_fewer_than_seven_statements_gets_no_group():
    table, _own = camps([60, 40], seen=1.0)
    votes = table.votes.copy()
    votes[0, 7:], votes[1, 6:] = UNSEEN, UNSEEN
    found = opinion_map(VoteTable(table.participants, table.statements, votes))
    assert found.participants[0].group is not None
    assert found.participants[1].group is None
    assert sum(one.size for one in found.groups) == 99


def test_of_a_short_list_all_statements_must_be_voted_on():
    votes = np.array([[1, 1, 1], [1, 1, -1], [-1, -1, 1], [-1, -1, UNSEEN]], dtype=np.int8)
    found = opinion_map(VoteTable(("a", "b", "c", "d"), ("x", "y", "z"), votes))
    assert [one.group is None for one in found.participants] == [False, False, False, True]


def test_a_statement_that_was_moderated_out_is_never_shown():
    found = opinion_map(camps([60, 40])[0], moderated_out={UNITING, DIVIDING})
    shown = [said.statement for one in found.groups for said in one.representative]
    shown += [one.statement for one in found.consensus] + [each[0].statement for each in found.divisive]
    assert not {UNITING, DIVIDING} & set(shown)


def test_a_few_outliers_are_no_group_of_their_own():
    table, _own = camps([60, 40], seen=1.0)
    votes = np.vstack([table.votes, np.tile([1, -1], (2, STATEMENTS // 2)).astype(np.int8)])
    found = opinion_map(VoteTable((*table.participants, "odd", "odder"), table.statements, votes))
    assert min(one.size for one in found.groups) >= 5


def test_people_who_all_vote_alike_are_one_group():
    votes = np.ones((12, 8), dtype=np.int8)
    found = opinion_map(VoteTable(tuple("abcdefghijkl"), tuple("12345678"), votes))
    assert [one.size for one in found.groups] == [12]
    assert len(found.consensus) == 8


def test_a_map_of_nobody_is_refused():
    with pytest.raises(TooFewVotesError):
        opinion_map(VoteTable(("a",), ("x",), np.ones((1, 1), dtype=np.int8)))
    with pytest.raises(TooFewVotesError):
        opinion_map(camps([6, 6])[0], moderated_out={str(one) for one in range(STATEMENTS)})


def test_a_further_group_must_earn_its_place():
    spots = np.array([(0.0, 0.0), (10.0, 0.0)])
    places = np.concatenate([spot + np.random.default_rng(2).normal(size=(40, 2)) for spot in spots])
    found = group(places)
    assert set(found.labels) == {1, 2}
    assert found.silhouettes[2] > max(found.silhouettes[one] for one in (3, 4, 5))


def test_votes_that_do_not_fit_their_names_are_refused():
    with pytest.raises(ValueError, match="votes for"):
        VoteTable(("a",), ("x", "y"), np.ones((1, 1), dtype=np.int8))
