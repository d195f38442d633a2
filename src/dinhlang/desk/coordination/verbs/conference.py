"""The buttons of a review conference."""

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination import actions
from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import SYMBOL_HINT, WORDS, Field, known_document
from dinhlang.desk.coordination.verbs.shape import LINE_OF_A_PLAN, Verb, rows

ON_CONFERENCE = (
    Verb(
        "ket-luan", _("Ghi kết luận"), _("Đã ghi kết luận."), steps.conclude,
        (
            Field("text", _("Kết luận"), WORDS),
            Field("source", _("Nguồn (không bắt buộc)"), optional=True, longest=300),
            *rows(LINE_OF_A_PLAN, _("Việc {number}"), steps.LINES_AT_ONCE),
        ),
        _("Mỗi việc ghi dưới đây thành một việc của kế hoạch năm sau, có đơn vị và hạn."),
    ),
    Verb(
        "thong-bao", _("Gắn thông báo kết luận"), _("Đã gắn thông báo kết luận."), actions.issue_notice,
        (Field("document_id", _("Số, ký hiệu thông báo"), read=known_document, hint=SYMBOL_HINT),),
    ),
)  # fmt: skip
