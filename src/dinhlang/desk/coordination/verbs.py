"""The buttons of the desk of coordination: each names one action and the fields of its form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dinhlang.apps.coordination import actions
from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import (
    DAY,
    PICK,
    SYMBOL_HINT,
    WORDS,
    Field,
    address,
    day,
    known_document,
    symbol,
)
from dinhlang.domain.coordination.documents import Field as Area
from dinhlang.domain.coordination.documents import Kind, Relation


@dataclass(frozen=True)
class Verb:
    """A button: its words, what it says when done, its action, the fields of its form."""

    name: str
    label: str | Promise
    done: str | Promise
    act: Callable[..., int]
    fields: tuple[Field, ...] = ()
    hint: str | Promise = ""


CASE_NUMBER = Field("case_number", _("Số phiếu"), longest=20, hint=_("Số công khai của phiếu, như PA26-000123."))
OTHER_DOCUMENT = Field(
    "document_id", _("Số, ký hiệu văn bản (không bắt buộc)"), read=known_document, optional=True, hint=SYMBOL_HINT
)
LINE = (
    Field("text", _("Việc phải làm"), WORDS),
    Field("field", _("Lĩnh vực"), PICK, choices="fields"),
    Field("owner_id", _("Đơn vị chủ trì"), PICK, read=int, choices="units"),
    Field("owner_post", _("Chức danh chịu trách nhiệm")),
    Field("due_on", _("Hạn xong"), DAY, read=day),
)
MEASURES = (
    Field("product", _("Sản phẩm (không bắt buộc)"), optional=True, longest=300),
    Field("indicator", _("Đo bằng gì (không bắt buộc)"), optional=True),
    Field("baseline", _("Mức đang có (không bắt buộc)"), optional=True, longest=100),
    Field("target", _("Mức cần đạt (không bắt buộc)"), optional=True, longest=100),
)


def line_in_a_row(number: int) -> tuple[Field, ...]:
    """Return the fields of one line among several; a whole line may stay empty."""
    return tuple(
        replace(
            one, name=f"{one.name}-{number}", optional=True,
            label=format_lazy(_("Việc {number}: {field}"), number=number, field=one.label),
        )
        for one in LINE
    )  # fmt: skip


# Of one line of a plan.
ON_LINE = (
    Verb(
        "minh-chung", _("Ghi kết quả, minh chứng"), _("Đã ghi minh chứng."), actions.give_evidence,
        (
            Field("text", _("Đã làm được gì?"), WORDS, hint=_("Mọi người đọc được.")),
            Field("on", _("Ngày"), DAY, read=day),
            OTHER_DOCUMENT,
            Field("url", _("Địa chỉ trên mạng (không bắt buộc)"), read=address, optional=True, longest=400),
        ),
    ),
    Verb(
        "xong", _("Báo xong"), _("Đã ghi việc này xong."), actions.finish_task,
        (Field("done_on", _("Ngày xong"), DAY, read=day),),
    ),
    Verb(
        "phieu", _("Gắn với phiếu của người dân"), _("Đã gắn việc này với phiếu."), actions.link_task_to_case,
        (CASE_NUMBER,),
    ),
    Verb(
        "thoi", pgettext_lazy("nút", "Thôi không làm"), _("Đã ghi lý do thôi không làm."), actions.drop_task,
        (
            Field("reason", _("Vì sao thôi không làm?"), WORDS, hint=_("Mọi người đọc được.")),
            Field("dropped_on", _("Ngày"), DAY, read=day),
        ),
    ),
)  # fmt: skip
# Of a section of a report.
ON_SECTION = (
    Verb(
        "nop", _("Nộp phần báo cáo"), _("Đã nộp phần báo cáo."), actions.hand_in_contribution,
        (Field("text", _("Nội dung"), WORDS, hint=_("Nộp lại được tới khi khép năm; bản mới nhất được dùng.")),),
    ),
)  # fmt: skip
# Of a whole plan.
ON_PLAN = (
    Verb("them-viec", _("Thêm việc"), _("Đã thêm việc vào kế hoạch."), steps.add_line, LINE + MEASURES),
    Verb(
        "ky", _("Ghi kế hoạch đã ký"), _("Kế hoạch đã ký; từ nay mọi người đọc được."), actions.sign_plan,
        (Field("signed_on", _("Ngày hai cơ quan ký"), DAY, read=day), OTHER_DOCUMENT),
    ),
    Verb(
        "tong-ket", _("Viết báo cáo tổng kết"), _("Đã giao máy viết; xem mục “Báo cáo tổng kết”."), steps.ask_review,
        (Field("on", _("Số liệu tới ngày"), DAY, read=day),),
        _("Máy viết bản thảo .docx sửa được và .pdf; mỗi con số kèm danh sách và ngày. Ô chữ ký để trống."),
    ),
    Verb(
        "giao-phan", _("Giao phần báo cáo"), _("Đã giao phần báo cáo."), steps.ask_section,
        (
            Field("period", _("Kỳ báo cáo"), PICK, choices="periods"),
            Field("section", _("Tên phần")),
            Field("unit_id", _("Đơn vị viết"), PICK, choices="units"),
            Field("field", _("Lĩnh vực (không bắt buộc)"), PICK, choices="fields", optional=True),
            Field("due_on", _("Hạn nộp"), DAY, read=day),
        ),
    ),
    Verb(
        "hoi-nghi", _("Ghi hội nghị tổng kết"), _("Đã ghi hội nghị."), steps.hold,
        (
            Field("title", _("Tên hội nghị"), longest=300),
            Field("held_on", _("Ngày họp"), DAY, read=day),
            Field("place", _("Nơi họp (không bắt buộc)"), optional=True),
            Field("next_plan_id", _("Kế hoạch năm sau (không bắt buộc)"), PICK, choices="later_plans", optional=True),
            Field("agenda", _("Chương trình, mỗi dòng một mục"), WORDS, optional=True),
            Field("chairs", _("Chủ trì, mỗi dòng một chức danh"), WORDS, optional=True),
            Field(
                "reporters", _("Người báo cáo, mỗi dòng một chức danh"), WORDS, optional=True,
                hint=_("Sau dấu hai chấm là điều đã nói, bằng lời của mình."),
            ),
            Field("speakers", _("Người phát biểu, mỗi dòng một chức danh"), WORDS, optional=True),
        ),
    ),
    Verb(
        "khep", _("Khép năm"), _("Đã khép năm; không việc nào bị bỏ quên."), steps.close_plan,
        (
            Field("to_plan_id", _("Việc chưa xong chuyển sang"), PICK, choices="later_plans"),
            Field("on", _("Ngày khép"), DAY, read=day),
        ),
    ),
    Verb(
        "lap", _("Lập kế hoạch năm khác"), _("Đã lập bản thảo; chỉ hai cơ quan thấy tới khi ký."), actions.draft_plan,
        (Field("year", _("Năm"), PICK, read=int, choices="years"),),
    ),
)  # fmt: skip
# Of the register.
ON_REGISTER = (
    Verb(
        "ghi", _("Ghi văn bản vào sổ"), _("Đã ghi văn bản vào sổ."), steps.register,
        (
            Field("symbol", _("Số, ký hiệu"), read=symbol, hint=SYMBOL_HINT, longest=80),
            Field("kind", _("Loại văn bản"), PICK, read=Kind, choices="kinds"),
            Field("title", _("Trích yếu"), WORDS, longest=500),
            Field("issuer", _("Cơ quan ban hành"), PICK, choices="issuers"),
            Field("with_issuer", _("Cùng ban hành với (không bắt buộc)"), PICK, choices="issuers", optional=True),
            Field("passed_on", _("Ngày ban hành, thông qua"), DAY, read=day),
            Field("in_force_from", _("Ngày có hiệu lực (trống: từ ngày ban hành)"), DAY, read=day, optional=True),
            Field("field", _("Lĩnh vực (trống: mọi lĩnh vực)"), PICK, read=Area, choices="fields", optional=True),
            Field("signed_by_post", _("Chức danh người ký (không bắt buộc)"), optional=True),
            Field("source", _("Nguồn: văn bản này lấy từ đâu"), longest=300),
            Field("source_url", _("Địa chỉ của nguồn (không bắt buộc)"), read=address, optional=True, longest=400),
            Field("changes", _("Điều gì thay đổi? (không bắt buộc)"), WORDS, optional=True),
            Field("affects", _("Với ai? (không bắt buộc)"), WORDS, optional=True),
            Field("costs", _("Tốn kém gì? (không bắt buộc)"), WORDS, optional=True),
            Field("timing", _("Khi nào? (không bắt buộc)"), WORDS, optional=True),
            Field("objections", _("Hỏi, phản đối ở đâu? (không bắt buộc)"), WORDS, optional=True),
        ),
    ),
    Verb(
        "quan-he", _("Ghi quan hệ giữa hai văn bản"), _("Đã ghi quan hệ."), actions.relate_documents,
        (
            Field("document_id", _("Văn bản này"), read=known_document, hint=SYMBOL_HINT),
            Field("relation", _("đối với văn bản kia"), PICK, read=Relation, choices="relations"),
            Field("to_id", _("Văn bản kia (trống: văn bản được giao chưa có)"), read=known_document, optional=True),
            Field("clause", _("Ở điều, khoản nào; hoặc giao ban hành gì (không bắt buộc)"), longest=300, optional=True),
            Field("due_on", _("Hạn, chỉ khi giao nhiệm vụ"), DAY, read=day, optional=True),
        ),
    ),
    Verb(
        "van-ban-phieu", _("Gắn văn bản với phiếu của người dân"), _("Đã gắn văn bản với phiếu."),
        actions.link_document_to_case,
        (Field("document_id", _("Văn bản"), read=known_document, hint=SYMBOL_HINT), CASE_NUMBER),
    ),
)  # fmt: skip
# Of a conference.
ON_CONFERENCE = (
    Verb(
        "ket-luan", _("Ghi kết luận"), _("Đã ghi kết luận."), steps.conclude,
        (
            Field("text", _("Kết luận"), WORDS),
            Field("source", _("Nguồn (không bắt buộc)"), optional=True, longest=300),
            *(field for number in range(1, steps.LINES_AT_ONCE + 1) for field in line_in_a_row(number)),
        ),
        _("Mỗi việc ghi dưới đây thành một việc của kế hoạch năm sau, có đơn vị và hạn."),
    ),
    Verb(
        "thong-bao", _("Gắn thông báo kết luận"), _("Đã gắn thông báo kết luận."), actions.issue_notice,
        (Field("document_id", _("Số, ký hiệu thông báo"), read=known_document, hint=SYMBOL_HINT),),
    ),
)  # fmt: skip


def one_of(verbs: tuple[Verb, ...], name: str) -> Verb | None:
    """Return the verb of a name, None for a strange one."""
    return next((one for one in verbs if one.name == name), None)


def fields_of_closing(line: Any) -> tuple[Field, ...]:
    """Return what is asked about one unfinished line when a year is closed."""
    said = {"number": line.number}
    return (
        Field(
            f"viec-{line.id}", _("Việc %(number)s chưa xong") % said, PICK, choices="ways_on", hint=line.text
        ),
        Field(f"han-{line.id}", _("Việc %(number)s: hạn mới, nếu chuyển tiếp") % said, DAY, read=day, optional=True),
        Field(f"ly_do-{line.id}", _("Việc %(number)s: lý do, nếu thôi không làm") % said, WORDS, optional=True),
    )  # fmt: skip
