"""Ballots of households: the last valid one counts, the history stays, the sums are those of the table."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.villages import HOUSEHOLDS
from tests.votes import CLOSES, DURING, OPENS, Vote, voted

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.models import Ballot, BallotCast, Decision
from dinhlang.apps.transparency.actions import Request, RequestConflictError
from dinhlang.apps.transparency.models import OpenSubject, Record
from dinhlang.domain.decisions.ballots import Channel, Choice, count, digest_of_table
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError


@pytest.fixture
def vote(db: None) -> Vote:
    """Return a frozen vote."""
    return voted()


def test_the_last_ballot_counts_and_the_history_is_whole(vote: Vote) -> None:
    for minute, choice in enumerate((Choice.YES, Choice.NO, Choice.OTHER)):
        vote.cast(choice=choice, at=DURING + timedelta(minutes=minute))
    assert vote.ballots() == {"1": "other"}
    assert list(BallotCast.objects.order_by("number").values_list("number", "choice")) == [
        (1, "agree"), (2, "disagree"), (3, "other"),
    ]  # fmt: skip
    assert Record.objects.filter(event="decisions.ballot_given").count() == 3


def test_a_wrong_code_is_nobody(vote: Vote) -> None:
    with pytest.raises(NotFoundError):
        actions.cast(code="0000000000", choice=Choice.YES, at=DURING)


def test_a_code_may_be_typed_in_groups_and_small_letters(vote: Vote) -> None:
    code = vote.codes["1"].lower()
    assert actions.cast(code=f"{code[:5]} {code[5:]}", choice=Choice.YES, at=DURING).casts == 1


@pytest.mark.parametrize(("at", "said"), [(OPENS - timedelta(seconds=1), "Chưa đến giờ"), (CLOSES, "Đã hết giờ")])
def test_outside_its_hours_no_ballot_is_taken(vote: Vote, at, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RefusedError, match=said):
        vote.cast(at=at)


def test_an_old_ballot_sent_again_changes_nothing(vote: Vote) -> None:
    first = Request("ballot:1", b"a" * 32)
    given = vote.cast(choice=Choice.YES, request=first)
    vote.cast(choice=Choice.NO, request=Request("ballot:2", b"b" * 32))
    again = vote.cast(choice=Choice.YES, request=first)
    assert again.record_id == given.record_id
    assert vote.ballots() == {"1": "disagree"}
    with pytest.raises(RequestConflictError):
        vote.cast(choice=Choice.NO, request=Request("ballot:1", b"c" * 32))
    with pytest.raises(RequestConflictError):
        vote.cast("2", request=first)


def test_an_assisted_ballot_names_the_helping_post(vote: Vote) -> None:
    vote.assist()
    assert BallotCast.objects.get().helper == "Cán bộ tiếp nhận"
    made = Record.objects.get(event="decisions.ballot_given")
    assert (made.post_title, made.facts["channel"]) == ("Cán bộ tiếp nhận", "assisted")


@pytest.mark.parametrize("who", ["village_head", "receiver2", "auditor", "front"])
def test_the_village_head_and_strangers_type_no_ballot_for_others(vote: Vote, who: str) -> None:
    with pytest.raises(NotAllowedError):
        vote.assist(who=who)


def test_within_two_days_the_household_takes_an_assisted_ballot_back(vote: Vote) -> None:
    vote.assist(choice=Choice.YES)
    actions.object_to_assisted(code=vote.codes["1"], at=DURING + timedelta(hours=2))
    assert vote.ballots() == {"1": ""}
    assert vote.close().total.absent == HOUSEHOLDS
    with pytest.raises(RefusedError):
        actions.object_to_assisted(code=vote.codes["1"], at=DURING + timedelta(hours=3))


def test_a_ballot_taken_back_may_be_given_anew(vote: Vote) -> None:
    vote.assist(choice=Choice.YES)
    actions.object_to_assisted(code=vote.codes["1"], at=DURING + timedelta(hours=2))
    vote.cast(choice=Choice.NO, at=DURING + timedelta(hours=3))
    assert vote.ballots() == {"1": "disagree"}


def test_after_the_close_an_objection_marks_the_result(vote: Vote) -> None:
    vote.assist(at=CLOSES - timedelta(hours=1))
    vote.close()
    actions.object_to_assisted(code=vote.codes["1"], at=CLOSES + timedelta(hours=5))
    assert vote.ballots() == {"1": "agree"}
    found = queries.table(vote.decision.code)
    assert found is not None
    assert found.disputed == 1


@pytest.mark.parametrize("after", [timedelta(hours=48, seconds=1), timedelta(days=9)])
def test_after_two_days_it_stands(vote: Vote, after: timedelta) -> None:
    vote.assist(at=OPENS)
    with pytest.raises(RefusedError, match="48"):
        actions.object_to_assisted(code=vote.codes["1"], at=OPENS + after)


def test_an_own_ballot_is_nothing_to_object_to(vote: Vote) -> None:
    vote.cast()
    with pytest.raises(RefusedError):
        actions.object_to_assisted(code=vote.codes["1"], at=DURING)


def test_the_close_counts_all_and_publishes_a_table_that_adds_up(vote: Vote) -> None:
    for household, choice in (("1", Choice.YES), ("2", Choice.YES), ("3", Choice.NO), ("4", Choice.OTHER)):
        vote.cast(household, choice)
    total = vote.close().total
    assert (total.households, total.yes, total.no, total.other, total.absent) == (HOUSEHOLDS, 2, 1, 1, 8)
    table = queries.table(vote.decision.code)
    assert table is not None
    assert count(one.choice or None for one in table.rows) == total
    facts = Record.objects.get(event="decisions.counted").facts
    assert facts["table"] == digest_of_table((one.row_code, one.choice, one.channel) for one in table.rows).hex()
    assert (table.total.yes, table.outcome.needed) == (2, 7)
    assert OpenSubject.objects.filter(kind="decisions.ballot").count() == 4


def test_before_the_close_nobody_sees_the_table(vote: Vote) -> None:
    vote.cast()
    assert queries.table(vote.decision.code) is None


def test_nothing_closes_early_or_twice(vote: Vote) -> None:
    with pytest.raises(RefusedError, match="Chưa đến giờ"):
        vote.close(CLOSES - timedelta(seconds=1))
    assert actions.due_to_close(at=CLOSES) == [vote.decision.pk]
    vote.close()
    assert actions.due_to_close(at=CLOSES) == []
    with pytest.raises(RefusedError, match="đã kiểm phiếu"):
        vote.close()


def test_the_database_takes_no_ballot_after_the_count(vote: Vote) -> None:
    vote.cast()
    vote.close()
    for sql in (
        "UPDATE decisions_ballot SET choice = 'disagree'", "DELETE FROM decisions_ballot",
        "UPDATE decisions_ballotcast SET choice = 'disagree'", "UPDATE decisions_decision SET closed_at = NULL",
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_after_the_time_for_objections_rows_are_sealed_and_sums_stay(vote: Vote) -> None:
    vote.cast()
    vote.close()
    until = Decision.objects.get().objections_until
    assert until is not None
    assert actions.seal_tables(at=CLOSES + timedelta(days=15)) == 0
    assert actions.seal_tables(at=CLOSES + timedelta(days=16)) == 1
    table = queries.table(vote.decision.code)
    assert table is not None
    assert (table.rows, table.total.yes) == ((), 1)
    assert not OpenSubject.objects.filter(kind="decisions.ballot").exists()
    own = queries.own_row(vote.codes["1"])
    assert own is not None
    assert (own.row_code, own.choice) == (vote.rows["1"], "agree")


def test_the_record_of_a_ballot_names_no_household(vote: Vote) -> None:
    vote.cast()
    payload = bytes(Record.objects.get(event="decisions.ballot_given").payload).decode()
    assert vote.rows["1"] in payload
    assert vote.codes["1"] not in payload
    assert "Người thứ" not in payload


def test_ballots_cost_a_fixed_number_of_queries(vote: Vote, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    vote.cast()
    with django_assert_max_num_queries(8):
        vote.cast(choice=Choice.NO, request=Request("ballot:9", b"a" * 32))


def test_one_row_a_household_whatever_the_way(vote: Vote) -> None:
    vote.cast()
    vote.assist(choice=Choice.NO)
    assert Ballot.objects.count() == 1
    assert Ballot.objects.get().channel == Channel.ASSISTED
