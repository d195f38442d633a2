"""A household ties a telephone with its slip; its digits open the ballots of that household and of no other."""

import logging
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings
from tests.telephones import GATEWAY, NUMBER, OTHER, digits, texts, wrong
from tests.villages import moment
from tests.votes import CLOSES, DURING, Vote, drafted, voted

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.models import BallotCast, HouseholdPass, HouseholdSignIn, TelephoneCode
from dinhlang.apps.notifications import actions as notifications
from dinhlang.apps.notifications.models import SMS, Message
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.sign_in import Way
from dinhlang.lib.refusal import NotFoundError, RefusedError

MINUTE = timedelta(minutes=1)


@pytest.fixture
def vote(db: None, settings: Settings) -> Vote:
    """Return an open vote where messages can be sent."""
    settings.SMS_URL = GATEWAY
    return voted(3)


def tie(vote: Vote, household: str = "1", number: str = NUMBER, at: datetime = DURING) -> None:
    secret = actions.send_digits(typed=number, at=at, slip=vote.codes[household])
    assert actions.tie_telephone(slip=vote.codes[household], secret=secret, typed=digits(), at=at)


def enter(number: str = NUMBER, at: datetime = DURING) -> str:
    """Return the pass that the digits give."""
    secret = actions.send_digits(typed=number, at=at)
    opened = actions.open_by_telephone(secret=secret, typed=digits(), at=at)
    assert opened is not None
    return opened[0].secret


def test_the_digits_open_the_ballot_which_is_a_ballot_like_that_of_the_slip(vote: Vote) -> None:
    tie(vote)
    actions.cast(code=vote.codes["1"], choice=Choice.YES, at=DURING)
    given = actions.cast(code=enter(), choice=Choice.NO, at=DURING + MINUTE)
    assert (given.row_code, given.casts, vote.ballots()) == (vote.rows["1"], 2, {"1": "disagree"})
    assert set(BallotCast.objects.values_list("channel", flat=True)) == {"phone"}


def test_a_number_nobody_tied_gets_the_same_answer_and_no_message(vote: Vote) -> None:
    tie(vote)
    before, strange = len(texts()), actions.send_digits(typed=OTHER, at=DURING)
    known = actions.send_digits(typed=NUMBER, at=DURING)
    assert len(strange) == len(known)
    assert [one[0] for one in texts()[before:]] == ["+84912345678"]
    assert actions.open_by_telephone(secret=strange, typed=digits(), at=DURING) is None


def test_wrong_digits_are_few_and_then_the_right_ones_come_too_late(vote: Vote) -> None:
    tie(vote)
    secret = actions.send_digits(typed=NUMBER, at=DURING)
    right = digits()
    for _ in range(5):
        assert actions.open_by_telephone(secret=secret, typed=wrong(right), at=DURING) is None
    assert actions.open_by_telephone(secret=secret, typed=right, at=DURING) is None


@pytest.mark.parametrize(("after", "opens"), [(9, True), (10, False)])
def test_digits_live_ten_minutes_and_open_once(vote: Vote, after: int, opens: bool) -> None:
    tie(vote)
    secret = actions.send_digits(typed=NUMBER, at=DURING)
    right, at = digits(), DURING + after * MINUTE
    assert (actions.open_by_telephone(secret=secret, typed=right, at=at) is not None) is opens
    assert actions.open_by_telephone(secret=secret, typed=right, at=at) is None


def test_a_pass_lives_twenty_minutes_and_takes_no_ballot_after_the_close(vote: Vote) -> None:
    tie(vote)
    mine, late = enter(), enter(at=CLOSES - MINUTE)
    assert queries.own_row(mine, DURING + 19 * MINUTE) is not None
    assert queries.own_row(mine, DURING + 20 * MINUTE) is None
    with pytest.raises(NotFoundError):
        actions.cast(code=mine, choice=Choice.YES, at=DURING + 20 * MINUTE)
    with pytest.raises(RefusedError, match="hết giờ"):
        actions.cast(code=late, choice=Choice.YES, at=CLOSES)


def test_a_pass_is_no_slip_for_the_office_or_for_another_telephone(vote: Vote) -> None:
    tie(vote)
    mine = enter()
    assert queries.own_row(mine) is None
    with pytest.raises(NotFoundError):
        actions.send_digits(typed=OTHER, at=DURING, slip=mine)
    with pytest.raises(NotFoundError):
        actions.cast_assisted(actor=vote.village.who("receiver"), code=mine, choice=Choice.YES, at=DURING)


def test_digits_for_opening_tie_nothing_and_digits_of_one_slip_tie_no_other_household(vote: Vote) -> None:
    tie(vote)
    opening = actions.send_digits(typed=NUMBER, at=DURING)
    assert not actions.tie_telephone(slip=vote.codes["2"], secret=opening, typed=digits(), at=DURING)
    tying = actions.send_digits(typed=OTHER, at=DURING, slip=vote.codes["2"])
    assert not actions.tie_telephone(slip=vote.codes["3"], secret=tying, typed=digits(), at=DURING)
    assert actions.open_by_telephone(secret=tying, typed=digits(), at=DURING) is None


