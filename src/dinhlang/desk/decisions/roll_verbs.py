"""The buttons of a roll: each names one step and the fields of its form."""

from django.utils.translation import gettext_lazy as _

from dinhlang.desk.coordination.fields import PICK, WORDS, Field
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.decisions import roll_steps as steps

PROPOSED = _("Đã ghi. Thay đổi có hiệu lực khi hết thời gian cho ý kiến.")
REASON = Field("reason", _("Vì sao thay đổi?"), longest=300, hint=_("Cả ấp đọc được lý do này khi xem danh sách."))
NAME_HINT = _("Chỉ ghi họ tên, không ghi số căn cước hay số điện thoại.")
ADD = Verb(
    "them-ho", _("Thêm một hộ"), PROPOSED, steps.add,
    (
        Field("number", _("Số hộ"), longest=20),
        Field("name", _("Người đại diện hộ"), hint=NAME_HINT),
        Field("address", _("Nơi ở (không bắt buộc)"), optional=True),
        REASON,
    ),
)  # fmt: skip
ON_HOUSEHOLD = (
    Verb(
        "doi-dai-dien", _("Đổi người đại diện"), PROPOSED, steps.represent,
        (Field("name", _("Người đại diện mới"), hint=NAME_HINT), REASON),
    ),
    Verb("doi-noi-o", _("Sửa nơi ở"), PROPOSED, steps.move, (Field("address", _("Nơi ở")), REASON)),
    Verb("dua-ra", _("Đưa hộ ra khỏi danh sách"), PROPOSED, steps.end, (REASON,)),
)  # fmt: skip
OBJECT = Verb(
    "y-kien", _("Ghi ý kiến về thay đổi này"), _("Đã ghi ý kiến; thay đổi chờ đến khi ý kiến được trả lời."),
    steps.object_,
    (Field("text", _("Người dân nói gì?"), WORDS, longest=500, hint=_("Không cần ghi tên người nói.")),),
)  # fmt: skip
ANSWER = Verb(
    "tra-loi", _("Trả lời ý kiến"), _("Đã trả lời."), steps.answer,
    (
        Field("outcome", _("Kết luận"), PICK, choices="outcomes"),
        Field("reply", _("Lý do"), WORDS, longest=500),
    ),
)  # fmt: skip
OUTCOMES = [("upheld", _("ý kiến đúng, bỏ thay đổi")), ("refused", _("giữ thay đổi"))]
