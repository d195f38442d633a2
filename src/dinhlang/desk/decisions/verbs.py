"""The buttons of a decision: each names one step and the fields of its form; and which are open to whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.queries import DecisionView
from dinhlang.apps.decisions.queries.papers import due_papers
from dinhlang.desk.coordination.fields import DAY, FILE, PICK, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.verbs.shape import rows
from dinhlang.desk.decisions import steps
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.states import State, may_begin

MATTER = Field("matter", _("Đây là việc gì?"), PICK, choices="matters")
WHICH_FORM = Field(
    "form",
    _("Quyết định bằng cách nào?"),
    PICK,
    choices="forms",
    hint=_("Cách luật không cho phép với việc này thì máy từ chối và nói rõ điều nào."),
)
CONSENT = Field(
    "consent_yes", _("Số hộ đã đồng ý biểu quyết trực tuyến (chỉ khi trực tuyến)"), read=steps.count, longest=5,
    optional=True,
)  # fmt: skip
CONTENT = (
    Field(
        "question", _("Việc cần bàn, ghi thành một câu"), longest=500,
        hint=_("Ví dụ: Góp 350.000 đồng mỗi hộ làm đường đan tổ 6, dài 420 m."),
    ),
    Field(
        "explanation", _("Giải thích cho mọi hộ đọc trước"), WORDS, longest=4000,
        hint=_("Làm gì, ở đâu, mỗi hộ góp bao nhiêu, ai được miễn, bao giờ xong, ai giữ tiền."),
    ),
)  # fmt: skip
STEP = Field("step", _("Bầu hay cho thôi (chỉ khi bầu, cho thôi người)"), PICK, choices="steps", optional=True)
PROPOSE = Verb(
    "de-xuat", _("Đề xuất"), _("Đã đề xuất. Bây giờ chờ Mặt trận thống nhất."), steps.propose,
    (MATTER, STEP, WHICH_FORM, CONSENT, *CONTENT),
)  # fmt: skip
PROPOSE_FOR_COMMUNE = Verb(
    "de-xuat", _("Đề xuất"), _("Đã đề xuất. Bây giờ chờ Mặt trận thống nhất."), steps.propose_for_commune,
    (MATTER, WHICH_FORM, *CONTENT),
)  # fmt: skip
AGREE = Verb("thong-nhat", _("Mặt trận thống nhất"), _("Đã thống nhất. Người đề xuất đi bước tiếp."), actions.agree)
SCHEDULE = Verb(
    "xep-lich", _("Chọn ngày họp"), _("Đã có lịch. Xem các việc phải làm trước ngày họp ở dưới."), steps.schedule,
    (
        Field("meeting_on", _("Ngày họp"), DAY, read=day),
        Field("meeting_time", _("Giờ họp"), read=steps.clock, longest=5, hint=_("Ví dụ 19:00.")),
        Field("place", _("Nơi họp"), longest=300),
    ),
)  # fmt: skip
TIMES = (
    Field("opens_on", _("Ngày bắt đầu"), DAY, read=day),
    Field("opens_time", _("Giờ bắt đầu"), read=steps.clock, longest=5, hint=_("Ví dụ 7:00.")),
    Field("closes_on", _("Ngày kết thúc"), DAY, read=day),
    Field("closes_time", _("Giờ kết thúc"), read=steps.clock, longest=5, hint=_("Ví dụ 17:00.")),
    Field(
        "team", _("Tổ phát phiếu, kiểm phiếu"), longest=400,
        hint=_("Ghi tên cách nhau bằng dấu phẩy; Trưởng Ban công tác Mặt trận làm tổ trưởng."),
    ),
)  # fmt: skip
BALLOT_TIMES = Verb(
    "dat-gio",
    _("Chọn ngày phát và thu phiếu"),
    _("Đã có lịch. Xem việc phải làm trước ở dưới."),
    steps.set_times,
    TIMES,
)
ONLINE_TIMES = Verb(
    "dat-gio", _("Chọn ngày biểu quyết trực tuyến"), _("Đã có lịch. Xem việc phải làm trước ở dưới."), steps.set_times,
    (
        *TIMES,
        Field("meeting_on", _("Ngày họp sau đó (nếu có họp)"), DAY, read=day, optional=True),
        Field("meeting_time", _("Giờ họp"), read=steps.clock, longest=5, optional=True),
        Field("place", _("Nơi họp"), longest=300, optional=True),
    ),
)  # fmt: skip
OPEN = Verb(
    "mo-hop", _("Bắt đầu họp"), _("Đã chốt tổng số hộ. Từ giờ mẫu số không đổi."), actions.open_meeting,
    hint=_("Bấm khi bắt đầu họp: tổng số hộ của ấp, khóm được chốt và ghi vào nhật ký chung."),
)  # fmt: skip
FREEZE = Verb(
    "chot", _("Chốt danh sách hộ"), _("Đã chốt và ghi vào nhật ký chung. Bây giờ in phiếu."), actions.freeze,
    hint=_("Từ lúc này tổng số hộ, câu hỏi, giờ mở, giờ đóng và quy định áp dụng không ai đổi được."),
)  # fmt: skip
CHAIR, SECRETARY = Field("chair", _("Chủ trì")), Field("secretary", _("Thư ký"))
WITNESSES = Field("witnesses", _("Hai hộ chứng kiến kiểm phiếu"), longest=400, hint=_("Chỉ in trong biên bản."))
SHEET = Field(
    "sheet", _("Ảnh hoặc bản quét biên bản kiểm phiếu đã ký"), FILE, kinds=("photo", "pdf"),
    hint=_("Nhật ký chung giữ dấu của tệp; tệp chỉ người có trách nhiệm xem được."),
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
        CHAIR,
        SECRETARY,
        Field("counters", _("Ban kiểm phiếu (khi bỏ phiếu kín)"), optional=True, longest=400),
        WITNESSES,
    ),
    hint=_("Họp nhiều cụm thì ghi từng cụm; máy tự cộng."),
)  # fmt: skip
SLIPS = Verb(
    "kiem-phieu-giay", _("Kiểm phiếu và công bố"), _("Đã kiểm phiếu, ghi kết quả vào nhật ký chung."),
    steps.accept_slips, (CHAIR, SECRETARY, WITNESSES, SHEET),
    hint=_("Khi hết giờ thu phiếu và hai người nhập giống nhau."),
)  # fmt: skip
IN_PERSON = Verb(
    "phieu-tai-hop",
    _("Ghi phiếu của hộ có mặt tại cuộc họp"),
    _("Đã ghi; phiếu này thay phiếu trực tuyến của hộ."),
    steps.in_person,
    (Field("household", _("Số hộ"), longest=20), Field("choice", _("Ý kiến"), PICK, choices="choices")),
)
CLOSE = Verb(
    "dong", _("Kiểm phiếu và công bố"), _("Đã kiểm phiếu, ghi kết quả vào nhật ký chung."), steps.close,
    hint=_("Khi cuộc họp đã biểu quyết xong."),
)  # fmt: skip
MINUTES = Verb(
    "ghi-bien-ban", _("Ghi biên bản"), _("Đã ghi biên bản."), steps.write_minutes, (CHAIR, SECRETARY, WITNESSES)
)
ATTACH = Verb(
    "anh-bien-ban", _("Gửi ảnh biên bản đã ký"), _("Đã nhận tệp. Bản sao hiện ra sau khi được làm sạch."),
    steps.attach_sheet, (SHEET,),
)  # fmt: skip
BALLOTS_AFTER = Verb(
    "phat-phieu", _("Chuyển sang phát phiếu đến từng hộ"), _("Đã đề xuất phát phiếu. Bây giờ chờ Mặt trận thống nhất."),
    actions.ballots_after, hint=_("Vì cuộc họp không đủ số hộ để đạt tỷ lệ phải có (điểm b khoản 1 Điều 19)."),
)  # fmt: skip
HAND_OUT = Verb(
    "giao", _("Giao các thôn, ấp thực hiện"), _("Đã giao. Mỗi thôn, ấp tự chọn ngày và quyết định phần của mình."),
    actions.hand_out,
)  # fmt: skip
SUM_UP = Verb(
    "tong-hop", _("Tổng hợp kết quả các thôn, ấp"), _("Đã tổng hợp và ghi vào nhật ký chung."), actions.sum_up,
    hint=_("Khi mọi thôn, ấp đã có kết quả."),
)  # fmt: skip
SET_EFFECT = Verb(
    "an-dinh", _("Công nhận và ấn định ngày có hiệu lực"), _("Đã công nhận."), actions.set_effect,
    (Field("number", _("Số quyết định công nhận"), longest=60), Field("day", _("Có hiệu lực từ ngày"), DAY, read=day)),
)  # fmt: skip
ANSWER_RESULT = Verb(
    "tra-loi-ket-qua", _("Trả lời ý kiến này"), _("Đã trả lời, mọi người đọc được."), steps.answer_result,
    (
        Field("outcome", _("Kết luận"), PICK, choices="outcomes"),
        Field("reply", _("Lý do"), WORDS, longest=2000, hint=_("Mọi người đọc được.")),
    ),
)  # fmt: skip
PUBLISH = Verb(
    "cong-khai", _("Ghi đã công khai kết quả"), _("Đã ghi."), actions.publish,
    (Field("shown_in", _("Công khai ở đâu, bằng cách nào?"), hint=_("Ví dụ: niêm yết ở nhà văn hóa, đọc trên loa.")),),
)  # fmt: skip
PAPERS = Verb(
    "lap-giay-to", _("Lập giấy tờ để ký (Word, PDF)"), _("Máy đang lập. Tải lại trang sau một phút để lấy tệp."),
    actions.ask_papers, hint=_("Theo mẫu của Nghị định 59/2023; chỗ ký để trống."),
)  # fmt: skip
SUBMIT = Verb(
    "gui-xa", _("Gửi Ủy ban nhân dân và Mặt trận xã"), _("Đã gửi."), actions.submit,
    hint=_("Gửi ở đây là xã nhận ngay; hạn gửi ghi trong lịch ở dưới."),
)  # fmt: skip
TELL_FAILED = replace(
    SUBMIT, label=_("Báo kết quả cho Ủy ban nhân dân và Mặt trận xã"),
    hint=_("Việc không được thông qua cũng phải báo, kèm biên bản. Báo ở đây là xã nhận ngay."),
)  # fmt: skip
RECOGNISE = Verb(
    "cong-nhan", _("Công nhận"), _("Đã công nhận."), actions.recognise,
    (Field("number", _("Số quyết định công nhận"), longest=60),),
)  # fmt: skip
REFUSE = Verb(
    "khong-cong-nhan", _("Không công nhận, nêu lý do"), _("Đã trả lời."), actions.refuse,
    (
        Field("number", _("Số văn bản trả lời"), longest=60),
        Field("reason", _("Lý do"), WORDS, longest=2000, hint=_("Mọi người đọc được.")),
    ),
)  # fmt: skip
REFUSE_ELECTED = replace(
    REFUSE, label=_("Không công nhận, yêu cầu bầu lại, nêu lý do"),
    hint=_("Người triệu tập lập việc bầu lại từ trang này."),
)  # fmt: skip
REPORT = Verb(
    "bao-cao", _("Báo cáo dân: đã làm được gì"), _("Đã báo cáo."), actions.report_back,
    (Field("text", _("Đã làm gì, thu bao nhiêu, chi bao nhiêu?"), WORDS, longest=4000),),
)  # fmt: skip
REASON = Field("reason", _("Vì sao?"), WORDS, longest=2000, hint=_("Mọi người đọc được."))
WITHDRAW = Verb("rut", _("Rút việc này"), _("Đã rút."), actions.withdraw, (REASON,))
ANNUL = Verb("bai-bo", _("Bãi bỏ quyết định"), _("Đã bãi bỏ."), actions.annul, (REASON,))
NOTICE_DONE = Verb(
    "da-lam", _("Ghi đã làm ngày nào"), _("Đã ghi; lịch và nhật ký chung có ngày này."), actions.note_done,
    (
        Field("done_on", _("Đã làm ngày nào?"), DAY, read=day),
        Field("document", _("Số văn bản (nếu có)"), longest=60, optional=True),
    ),
)  # fmt: skip
ALL = (
    NOTICE_DONE,
    PROPOSE, AGREE, SCHEDULE, BALLOT_TIMES, OPEN, FREEZE, COUNT, SLIPS, IN_PERSON, CLOSE, MINUTES, ATTACH,
    BALLOTS_AFTER, HAND_OUT, SUM_UP, SET_EFFECT, ANSWER_RESULT, PAPERS, PUBLISH, SUBMIT, RECOGNISE, REFUSE, REPORT,
    WITHDRAW, ANNUL,
)  # fmt: skip
ASIDE = (PAPERS, ATTACH, PUBLISH, WITHDRAW, ANNUL)
STANDING = (State.PASSED, State.FAILED, State.SUBMITTED, State.RECOGNISED, State.REPORTED)
ANNULLED_FROM = (State.PASSED, State.SUBMITTED, State.RECOGNISED, State.REPORTED)

# What may be pressed at each station: the first is the next step.
LEADING: dict[tuple[Form, State], tuple[Verb, ...]] = {
    (Form.MEETING, State.AGREED): (SCHEDULE,),
    (Form.BALLOT, State.AGREED): (BALLOT_TIMES,),
    (Form.ONLINE, State.AGREED): (ONLINE_TIMES,),
    (Form.MEETING, State.SCHEDULED): (OPEN, SCHEDULE),
    (Form.BALLOT, State.SCHEDULED): (FREEZE, BALLOT_TIMES),
    (Form.ONLINE, State.SCHEDULED): (FREEZE, ONLINE_TIMES),
    (Form.MEETING, State.OPEN): (COUNT,),
}
OF_COMMUNE = {
    State.PROPOSED: (WITHDRAW,),
    State.AGREED: (HAND_OUT, WITHDRAW),
    State.OPEN: (SUM_UP,),
    State.PASSED: (SET_EFFECT, PAPERS, ATTACH, PUBLISH),
    State.FAILED: (PAPERS, ATTACH, PUBLISH),
    State.RECOGNISED: (REPORT, PAPERS, ATTACH, PUBLISH),
}


def open_to(one: DecisionView, now: datetime, *, leads: bool, agrees: bool, answers: bool, annuls: bool) -> list[Verb]:
    """Return the buttons of a decision that are open to somebody, the next step first."""
    found: list[Verb] = []
    if agrees and one.state is State.PROPOSED:
        found.append(AGREE)
    if answers and one.state is State.SUBMITTED:
        found += [RECOGNISE, REFUSE_ELECTED if one.is_election else REFUSE]
    if leads:
        found += OF_COMMUNE.get(one.state, ()) if one.is_of_commune else _leading(one, now)
    if annuls and one.state in ANNULLED_FROM:
        found.append(ANNUL)
    return found


def _leading(one: DecisionView, now: datetime) -> list[Verb]:
    """Return the buttons of who leads what a village decides."""
    found = [verb for verb in LEADING.get((one.form, one.state), ()) if verb is not COUNT or not one.is_election]
    if not _begins(one, now):
        found = [verb for verb in found if verb is not OPEN]
    if one.state in (State.PROPOSED, State.AGREED, State.SCHEDULED):
        found += [PAPERS] if due_papers(one) else []
        return found if one.whole_code else [*found, WITHDRAW]
    is_over = one.closes_at is not None and now >= one.closes_at
    if one.state is State.OPEN and is_over:
        found += {
            Form.BALLOT: [] if one.is_election else [SLIPS],
            Form.ONLINE: [IN_PERSON, CLOSE] if one.meeting_at else [],
        }.get(one.form, [])
    return found + _after_the_count(one)


def _begins(one: DecisionView, now: datetime) -> bool:
    """Tell whether it is the day of the meeting, or later."""
    return may_begin(timezone.localdate(one.meeting_at) if one.meeting_at else None, timezone.localdate(now))


def _after_the_count(one: DecisionView) -> list[Verb]:
    """Return the buttons of who leads once the result stands."""
    if one.state not in STANDING:
        return []
    found = [] if one.has_minutes else [MINUTES]
    if one.state is State.FAILED and one.is_too_small:
        found.append(BALLOTS_AFTER)
    if one.state is State.PASSED:
        found.append(SUBMIT)
    if one.state is State.FAILED and one.submitted_on is None and one.has_minutes:
        found.append(TELL_FAILED)
    shows_next = one.submitted_on is not None and one.published_at is None
    if shows_next:
        found.append(PUBLISH)
    if one.state is State.RECOGNISED or (one.state is State.SUBMITTED and one.body is None and not one.whole_code):
        found.append(REPORT)
    return [*found, *((PAPERS, ATTACH) if one.has_minutes else ()), *(() if shows_next else (PUBLISH,))]


def next_of(found: Sequence[Verb], one: DecisionView) -> Verb | None:
    """Return the next step: not what ends a matter or only tells of it; once a result is sent, to make it known."""
    is_set = one.state is State.SCHEDULED  # another day may be chosen, but nothing waits for it
    is_told = one.submitted_on is not None and one.published_at is None and not one.is_of_commune
    aside = (*ASIDE, SCHEDULE, BALLOT_TIMES, ONLINE_TIMES) if is_set else ASIDE
    return next((verb for verb in found if verb not in aside or (verb is PUBLISH and is_told)), None)
