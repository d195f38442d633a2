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
from dinhlang.desk.decisions.steps import count, keeping
from dinhlang.desk.decisions.verbs import CHAIR, SECRETARY, SHEET, WITNESSES
from dinhlang.domain.decisions.candidacy import Leaving
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.entries import Sums
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.states import CALLED_OFF_FROM, ELECTED_AGAIN_FROM, LISTING, State
from dinhlang.lib import uploads

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
    """Count one round of a meeting."""
    new = NewRound(present, _votes(more), given, valid, invalid or 0)
    return actions.count_round(minutes=Minutes(way, chair, secretary, counters, witnesses), new=new, **more)


def type_sums(*, given: int, valid: int, invalid: int, **more: Any) -> int:
    """Type the sums of the sheet of those who counted ballots from door to door."""
    sums = Sums(given, valid, invalid, _votes(more))
    return actions.type_sums(sums=sums, **more)


def count_sums(*, sheet: uploads.ReceivedFile, chair: str, secretary: str, witnesses: str, **given: Any) -> int:
    """Count what two people typed alike, with the photo of the signed sheet."""
    minutes = Minutes("", chair, secretary, "", witnesses)
    return keeping(sheet, lambda kept: actions.count_sums(minutes=minutes, sheet=kept, **given))


def _votes(more: dict[str, Any]) -> dict[int, int]:
    """Take the votes out of the fields of a form: they are named by the places on the ballot."""
    return {int(name.removeprefix(VOTES)): more.pop(name) for name in list(more) if name.startswith(VOTES)}


