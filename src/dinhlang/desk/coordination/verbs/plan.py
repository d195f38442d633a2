"""The buttons of a plan: about one of its lines, a section of its report, or the whole plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dinhlang.apps.coordination import actions
from dinhlang.desk.coordination import people, steps
from dinhlang.desk.coordination.fields import DAY, PICK, UNIT, WORDS, Field, address, day
from dinhlang.desk.coordination.verbs.shape import CASE_NUMBER, LINE_OF_A_PLAN, OTHER_DOCUMENT, Verb, rows
from dinhlang.domain.coordination.documents import Field as Area

MEASURES = (
    Field("product", _("Sản phẩm (không bắt buộc)"), optional=True, longest=300),
    Field("indicator", _("Đo bằng gì (không bắt buộc)"), optional=True),
    Field("baseline", _("Mức đang có (không bắt buộc)"), optional=True, longest=100),
    Field("target", _("Mức cần đạt (không bắt buộc)"), optional=True, longest=100),
)
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
        "giao-lai", _("Giao lại, đổi người chịu trách nhiệm"), _("Đã giao lại việc này."), actions.assign_task,
        (
            Field("owner_id", _("Đơn vị chủ trì"), UNIT, read=int, choices="units"),
            Field("owner_post", _("Chức danh chịu trách nhiệm")),
            Field("on", _("Từ ngày"), DAY, read=day),
            Field("citation", _("Theo văn bản nào (không bắt buộc)"), optional=True, longest=300),
        ),
        _("Đơn vị đang giữ việc tự đổi chức danh; chuyển sang đơn vị khác do hai cơ quan ký kế hoạch quyết định."),
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
    Verb("them-viec", _("Thêm việc"), _("Đã thêm việc vào kế hoạch."), steps.add_line, LINE_OF_A_PLAN + MEASURES),
    Verb(
        "loi-hua", _("Đưa lời hứa vào kế hoạch"), _("Đã đưa lời hứa vào kế hoạch."), actions.add_promise,
        (
            Field("promise_code", _("Số lời hứa"), longest=20, hint=_("Như LH26-7K3MQ9, ở trang đối thoại.")),
            Field("field", _("Lĩnh vực"), PICK, choices="fields", read=Area),
        ),
    ),
    Verb(
        "ky", _("Ghi kế hoạch đã ký"), _("Kế hoạch đã ký; từ nay mọi người đọc được."), actions.sign_plan,
        (Field("signed_on", _("Ngày hai cơ quan ký"), DAY, read=day), OTHER_DOCUMENT),
    ),
    Verb(
        "tong-ket", _("Viết báo cáo tổng kết"), _("Đã giao máy viết; xem mục “Báo cáo tổng kết”."), actions.ask_review,
        (Field("on", _("Số liệu tới ngày"), DAY, read=day),),
        _("Máy viết bản thảo .docx sửa được và .pdf; mỗi con số kèm danh sách và ngày. Ô chữ ký để trống."),
    ),
    Verb(
        "giao-phan", _("Giao phần báo cáo"), _("Đã giao phần báo cáo."), steps.ask_section,
        (
            Field("period", _("Kỳ báo cáo"), PICK, choices="periods"),
            Field("section", _("Tên phần")),
            Field("unit_id", _("Đơn vị viết"), UNIT, choices="units"),
            Field("field", _("Lĩnh vực (không bắt buộc)"), PICK, choices="fields", optional=True),
            Field("due_on", _("Hạn nộp"), DAY, read=day),
        ),
    ),
    Verb(
        "hoi-nghi", _("Ghi hội nghị tổng kết"), _("Đã ghi hội nghị."), people.hold,
        (
            Field("title", _("Tên hội nghị"), longest=300),
            Field("held_on", _("Ngày họp"), DAY, read=day),
            Field("place", _("Nơi họp (không bắt buộc)"), optional=True),
            Field("next_plan_id", _("Kế hoạch năm sau (không bắt buộc)"), PICK, choices="later_plans", optional=True),
            Field("agenda", _("Chương trình, mỗi dòng một mục"), WORDS, optional=True),
            *rows(people.ROW, _("Người {number}"), people.MOST, open_rows=people.OPEN),
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


def fields_of_closing(line: Any) -> tuple[Field, ...]:
    """Return what is asked about one unfinished line when a year is closed."""
    words = _("Việc {number} chưa xong").format(number=line.number)
    return (
        Field(f"viec-{line.id}", words, PICK, choices="ways_on", hint=line.text, group=words),
        Field(f"han-{line.id}", _("Hạn mới, nếu chuyển tiếp"), DAY, read=day, optional=True, group=words),
        Field(f"ly_do-{line.id}", _("Lý do, nếu thôi không làm"), WORDS, optional=True, group=words),
    )
