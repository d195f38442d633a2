"""Slips on paper typed by two people, and who is at the meeting."""

import pytest
from tests.votes import CLOSES, DURING, Vote, voted

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import Minutes, NewMark
from dinhlang.apps.decisions.models import AttendanceMark, BallotCast, TypistSeat
from dinhlang.apps.transparency.models import PartSalt, Record
from dinhlang.domain.decisions.entries import Entry
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.uploads import Kept

SHEET = Kept("photo", "received-signed-sheets/ab/ab", b"s" * 32, 100)
MINUTES = Minutes("", "Trưởng Ban công tác Mặt trận", "Lê Thị Thư", "", "hộ số 3, hộ số 7")


@pytest.fixture
def vote(db: None) -> Vote:
    """Return a vote whose slips go from door to door."""
    return voted(form="ballot", consent_yes=None)


def type_(vote: Vote, who: str, **typed: Entry | None):  # type: ignore[no-untyped-def]
    lines = {vote.rows[household[1:]]: choice for household, choice in typed.items()}
    return actions.type_slips(actor=vote.village.who(who), decision_id=vote.decision.pk, typed=lines, at=DURING)


def accept(vote: Vote, who: str = "village_head", at=CLOSES):  # type: ignore[no-untyped-def]
    told = {"actor": vote.village.who(who), "decision_id": vote.decision.pk, "sheet": SHEET, "at": at}
    actions.accept_slips(minutes=MINUTES, **told)
    found = queries.table(vote.decision.code)
    assert found is not None
    return found


def test_what_two_typed_alike_is_counted_and_the_scan_is_in_the_log(vote: Vote) -> None:
    for who in ("village_head", "receiver"):
        type_(vote, who, h1=Entry.AGREE, h2=Entry.DISAGREE, h3=Entry.INVALID)
    total = accept(vote).total
    assert (total.yes, total.no, total.absent) == (1, 1, 10)
    made = Record.objects.get(event="decisions.slips_accepted")
    assert made.facts["invalid"] == 1
    assert PartSalt.objects.filter(record=made, part="file").exists()
    told = queries.minutes(vote.decision.pk)
    assert told is not None
    assert (told.counters, told.witnesses) == ("A, B, C", "hộ số 3, hộ số 7")  # the team stands since the schedule
    assert [one.waits for one in queries.sheets_of(vote.decision.pk)] == [True]
    assert set(BallotCast.objects.values_list("channel", flat=True)) == {"paper"}


def test_a_difference_is_shown_and_stops_the_count(vote: Vote) -> None:
    type_(vote, "village_head", h1=Entry.AGREE, h2=Entry.AGREE)
    type_(vote, "receiver", h1=Entry.DISAGREE)
    found = queries.comparison(vote.decision.pk)
    assert {code for code, _ in found.differences} == {vote.rows["1"], vote.rows["2"]}
    with pytest.raises(RefusedError, match="khác nhau"):
        accept(vote)
    type_(vote, "receiver", h1=Entry.AGREE, h2=Entry.AGREE)
    assert accept(vote).total.yes == 2


def test_one_person_never_types_twice_and_a_third_has_no_seat(vote: Vote) -> None:
    assert [type_(vote, "village_head", h1=Entry.AGREE) for _ in range(2)] == [1, 1]
    with pytest.raises(RefusedError, match="hai người"):
        accept(vote)
    assert type_(vote, "receiver", h1=Entry.AGREE) == 2
    with pytest.raises(NotAllowedError):
        type_(vote, "head", h1=Entry.AGREE)
    assert TypistSeat.objects.count() == 2


def test_before_the_other_is_there_nothing_is_compared(vote: Vote) -> None:
    type_(vote, "village_head", h1=Entry.AGREE)
    assert queries.comparison(vote.decision.pk).differences == ()


@pytest.mark.parametrize("who", ["receiver2", "auditor", "front"])
def test_strangers_neither_type_nor_count_nor_mark(vote: Vote, who: str) -> None:
    for act in (
        lambda: type_(vote, who, h1=Entry.AGREE),
        lambda: accept(vote, who),
        lambda: mark(vote, "k1", "1", who=who),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_an_officer_who_types_does_not_announce(vote: Vote) -> None:
    User.objects.get(email="handler@vinhlong.example")
    with pytest.raises(NotAllowedError):
        accept(vote, "handler")


def test_paper_is_not_counted_before_its_time_or_twice(vote: Vote) -> None:
    for who in ("village_head", "receiver"):
        type_(vote, who, h1=Entry.AGREE)
    with pytest.raises(RefusedError, match="Chưa hết giờ"):
        accept(vote, at=DURING)
    assert actions.due_to_close(at=CLOSES) == []
    accept(vote)
    with pytest.raises(RefusedError, match="đã kiểm phiếu"):
        accept(vote)
    with pytest.raises(RefusedError, match="đã kiểm phiếu"):
        type_(vote, "receiver", h1=Entry.DISAGREE)


def test_a_code_of_another_vote_is_refused(vote: Vote) -> None:
    with pytest.raises(RefusedError, match="không thuộc"):
        actions.type_slips(
            actor=vote.village.head, decision_id=vote.decision.pk, typed={"ZZZZZZ": Entry.AGREE}, at=DURING
        )


def mark(
    vote: Vote, key: str, household: str, *, present: bool = True, device: str = "a", who: str = "village_head", **more
):  # type: ignore[no-untyped-def]
    one = NewMark(key, vote.rows[household], present, device, DURING, **more)
    return actions.mark_attendance(actor=vote.village.who(who), decision_id=vote.decision.pk, marks=[one], at=DURING)


def test_a_tap_sent_twice_is_one_and_telephones_that_differ_are_shown(vote: Vote) -> None:
    assert [mark(vote, "k1", "1") for _ in range(2)] == [1, 0]
    assert queries.present(vote.decision.pk) == 1
    mark(vote, "k2", "1", present=False, device="b")
    seats = {one.household: one.standing for one in queries.attendance(vote.decision.pk)}
    assert seats["1"].differs
    mark(vote, "k3", "1", device="b", settles=True)
    seats = {one.household: one.standing for one in queries.attendance(vote.decision.pk)}
    assert (seats["1"].present, seats["1"].differs) == (True, False)


def test_a_telephone_whose_clock_runs_ahead_does_not_win(vote: Vote) -> None:
    ahead = NewMark("k1", vote.rows["1"], True, "a", CLOSES)
    actions.mark_attendance(actor=vote.village.head, decision_id=vote.decision.pk, marks=[ahead], at=DURING)
    assert AttendanceMark.objects.get().marked_at == DURING


def test_the_list_of_a_meeting_costs_two_queries(vote: Vote, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(2):
        assert len(queries.attendance(vote.decision.pk)) == 12
