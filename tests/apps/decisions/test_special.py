"""Matters with a story: dismissals, boards, changing and annulling by the community, the yearly conference."""

from datetime import timedelta

import pytest
from tests.deciding import ROAD, Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import Minutes, NewBoard, NewConference, NewSitting
from dinhlang.apps.decisions.models import Decision
from dinhlang.domain.decisions.matters import Body, Step
from dinhlang.domain.decisions.origins import Board, From
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotAllowedError, RefusedError

SAYS = Minutes("show", "Người chủ trì", "Thư ký", "", "hộ số 3 và hộ số 7")


@pytest.fixture
def at(db: None) -> Deciding:
    return deciding()


def held(at: Deciding, made: int, *, by_board: bool = False, yes: int = 9, day: int = 20) -> int:
    """Bring a proposal through its meeting."""
    who, meeting = (at.board if by_board else at.head), moment(day)
    actions.agree(actor=at.board, decision_id=made, at=moment(10))
    actions.schedule(actor=who, decision_id=made, meeting_at=meeting, place="Nhà văn hóa", at=moment(10))
    if at.shown(made).is_election:
        return at.chosen(made, meeting)
    actions.open_meeting(actor=who, decision_id=made, at=meeting)
    sittings = [NewSitting("Nhà văn hóa", 11, yes, 11 - yes)]
    return actions.count_meeting(actor=who, decision_id=made, minutes=SAYS, sittings=sittings, at=meeting)


def test_a_dismissal_is_the_fronts_from_the_proposal_to_the_sending(at: Deciding) -> None:
    new = {"unit_id": at.village.unit.id, "question": "Cho thôi Trưởng ấp", "explanation": "Xin nghỉ.", "at": moment(9)}
    with pytest.raises(NotAllowedError):
        actions.propose_dismissal(actor=at.head, why=From.OWN_REQUEST, **new)
    with pytest.raises(RefusedError, match="sáng kiến"):
        actions.propose_dismissal(actor=at.board, why=From.PETITION, **new)
    made = actions.propose_dismissal(actor=at.board, why=From.OWN_REQUEST, **new)
    held(at, made, by_board=True)
    with pytest.raises(NotAllowedError, match="Mặt trận"):
        actions.submit(actor=at.head, decision_id=made, at=moment(21))
    actions.submit(actor=at.board, decision_id=made, at=moment(21))
    actions.recognise(actor=at.committee, decision_id=made, number="9/QĐ-UBND", at=moment(22))
    found, origin = at.shown(made), queries.origins(made)[0]
    assert origin is not None
    assert (found.state, found.step, found.body, origin.kind) == (
        State.RECOGNISED, Step.DISMISS, Body.COMMITTEE, From.OWN_REQUEST,
    )  # fmt: skip


def test_a_board_tells_how_many_and_for_which_works(at: Deciding) -> None:
    unit = at.village.unit.id
    new = NewBoard(Board.INVESTMENT, Step.ELECT, 2, "Bầu hai người giám sát đường", "Hai người.", "Đường đan tổ 6")
    made = actions.propose_board(actor=at.head, unit_id=unit, new=new, at=moment(9))
    origin = queries.origins(made)[0]
    assert origin is not None
    assert (origin.board, origin.seats, origin.project) == (Board.INVESTMENT, 2, "Đường đan tổ 6")
    assert at.shown(held(at, made)).body is Body.FRONT


@pytest.mark.parametrize(
    ("seats", "project", "field"), [(6, "Đường", "seats"), (0, "Đường", "seats"), (2, "", "project")]
)
def test_a_board_that_the_law_does_not_know_is_refused(at: Deciding, seats: int, project: str, field: str) -> None:
    new = NewBoard(Board.INVESTMENT, Step.ELECT, seats, "Bầu người giám sát", "Giải thích.", project)
    with pytest.raises(RefusedError) as told:
        actions.propose_board(actor=at.head, unit_id=at.village.unit.id, new=new, at=moment(9))
    assert told.value.field == field


