"""The buttons of an election, and what they make of their fields."""

from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import Minutes, NewCandidate, NewRound
from dinhlang.apps.decisions.queries import CandidateRow, DecisionView, ElectionView
from dinhlang.desk.coordination.fields import DAY, PICK, WORDS, Field, day, year
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.decisions.steps import count
from dinhlang.desk.decisions.verbs import CHAIR, SECRETARY, WITNESSES
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.states import State

VOTES = "votes-"


def add(
    *, name: str, birth_year: int, occupation: str, introduced: str, biography: str, agreed_on: date, **given: Any
) -> int:  # fmt: skip
    """Put a person on the list."""
    new = NewCandidate(name, birth_year, occupation, Introduced(introduced), biography, agreed_on)
    return actions.add_candidate(new=new, **given)


def count_round(
    *, chair: str, secretary: str, witnesses: str, way: str = "", present: int = 0, given: int | None = None,
    valid: int | None = None, invalid: int | None = None, counters: str = "", **more: Any,
) -> int:  # fmt: skip
    """Count one round: the fields of the votes are named by the places on the ballot."""
    votes = {int(name.removeprefix(VOTES)): more.pop(name) for name in list(more) if name.startswith(VOTES)}
    new = NewRound(present, votes, given, valid, invalid or 0)
    return actions.count_round(minutes=Minutes(way, chair, secretary, counters, witnesses), new=new, **more)


ADD = Verb(
    "them-ung-cu", _("Thêm người ứng cử"), _("Đã thêm vào danh sách."), add,
    (
        Field("name", _("Họ và tên"), longest=120),
        Field("birth_year", _("Năm sinh"), read=year, longest=4, digits=True),
        Field("occupation", _("Nghề nghiệp"), longest=120),
        Field("introduced", _("Ai giới thiệu?"), PICK, choices="introduced"),
        Field(
            "biography", _("Lý lịch ngắn để mọi hộ đọc"), WORDS, longest=1000, optional=True,
            hint=_("Chỉ ghi điều người ứng cử đồng ý công khai; không ghi số giấy tờ, điện thoại, sức khỏe."),
        ),
        Field(
            "agreed_on", _("Ngày người ứng cử đồng ý công khai các điều trên"), DAY, read=day,
            hint=_("Chưa đồng ý thì chưa ghi vào danh sách."),
        ),
    ),
)  # fmt: skip
WITHDRAW = Verb(
    "rut-ten", _("Rút tên"), _("Đã rút tên; lý do được ghi lại."), actions.withdraw_candidate,
    (Field("reason", _("Lý do"), WORDS, longest=500),),
)  # fmt: skip
FREEZE = Verb(
    "chot-danh-sach", _("Chốt danh sách và gửi Ủy ban nhân dân xã"),
    _("Đã chốt, đã gửi xã và hiện trên trang của ấp, khóm."), actions.freeze_candidates,
    hint=_("Chốt rồi thì không thêm, không rút, không sửa được; dấu của danh sách vào nhật ký chung."),
)  # fmt: skip
PRESENT = Field("present", _("Số hộ có mặt"), read=count, longest=5, digits=True)
WAY = Field("way", _("Bầu bằng cách nào?"), PICK, choices="ways")
SLIPS = (
    Field("given", _("Số phiếu phát ra"), read=count, longest=5, digits=True),
    Field("valid", _("Số phiếu hợp lệ"), read=count, longest=5, digits=True),
    Field("invalid", _("Số phiếu không hợp lệ"), read=count, longest=5, digits=True),
)
COUNTERS = Field("counters", _("Ban kiểm phiếu (khi bỏ phiếu kín)"), optional=True, longest=400)
COUNT = Verb(
    "kiem-phieu-bau", _("Ghi kết quả kiểm phiếu"), _("Đã ghi vòng này và ghi vào nhật ký chung."), count_round,
    hint=_("Máy cộng lại và báo chỗ nào không khớp. Họp nhiều cụm thì cộng các cụm rồi ghi."),
)  # fmt: skip
END = Verb(
    "ket-thuc-bau", _("Kết thúc, không bầu thêm vòng"), _("Đã ghi kết quả cuối cùng."), actions.end_election,
    hint=_("Người đã trúng cử được giữ; chỗ còn thiếu thì bầu lại vào ngày khác."),
)  # fmt: skip
AGAIN = Verb(
    "bau-lai", _("Bầu lại"), _("Đã lập việc bầu lại; hãy chọn ngày và lập danh sách ứng cử."), actions.elect_again,
    hint=_("Một việc mới, có danh sách ứng cử mới; hai trang nối với nhau."),
)  # fmt: skip
ALL = (ADD, WITHDRAW, FREEZE, COUNT, END, AGAIN)
LISTING = (State.PROPOSED, State.AGREED, State.SCHEDULED)
ENDED = (State.PASSED, State.FAILED, State.SUBMITTED, State.RECOGNISED, State.REFUSED, State.REPORTED)


def open_to(one: DecisionView, told: ElectionView, *, lists: bool, leads: bool) -> list[Verb]:
    """Return the buttons of an election that are open to somebody; those about one candidate stand apart."""
    found: list[Verb] = []
    if lists and told.frozen_at is None and one.state in LISTING:
        found += [ADD, FREEZE] if one.state is State.SCHEDULED and len(told.standing) >= told.seats else [ADD]
    if leads and one.state is State.OPEN and told.frozen_at is not None:
        found.append(COUNT)
        found += [END] if told.rounds else [ADD] if one.form is Form.MEETING else []
    if leads and one.state in ENDED and (told.open_seats or one.state is State.REFUSED):
        found.append(AGAIN)
    return found


def fields_of_round(one: DecisionView, told: ElectionView) -> tuple[Field, ...]:
    """Return the fields of the round to come: first the sums, then every candidate, then who counted."""
    group = format_lazy(_("Số phiếu của từng người (bầu {seats} người)"), seats=told.open_seats)
    votes = tuple(_votes_of(row, group) for row in told.in_round)
    if one.form is Form.BALLOT:
        return (*SLIPS, *votes, CHAIR, SECRETARY, WITNESSES)
    slips = tuple(_optional(field) for field in SLIPS)
    return (PRESENT, WAY, *slips, *votes, CHAIR, SECRETARY, COUNTERS, WITNESSES)


def _votes_of(row: CandidateRow, group: Any) -> Field:
    return Field(f"{VOTES}{row.place}", f"{row.place}. {row.name}", read=count, longest=5, group=group, digits=True)


def _optional(field: Field) -> Field:
    return Field(
        field.name, field.label, read=count, longest=5, optional=True, digits=True,
        group=_("Bỏ phiếu kín thì ghi thêm (giơ tay thì bỏ trống)"),
    )  # fmt: skip
