"""An election: the list and its freeze, rounds, recognition or another election."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.deciding import BOARD, HEAD, MEETING, MINUTES, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import Minutes, NewBoard, NewCandidate, NewRound, NewSitting
from dinhlang.apps.decisions.models import Candidate, CandidateVotes, Election, ElectionRound
from dinhlang.apps.decisions.queries import ElectionView
from dinhlang.apps.transparency.models import PartSalt, Record
from dinhlang.domain.decisions.elections import Ending, Introduced
from dinhlang.domain.decisions.entries import Entry, SumDifference, Sums
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import Board
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError
from dinhlang.lib.uploads import Kept

DAY = moment(29)  # 27 days ahead: every notice of an election of the head is in time
TWO = NewBoard(Board.INVESTMENT, Step.ELECT, 2, "Bầu hai người giám sát đường", "Hai người.", "Đường đan tổ 6")
SOMEBODY = NewCandidate("Phạm Văn Ba", 1975, "thợ mộc", Introduced.SELF, "", date(2026, 3, 2))

SUMS = Sums(given=12, valid=10, invalid=1, votes={1: 6, 2: 4})
SHEET = Kept("photo", "received-signed-sheets/ab/ab", b"s" * 32, 100)


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def told(made: int) -> ElectionView:
    found = queries.election(made)
    assert found is not None
    return found


def two_seats(at: Deciding, names: tuple[str, ...] = ("A", "B", "C")) -> int:
    """Return an open election of two members of a board."""
    made = actions.propose_board(actor=at.head, unit_id=at.village.unit.id, new=TWO, at=moment(2))
    actions.agree(actor=at.board, decision_id=made, at=moment(2))
    actions.schedule(actor=at.head, decision_id=made, meeting_at=MEETING, place="Nhà văn hóa ấp", at=moment(3))
    for name in names:
        actions.add_candidate(actor=at.board, decision_id=made, new=replace(SOMEBODY, name=name), at=moment(3))
    actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(3))
    return actions.open_meeting(actor=at.head, decision_id=made, at=MEETING)


def test_the_fronts_board_makes_the_list_withdraws_and_freezes_it(at: Deciding) -> None:
    made = at.scheduled(HEAD, meeting=DAY)
    for other in (at.head, at.committee, at.front):
        with pytest.raises(NotAllowedError):
            actions.add_candidate(actor=other, decision_id=made, new=SOMEBODY, at=moment(3))
    with pytest.raises(RefusedError, match="mới có 0"):
        actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(3))
    for name in ("A", "B", "C"):
        new = replace(SOMEBODY, name=name, introduced=Introduced.FRONT)
        actions.add_candidate(actor=at.board, decision_id=made, new=new, at=moment(3))
    gone: dict[str, Any] = {"decision_id": made, "place": 2, "at": moment(4)}
    with pytest.raises(NotAllowedError):
        actions.withdraw_candidate(actor=at.head, reason="Đi xa.", **gone)
    with pytest.raises(RefusedError):
        actions.withdraw_candidate(actor=at.board, reason=" ", **gone)
    actions.withdraw_candidate(actor=at.board, reason="Đi làm xa.", **gone)
    with pytest.raises(NotFoundError):
        actions.withdraw_candidate(actor=at.board, reason="Lần nữa.", **gone)
    with pytest.raises(NotAllowedError):
        actions.freeze_candidates(actor=at.head, decision_id=made, at=moment(4))
    actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(4))
    assert [one.name for one in told(made).standing] == ["A", "C"]
    frozen = Record.objects.get(event="decisions.candidates_frozen")
    assert (frozen.facts["candidates"], frozen.facts["due"], len(frozen.facts["list"])) == (2, "2026-03-13", 64)
    for act in (actions.freeze_candidates, actions.add_candidate, actions.withdraw_candidate):
        more = {actions.add_candidate: {"new": SOMEBODY}, actions.withdraw_candidate: {"place": 1, "reason": "Rút."}}
        with pytest.raises((RefusedError, NotAllowedError)):
            act(actor=at.board, decision_id=made, at=moment(5), **more.get(act, {}))  # type: ignore[operator]


def test_the_database_refuses_another_list_after_the_freeze_and_other_votes_after_the_count(at: Deciding) -> None:
    made = at.counted(new=BOARD)
    for change in (
        lambda: Candidate.objects.filter(election_id=made, place=1).update(name="Người khác"),
        lambda: Candidate.objects.filter(election_id=made, place=2).delete(),
        lambda: Election.objects.filter(pk=made).update(seats=2),
        lambda: CandidateVotes.objects.filter(round__election_id=made).update(votes=12),
        lambda: ElectionRound.objects.filter(election_id=made).update(needed=1),
        lambda: Candidate.objects.create(
            election_id=made, place=9, name="Thêm", birth_year=1980, occupation="x", introduced="self",
            agreed_on=DAY.date(), at_meeting=True,
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_list_that_comes_too_late_to_the_committee_is_refused_and_nobody_votes_without_one(at: Deciding) -> None:
    made = at.scheduled(HEAD, meeting=DAY)
    actions.add_candidate(actor=at.board, decision_id=made, new=SOMEBODY, at=moment(3))
    with pytest.raises(RefusedError, match="ít nhất một người"):
        actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(3))
    named = replace(SOMEBODY, introduced=Introduced.FRONT)
    actions.add_candidate(actor=at.board, decision_id=made, new=named, at=moment(3))
    with pytest.raises(RefusedError, match="13/03/2026"):  # the fifteenth day before is a Saturday
        actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(14))
    with pytest.raises(RefusedError, match="Chưa chốt"):
        actions.open_meeting(actor=at.board, decision_id=made, at=DAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"occupation": ""}, "occupation"), ({"birth_year": 1890}, "birth_year"),
     ({"birth_year": 2026}, "birth_year"), ({"agreed_on": date(2026, 3, 9)}, "agreed_on")],
)  # fmt: skip
def test_a_candidate_who_is_half_told_is_refused(at: Deciding, change: dict[str, Any], field: str) -> None:
    made = at.proposed(HEAD)
    with pytest.raises(RefusedError) as refused:
        actions.add_candidate(actor=at.board, decision_id=made, new=replace(SOMEBODY, **change), at=moment(3))
    assert refused.value.field == field


def test_what_elects_nobody_has_no_candidates(at: Deciding) -> None:
    with pytest.raises(RefusedError, match="không bầu người"):
        actions.add_candidate(actor=at.board, decision_id=at.proposed(), new=SOMEBODY, at=moment(3))


def test_households_nominate_at_the_meeting_until_the_first_count(at: Deciding) -> None:
    made = two_seats(at)
    third = replace(SOMEBODY, introduced=Introduced.HOUSEHOLDS, agreed_on=MEETING.date())
    with pytest.raises(NotAllowedError):
        actions.add_candidate(actor=at.committee, decision_id=made, new=third, at=MEETING)
    actions.add_candidate(actor=at.head, decision_id=made, new=third, at=MEETING)
    assert told(made).standing[3].at_meeting
    votes = {1: 9, 2: 5, 3: 2, 4: 3}
    actions.count_round(
        actor=at.head, decision_id=made, minutes=MINUTES, new=NewRound(present=11, votes=votes), at=MEETING
    )
    with pytest.raises(RefusedError, match="trước khi bầu"):
        actions.add_candidate(actor=at.head, decision_id=made, new=third, at=MEETING)


def test_equal_votes_on_the_last_seat_are_voted_again_among_those_who_share_it(at: Deciding) -> None:
    made = two_seats(at)
    say: dict[str, Any] = {"actor": at.head, "decision_id": made, "minutes": MINUTES, "at": MEETING}
    actions.count_round(new=NewRound(11, {1: 8, 2: 7, 3: 7}), **say)
    assert (at.shown(made).state, told(made).rounds[0].ending) == (State.OPEN, Ending.TIED)
    with pytest.raises(RefusedError, match="từng người"):
        actions.count_round(new=NewRound(11, {1: 8, 2: 7, 3: 7}), **say)
    actions.count_round(new=NewRound(10, {2: 3, 3: 7}), **say)
    found, shown = told(made), at.shown(made)
    assert [one.name for one in found.elected] == ["A", "C"]
    assert (shown.state, shown.yes, shown.needed, shown.present) == (State.PASSED, 8, 7, 11)
    counted = Record.objects.get(event="decisions.counted")
    assert (counted.facts["elected"], counted.facts["open_seats"]) == ([1, 3], 0)
    assert Record.objects.filter(event="decisions.round_counted").count() == 2


@pytest.mark.parametrize(
    ("votes", "elected", "state"), [({1: 8, 2: 5, 3: 3}, ["A"], State.PASSED), ({1: 6, 2: 6, 3: 6}, [], State.FAILED)]
)
def test_seats_that_nobody_has_enough_for_are_elected_again_as_a_new_matter(
    at: Deciding, votes: dict[int, int], elected: list[str], state: State
) -> None:
    made = two_seats(at)
    say: dict[str, Any] = {"actor": at.head, "decision_id": made, "at": MEETING}
    with pytest.raises(RefusedError, match="vòng nào"):
        actions.end_election(**say)
    actions.count_round(minutes=MINUTES, new=NewRound(11, votes), **say)
    for act in (actions.end_election, actions.elect_again):
        with pytest.raises(NotAllowedError):
            act(actor=at.board, decision_id=made, at=MEETING)
    actions.end_election(**say)
    assert ([one.name for one in told(made).elected], at.shown(made).state) == (elected, state)
    again = actions.elect_again(**say)
    found, origin = told(again), queries.origins(again)[0]
    assert origin is not None
    assert (found.seats, found.frozen_at, found.candidates) == (2 - len(elected), None, ())
    assert (at.shown(again).state, at.shown(again).earlier_code, origin.board, origin.seats) == (
        State.AGREED, at.shown(made).code, Board.INVESTMENT, found.seats,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="lần nữa"):
        actions.elect_again(**say)


def test_the_committee_that_does_not_recognise_sets_another_election_going(at: Deciding) -> None:
    made = at.counted(new=HEAD, meeting=DAY)
    with pytest.raises(RefusedError):
        actions.elect_again(actor=at.board, decision_id=made, at=moment(30))
    actions.submit(actor=at.board, decision_id=made, at=moment(30))
    actions.refuse(actor=at.committee, decision_id=made, number="3/UBND", reason="Sai thủ tục.", at=moment(31))
    again = actions.elect_again(actor=at.board, decision_id=made, at=moment(31))
    assert (told(again).seats, at.shown(again).step) == (1, Step.ELECT)
    assert queries.elected_of([at.village.unit.id]) == []


def test_who_is_elected_and_recognised_is_told_with_the_day(at: Deciding) -> None:
    made = at.counted(new=HEAD, meeting=DAY)
    assert queries.elected_of([at.village.unit.id]) == []
    actions.submit(actor=at.board, decision_id=made, at=moment(30))
    actions.recognise(actor=at.committee, decision_id=made, number="12/QĐ-UBND", at=moment(31))
    (found,) = queries.elected_of([at.village.unit.id])
    assert (found.name, found.matter, found.since) == ("Lê Văn Một", "15.4", date(2026, 3, 31))


def test_sums_that_cannot_be_are_refused_all_at_once_and_nothing_is_kept(at: Deciding) -> None:
    made = at.opened(new=BOARD)
    secret = Minutes("secret", "Trưởng ấp", "Lê Thị Thư", "ba người", "hộ số 3 và hộ số 7")
    say: dict[str, Any] = {"actor": at.head, "decision_id": made, "at": MEETING}
    for minutes, new, said in (
        (secret, NewRound(11, {1: 9, 2: 3}, given=12, valid=11, invalid=1), "phát ra.*nhiều hơn 11"),
        (secret, NewRound(11, {1: 9, 2: 1}), "phát ra"),
        (MINUTES, NewRound(13, {1: 9, 2: 1}), "Số hộ dự"),
        (MINUTES, NewRound(11, {1: 9}), "từng người"),
        (replace(secret, counters=""), NewRound(11, {1: 9, 2: 1}, 11, 10, 1), "ban kiểm phiếu"),
    ):
        with pytest.raises(RefusedError, match=said):
            actions.count_round(minutes=minutes, new=new, **say)
    with pytest.raises(RefusedError, match="từng người"):
        actions.count_meeting(minutes=MINUTES, sittings=[NewSitting("Đình", 11, 9, 2)], **say)
    assert told(made).rounds == ()
    actions.count_round(minutes=secret, new=NewRound(11, {1: 9, 2: 1}, 11, 10, 1), **say)
    assert (told(made).rounds[0].invalid, at.shown(made).state) == (1, State.PASSED)


def test_after_a_meeting_that_was_too_small_the_same_list_goes_to_every_household(at: Deciding) -> None:
    again, opens, closes = at.door_to_door()
    say: dict[str, Any] = {"actor": at.head, "minutes": MINUTES}
    assert [one.name for one in told(again).standing] == ["Lê Văn Một", "Trần Thị Hai"]
    with pytest.raises(RefusedError, match="từng người"):
        actions.type_slips(actor=at.head, decision_id=again, typed={"X": Entry.AGREE}, at=opens)
    after = closes + timedelta(hours=1)
    with pytest.raises(RefusedError, match="hai người nhập"):
        actions.count_round(decision_id=again, new=NewRound(0, {1: 6, 2: 4}, 12, 10, 1), at=after, **say)
    with pytest.raises(RefusedError, match="Chưa hết giờ"):
        actions.type_sums(actor=at.head, decision_id=again, sums=SUMS, at=opens)
    for who in (at.board, at.village.who("auditor")):
        with pytest.raises(NotAllowedError):
            actions.type_sums(actor=who, decision_id=again, sums=SUMS, at=after)
    with pytest.raises(RefusedError, match="nhiều hơn"):
        actions.type_sums(actor=at.head, decision_id=again, sums=replace(SUMS, valid=12), at=after)
    sheet: dict[str, Any] = {"decision_id": again, "sheet": SHEET, "at": after}
    actions.type_sums(actor=at.head, decision_id=again, sums=SUMS, at=after)
    assert queries.sums_comparison(again).typed == ()
    with pytest.raises(RefusedError, match="hai người"):
        actions.count_sums(**sheet, **say)
    secretary = at.village.who("receiver")
    actions.type_sums(actor=secretary, decision_id=again, sums=replace(SUMS, votes={1: 5, 2: 4}), at=after)
    assert queries.sums_comparison(again).differences == (SumDifference("1", 6, 5),)
    with pytest.raises(NotAllowedError, match="Hai người khác"):
        actions.type_sums(actor=at.committee, decision_id=again, sums=SUMS, at=after)
    with pytest.raises(RefusedError, match="khác nhau"):
        actions.count_sums(**sheet, **say)
    actions.type_sums(actor=secretary, decision_id=again, sums=SUMS, at=after)
    with pytest.raises(NotAllowedError):
        actions.count_sums(**sheet, **{**say, "actor": secretary})
    assert not any("votes" in one.facts for one in Record.objects.filter(event="decisions.sums_typed"))
    actions.count_sums(**sheet, **say)
    counted = Record.objects.filter(event="decisions.round_counted").latest("pk")
    assert PartSalt.objects.filter(record=counted, part="file").exists()
    assert [one.waits for one in queries.sheets_of(again)] == [True]
    with pytest.raises(RefusedError, match="đã kiểm phiếu xong"):
        actions.type_sums(actor=at.head, decision_id=again, sums=SUMS, at=after)
    found = at.shown(again)
    assert (found.state, found.present, found.yes, found.needed) == (State.FAILED, 11, 6, 7)
    table = queries.table(found.code)
    assert table is not None
    assert table.rows == ()  # a sealed box: nobody writes down which household chose whom