def drop(*, how: str, **given: Any) -> int:
    """Note who left the frozen list."""
    return actions.drop_candidate(how=Leaving(how), **given)


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
DROP = Verb(
    "thoi-ung-cu", _("Ghi người này rút tên hoặc qua đời"), _("Đã ghi; tên vẫn ở trên danh sách với chữ “đã rút”."),
    drop,
    (
        Field("how", _("Vì sao không còn ứng cử?"), PICK, choices="leaving"),
        Field("on", _("Ngày của văn bản rút tên, hoặc ngày qua đời"), DAY, read=day),
        Field("reason", _("Ghi thêm"), WORDS, longest=500, hint=_("Chỉ người có trách nhiệm xem được.")),
    ),
    hint=_("Tên vẫn công khai với chữ “đã rút”, không ai bầu cho tên ấy nữa. Ghi nhầm thì sửa được trước khi bầu."),
)  # fmt: skip
RETURN = Verb(
    "ghi-lai-ten", _("Ghi nhầm: ghi lại tên người này"), _("Đã ghi lại tên; nhật ký chung giữ cả hai lần ghi."),
    actions.return_candidate,
    (
        Field(
            "reason", _("Vì sao ghi lại?"), WORDS, longest=500,
            hint=_("Ví dụ: ghi nhầm số, người này không rút. Chỉ người có trách nhiệm xem được."),
        ),
    ),
)  # fmt: skip
NAME_TEAM = Verb(
    "to-bau-cu", _("Ghi Tổ bầu cử"), _("Đã ghi Tổ bầu cử."), actions.name_team,
    (
        Field(
            "team", _("Người trong Tổ bầu cử"), longest=400,
            hint=_("Ghi tên cách nhau bằng dấu phẩy; không có người ứng cử."),
        ),
    ),
)  # fmt: skip
START_OVER = Verb(
    "hoan-bau", _("Hoãn bầu, lập danh sách mới"), _("Đã hoãn; hãy chọn ngày và lập danh sách ứng cử mới."),
    actions.start_over, hint=_("Việc này khép lại với lý do ở trên; một việc mới thay vào, hai trang nối với nhau."),
)  # fmt: skip
FREEZE = Verb(
    "chot-danh-sach", _("Chốt danh sách và gửi Ủy ban nhân dân xã"),
    _("Đã chốt, đã gửi xã và hiện trên trang của ấp, khóm."), actions.freeze_candidates,
    hint=_("Chốt rồi thì không thêm, không sửa được; ai rút thì tên vẫn còn. Dấu của danh sách vào nhật ký chung."),
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
TYPE_SUMS = Verb(
    "nhap-tong", _("Nhập tổng số trên tờ kiểm phiếu"), _("Đã ghi phần của bạn."), type_sums,
    hint=_("Hai người nhập riêng, không nhìn của nhau. Chép đúng các tổng số trên tờ kiểm phiếu đã ký của tổ."),
)  # fmt: skip
COUNT_SUMS = Verb(
    "kiem-phieu-to", _("Kiểm phiếu và công bố"), _("Đã ghi kết quả và ghi vào nhật ký chung."), count_sums,
    (CHAIR, SECRETARY, WITNESSES, SHEET), hint=_("Hai người nhập giống nhau: kiểm phiếu được."),
)  # fmt: skip
END = Verb(
    "ket-thuc-bau", _("Kết thúc, không bầu thêm vòng"), _("Đã ghi kết quả cuối cùng."), actions.end_election,
    hint=_("Người đã trúng cử được giữ; chỗ còn thiếu thì bầu lại vào ngày khác."),
)  # fmt: skip
AGAIN = Verb(
    "bau-lai", _("Bầu lại"), _("Đã lập việc bầu lại; hãy chọn ngày và lập danh sách ứng cử."), actions.elect_again,
    hint=_("Một việc mới, có danh sách ứng cử mới; hai trang nối với nhau."),
)  # fmt: skip
ALL = (ADD, WITHDRAW, DROP, RETURN, FREEZE, NAME_TEAM, START_OVER, COUNT, TYPE_SUMS, COUNT_SUMS, END, AGAIN)


def of_ballots(told: ElectionView, *, types: bool, leads: bool, agrees: bool) -> list[Verb]:
    """Return the buttons of ballots from door to door once their time is over: the count first where it may be."""
    if told.lacking or told.frozen_at is None:
        return []
    return [*([COUNT_SUMS] if leads and agrees else ()), *([TYPE_SUMS] if types else ())]


def open_to(one: DecisionView, told: ElectionView, *, lists: bool, leads: bool) -> list[Verb]:
    """Return the buttons of an election that are open to somebody; those about one candidate stand apart."""
    found: list[Verb] = []
    if lists and told.frozen_at is None and one.state in LISTING:
        found += [ADD, FREEZE] if one.state is State.SCHEDULED and len(told.standing) >= told.seats else [ADD]
    if leads and told.lacking and one.state in CALLED_OFF_FROM:
        found.append(START_OVER)
    if leads and one.state is State.OPEN and told.frozen_at is not None:
        found += [COUNT] if one.form is Form.MEETING and not told.lacking else []
        found += [END] if told.rounds else [ADD] if one.form is Form.MEETING else []
    if leads and told.is_of_head and one.form is Form.MEETING and not told.rounds and one.state in CALLED_OFF_FROM:
        found.append(NAME_TEAM)
    if leads and one.state in ELECTED_AGAIN_FROM and (told.open_seats or one.state is State.REFUSED):
        found.append(AGAIN)
    return found


def fields_of_round(one: DecisionView, told: ElectionView) -> tuple[Field, ...]:
    """Return the fields of the round to come: first the sums, then every candidate, then who counted."""
    group = format_lazy(_("Số phiếu của từng người (bầu {seats} người)"), seats=told.open_seats)
    votes = tuple(_votes_of(row, group) for row in told.in_round)
    if one.form is Form.BALLOT:
        return (*SLIPS, *votes)
    slips = tuple(_optional(field) for field in SLIPS)
    return (PRESENT, WAY, *slips, *votes, CHAIR, SECRETARY, COUNTERS, WITNESSES)


def line_words(told: ElectionView) -> dict[str, Any]:
    """Return what every line of the sheet of those who counted is called, by its name."""
    return {field.name: field.label for field in SLIPS} | {
        str(one.place): f"{one.place}. {one.name}" for one in told.frozen
    }


def _votes_of(row: CandidateRow, group: Any) -> Field:
    return Field(f"{VOTES}{row.place}", f"{row.place}. {row.name}", read=count, longest=5, group=group, digits=True)


def _optional(field: Field) -> Field:
    return Field(
        field.name, field.label, read=count, longest=5, optional=True, digits=True,
        group=_("Bỏ phiếu kín thì ghi thêm (giơ tay thì bỏ trống)"),
    )  # fmt: skip
