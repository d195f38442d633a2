"""Let invented villages elect: a list of invented candidates, and votes for each."""

from datetime import datetime, time, timedelta

from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.actions import Minutes, NewBoard, NewCandidate, NewRound
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.people import person
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import Board

WORK = ("làm ruộng", "buôn bán nhỏ", "giáo viên nghỉ hưu", "thợ hồ", "trồng cây ăn trái")
LIVES = (
    "Sống ở ấp từ nhỏ. Từng làm tổ trưởng tổ tự quản hai nhiệm kỳ.",
    "Tham gia tổ vay vốn, vận động làm đường đan tổ 3.",
    "Hội viên Hội Nông dân, phụ trách tổ hợp tác tưới tiêu.",
)
BROUGHT_BY = (Introduced.FRONT, Introduced.FRONT, Introduced.SELF)

FEWEST = 40  # households: with fewer the votes of two rounds cannot be shared out so


def load_list(made: int, *, board: Actor, count: int, seed: int, at: datetime) -> None:
    """Put invented candidates on the list of an election and freeze it."""
    for place in range(count):
        rng = stream(seed, "candidate", f"{made}-{place}")
        new = NewCandidate(
            person(rng, khmer_share=0).name, rng.randint(1962, 1990), WORK[rng.randrange(len(WORK))], BROUGHT_BY[place],
            LIVES[place], at.date(),
        )  # fmt: skip
        decisions.add_candidate(actor=board, decision_id=made, new=new, at=at)
    decisions.freeze_candidates(actor=board, decision_id=made, at=at)


def hold(made: int, *, leader: Actor, at: datetime, count: int, yes: int) -> None:
    """Count a secret ballot: the first on the list gets so many votes, the others share the rest."""
    election = queries.election(made)
    assert election is not None
    present = min(count, yes + (count - yes) // 2 + 1)
    valid = max(yes, present - 1)
    rest, others = valid - yes, len(election.standing) - 1
    votes = {row.place: rest // others if others else 0 for row in election.standing} | {1: yes}
    minutes = Minutes("secret", "Trưởng ban kiểm phiếu", "Thư ký cuộc họp", "Ba người được bầu", "hộ số 3 và hộ số 8")
    new = NewRound(present, votes, given=present, valid=valid, invalid=present - valid)
    decisions.count_round(actor=leader, decision_id=made, minutes=minutes, new=new, at=at)


def load_two_seats(village: UnitView, *, head: Actor, board: Actor, count: int, seed: int, at: datetime) -> None:
    """Let a village send two to the board that watches its road: equal votes on the second seat, so two rounds."""
    if count < FEWEST:
        return
    began = datetime.combine(at.date() - timedelta(days=12), time(8), VIETNAM)
    meeting = datetime.combine(at.date() - timedelta(days=6), time(19), VIETNAM)
    new = NewBoard(
        Board.INVESTMENT, Step.ELECT, 2, "Bầu hai người giám sát việc làm đường tổ 4", "Ba người ứng cử.",
        "Đường đan tổ 4",
    )  # fmt: skip
    made = decisions.propose_board(actor=head, unit_id=village.id, new=new, at=began, is_demo=True)
    decisions.agree(actor=board, decision_id=made, at=began)
    decisions.schedule(actor=head, decision_id=made, meeting_at=meeting, place="Nhà văn hóa ấp", at=began)
    load_list(made, board=board, count=3, seed=seed, at=began)
    decisions.open_meeting(actor=head, decision_id=made, at=meeting)
    present, enough = count * 9 // 10 + 1, count // 2 + 2
    minutes = Minutes("secret", "Trưởng ấp", "Thư ký cuộc họp", "Ba người được bầu", "hộ số 3 và hộ số 8")
    for votes in ({1: enough + count // 10, 2: enough, 3: enough}, {2: enough, 3: present - 1 - enough}):
        decisions.count_round(
            actor=head, decision_id=made, minutes=minutes, at=meeting + timedelta(hours=2),
            new=NewRound(present, votes, given=present, valid=present - 1, invalid=1),
        )  # fmt: skip
