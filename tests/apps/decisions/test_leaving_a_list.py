"""Who leaves a frozen list of candidates, the election that nobody can be elected in, and its team."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.deciding import BOARD, HEAD, MEETING, MINUTES, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewCandidate, NewRound
from dinhlang.apps.decisions.models import Candidate
from dinhlang.apps.decisions.queries import ElectionView
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.candidacy import Leaving
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

DAY = moment(29)
MAN = NewCandidate("Phạm Văn Ba", 1975, "thợ mộc", Introduced.SELF, "", date(2026, 3, 2))
GONE: dict[str, Any] = {"how": Leaving.WRITTEN, "on": date(2026, 3, 4), "reason": "Đơn ngày 4/3."}


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def told(made: int) -> ElectionView:
    found = queries.election(made)
    assert found is not None
    return found


def test_who_leaves_a_frozen_list_stays_named_and_gets_no_votes(at: Deciding) -> None:
    made = at.listed(BOARD, ("A", "B", "C"))
    say: dict[str, Any] = {"decision_id": made, "at": moment(5)}
    for other in (at.head, at.committee, at.front):
        with pytest.raises(NotAllowedError):
            actions.drop_candidate(actor=other, place=2, **GONE, **say)
    for change in ({"reason": " "}, {"on": date(2026, 3, 6)}):
        with pytest.raises(RefusedError):
            actions.drop_candidate(actor=at.board, place=2, **{**GONE, **change}, **say)
    actions.drop_candidate(actor=at.board, place=2, **GONE, **say)
    with pytest.raises(NotFoundError):
        actions.drop_candidate(actor=at.board, place=2, **GONE, **say)
    found = told(made)
    assert [one.name for one in found.frozen] == ["A", "B", "C"]
    assert [one.name for one in found.standing] == ["A", "C"]
    assert (found.left[0].left_words, found.left[0].left_on) == ("rút tên bằng văn bản", date(2026, 3, 4))
    record = Record.objects.get(event="decisions.candidate_dropped")
    assert (record.facts["place"], record.facts["how"], record.facts["on"]) == (2, "written", "2026-03-04")
    actions.open_meeting(actor=at.head, decision_id=made, at=MEETING)
    count: dict[str, Any] = {"actor": at.head, "decision_id": made, "minutes": MINUTES, "at": MEETING}
    with pytest.raises(RefusedError, match="từng người"):
        actions.count_round(new=NewRound(11, {1: 7, 2: 2, 3: 2}), **count)
    actions.count_round(new=NewRound(11, {1: 6, 3: 5}), **count)
    with pytest.raises(RefusedError, match="Đã kiểm phiếu"):
        actions.drop_candidate(actor=at.board, place=3, **GONE, decision_id=made, at=MEETING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Candidate.objects.filter(election_id=made, place=3).update(
            withdrawn_at=MEETING, withdrawn_reason="x", left_by="died", left_on=MEETING.date()
        )


def test_the_database_lets_nothing_else_of_a_frozen_candidate_be_written(at: Deciding) -> None:
    made = at.listed(BOARD)
    left: dict[str, Any] = {
        "withdrawn_at": DAY, "withdrawn_reason": "x", "left_by": "died", "left_on": date(2026, 3, 4)
    }  # fmt: skip
    with pytest.raises(RefusedError, match="đã chốt"):
        actions.withdraw_candidate(actor=at.board, decision_id=made, place=1, reason="x", at=moment(4))
    for change in ({**left, "name": "Khác"}, {**left, "left_by": "", "left_on": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Candidate.objects.filter(election_id=made, place=1).update(**change)
    Candidate.objects.filter(election_id=made, place=1).update(**left)
    for change in ({"left_by": "written"}, {"withdrawn_reason": "y"}):  # once written it is undone whole, never changed
        with pytest.raises(DatabaseError), transaction.atomic():
            Candidate.objects.filter(election_id=made, place=1).update(**change)


def test_an_election_of_a_head_without_anybody_of_the_fronts_board_is_put_off_and_begins_anew(at: Deciding) -> None:
    made = at.scheduled(HEAD, meeting=DAY)
    for one in (MAN, replace(MAN, name="Đỗ Thị Tư", introduced=Introduced.FRONT)):
        actions.add_candidate(actor=at.board, decision_id=made, new=one, at=moment(3))
    with pytest.raises(RefusedError, match="chưa chốt"):
        actions.drop_candidate(actor=at.board, decision_id=made, place=2, **GONE, at=moment(5))
    actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(3))
    say: dict[str, Any] = {"actor": at.board, "decision_id": made}
    with pytest.raises(RefusedError, match="vẫn bầu được"):
        actions.start_over(**say, at=moment(5))
    actions.open_meeting(**say, at=DAY)
    actions.drop_candidate(place=2, **{**GONE, "how": Leaving.DIED}, **say, at=DAY)
    assert "Mặt trận" in told(made).lacking
    with pytest.raises(RefusedError, match="phải hoãn"):
        actions.count_round(minutes=MINUTES, new=NewRound(11, {1: 9}), **say, at=DAY)
    with pytest.raises(NotAllowedError):
        actions.start_over(actor=at.head, decision_id=made, at=DAY)
    again = actions.start_over(**say, at=DAY)
    old, new = at.shown(made), at.shown(again)
    assert (old.state, new.state, new.earlier_code) == (State.WITHDRAWN, State.AGREED, old.code)
    assert "phải hoãn" in old.ended_reason
    assert queries.again(old) == new.code
    assert (told(again).seats, told(again).candidates) == (1, ())
    assert Record.objects.filter(event="decisions.called_off").count() == 1
    for act in (actions.start_over, actions.elect_again):
        with pytest.raises(RefusedError):
            act(**say, at=DAY)


def test_a_meeting_does_not_open_when_nobody_is_left_to_elect(at: Deciding) -> None:
    made = at.listed(BOARD, ("A",))
    actions.drop_candidate(actor=at.board, decision_id=made, place=1, **GONE, at=moment(5))
    with pytest.raises(RefusedError, match="Không còn người ứng cử nào"):
        actions.open_meeting(actor=at.head, decision_id=made, at=MEETING)
    actions.start_over(actor=at.head, decision_id=made, at=MEETING)


def test_the_team_of_an_election_holds_no_candidate_whichever_is_written_first(at: Deciding) -> None:
    made = at.scheduled(HEAD, meeting=DAY)
    say: dict[str, Any] = {"actor": at.board, "decision_id": made, "at": moment(3)}
    with pytest.raises(NotAllowedError):
        actions.name_team(actor=at.head, decision_id=made, team="A, B, C", at=moment(3))
    with pytest.raises(RefusedError, match="3 đến 5"):
        actions.name_team(team="A, B", **say)
    with pytest.raises(RefusedError, match="Chỉ bầu"):
        actions.name_team(actor=at.head, decision_id=at.scheduled(BOARD), team="A, B, C", at=moment(3))
    actions.name_team(team="ông Phạm Văn Ba, bà Tư, anh Năm", **say)
    with pytest.raises(RefusedError, match="Tổ bầu cử: Phạm Văn Ba"):
        actions.add_candidate(new=MAN, **say)
    actions.name_team(team="bà Tư, anh Năm, chị Sáu", **say)
    for one in (MAN, replace(MAN, name="Đỗ Thị Tám", introduced=Introduced.FRONT)):
        actions.add_candidate(new=one, **say)
    with pytest.raises(RefusedError, match="trùng tên"):
        actions.name_team(team="Phạm Văn Ba, anh Năm, chị Sáu", **say)
    actions.name_team(team="Phạm Văn Ba (1950), anh Năm, chị Sáu", **say)
    actions.freeze_candidates(**say)
    assert queries.team(made) == "Phạm Văn Ba (1950), anh Năm, chị Sáu"
    actions.open_meeting(actor=at.board, decision_id=made, at=DAY)
    with pytest.raises(RefusedError, match="Tổ bầu cử: Đỗ Thị Tám"):
        actions.count_round(
            actor=at.board, decision_id=made, minutes=replace(MINUTES, secretary="Đỗ Thị Tám"),
            new=NewRound(11, {1: 2, 2: 9}), at=DAY,
        )  # fmt: skip


def test_a_withdrawal_typed_by_mistake_is_undone_with_a_reason_until_the_vote_begins(at: Deciding) -> None:
    made = at.scheduled(BOARD)
    for name in ("A", "B", "C"):
        actions.add_candidate(actor=at.board, decision_id=made, new=replace(MAN, name=name), at=moment(3))
    back: dict[str, Any] = {"actor": at.board, "decision_id": made, "reason": "Ghi nhầm số.", "at": moment(4)}
    with pytest.raises(NotFoundError):
        actions.return_candidate(**back, place=1)
    for place in (1, 3):
        actions.withdraw_candidate(actor=at.board, decision_id=made, place=place, reason="Bận.", at=moment(3))
    for other in (at.head, at.committee, at.front):
        with pytest.raises(NotAllowedError):
            actions.return_candidate(**{**back, "actor": other}, place=1)
    with pytest.raises(RefusedError, match="vì sao"):
        actions.return_candidate(**{**back, "reason": " "}, place=1)
    actions.return_candidate(**back, place=1)
    actions.freeze_candidates(actor=at.board, decision_id=made, at=moment(4))
    with pytest.raises(RefusedError, match="trước khi chốt"):
        actions.return_candidate(**back, place=3)
    actions.drop_candidate(actor=at.board, decision_id=made, place=1, **GONE, at=moment(5))
    with pytest.raises(DatabaseError), transaction.atomic():
        Candidate.objects.filter(election_id=made, place=1).update(
            withdrawn_at=None, withdrawn_reason="", left_by="", left_on=None, name="Người khác"
        )
    actions.return_candidate(**back, place=1)
    assert ([one.name for one in told(made).standing], told(made).left) == (["A", "B"], ())
    record = Record.objects.filter(event="decisions.candidate_returned").latest("pk")
    assert (record.facts["place"], record.facts["how"], record.facts["candidates"]) == (1, "written", 2)
    actions.drop_candidate(actor=at.board, decision_id=made, place=2, **GONE, at=moment(5))
    actions.open_meeting(actor=at.head, decision_id=made, at=MEETING)
    with pytest.raises(RefusedError, match="bắt đầu bầu"):
        actions.return_candidate(**{**back, "at": MEETING}, place=2)