@pytest.mark.parametrize(("yes", "state"), [(9, State.ANNULLED), (7, State.PASSED)])
def test_the_community_annuls_its_own_decision_by_the_same_share(at: Deciding, yes: int, state: State) -> None:
    earlier = at.counted()
    made = actions.propose_later(
        actor=at.head, decision_id=earlier, kind=From.ANNULS, question="Bỏ việc góp tiền", explanation="Nhà nước làm.",
        at=moment(9),
    )  # fmt: skip
    assert at.shown(held(at, made, yes=yes)).needed == 8
    found = at.shown(earlier)
    assert found.state is state
    assert (found.effective_from is None) is (state is State.ANNULLED)
    assert [one.code for one in queries.origins(earlier)[1]] == [at.shown(made).code]


def test_a_change_leaves_the_earlier_decision_with_a_link(at: Deciding) -> None:
    earlier = at.counted()
    more = {"question": "Góp 300.000 thay vì 350.000", "explanation": "Xã hỗ trợ thêm.", "at": moment(9)}
    with pytest.raises(RefusedError):
        actions.propose_later(actor=at.head, decision_id=earlier, kind=From.FRONT, **more)
    with pytest.raises(NotAllowedError):
        actions.propose_later(actor=at.board, decision_id=earlier, kind=From.CHANGES, **more)
    made = actions.propose_later(actor=at.head, decision_id=earlier, kind=From.CHANGES, **more)
    held(at, made)
    origin = queries.origins(made)[0]
    assert origin is not None
    assert (origin.earlier, at.shown(earlier).state) == (at.shown(earlier).code, State.PASSED)


def test_what_did_not_pass_cannot_be_changed(at: Deciding) -> None:
    failed = at.counted(yes=3, new=ROAD)
    with pytest.raises(RefusedError, match="được thông qua"):
        actions.propose_later(
            actor=at.head, decision_id=failed, kind=From.ANNULS, question="Bỏ", explanation="Bỏ.", at=moment(9)
        )


def test_a_matter_of_the_whole_commune_is_not_a_villages_to_change(at: Deciding) -> None:
    made = at.proposed()
    Decision.objects.filter(pk=made).update(scope="commune")
    with pytest.raises(RefusedError, match="toàn xã"):
        actions.propose_later(
            actor=at.head, decision_id=made, kind=From.ANNULS, question="Bỏ", explanation="Bỏ.", at=moment(9)
        )


def test_the_yearly_conference_calls_the_households_in_time_and_reports(at: Deciding) -> None:
    unit, new = at.village.unit.id, NewConference(moment(20), "Nhà văn hóa", "Báo cáo\nGóp ý")
    with pytest.raises(NotAllowedError):
        actions.plan_conference(actor=at.board, unit_id=unit, new=new, at=moment(9))
    with pytest.raises(RefusedError, match="chậm nhất 13/03/2026"):  # the fifth day before is a Sunday
        actions.plan_conference(actor=at.head, unit_id=unit, new=new, at=moment(16))
    made = actions.plan_conference(actor=at.head, unit_id=unit, new=new, at=moment(9))
    with pytest.raises(RefusedError, match="không thể ở phía sau"):
        actions.note_called(actor=at.head, conference_id=made, called_on=moment(11).date(), at=moment(10))
    with pytest.raises(NotAllowedError):
        actions.note_called(actor=at.board, conference_id=made, called_on=moment(9).date(), at=moment(10))
    actions.note_called(actor=at.head, conference_id=made, called_on=moment(9).date(), at=moment(10))
    assert queries.conferences_of(unit)[0].called_on == moment(9).date()
    moved = NewConference(moment(22), "Đình", "Báo cáo")
    assert actions.plan_conference(actor=at.head, unit_id=unit, new=moved, at=moment(10)) == made
    assert queries.conferences_of(unit)[0].called_on is None  # the new day was told to nobody yet
    with pytest.raises(RefusedError, match="Chưa đến giờ"):
        actions.report_conference(actor=at.head, conference_id=made, present=9, report="Xong.", at=moment(21))
    after = moment(22) + timedelta(hours=3)
    for present, report in ((13, "Xong."), (9, " ")):
        with pytest.raises(RefusedError):
            actions.report_conference(actor=at.head, conference_id=made, present=present, report=report, at=after)
    actions.report_conference(actor=at.head, conference_id=made, present=9, report="Ba báo cáo.", at=after)
    (told,) = queries.conferences_of(unit)
    assert (told.place, told.present, told.households, told.report) == ("Đình", 9, 12, "Ba báo cáo.")
    with pytest.raises(RefusedError, match="đã họp"):
        actions.plan_conference(actor=at.head, unit_id=unit, new=moved, at=moment(12))
