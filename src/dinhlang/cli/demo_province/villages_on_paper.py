"""Put invented ballots on paper into the demonstration, typed by two people; and objections to results."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.actions import RECEIVED_SHEETS, Minutes, NewDecision
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.villages_acting import acting, board_of, chairman_of, head_of
from dinhlang.cli.demo_province.villages_money import drawn_paper
from dinhlang.cli.demo_province.villages_voting import TEAM
from dinhlang.domain.accounts.roles import Actor, Role
from dinhlang.domain.decisions.entries import Entry
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.lib.uploads import Kept

MINUTES = Minutes("", "Trưởng Ban công tác Mặt trận", "Thư ký tổ kiểm phiếu", "", "hộ số 6 và hộ số 7")
MISSING = 11  # one household in so many gives no slip back
HOURS_OPEN = timedelta(days=3)


@dataclass(frozen=True)
class Round:
    """One invented round from door to door: when the last slips come in (days before today), how they fall."""

    question: str
    explanation: str
    closes: int
    weights: tuple[int, int, int, int]
    is_counted: bool


ROUNDS = (
    Round(
        "Dời chợ phiên cuối tuần vào sân nhà văn hóa ấp",
        "Lề đường chật, học sinh đi lại khó. Sân đủ chỗ cho 40 sạp; mỗi sạp tự dọn rác.",
        17, (82, 12, 4, 2), is_counted=True,
    ),
    Round(
        "Mỗi chiều thứ Bảy đóng đường liên tổ 3 một giờ cho trẻ em chơi",
        "Từ 16 giờ đến 17 giờ, xe cứu thương và xe tang vẫn qua.", 1, (70, 22, 6, 2), is_counted=False,
    ),
)  # fmt: skip


def load_on_paper(village: UnitView, commune: UnitView, *, at: datetime, seed: int) -> int:
    """Let ballots go from door to door: one round counted, one that waits for its second typist; returns how many."""
    first, second = _typists(village, commune, at)
    for one in ROUNDS:
        _go(one, village, (first, second) if one.is_counted else (second,), at, seed)
    return len(ROUNDS)


def _typists(village: UnitView, commune: UnitView, at: datetime) -> tuple[Actor, Actor]:
    """Return the two who type: the head of the village and an officer of the commune."""
    (head, *_more), (officer, *_others) = (
        accounts.holders(village.id, {Role.VILLAGE_HEAD}, at=at), accounts.holders(commune.id, {Role.RECEIVER}, at=at),
    )  # fmt: skip
    return (
        acting(village, "Trưởng ấp", Role.VILLAGE_HEAD, user_id=head.user_id),
        acting(commune, officer.holding.title, Role.RECEIVER, user_id=officer.user_id),
    )


def _go(one: Round, village: UnitView, typists: tuple[Actor, ...], at: datetime, seed: int) -> None:
    head, closes = head_of(village), at - timedelta(days=one.closes)
    opens = closes - HOURS_OPEN
    began = opens - timedelta(days=6)
    new = NewDecision("15.6", Form.BALLOT, one.question, one.explanation, None, BallotCase.OTHER)
    made = decisions.propose(actor=head, unit_id=village.id, new=new, at=began, is_demo=True)
    decisions.agree(actor=board_of(village), decision_id=made, at=began + timedelta(hours=2))
    decisions.set_times(
        actor=head, decision_id=made, opens_at=opens, closes_at=closes, team=TEAM, at=began + timedelta(hours=3)
    )
    decisions.freeze(actor=head, decision_id=made, at=opens - timedelta(days=1))
    rng = stream(seed, "on-paper", one.question)
    typed = {row.row_code: _read(rng, one) for row in queries.slip_rows(made, None, limit=10_000)}
    for place, typist in enumerate(typists, start=1):
        decisions.type_slips(actor=typist, decision_id=made, typed=typed, at=closes + timedelta(hours=place))
    if one.is_counted:
        counted = closes + timedelta(hours=3)
        decisions.accept_slips(actor=head, decision_id=made, minutes=MINUTES, sheet=_sheet(), at=counted)
        decisions.submit(actor=head, decision_id=made, at=counted + timedelta(days=1))


def _read(rng: Random, one: Round) -> Entry | None:
    """Return what a slip says, None where none came back."""
    return None if rng.randrange(MISSING) == 0 else rng.choices(list(Entry), one.weights)[0]


def _sheet() -> Kept:
    """Keep a drawn scan of the signed minutes, marked as an illustration; the worker copies its pixels."""
    content, name = drawn_paper(), uuid4().hex
    path = default_storage.save(f"{RECEIVED_SHEETS}/{name[:2]}/{name}", ContentFile(content))
    return Kept("photo", path, sha256(content).digest(), len(content))


def load_objections(village: UnitView, commune: UnitView, *, at: datetime) -> None:
    """Let somebody object to the newest results of a village: one answered with reasons, one that waits."""
    newest = [one for one in queries.decisions_of([village.id]) if one.is_open_to_objections(at.date())]
    for place, one in enumerate(newest[:2]):
        assert one.held_on is not None
        text = ("Đếm tay hai lần ra hai số khác nhau.", "Hộ tôi ký tên dự họp nhưng không thấy trong biên bản.")[place]
        decisions.object_to_result(code=one.code, text=text, at=at - timedelta(hours=30 - place))
        if place == 0:
            (said,) = queries.result_objections(one.id)
            decisions.answer_result(
                actor=chairman_of(commune), objection_id=said.id, outcome=Outcome.CONFIRMED, at=at - timedelta(hours=4),
                reply="Biên bản ghi lần đếm sau, có hai hộ chứng kiến ký; lần đầu còn hộ chưa vào chỗ ngồi.",
            )  # fmt: skip
