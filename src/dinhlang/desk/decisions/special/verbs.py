"""The buttons of these matters, and what they make of their fields."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewBoard, NewConference
from dinhlang.desk.coordination.fields import DAY, PICK, WORDS, Field, day, rank
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.decisions.steps import clock, count
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.origins import Board, From


def dismiss(*, why: str, **given: Any) -> int:
    """Propose a dismissal."""
    return actions.propose_dismissal(why=From(why), **given)


def board_(*, board: str, step: str, seats: int, project: str, question: str, explanation: str, **given: Any) -> int:
    """Propose members of a board."""
    new = NewBoard(Board(board), Step(step), seats, question, explanation, project)
    return actions.propose_board(new=new, **given)


def later(*, kind: str, **given: Any) -> int:
    """Propose to change or annul an earlier decision."""
    return actions.propose_later(kind=From(kind), **given)


def plan(*, meets_on: date, meets_time: time, place: str, agenda: str, **given: Any) -> int:
    """Set the yearly conference."""
    new = NewConference(datetime.combine(meets_on, meets_time, VIETNAM), place, agenda)
    return actions.plan_conference(new=new, **given)


def called(**given: Any) -> int:
    """Write down when the households were told of the yearly conference."""
    return actions.note_called(**given)


def report(**given: Any) -> int:
    """Report the yearly conference."""
    return actions.report_conference(**given)


QUESTION = Field("question", _("Việc cần bàn, ghi thành một câu"), longest=500)
EXPLANATION = Field("explanation", _("Giải thích cho mọi hộ đọc trước"), WORDS, longest=4000)
PROPOSED = _("Đã đề xuất; xem ở danh sách việc bàn và quyết định.")
DISMISS = Verb(
    "cho-thoi", _("Đề nghị cho thôi Trưởng ấp, khóm hoặc cấp phó"), PROPOSED, dismiss,
    (Field("why", _("Do đâu?"), PICK, choices="reasons"), QUESTION, EXPLANATION),
    hint=_("Trưởng Ban công tác Mặt trận triệu tập và chủ trì việc này, không phải Trưởng ấp, khóm."),
)  # fmt: skip
BOARD = Verb(
    "bau-ban", _("Bầu, cho thôi thành viên ban của dân"), PROPOSED, board_,
    (
        Field("board", _("Ban nào?"), PICK, choices="boards"),
        Field("step", _("Bầu hay cho thôi?"), PICK, choices="steps"),
        Field("seats", _("Mấy người?"), read=rank, longest=2),
        Field("project", _("Giám sát công trình nào (chỉ khi là ban giám sát đầu tư)"), optional=True, longest=300),
        QUESTION, EXPLANATION,
    ),
    hint=_("Được thông qua thì gửi Ủy ban Mặt trận Tổ quốc xã công nhận."),
)  # fmt: skip
LATER = Verb(
    "sua-bo", _("Đề xuất sửa hoặc bỏ quyết định này"), PROPOSED, later,
    (Field("kind", _("Sửa hay bỏ?"), PICK, choices="kinds"), QUESTION, EXPLANATION),
    hint=_("Phải đủ tỷ lệ hộ như khi quyết định. Bỏ thì quyết định cũ hết hiệu lực khi việc này được thông qua."),
)  # fmt: skip
PLAN = Verb(
    "hoi-nghi", _("Chọn ngày hội nghị hằng năm"), _("Đã có lịch hội nghị."), plan,
    (
        Field("meets_on", _("Ngày họp"), DAY, read=day),
        Field("meets_time", _("Giờ họp"), read=clock, longest=5, hint=_("Ví dụ 19:00.")),
        Field("place", _("Nơi họp"), longest=300),
        Field("agenda", _("Chương trình, mỗi dòng một việc"), WORDS, longest=4000),
    ),
    hint=_("Mỗi năm một lần, vào cuối năm. Chọn lại ngày được cho tới khi đã họp."),
)  # fmt: skip
CALLED = Verb(
    "da-bao", _("Ghi đã báo cho các hộ"), _("Đã ghi; trang hội nghị và nhật ký chung có ngày này."), called,
    (Field("called_on", _("Đã báo ngày nào?"), DAY, read=day),),
)  # fmt: skip
REPORT = Verb(
    "bao-cao-hoi-nghi", _("Ghi kết quả hội nghị"), _("Đã ghi kết quả hội nghị."), report,
    (
        Field("present", _("Số hộ có mặt"), read=count, longest=5),
        Field("report", _("Đã báo cáo gì, các hộ nói gì?"), WORDS, longest=8000,
              hint=_("Mọi người đọc được; đừng ghi tên người dân.")),
    ),
)  # fmt: skip
ALL = (DISMISS, BOARD, LATER, PLAN, CALLED, REPORT)
AGENDA = (
    "Báo cáo của Trưởng ấp, khóm\nBáo cáo của Ban công tác Mặt trận\n"
    "Báo cáo của thành viên Ban Thanh tra nhân dân\nCác hộ góp ý"
)
