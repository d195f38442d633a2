"""The buttons of the desk of reception: each names one action and the fields of its form."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.origins import actions as origins
from dinhlang.apps.reception import actions
from dinhlang.apps.reception.actions import NewDay, NewDialogue, NewPromise, NewVisit
from dinhlang.desk.coordination.fields import DAY, PICK, UNIT, WORDS, Field, address, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.reception.visits import Outcome, Stage
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole

LONG = 5000


def hour(text: str) -> time:
    """Return an hour of the day; raises RefusedError."""
    for pattern in ("%H:%M", "%Hh%M", "%Hh"):
        try:
            return datetime.strptime(text.replace(" ", ""), pattern).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    raise RefusedError(_("Hãy ghi giờ như 7:30 hoặc 13:30."))


def count(text: str) -> int:
    """Return a whole number; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(_("Hãy ghi số người bằng chữ số."))
    return found


def post(*, on: date, begins: time, ends: time, place: str, online_url: str, **given: Any) -> int:
    """Post a day of the form."""
    return actions.post_day(new=NewDay(on, begins, ends, place, online_url), **given)


def announce(
    *, topic: str, on: date, begins: time, place: str, online_url: str, is_on_request: str, **given: Any
) -> int:  # fmt: skip
    """Announce the dialogue of the form."""
    new = NewDialogue(topic, on, begins, place, online_url, is_on_request == ASKED)
    return actions.announce_dialogue(new=new, **given)


def enter(*, topic: str, people: int, **given: Any) -> int:
    """Give somebody at the door a number."""
    return actions.enter_visit(new=NewVisit(topic, people), **given)


def promise(
    *, text: str, owner_id: int, owner_post: str, due_on: date, question_number: int | None, **given: Any
) -> int:  # fmt: skip
    """Write down a promise of the form."""
    return actions.make_promise(new=NewPromise(text, owner_id, owner_post, due_on, question_number), **given)


def withhold(*, withheld_why: str, **given: Any) -> int:
    """Withhold the words of a question, with the reason."""
    if not withheld_why.strip():
        raise RefusedError(_("Hãy ghi lý do; mọi người đọc được."), field="withheld_why")
    return actions.show_question(withheld_why=withheld_why, **given)


