"""Let invented villages elect: a list of invented candidates, and votes for each."""

from datetime import datetime

from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.actions import Minutes, NewCandidate, NewRound
from dinhlang.cli.demo_province.people import person
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.elections import Introduced

WORK = ("làm ruộng", "buôn bán nhỏ", "giáo viên nghỉ hưu", "thợ hồ", "trồng cây ăn trái")
LIVES = (
    "Sống ở ấp từ nhỏ. Từng làm tổ trưởng tổ tự quản hai nhiệm kỳ.",
    "Tham gia tổ vay vốn, vận động làm đường đan tổ 3.",
    "Hội viên Hội Nông dân, phụ trách tổ hợp tác tưới tiêu.",
)
BROUGHT_BY = (Introduced.FRONT, Introduced.FRONT, Introduced.SELF)


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
