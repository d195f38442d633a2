"""Words of the pages of the law, looked up by code."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.law.act import Standing
from dinhlang.domain.law.rule import Confidence

STANDINGS = {
    Standing.PASSED: _("Đã thông qua, chưa có hiệu lực"),
    Standing.IN_FORCE: _("Có hiệu lực"),
    Standing.AMENDED: _("Có hiệu lực, đã sửa đổi"),
    Standing.ENDED: _("Hết hiệu lực"),
}
TONES = {Standing.PASSED: "soon", Standing.IN_FORCE: "ok", Standing.AMENDED: "ok", Standing.ENDED: "off"}
CONFIDENCES = {
    Confidence.SURE: _("Chắc chắn"),
    Confidence.LIKELY: _("Có khả năng cao, nên đối chiếu"),
    Confidence.UNSURE: _("Cần xác minh"),
}
KINDS = {"question": _("Hỏi đáp"), "script": _("Bài phát thanh"), "rule": _("Quy định")}
SIZES = {"a4": _("Tờ rơi A4"), "a5": _("Tờ rơi A5"), "a3": _("Bảng tin A3")}
