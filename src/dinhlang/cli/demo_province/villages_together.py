"""Put one invented matter of a whole commune into the demonstration: handed out, one village again, summed twice."""

from datetime import datetime, timedelta

from dinhlang.apps.decisions import actions as decisions
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.actions import Minutes, NewDecision, NewLine, NewSitting
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.villages_acting import chairman_of, front_of, head_of
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.money import Flow
from dinhlang.domain.decisions.objections import Outcome

CANAL = NewDecision(
    "15.1", Form.MEETING, "Góp 120.000 đồng mỗi hộ nạo vét kênh chung của xã, dài 3 km",
    "Kênh cạn, mùa khô thiếu nước tưới. Xã lo máy múc; tiền góp trả dầu và nhân công.\n"
    "Hộ nghèo, hộ chính sách được miễn. Xong trước mùa mưa.",
)  # fmt: skip
MINUTES = Minutes("show", "Trưởng ấp", "Thư ký cuộc họp", "", "hộ số 2 và hộ số 5")
BEGAN, MET, SUMMED, FELL, AGAIN, ANEW, EFFECT = (timedelta(days=one) for one in (62, 52, 48, 45, 38, 34, 30))
FALLS_SHORT, DECIDES_AGAIN = 1, 2  # places of the village that does not agree, and of the one that decides again
SHARE, TOO_FEW = (76, 94), (52, 63)  # of a hundred households
COMPLAINT = "Tổ 4 không nhận được giấy mời nên nhiều hộ không dự họp."
REPLY = "Kiểm tra thấy tổ 4 không được mời trước hai ngày. Ấp họp lại, mời đủ các tổ; xã tổng hợp lại."


def load_together(commune: UnitView, villages: dict[int, UnitView], *, at: datetime, seed: int) -> int:
    """Let all villages of a commune decide one matter; their rolls are there. Returns the id of the whole."""
    chairman, front = chairman_of(commune), front_of(commune, at.date())
    made = decisions.propose(actor=chairman, unit_id=commune.id, new=CANAL, at=at - BEGAN, is_demo=True)
    decisions.agree(actor=front, decision_id=made, at=at - BEGAN + timedelta(hours=3))
    decisions.hand_out(actor=chairman, decision_id=made, at=at - BEGAN + timedelta(days=1))
    parts = queries.parts_of(made)
    for place, part in enumerate(parts):
        _decide(part, villages[part.unit_id], TOO_FEW if place == FALLS_SHORT else SHARE, at - MET, seed)
    decisions.sum_up(actor=chairman, decision_id=made, at=at - SUMMED)
    if len(parts) > DECIDES_AGAIN:
        _again(parts[DECIDES_AGAIN], made, villages, chairman, at, seed)
    decisions.set_effect(
        actor=chairman, decision_id=made, number="…/QĐ-UBND", day=(at - EFFECT).date(), at=at - ANEW + timedelta(days=1)
    )
    _pay(made, parts, villages, chairman, at)
    return made


def _decide(part: DecisionView, village: UnitView, share: tuple[int, int], meeting: datetime, seed: int) -> None:
    """Let one village meet in the evening: notices three days before, the count the same day."""
    head, hour = head_of(village), meeting.replace(hour=19)
    decisions.schedule(
        actor=head, decision_id=part.id, meeting_at=hour, place="Nhà văn hóa ấp", at=hour - timedelta(days=4)
    )
    decisions.open_meeting(actor=head, decision_id=part.id, at=hour)
    one = queries.decision(part.code)
    assert one is not None
    assert one.households is not None
    yes = one.households * stream(seed, "together", part.unit_id, meeting.date()).randint(*share) // 100
    no = min(one.households - yes, max(1, yes // 12))
    decisions.count_meeting(
        actor=head, decision_id=part.id, minutes=MINUTES, at=hour + timedelta(hours=2),
        sittings=[NewSitting("Nhà văn hóa ấp", yes + no, yes, no)],
    )  # fmt: skip
    if share is SHARE:  # what the households did not agree to is no decision to send
        decisions.submit(actor=head, decision_id=part.id, at=hour + timedelta(days=1))


def _again(
    part: DecisionView, whole: int, villages: dict[int, UnitView], chairman: Actor, at: datetime, seed: int
) -> None:
    """Set the result of one village aside after the sum: it decides again, and the commune adds up anew."""
    decisions.object_to_result(code=part.code, text=COMPLAINT, at=at - SUMMED + timedelta(days=1))
    (said,) = queries.result_objections(part.id)
    decisions.answer_result(actor=chairman, objection_id=said.id, outcome=Outcome.RERUN, reply=REPLY, at=at - FELL)
    anew = next(one for one in queries.parts_of(whole) if one.earlier_code == part.code)
    _decide(anew, villages[anew.unit_id], SHARE, at - AGAIN, seed)
    decisions.sum_up(actor=chairman, decision_id=whole, at=at - ANEW)


def _pay(whole: int, parts: list[DecisionView], villages: dict[int, UnitView], chairman: Actor, at: datetime) -> None:
    """Let the villages pay one after the other, and the commune pay the first workers."""
    since = at - EFFECT
    for place, part in enumerate(parts):
        words = f"{villages[part.unit_id].name} nộp đợt một (minh họa)"
        new = NewLine(Flow.IN, (since + timedelta(days=3 + place)).date(), 4_800_000 + 600_000 * place, words)
        decisions.write_line(actor=chairman, decision_id=whole, new=new, at=since + timedelta(days=4 + place))
    spent = NewLine(Flow.OUT, (at - timedelta(days=6)).date(), 9_300_000, "Dầu và nhân công 800 m đầu (minh họa)")
    decisions.write_line(actor=chairman, decision_id=whole, new=spent, at=at - timedelta(days=5))
