"""The invented decisions: one at each station, all lawful, all marked as invented."""

from datetime import datetime

import pytest
from tests.province import ZONE, found

from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.models import Decision, Picture
from dinhlang.cli.demo_province.villages import Village
from dinhlang.cli.demo_province.villages_deciding import STORIES, load_decisions
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.initiatives import Standing
from dinhlang.domain.decisions.states import COMING, DECIDED, State
from dinhlang.domain.organisations.kinds import Subkind

HAMLETS = [Village("T1-A1", "T1", "Ấp Phước Hậu", Subkind.AP, 60, 10.2, 106.0)]


@pytest.mark.parametrize("today", [datetime(2026, 11, 23, 6, tzinfo=ZONE), datetime(2026, 5, 4, 6, tzinfo=ZONE)])
def test_each_story_stands_where_it_says_whatever_the_day(db: None, today: datetime) -> None:
    found(datetime(2025, 9, 1, 8, tzinfo=ZONE))
    assert load_decisions(HAMLETS, seed=1, at=today) == len(STORIES)
    rows = queries.newest((*COMING, *DECIDED))
    polls, rounds = [State.PASSED, State.OPEN], [State.SUBMITTED, State.OPEN]
    together = [State.RECOGNISED, State.PASSED]  # the parts of villages stand on its page; two seats, two rounds
    assert sorted(one.state for one in rows) == sorted([*(one.until for one in STORIES), *polls, *rounds, *together])
    assert all(one.is_demo for one in rows)
    assert Decision.objects.get(state=State.FAILED.value).roll_size == 60
    (road,) = [one for one in rows if one.state is State.REPORTED]
    told = queries.account(road.id)
    assert told.final is not None
    assert (told.sums.payers, told.sums.left) == (45, told.final.money_in - told.final.money_out)
    assert Picture.objects.filter(is_demo=True, state="waiting").count() == 5
    assert {one.standing for one in queries.initiatives_of([road.unit_id])} == {Standing.GATHERING, Standing.REACHED}
    assert queries.conferences_of(road.unit_id)
    paper = {one.state: one for one in rows if one.form is Form.BALLOT}
    assert queries.comparison(paper[State.SUBMITTED].id).is_whole
    assert len(queries.comparison(paper[State.OPEN].id).posts) == 1  # waits for its second typist
    said = [one for row in rows for one in queries.result_objections(row.id)]
    assert sorted(bool(one.reply) for one in said) == [False, True]
    (board,) = [one for row in rows if row.is_election and (one := queries.election(row.id)) and one.seats == 2]
    assert (len(board.rounds), board.open_seats) == (2, 0)
    elections = [one for row in rows if row.is_election and (one := queries.election(row.id))]
    assert [one.left_words for election in elections for one in election.left] == ["rút tên bằng văn bản"]
    assert queries.notices_done(road)
    (whole,) = [one for one in rows if one.is_of_commune]
    assert queries.account(whole.id).sums.lines == 2


def test_a_province_of_three_weeks_has_decided_nothing_yet(db: None) -> None:
    found(datetime(2025, 7, 2, 8, tzinfo=ZONE))
    assert load_decisions(HAMLETS, seed=1, at=datetime(2025, 7, 20, 6, tzinfo=ZONE)) == 0