def test_one_number_serves_one_household_until_that_one_ends_it(vote: Vote) -> None:
    tie(vote)
    secret = actions.send_digits(typed=NUMBER, at=DURING, slip=vote.codes["2"])
    told = {"slip": vote.codes["2"], "secret": secret, "typed": digits(), "at": DURING}
    with pytest.raises(RefusedError, match="hộ khác"):
        actions.tie_telephone(**told)
    actions.end_sign_in(code=vote.codes["1"], way=Way.PHONE, at=DURING)
    assert actions.tie_telephone(**told)
    assert actions.cast(code=enter(), choice=Choice.YES, at=DURING).row_code == vote.rows["2"]


def test_another_number_takes_the_place_of_the_first_and_the_first_is_told(vote: Vote) -> None:
    tie(vote)
    tie(vote, number=OTHER)
    assert [one.ended_at for one in HouseholdSignIn.objects.order_by("pk")] == [DURING, None]
    assert texts()[-1][0] == "+84912345678"
    assert "không còn" in texts()[-1][1]


def test_what_is_ended_opens_nothing_not_even_by_a_pass_from_before(vote: Vote) -> None:
    tie(vote)
    mine = enter()
    actions.end_sign_in(code=vote.codes["1"], way=Way.PHONE, at=DURING)
    assert queries.own_row(mine, DURING) is None
    kept = HouseholdSignIn.objects.get()
    assert (bytes(kept.lookup), kept.sealed) == (b"", "")
    with pytest.raises(RefusedError, match="không có số"):
        actions.end_sign_in(code=vote.codes["1"], way=Way.PHONE, at=DURING)


def test_every_vote_of_the_household_is_opened_the_open_ones_first(vote: Vote) -> None:
    tie(vote)
    second = drafted(vote.village, consent_yes=3, closes_at=CLOSES + timedelta(days=1))
    actions.freeze(actor=vote.village.head, decision_id=second.pk, at=moment(8))
    vote.close()
    secret = actions.send_digits(typed=NUMBER, at=CLOSES)
    opened = actions.open_by_telephone(secret=secret, typed=digits(), at=CLOSES)
    assert [one.vote.id for one in opened or ()] == [second.pk, vote.decision.pk]
    actions.seal_tables(at=CLOSES + timedelta(days=20))
    late = CLOSES + timedelta(days=20)
    secret = actions.send_digits(typed=NUMBER, at=late)
    assert actions.open_by_telephone(secret=secret, typed=digits(), at=late) is not None


def test_an_assisted_ballot_is_told_to_the_telephone_of_the_household_once_without_the_choice(vote: Vote) -> None:
    vote.assist("2")
    assert texts() == []
    tie(vote)
    vote.assist("1", Choice.NO)
    number, words = texts()[-1]
    assert number == "+84912345678"
    assert "Cán bộ tiếp nhận" in words
    assert "12/03" in words  # forty-eight hours later
    assert not any(one in words.lower() for one in ("đồng ý", "ý kiến khác"))
    actions.object_to_assisted(code=enter(), at=DURING + MINUTE)
    assert vote.ballots() == {"1": "", "2": "agree"}


def test_digits_and_passes_are_deleted_when_their_time_is_over(vote: Vote) -> None:
    tie(vote)
    enter()
    actions.send_digits(typed=OTHER, at=DURING)
    actions.forget_sign_ins(at=DURING + 30 * MINUTE)
    assert (TelephoneCode.objects.count(), HouseholdPass.objects.count()) == (0, 0)


def test_the_number_stands_in_no_row_no_record_and_no_line_of_the_log(
    vote: Vote, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        tie(vote)
        vote.assist()
        enter()
        for one in Message.objects.filter(way=SMS):  # nobody listens at the gateway
            notifications.deliver(message_id=one.pk, at=DURING)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{name}" AS one WHERE one::text LIKE %s', ["%912345678%"])
            assert (name, cursor.fetchone()) == (name, (0,))
    assert "912345678" not in caplog.text
    made = Record.objects.get(event="decisions.sign_in_tied")
    assert made.facts == {"way": "phone"}


def test_a_message_is_tried_again_while_its_digits_live_and_then_forgotten(vote: Vote) -> None:
    tie(vote)
    Message.objects.all().delete()
    actions.send_digits(typed=NUMBER, at=DURING)
    message, at = Message.objects.get(), DURING
    while message.next_at is not None:
        at = message.next_at
        notifications.deliver(message_id=message.pk, at=at)
        message.refresh_from_db()
    assert (message.state, message.attempts, message.address, message.text) == ("failed", 3, "", "")
    assert at < DURING + 10 * MINUTE


def test_without_a_gateway_no_telephone_is_tied_or_opened(vote: Vote, settings: Settings) -> None:
    settings.SMS_URL = ""
    with pytest.raises(RefusedError, match="mã trên phiếu"):
        actions.send_digits(typed=NUMBER, at=DURING)
    with pytest.raises(RefusedError, match="di động"):
        actions.send_digits(typed="113", at=DURING)
