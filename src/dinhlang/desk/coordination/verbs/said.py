"""The buttons of what was said against what is known: a statement with its claims, an indicator, a published value."""

from django.utils.translation import gettext_lazy as _

from dinhlang.desk.coordination import said
from dinhlang.desk.coordination.fields import DAY, PICK, UNIT, WORDS, Field, address, day, decimal, rank, year
from dinhlang.desk.coordination.verbs.shape import Verb, rows
from dinhlang.domain.coordination.claims import Comparison, Direction
from dinhlang.domain.law.rule import Confidence

CLAIM = (
    Field("text", _("Điều đã nói, bằng lời của mình"), WORDS),
    Field("quote", _("Vài chữ nguyên văn (không bắt buộc)"), optional=True),
    Field("indicator", _("Chỉ số để cân (trống: lời nói không nêu điều đo được)"), PICK, choices="indicators"),
    Field("second", _("Chỉ số thứ hai (không bắt buộc)"), PICK, choices="indicators"),
    Field("comparison", _("Nói là"), PICK, read=Comparison, choices="comparisons"),
    Field("period", _("Của năm nào"), read=year, longest=4),
    Field("reading", _("Vì sao hiểu lời nói như vậy (không bắt buộc)"), WORDS),
)
ON_SAID = (
    Verb(
        "phat-bieu", _("Ghi một phát biểu"), _("Đã ghi phát biểu; kết quả đối chiếu do máy tính ra."), said.publish,
        (
            Field(
                "post_title", _("Chức danh người nói"), suggest="posts",
                hint=_("Chọn chức danh đang có, hoặc ghi chức danh của ngày ấy."),
            ),
            Field("name", _("Họ tên, nếu là người giữ chức vụ đã nêu công khai (không bắt buộc)"), optional=True,
                  longest=120),
            Field("said_on", _("Ngày nói"), DAY, read=day),
            Field("place", _("Nơi nói (không bắt buộc)"), optional=True),
            Field("conference_id", _("Tại hội nghị (không bắt buộc)"), PICK, read=int, choices="conferences",
                  optional=True),
            Field("source", _("Nguồn: đọc, nghe ở đâu"), longest=300),
            Field("source_url", _("Địa chỉ của nguồn (không bắt buộc)"), read=address, optional=True, longest=400),
            Field("territory_id", _("Nói về nơi nào"), UNIT, read=int, choices="places"),
            *rows(CLAIM, _("Điều {number}"), said.MOST, open_rows=1),
        ),
        _("Đúng hay không thì không ai ghi: máy so lời nói với số liệu đã công bố."),
    ),
    Verb(
        "chi-so", _("Đặt một chỉ số mới"), _("Đã đặt chỉ số; nay ghi được số liệu của nó."), said.define,
        (
            Field("name", _("Tên chỉ số"), longest=200),
            Field("about", _("Đo điều gì, hỏi ai, bao lâu một lần"), WORDS, longest=2000),
            Field("formula", _("Cách tính"), WORDS, longest=2000,
                  hint=_("Như: số phiếu trả lời đúng hạn đầu tiên chia cho số phiếu đã đến hạn, nhân 100.")),
            Field("unit_word", _("Đơn vị đo"), longest=20, hint=_("Như %, điểm, ngày.")),
            Field("direction", _("Chiều tốt lên"), PICK, read=Direction, choices="directions"),
            Field("publisher", _("Nguồn: ai đo, ai công bố"), longest=200),
            Field("method", _("Phiên bản cách đo"), longest=40,
                  hint=_("Như “Cách đo 2026”. Đổi cách đo thì ghi phiên bản mới ở từng số liệu.")),
            Field("defined_on", _("Có chỉ số này từ ngày"), DAY, read=day,
                  hint=_("Ai hỏi về một ngày trước ngày này thì chưa thấy chỉ số.")),
        ),
    ),
    Verb(
        "so-lieu", _("Ghi một số liệu đã công bố"), _("Đã ghi số liệu."), said.add_value,
        (
            Field("indicator", _("Chỉ số"), PICK, choices="indicators"),
            Field("territory_id", _("Của nơi nào (trống: cả nước)"), UNIT, read=int, choices="places", optional=True),
            Field("period", _("Về năm"), read=year, longest=4),
            Field("about_on", _("Về ngày nào trong năm ấy (trống: cả năm)"), DAY, read=day, optional=True),
            Field("value", _("Giá trị"), read=decimal, longest=12, hint=_("Như 80,08.")),
            Field("benchmark", _("Mức chung cả nước, cùng năm, cùng cách đo (không bắt buộc)"), read=decimal,
                  optional=True, longest=12),
            Field("rank", _("Xếp thứ (không bắt buộc)"), read=rank, optional=True, longest=4),
            Field("out_of", _("Trong bao nhiêu nơi (không bắt buộc)"), read=rank, optional=True, longest=4),
            Field("known_on", _("Ngày công bố"), DAY, read=day,
                  hint=_("Ai hỏi về một ngày trước ngày này thì chưa thấy số này.")),
            Field("certainty", _("Ngày công bố ấy"), PICK, choices="days_known"),
            Field("method", _("Cách đo"), longest=40, suggest="methods",
                  hint=_("Hai số đo theo hai cách thì máy không so với nhau.")),
            Field("source", _("Nguồn của số liệu"), longest=300),
            Field("confidence", _("Chắc tới đâu"), PICK, read=Confidence, choices="confidences"),
            Field("note", _("Ghi chú (không bắt buộc)"), WORDS, optional=True),
        ),
        _("Số đã ghi không sửa được; đính chính là một số mới với ngày công bố mới."),
    ),
)  # fmt: skip