ASKED, YEARLY = "asked", "yearly"
PLACE = Field("place", _("Nơi tiếp"))
BEGINS = Field("begins", _("Từ mấy giờ"), read=hour, longest=5, hint=_("Như 7:30."))
ONLINE = Field("online_url", _("Đường dẫn gặp trực tuyến (không bắt buộc)"), read=address, optional=True, longest=400)
REASON = Field("reason", _("Lý do; mọi người đọc được"), WORDS, longest=300)
PEOPLE = Field("people", _("Bao nhiêu người"), read=count, longest=5)
NAME = Verb(
    "chuc-danh", _("Thêm chức danh phải tiếp dân"), _("Đã thêm chức danh."), actions.name_head,
    (
        Field("title", _("Chức danh"), longest=120, hint=_("Ghi chức danh, không ghi tên người.")),
        Field("rule", _("Theo quy định nào"), PICK, choices="duties"),
        Field("since", _("Tính từ ngày"), DAY, read=day),
    ),
)  # fmt: skip
COMMIT = Verb(
    "cam-ket", _("Công bố lời cam kết của chức danh"), _("Đã công bố."), actions.commit_to_service,
    (
        Field("head_id", _("Chức danh"), PICK, read=int, choices="heads"),
        Field("text", _("Cam kết, mỗi điều một dòng"), WORDS, longest=2000,
              hint=_("Như: nghe hết lời người dân; trả lời đúng hẹn; không gây phiền hà.")),
    ),
)  # fmt: skip
POST = Verb(
    "lich", _("Niêm yết một buổi tiếp dân"), _("Đã niêm yết; mọi người đặt hẹn được ngay."), post,
    (
        Field("head_id", _("Ai tiếp"), PICK, read=int, choices="heads"),
        Field("on", _("Ngày"), DAY, read=day), BEGINS,
        Field("ends", _("Đến mấy giờ"), read=hour, longest=5), PLACE, ONLINE,
    ),
    _("Luật định phải niêm yết trước bao lâu; niêm yết trễ thì trang công khai nói rõ là trễ."),
)  # fmt: skip
ANNOUNCE = Verb(
    "bao-doi-thoai", _("Báo một cuộc đối thoại"), _("Đã báo; mọi người gửi câu hỏi được ngay."), announce,
    (
        Field("topic", _("Đối thoại về việc gì"), longest=300), Field("on", _("Ngày"), DAY, read=day), BEGINS,
        Field("place", _("Nơi đối thoại")), ONLINE, Field("is_on_request", _("Vì sao tổ chức"), PICK, choices="causes"),
    ),
    _("Luật định phải báo trước bao lâu; báo trễ thì trang công khai nói rõ là trễ."),
)  # fmt: skip
COUNT = Verb(
    "cu-tri", _("Ghi số cử tri yêu cầu đối thoại"), _("Đã ghi; danh sách vẫn do Mặt trận giữ kín."),
    actions.count_requests,
    (
        Field("unit_id", _("Xã, phường"), PICK, read=int, choices="communes"),
        Field("asked_on", _("Ngày nhận yêu cầu"), DAY, read=day),
        Field("voters_asking", _("Bao nhiêu cử tri yêu cầu, sau khi kiểm"), read=count, longest=7),
        Field("voters_in_all", _("Tổng số cử tri của xã"), read=count, longest=7),
        Field("about", _("Yêu cầu đối thoại về việc gì"), longest=300),
    ),
)  # fmt: skip
HELD = Verb(
    "da-tiep", _("Ghi đã tiếp dân"), _("Đã ghi."), actions.hold_day,
    (
        Field("deputy", _("Ai tiếp thay (trống: chính người đứng đầu tiếp)"), optional=True, longest=120),
        Field("deputy_why", _("Vì sao tiếp thay"), optional=True, longest=300),
    ),
)  # fmt: skip
DEPUTY = Verb(
    "cap-pho", _("Báo trước: cấp phó sẽ tiếp thay"), _("Đã báo trên lịch công khai."), actions.name_deputy,
    (
        Field("deputy", _("Chức danh người tiếp thay"), longest=120),
        Field("deputy_why", _("Vì sao tiếp thay; mọi người đọc được"), longest=300),
    ),
)  # fmt: skip
CALL_OFF = Verb(
    "doi", _("Dời hoặc hủy buổi này"), _("Đã báo; ai đã hẹn được chuyển theo."), actions.call_off_day,
    (REASON, Field("moved_to", _("Dời sang ngày (trống: hủy)"), DAY, read=day, optional=True)),
)  # fmt: skip
WALK_IN = Verb(
    "cho-so", _("Cho số người đến không hẹn"), _("Đã cho số."), enter,
    (Field("topic", _("Việc muốn nói"), WORDS, longest=2000), PEOPLE),
)  # fmt: skip
CAME = Verb("den", _("Đã đến"), _("Đã vào hàng chờ."), partial(actions.move_visit, stage=Stage.WAITING))
ABSENT = Verb("khong-den", _("Không đến"), _("Đã ghi không đến."), partial(actions.move_visit, stage=Stage.ABSENT))
RECEIVE = Verb(
    "bien-ban", _("Ghi nội dung buổi tiếp"), _("Đã ghi biên bản."), actions.receive_visit,
    (Field("minutes", _("Người dân nói gì, người tiếp nói gì"), WORDS, longest=LONG),),
)  # fmt: skip
ANSWER = Verb(
    "tra-loi", _("Báo kết quả cho người dân"), _("Đã báo; người dân đọc được bằng mã của mình."), actions.answer_visit,
    (
        Field("outcome", _("Kết quả"), PICK, read=Outcome, choices="outcomes"),
        Field("words", _("Nói rõ với người dân"), WORDS, longest=LONG),
    ),
)  # fmt: skip
CASE = Verb(
    "lap-phieu", _("Lập phiếu phản ánh từ lượt này"), _("Đã lập phiếu; hạn trả lời bắt đầu tính."),
    origins.pass_to_case,
    (
        Field("category", _("Loại việc"), PICK, choices="categories"),
        Field("commune_id", _("Xảy ra ở xã, phường nào"), UNIT, read=int, choices="communes", optional=True),
        Field("text", _("Nội dung phiếu (trống: lấy biên bản)"), WORDS, longest=LONG, optional=True),
    ),
)  # fmt: skip
ON_DAY = (HELD, DEPUTY, CALL_OFF, WALK_IN, CAME, ABSENT, RECEIVE, ANSWER, CASE)
ASK = Verb(
    "cau-hoi", _("Nhập câu hỏi từ giấy, điện thoại, hội trường"), _("Đã nhập."), actions.enter_question,
    (Field("text", _("Câu hỏi, ghi đúng lời"), WORDS, longest=2000), PEOPLE),
)  # fmt: skip
TOOK_PLACE = Verb(
    "da-doi-thoai", _("Ghi đã đối thoại"), _("Đã ghi."), actions.hold_dialogue,
    (Field("attended", _("Bao nhiêu người dự"), read=count, longest=6),),
)  # fmt: skip
CALL_OFF_DIALOGUE = Verb(
    "doi-doi-thoai", _("Dời hoặc hủy cuộc đối thoại"), _("Đã báo trên trang công khai; câu hỏi đã gửi vẫn còn."),
    actions.call_off_dialogue,
    (REASON, Field("moved_to", _("Dời sang ngày (trống: hủy)"), DAY, read=day, optional=True)),
    _("Dời là báo lại từ đầu: luật định phải báo trước bao lâu thì tính đến ngày mới."),
)  # fmt: skip
PROMISE = Verb(
    "hua", _("Ghi một lời hứa"), _("Đã ghi; lời hứa hiện công khai và đi vào kế hoạch nếu có kế hoạch nhận."), promise,
    (
        Field("text", _("Hứa điều gì"), WORDS, longest=1000),
        Field("question_number", _("Trả lời câu hỏi (không bắt buộc)"), PICK, read=int, choices="questions",
              optional=True),
        Field("owner_id", _("Đơn vị chịu trách nhiệm"), UNIT, read=int, choices="units"),
        Field("owner_post", _("Chức danh chịu trách nhiệm"), longest=120),
        Field("due_on", _("Hẹn xong ngày"), DAY, read=day),
    ),
)  # fmt: skip
PUBLISH = Verb(
    "cong-khai", _("Công khai kết quả đối thoại"), _("Đã công khai."), actions.publish_result,
    (Field("summary", _("Tóm tắt kết quả"), WORDS, longest=LONG),),
    _("Câu hỏi nào cũng phải có lời trả lời trước khi công khai."),
)  # fmt: skip
SHOW = Verb("hien", _("Hiện câu này công khai"), _("Đã hiện."), partial(actions.show_question, withheld_why=""))
WITHHOLD = Verb(
    "khong-hien", _("Không hiện lời câu này"), _("Đã ghi lý do."), withhold,
    (Field("withheld_why", _("Lý do; mọi người đọc được"), longest=300),),
)  # fmt: skip
MERGE = Verb(
    "gop", _("Gộp vào câu khác"), _("Đã gộp."), actions.merge_questions,
    (Field("into_number", _("Gộp vào"), PICK, read=int, choices="questions"),),
)  # fmt: skip
REPLY = Verb(
    "dap", _("Ghi lời trả lời"), _("Đã ghi lời trả lời."), actions.answer_question,
    (Field("answered_by", _("Chức danh trả lời"), longest=120), Field("answer", _("Lời trả lời"), WORDS, longest=LONG)),
)  # fmt: skip
KEEP = Verb(
    "giu-loi", _("Ghi đã làm xong"), _("Đã ghi."), actions.keep_promise,
    (
        Field("kept_on", _("Ngày xong"), DAY, read=day),
        Field("shown", _("Điều gì cho thấy đã làm"), WORDS, longest=2000),
    ),
)  # fmt: skip
BREAK = Verb("thoi-hua", _("Không giữ được lời hứa này"), _("Đã ghi; lý do hiện công khai."), actions.break_promise,
             (Field("reason", _("Lý do; mọi người đọc được"), WORDS, longest=2000),))  # fmt: skip
ON_DIALOGUE = (ASK, TOOK_PLACE, CALL_OFF_DIALOGUE, PROMISE, PUBLISH, SHOW, WITHHOLD, MERGE, REPLY, KEEP, BREAK)
ON_DESK = (NAME, COMMIT, POST, ANNOUNCE, COUNT)
