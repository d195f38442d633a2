"""Many at once on a real database: double ballots (trust test 18), replays (19), the close under load (23).

The oracle stands outside: each thread keeps what it was told, and the told is compared with what is stored.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier, Event, Lock
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections
from tests.villages import moment
from tests.votes import CLOSES, DURING, Vote, voted

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewChange
from dinhlang.apps.decisions.models import Ballot, BallotCast, Decision, HouseholdSignIn, RollLine
from dinhlang.apps.transparency.actions import Request, RequestConflictError
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.ballots import Choice, Tally, count, digest_of_table
from dinhlang.domain.decisions.rolls import Change, digest_of_codes
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db(transaction=True)
CHOICES = list(Choice)
THREADS, SEED = 16, 20261123


@pytest.fixture
def vote(transactional_db: None) -> Iterator[Vote]:
    """Return a frozen vote that other connections see."""
    yield voted()
    connections.close_all()


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    """Do a piece of work many times, always some at the same instant; return what each was told."""
    start = Barrier(min(THREADS, times))

    def one(number: int) -> Any:
        try:
            if number < THREADS:
                start.wait(timeout=20)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(times)))


def stored(vote: Vote) -> dict[str, tuple[str, int]]:
    """Return choice and number of the ballot that counts, by row code."""
    rows = Ballot.objects.filter(line__decision=vote.decision).values_list("line__row_code", "choice", "casts")
    return {code: (choice, casts) for code, choice, casts in rows}


def test_200_ballots_of_one_household_over_two_ways_count_once(vote: Vote) -> None:
    def give(number: int) -> tuple[int, str]:
        choice = CHOICES[number % 3]
        given = vote.cast(choice=choice) if number % 2 else vote.assist(choice=choice)
        return given.casts, choice.value

    told = dict(at_once(give, 200))
    assert sorted(told) == list(range(1, 201))  # each was told another number: none was lost, none counted twice
    history = dict(BallotCast.objects.values_list("number", "choice"))
    assert history == told
    assert stored(vote) == {vote.rows["1"]: (told[200], 200)}
    assert set(BallotCast.objects.values_list("channel", flat=True)) == {"phone", "assisted"}
    rows = Record.objects.filter(event="decisions.ballot_given").order_by("id").values_list("id", "previous_id")
    assert [previous for _id, previous in rows] == [None, *(one for one, _previous in rows)][:-1]
    assert vote.close().total.voted == 1


def test_the_same_ballot_sent_fifty_times_is_one(vote: Vote) -> None:
    request = Request("ballot:same", b"s" * 32)
    told = at_once(lambda _number: vote.cast(request=request).record_id, 50)
    assert len(set(told)) == 1
    assert BallotCast.objects.count() == 1


def test_one_key_for_two_households_counts_for_one(vote: Vote) -> None:
    request = Request("ballot:shared", b"s" * 32)

    def give(number: int) -> bool:
        try:
            vote.cast(str(number % 2 + 1), request=request)
        except (RequestConflictError, IntegrityError):
            return False
        return True

    assert any(at_once(give, 20))
    assert BallotCast.objects.count() == 1


def test_an_old_ballot_replayed_in_a_storm_of_changes_never_counts_again(vote: Vote) -> None:
    first = Request("ballot:old", b"o" * 32)
    vote.cast(choice=Choice.YES, request=first)

    def storm(number: int) -> None:
        if number % 2:
            vote.cast(choice=Choice.YES, request=first)
        else:
            vote.cast(choice=Choice.NO)

    at_once(storm, 60)
    assert BallotCast.objects.filter(choice="agree").count() == 1
    assert stored(vote) == {vote.rows["1"]: ("disagree", 31)}


@pytest.mark.parametrize("seed", [SEED, SEED + 1, SEED + 2])
def test_what_is_announced_at_the_close_is_what_is_stored(vote: Vote, seed: int) -> None:
    chance, lock, closed = random.Random(seed), Lock(), Event()
    plan = [(str(chance.randrange(1, 13)), chance.choice(CHOICES)) for _ in range(240)]
    last: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    closer, announced = chance.randrange(60, 120), []

    def work(number: int) -> None:
        if number == closer:
            announced.append(vote.close())
            closed.set()
            return
        household, choice = plan[number]
        with suppress(RefusedError):  # after the count: not acknowledged, so nobody was promised anything
            given = vote.cast(household, choice, at=CLOSES - timedelta(seconds=1))
            with lock:
                row = vote.rows[household]
                last[row] = max(last[row], (given.casts, choice.value))

    at_once(work, 240)
    assert closed.is_set()
    acknowledged = {row: choice for row, (_number, choice) in last.items()}
    assert {row: choice for row, (choice, _casts) in stored(vote).items()} == acknowledged
    sums: Tally = announced[0].total
    assert sums == count([*acknowledged.values(), *[None] * (12 - len(acknowledged))])
    table = queries.table(vote.decision.code)
    assert table is not None
    assert announced[0].digest == digest_of_table((one.row_code, one.choice, one.channel) for one in table.rows)
    with pytest.raises(RefusedError):
        vote.cast(at=CLOSES - timedelta(seconds=1))


def test_roll_times_and_rule_stand_still_while_everything_is_tried_at_the_close(vote: Vote) -> None:
    frozen = Record.objects.get(event="decisions.frozen").facts
    new = NewChange(Change.ADDED, "Mới tách hộ", number="13", name="Lê Thị Mới")
    actions.propose_change(actor=vote.village.head, village_id=vote.village.unit.id, new=new, at=moment(2))
    announced: list[actions.Closed] = []

    def move(sql: str) -> None:
        with suppress(IntegrityError), connection.cursor() as cursor:
            cursor.execute(sql, [vote.decision.pk])

    def work(number: int) -> None:
        if number == 20:
            announced.append(vote.close())
        elif number % 5 == 0:
            actions.apply_due_changes(at=moment(10))
        elif number % 5 == 1:
            move("UPDATE decisions_decision SET closes_at = closes_at + interval '1 day' WHERE id = %s")
        elif number % 5 == 2:
            move("UPDATE decisions_decision SET rule_version = 'khác', roll_size = 13 WHERE id = %s")
        elif number % 5 == 3:
            move("DELETE FROM decisions_rollline WHERE decision_id = %s")
        else:
            with suppress(RefusedError):
                vote.cast(str(number % 12 + 1), at=DURING)

    at_once(work, 60)
    total = announced[0].total
    assert queries.roll_size(vote.village.unit.id, date(2026, 3, 30)) == 13  # the village's roll went on
    assert total.households == frozen["households"] == 12
    codes = RollLine.objects.filter(decision=vote.decision).values_list("row_code", flat=True)
    assert digest_of_codes(codes).hex() == frozen["rows"]
    assert total.yes == Ballot.objects.filter(choice="agree").count()
    facts = Record.objects.get(event="decisions.counted").facts
    assert (facts["rule_version"], Decision.objects.get().rule_version) == (frozen["rule_version"],) * 2
    assert Decision.objects.get().closes_at == CLOSES


def test_of_many_households_that_tie_one_account_at_once_one_gets_it(vote: Vote) -> None:
    codes = list(vote.codes.values())

    def tie(number: int) -> bool:
        try:
            actions.tie_account(slip=codes[number], lookup=b"a" * 32, at=DURING)
        except RefusedError:
            return False
        return True

    assert sum(at_once(tie, len(codes))) == 1
    assert HouseholdSignIn.objects.count() == 1
