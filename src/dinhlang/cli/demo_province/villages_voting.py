"""Put two invented votes with ballots of households into the villages: one counted, one still open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions.actions import Minutes, NewDecision
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.forms import Form

MOST_BALLOTS = 100  # a ballot costs some milliseconds to load


@dataclass(frozen=True)
class Poll:
    """One invented vote by telephone: when it closes (days before today; negative: to come), how the ballots fall."""

    question: str
    explanation: str
    closes: int
    weights: tuple[int, int, int]


TEAM = "Trưởng Ban công tác Mặt trận, Bí thư Chi bộ ấp, Chi hội trưởng Phụ nữ"
MINUTES = Minutes("", "Trưởng ấp", "Thư ký tổ kiểm phiếu", "", "hộ số 4 và hộ số 9")
POLLS = (
    Poll(
        "Chọn thứ Bảy tuần đầu tháng làm ngày vệ sinh chung của ấp",
        "Mỗi hộ một người, từ 6 giờ đến 8 giờ. Ấp lo nước uống và dụng cụ.", 4, (94, 4, 2),
    ),
    Poll(
        "Mở loa ấp lúc 17 giờ thay vì 5 giờ sáng",
        "Nhiều hộ có con nhỏ xin đổi giờ. Tin khẩn vẫn phát ngay.", -3, (60, 30, 10),
    ),
)  # fmt: skip


def load_polls(unit: UnitView, *, head: Actor, board: Actor, households: int, at: datetime, seed: int) -> int:
    """Let a village vote by telephone; returns how many votes were made."""
    for poll in POLLS:
        _vote(poll, unit, head, board, households, at, seed)
    return len(POLLS)


def _vote(poll: Poll, unit: UnitView, head: Actor, board: Actor, households: int, at: datetime, seed: int) -> None:
    closes = at - timedelta(days=poll.closes)
    opens = closes - timedelta(days=5)
    new = NewDecision("15.6", Form.ONLINE, poll.question, poll.explanation, consent_yes=households * 3 // 4)
    began = opens - timedelta(days=6)
    made = decisions.propose(actor=head, unit_id=unit.id, new=new, at=began, is_demo=True)
    decisions.agree(actor=board, decision_id=made, at=began + timedelta(hours=3))
    decisions.set_times(
        actor=head, decision_id=made, opens_at=opens, closes_at=closes, team=TEAM, at=began + timedelta(hours=4)
    )
    decisions.freeze(actor=head, decision_id=made, at=opens - timedelta(days=2))
    slips = decisions.issue_codes(actor=head, decision_id=made, at=opens - timedelta(days=1))
    rng = stream(seed, "poll", poll.question)
    until = min(closes, at) - opens
    for slip in slips[:MOST_BALLOTS]:
        choice = rng.choices(list(Choice), poll.weights)[0]
        decisions.cast(code=slip.secret, choice=choice, at=opens + until * rng.random())
    if closes <= at:
        decisions.close_vote(decision_id=made, at=closes)
        decisions.write_minutes(actor=head, decision_id=made, minutes=MINUTES, at=closes + timedelta(hours=1))
