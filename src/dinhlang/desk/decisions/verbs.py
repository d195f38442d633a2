"""The buttons of a decision: each names one step and the fields of its form; and which are open to whom."""

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.desk.coordination.fields import DAY, PICK, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.verbs.shape import rows
from dinhlang.desk.decisions import steps
from dinhlang.domain.decisions.states import State

PROPOSE = Verb(
    "de-xuat", _("Đề xuất"), _("Đã đề xuất. Bây giờ chờ Trưởng Ban công tác Mặt trận thống nhất."), steps.propose,
    (
        Field("matter", _("Đây là việc gì?"), PICK, choices="matters"),
        Field("step", _("Bầu hay cho thôi (chỉ khi bầu, cho thôi người)"), PICK, choices="steps", optional=True),
        Field(
            "question", _("Việc cần bàn, ghi thành một câu"), longest=500,
            hint=_("Ví dụ: Góp 350.000 đồng mỗi hộ làm đường đan tổ 6, dài 420 m."),
        ),
        Field(
            "explanation", _("Giải thích cho mọi hộ đọc trước"), WORDS, longest=4000,
            hint=_("Làm gì, ở đâu, mỗi hộ góp bao nhiêu, ai được miễn, bao giờ xong, ai giữ tiền."),
        ),
    ),
)  # fmt: skip
AGREE = Verb(
    "thong-nhat", _("Ban công tác Mặt trận thống nhất"), _("Đã thống nhất. Trưởng ấp, khóm chọn ngày họp."), steps.agree
)
SCHEDULE = Verb(
    "xep-lich", _("Chọn ngày họp"), _("Đã có lịch. Xem các việc phải làm trước ngày họp ở dưới."), steps.schedule,
    (
        Field("meeting_on", _("Ngày họp"), DAY, read=day),
        Field("meeting_time", _("Giờ họp"), read=steps.clock, longest=5, hint=_("Ví dụ 19:00.")),
        Field("place", _("Nơi họp"), longest=300),
    ),
)  # fmt: skip
OPEN = Verb(
    "mo-hop", _("Bắt đầu họp"), _("Đã chốt tổng số hộ. Từ giờ mẫu số không đổi."), steps.open_,
    hint=_("Bấm khi bắt đầu họp: tổng số hộ của ấp, khóm được chốt và ghi vào nhật ký chung."),
)  # fmt: skip
SITTING = (
    Field("place", _("Nơi họp")),
    Field("present", _("Số hộ có mặt"), read=steps.count, longest=5),
    Field("yes", _("Đồng ý"), read=steps.count, longest=5),
    Field("no", _("Không đồng ý"), read=steps.count, longest=5),
    Field("other", _("Ý kiến khác"), read=steps.count, longest=5),
)
COUNT = Verb(
    "kiem-phieu", _("Ghi biên bản và kết quả"), _("Đã ghi kết quả và ghi vào nhật ký chung."), steps.count_,
    (
        *rows(SITTING, _("Cuộc họp {number}"), steps.SITTINGS, open_rows=1),
        Field("way", _("Biểu quyết cách nào?"), PICK, choices="ways"),
        Field("chair", _("Chủ trì")),
        Field("secretary", _("Thư ký")),
        Field("counters", _("Ban kiểm phiếu (khi bỏ phiếu kín)"), optional=True, longest=400),
        Field("witnesses", _("Hai hộ chứng kiến kiểm phiếu"), longest=400, hint=_("Chỉ in trong biên bản.")),
    ),
    hint=_("Họp nhiều cụm thì ghi từng cụm; máy tự cộng."),
)  # fmt: skip
PUBLISH = Verb(
    "cong-khai", _("Ghi đã công khai kết quả"), _("Đã ghi."), steps.publish,
    (Field("shown_in", _("Công khai ở đâu, bằng cách nào?"), hint=_("Ví dụ: niêm yết ở nhà văn hóa, đọc trên loa.")),),
)  # fmt: skip
PAPERS = Verb(
    "lap-bien-ban", _("Lập biên bản và quyết định để ký"), _("Máy đang lập. Tải lại trang sau một phút để lấy tệp."),
    steps.ask_papers, hint=_("Tệp Word và PDF, chỗ ký để trống."),
)  # fmt: skip
SUBMIT = Verb(
    "gui-xa", _("Gửi Ủy ban nhân dân và Mặt trận xã"), _("Đã gửi."), steps.submit,
    hint=_("Gửi ở đây là xã nhận ngay; hạn gửi ghi trong lịch ở dưới."),
)  # fmt: skip
RECOGNISE = Verb(
    "cong-nhan", _("Công nhận"), _("Đã công nhận."), steps.recognise,
    (Field("number", _("Số quyết định công nhận"), longest=60),),
)  # fmt: skip
REFUSE = Verb(
    "khong-cong-nhan", _("Không công nhận, nêu lý do"), _("Đã trả lời."), steps.refuse,
    (
        Field("number", _("Số văn bản trả lời"), longest=60),
        Field("reason", _("Lý do"), WORDS, longest=2000, hint=_("Mọi người đọc được.")),
    ),
)  # fmt: skip
REPORT = Verb(
    "bao-cao", _("Báo cáo dân: đã làm được gì"), _("Đã báo cáo."), steps.report_back,
    (Field("text", _("Đã làm gì, thu bao nhiêu, chi bao nhiêu?"), WORDS, longest=4000),),
)  # fmt: skip
REASON = Field("reason", _("Vì sao?"), WORDS, longest=2000, hint=_("Mọi người đọc được."))
WITHDRAW = Verb("rut", _("Rút việc này"), _("Đã rút."), steps.withdraw, (REASON,))
ANNUL = Verb("bai-bo", _("Bãi bỏ quyết định"), _("Đã bãi bỏ."), steps.annul, (REASON,))
ALL = (PROPOSE, AGREE, SCHEDULE, OPEN, COUNT, PAPERS, PUBLISH, SUBMIT, RECOGNISE, REFUSE, REPORT, WITHDRAW, ANNUL)

# What may be pressed at each station: the first is the next step.
LEADING = {
    State.PROPOSED: (WITHDRAW,),
    State.AGREED: (SCHEDULE, WITHDRAW),
    State.SCHEDULED: (OPEN, SCHEDULE, WITHDRAW),
    State.OPEN: (COUNT,),
    State.PASSED: (SUBMIT, PAPERS, PUBLISH),
    State.FAILED: (PAPERS, PUBLISH),
    State.RECOGNISED: (REPORT, PUBLISH),
}
ANNULLED_FROM = (State.PASSED, State.SUBMITTED, State.RECOGNISED, State.REPORTED)


def open_to(one: DecisionView, *, leads: bool, agrees: bool, answers: bool, annuls: bool) -> list[Verb]:
    """Return the buttons of a decision that are open to somebody, the next step first."""
    found: list[Verb] = []
    if agrees and one.state is State.PROPOSED:
        found.append(AGREE)
    if answers and one.state is State.SUBMITTED:
        found += [RECOGNISE, REFUSE]
    if leads:
        found += LEADING.get(one.state, ())
        if one.state is State.SUBMITTED and one.body is None:
            found += [REPORT, PAPERS, PUBLISH]
    if annuls and one.state in ANNULLED_FROM:
        found.append(ANNUL)
    return found
