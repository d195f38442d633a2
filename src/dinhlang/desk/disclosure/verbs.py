"""The buttons of the desk of disclosure: each names one action and the fields of its form."""

from django.utils.translation import gettext_lazy as _

from dinhlang.desk.coordination.fields import DAY, PICK, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.disclosure import steps
from dinhlang.domain.disclosure.needs import Form

ANSWERS = (
    Field("changes", _("Điều gì thay đổi?"), WORDS, longest=1000, hint=_("Viết như nói với một người hàng xóm.")),
    Field("affects", _("Với ai?"), WORDS, longest=1000),
    Field("costs", _("Tốn kém gì?"), WORDS, longest=1000, hint=_("Không có thì ghi “không”.")),
    Field("timing", _("Khi nào?"), WORDS, longest=1000),
    Field("objections", _("Hỏi hoặc phản đối ở đâu?"), WORDS, longest=1000),
    Field("text", _("Toàn văn, nếu không kèm tệp (không bắt buộc)"), WORDS, optional=True),
)
# Of a unit.
ON_UNIT = (
    Verb(
        "ghi-viec", _("Ghi nội dung phải công khai"), _("Đã ghi vào sổ."), steps.note,
        (
            Field("duty", _("Nội dung"), PICK, choices="duties"),
            Field("source", _("Việc gì đã xảy ra"), PICK, choices="sources"),
            Field("title", _("Tên văn bản hoặc nội dung"), longest=300),
            Field("happened_on", _("Ngày ký, ngày gửi hoặc ngày hết kỳ"), DAY, read=day),
            Field("responsible", _("Người chịu trách nhiệm (không bắt buộc)"), optional=True),
        ),
    ),
)  # fmt: skip
LIST = Verb(
    "danh-sach",
    _("Viết danh sách của quý"),
    _("Đã giao viết danh sách; mở lại trang sau ít giây."),
    steps.ask_list,
    (Field("quarter", _("Quý"), PICK, choices="quarters"),),
)
# Of one thing that is not published yet.
PUBLISH = Verb(
    "cong-khai", _("Đưa ra công khai"), _("Đã công khai."), steps.publish,
    (
        *ANSWERS,
        Field("audience", _("Dành cho ai (trống: mọi người)"), optional=True),
        Field("covers", _("Kỳ nào (không bắt buộc)"), optional=True, longest=60),
        Field("embargo_on", _("Chỉ cho xem từ ngày (trống: ngay bây giờ)"), DAY, read=day, optional=True),
    ),
)  # fmt: skip
# Of one thing that is published.
CORRECT = Verb(
    "sua", _("Đăng bản sửa"), _("Đã đăng bản sửa; bản cũ vẫn đọc được."), steps.correct,
    (
        Field("reason", _("Vì sao phải sửa?"), longest=300, hint=_("Mọi người đọc được.")),
        Field("changed_on", _("Nội dung đổi từ ngày"), DAY, read=day),
        *ANSWERS,
    ),
)  # fmt: skip
WITHDRAW = Verb(
    "go", _("Gỡ xuống"), _("Đã gỡ; chỗ cũ ghi lý do."), steps.withdraw,
    (Field("reason", _("Vì sao phải gỡ?"), longest=300, hint=_("Mọi người đọc được.")),),
)  # fmt: skip
SHOW = Verb(
    "bang-chung", _("Ghi nơi niêm yết, phát thanh, thông báo"), _("Đã ghi."), steps.show,
    (
        Field("where", _("Hình thức"), PICK, choices="wheres"),
        Field("village_id", _("Ấp, khóm (trống: tất cả)"), PICK, read=int, choices="villages", optional=True),
        Field("began", _("Từ ngày"), DAY, read=day),
        Field("last_day", _("Đến hết ngày (đang treo thì để trống)"), DAY, read=day, optional=True),
        Field("told", _("Chỗ nào, giờ nào, qua ai (không bắt buộc)"), optional=True),
        Field("reached", _("Bao nhiêu hộ đã nhận (không bắt buộc)"), read=steps.count, optional=True, longest=6),
    ),
)  # fmt: skip
# Of one place where it is shown.
ON_EVIDENCE = (
    Verb(
        "thoi-treo", _("Ghi ngày cuối"), _("Đã ghi ngày cuối."), steps.take_down,
        (Field("last_day", _("Ngày cuối còn treo"), DAY, read=day),),
    ),
    Verb(
        "xac-nhan", _("Xác nhận đã thấy"), _("Đã xác nhận."), steps.confirm,
        (Field("reached", _("Bao nhiêu hộ đã nhận (không bắt buộc)"), read=steps.count, optional=True, longest=6),),
    ),
)  # fmt: skip
# Of a thing in a village, by its head.
REACHED = Field(
    "reached", _("Bao nhiêu hộ đã nhận (không bắt buộc)"), read=steps.count, optional=True, longest=6
)  # fmt: skip
TOLD = Field("told", _("Ở đâu, lúc nào (không bắt buộc)"), optional=True)
IN_VILLAGE = {
    Form.HEADS: Verb(
        "da-bao",
        _("Tôi đã báo cho bà con"),
        _("Đã ghi: bà con đã được báo."),
        steps.tell_village,
        (Field("began", _("Báo ngày"), DAY, read=day), REACHED, TOLD),
    ),
    Form.LOUDSPEAKER: Verb(
        "da-phat-loa",
        _("Loa ấp đã phát"),
        _("Đã ghi những ngày phát loa."),
        steps.broadcast_in_village,
        (Field("began", _("Từ ngày"), DAY, read=day), Field("last_day", _("Đến hết ngày"), DAY, read=day), TOLD),
    ),
    Form.POSTING: Verb(
        "da-treo",
        _("Đã treo ở nhà văn hóa"),
        _("Đã ghi nơi treo. Chụp một tấm ảnh để làm bằng."),
        steps.post_in_village,
        (Field("began", _("Treo từ ngày"), DAY, read=day), TOLD),
    ),
}
VILLAGE_CONFIRM = Verb("toi-xac-nhan", _("Đúng vậy, tôi xác nhận"), _("Đã xác nhận."), steps.confirm, (REACHED,))
VILLAGE_END = Verb(
    "da-go",
    _("Đã gỡ xuống"),
    _("Đã ghi ngày cuối."),
    steps.take_down,
    (Field("last_day", _("Ngày cuối còn treo"), DAY, read=day),),
)
# Of a request for information.
ON_REQUEST = (
    Verb(
        "tra-loi", _("Trả lời yêu cầu"), _("Đã trả lời."), steps.answer_request,
        (
            Field("outcome", _("Kết quả"), PICK, choices="outcomes"),
            Field("text", _("Câu trả lời, hoặc lý do từ chối"), WORDS),
        ),
    ),
    Verb(
        "them-han", _("Báo thông tin phức tạp, cần thêm thời gian"), _("Đã báo thời hạn mới."), steps.need_more_time,
        (Field("reason", _("Vì sao cần thêm thời gian?"), longest=300),),
    ),
)  # fmt: skip
