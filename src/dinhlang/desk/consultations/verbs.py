"""The buttons of the desk of consultations: each names one action and the fields of its form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations import actions
from dinhlang.apps.consultations.actions import Counted, FiveAnswers, NewOpinion, Slip
from dinhlang.apps.origins import actions as origins
from dinhlang.desk.coordination.fields import DAY, FILE, PICK, SYMBOL_HINT, WORDS, Field, day, known_document
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole
from dinhlang.lib.uploads import ReceivedFile, discard, keep

DRAFT_LETTERS, LINE_LETTERS = 100_000, 300


def people(text: str) -> int:
    """Return a number of people; raises RefusedError."""
    found = whole(text)
    if not found:
        raise RefusedError(_("Hãy ghi số người bằng chữ số."))
    return found


def draft(*, text: str, file: ReceivedFile | None, **given: Any) -> int:
    """Begin with a pasted draft, or with a .docx that the worker reads."""
    if file is None:
        return actions.draft_consultation(text=text, **given)
    kept = keep(file, folder=actions.RECEIVED_DRAFTS)
    try:
        return actions.draft_consultation(text="", file=kept, **given)
    except RefusedError:
        discard(kept.path)
        raise


def open_(
    *, changes: str, gains: str, pays: str, loses: str, costs: str, timing: str, objections: str, **given: Any
) -> int:  # fmt: skip
    """Open with the answers of the form."""
    answers = FiveAnswers(changes, gains, pays, loses, costs, timing, objections)
    return actions.open_consultation(answers=answers, **given)


def enter(*, text: str, stance: Stance, anchor: str | None, **given: Any) -> int:
    """Enter an opinion that came on paper."""
    return actions.enter_opinion(new=NewOpinion(text, stance, anchor or ""), **given)


def answer(*, anchor: str | None, **given: Any) -> int:
    """Answer a point; the passage that was changed may be left open."""
    return actions.answer_point(anchor=anchor or "", **given)


def make_point(*, opinion_id: int | None = None, **given: Any) -> int:
    """Make a point, of one opinion or on its own."""
    return actions.make_point(opinion_id=opinion_id, **given)


def send(*, file: ReceivedFile, **given: Any) -> int:
    """Keep a received draft for the worker; a refusal leaves nothing behind."""
    kept = keep(file, folder=actions.RECEIVED_DRAFTS)
    try:
        return actions.send_draft(file=kept, **given)
    except RefusedError:
        discard(kept.path)
        raise


def slips(text: str) -> list[Slip]:
    """Return the slips of some lines "how many | stance | words"; raises RefusedError with the line that is not so."""
    made = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        count, stance, words = ([one.strip() for one in line.split("|", 2)] + ["", ""])[:3]
        number, found = whole(count), SIDES.get(stance.lower())
        if not number or found is None or not words:
            raise RefusedError(_("Chưa đọc được dòng “{line}”.").format(line=line[:60]))
        made.append(Slip(number, NewOpinion(words, found)))
    return made


def count(*, of_all: int, agree: int, against: int, other: int, **given: Any) -> int:
    """Write down the slips of a village."""
    return actions.count_village(counted=Counted(of_all, agree, against, other), **given)


def number(text: str) -> int:
    """Return a number, also zero; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(_("Hãy ghi số người bằng chữ số."))
    return found


SIDES = {
    "đồng ý": Stance.AGREE, "cần sửa": Stance.CHANGE, "không": Stance.AGAINST, "góp ý": Stance.NONE,
    **{one.value: one for one in Stance},
}  # fmt: skip
TEXT = Field("text", _("Toàn văn dự thảo"), WORDS, longest=DRAFT_LETTERS,
             hint=_("Dán nguyên văn. Điều, khoản, điểm được tự nhận ra để người dân góp ý từng chỗ."))  # fmt: skip
ANCHOR = Field("anchor", _("Chỗ trong dự thảo (không bắt buộc)"), PICK, choices="anchors", optional=True)
POINT_TITLE = Field("title", _("Điểm này, bằng một câu"), longest=LINE_LETTERS)
DRAFT = Verb(
    "du-thao", _("Soạn đợt lấy ý kiến"), _("Đã lưu; chưa ai ngoài đơn vị thấy."), draft,
    (
        Field("matter", _("Nội dung hỏi dân"), PICK, choices="matters"),
        Field("title", _("Tên dự thảo"), longest=LINE_LETTERS),
        Field("file", _("Tệp .docx của dự thảo"), FILE, optional=True, kinds=("docx",),
              hint=_("Có tệp thì không cần dán lời; máy đọc tệp trong một phút.")),
        Field("text", _("Toàn văn dự thảo, nếu không gửi tệp"), WORDS, longest=DRAFT_LETTERS, optional=True,
              hint=_("Dán nguyên văn. Điều, khoản, điểm được tự nhận ra để người dân góp ý từng chỗ.")),
    ),
)  # fmt: skip
OPEN = Verb(
    "mo", _("Mở lấy ý kiến"), _("Đã mở; mọi người góp ý được ngay."), open_,
    (
        Field("changes", _("Điều gì thay đổi?"), WORDS, longest=1000, hint=_("Viết như nói với một người hàng xóm.")),
        Field("gains", _("Ai được lợi?"), WORDS, longest=1000, hint=_("Nói rõ nhóm người, số hộ.")),
        Field("pays", _("Ai phải trả?"), WORDS, longest=1000,
              hint=_("Trả bằng tiền, đất hay công. Không có thì ghi “không ai”.")),
        Field("loses", _("Ai chịu thiệt?"), WORDS, longest=1000, hint=_("Không có thì ghi “không ai”.")),
        Field("costs", _("Tốn kém gì?"), WORDS, longest=1000, hint=_("Không có thì ghi “không”.")),
        Field("timing", _("Khi nào?"), WORDS, longest=1000),
        Field("objections", _("Hỏi hoặc phản đối ở đâu?"), WORDS, longest=1000),
        Field("plan_sent_on", _("Ngày gửi kế hoạch cho HĐND và MTTQ"), DAY, read=day, optional=True),
        Field("closes_on", _("Nhận ý kiến đến hết ngày"), DAY, read=day),
    ),
)  # fmt: skip
REVISE = Verb(
    "sua", _("Đăng bản sửa của dự thảo"), _("Đã đăng bản sửa; bản cũ vẫn đọc được."), actions.revise_draft,
    (TEXT, Field("reason", _("Vì sao sửa?"), longest=LINE_LETTERS)),
)  # fmt: skip
ENTER = Verb(
    "nhap", _("Nhập ý kiến từ giấy, cuộc họp, điện thoại"), _("Đã nhập."), enter,
    (
        Field("origin", _("Đến bằng cách nào"), PICK, read=Origin, choices="origins"),
        Field("people", _("Bao nhiêu người nói ý này"), read=people, longest=6),
        Field("stance", _("Với cả dự thảo"), PICK, read=Stance, choices="stances"),
        ANCHOR,
        Field("text", _("Ý kiến, ghi đúng lời"), WORDS, longest=5000),
    ),
)  # fmt: skip
SEND = Verb(
    "sua-docx", _("Đăng bản sửa bằng tệp .docx"), _("Đã nhận tệp; máy đọc xong thì bản sửa hiện ra."), send,
    (Field("file", _("Tệp .docx"), FILE, kinds=("docx",)), Field("reason", _("Vì sao sửa?"), longest=LINE_LETTERS)),
)  # fmt: skip
SLIPS = Verb(
    "nhap-phieu", _("Nhập nhiều phiếu lấy ý kiến hộ một lần"), _("Đã nhập các phiếu."), actions.enter_slips,
    (
        Field("slips", _("Mỗi dòng một ý, như: 12 | cần sửa | Thu gom sau 6 giờ"), WORDS, read=slips,
              hint=_("Số hộ | đồng ý, cần sửa, không hoặc góp ý | lời ghi trên phiếu.")),
    ),
)  # fmt: skip
COUNT = Verb(
    "phieu-ho", _("Nhập kết quả phiếu hộ của một ấp, khóm"), _("Đã nhập kết quả của ấp, khóm."), count,
    (
        Field("village_id", _("Ấp, khóm"), PICK, read=int, choices="villages"),
        Field("of_all", _("Tổng số hộ"), read=people, longest=6),
        Field("agree", _("Số hộ đồng ý"), read=number, longest=6),
        Field("against", _("Số hộ không đồng ý"), read=number, longest=6),
        Field("other", _("Số hộ có ý kiến khác"), read=number, longest=6),
    ),
)  # fmt: skip
POINT = Verb("diem", _("Thêm điểm"), _("Đã thêm điểm."), make_point, (POINT_TITLE,))
STATEMENT = Verb(
    "cau", _("Thêm câu để bỏ phiếu"), _("Đã thêm câu."), actions.add_statement,
    (Field("text", _("Một câu ngắn, một ý"), longest=140, hint=_("Để người dân bấm đồng ý, không đồng ý, bỏ qua.")),),
)  # fmt: skip
CLOSE = Verb(
    "ket-thuc", _("Kết thúc và công khai giải trình"), _("Đã kết thúc; bảng trả lời đã công khai."),
    actions.close_consultation,
    (
        Field("outcome", _("Sau khi nghe dân"), PICK, read=Outcome, choices="outcomes"),
        Field("reasons", _("Lý do, bắt buộc nếu khác ý kiến đa số"), WORDS, longest=5000, optional=True),
    ),
)  # fmt: skip
WISH = Verb(
    "mong-muon", _("Ghi phiếu của dân đã gợi ra dự thảo"), _("Đã ghi nguồn gốc."), origins.link_wish,
    (Field("case_number", _("Số phiếu"), longest=20, hint=_("Số công khai của phiếu, như PA26-000123.")),),
)  # fmt: skip
ADOPTED = Verb(
    "ban-hanh", _("Ghi văn bản đã ban hành"), _("Đã ghi."), origins.link_document,
    (Field("document_id", _("Số, ký hiệu văn bản"), read=known_document, hint=SYMBOL_HINT),),
)  # fmt: skip
SHOW = Verb(
    "hien-het", _("Cho hiện mọi ý kiến trong danh sách này"), _("Đã hiện công khai."), actions.show_opinions,
    hint=_("Đọc hết rồi hãy bấm. Ý kiến nào lộ chuyện riêng hoặc xúc phạm người khác thì giấu lời trước, nêu lý do."),
)  # fmt: skip
# Of one opinion.
WITHHOLD = Verb(
    "giau-loi", _("Giấu lời ý kiến này"), _("Đã giấu lời; lý do hiện công khai."), actions.withhold_opinion,
    (Field("reason", _("Lý do; mọi người đọc được"), longest=LINE_LETTERS),),
    _("Ý kiến vẫn được tính, đưa vào điểm và trả lời; chỉ lời văn, ảnh, tiếng không hiện."),
)  # fmt: skip
WRITE_DOWN = Verb(
    "chep-loi", _("Chép lại lời nói"), _("Đã chép."), actions.write_down,
    (Field("text", _("Lời đã nói, chép đúng"), WORDS, longest=5000),),
)  # fmt: skip
GATHER = Verb(
    "gom", _("Đưa vào điểm"), _("Đã đưa vào điểm."), actions.gather_opinion,
    (Field("point_number", _("Điểm"), PICK, read=int, choices="points"),),
)  # fmt: skip
OWN_POINT = Verb("diem-moi", _("Lập điểm mới từ ý kiến này"), _("Đã thêm điểm."), make_point, (POINT_TITLE,))
# Of one point.
ANSWER = Verb(
    "tra-loi", _("Trả lời điểm này"), _("Đã ghi câu trả lời."), answer,
    (
        Field("answer", _("Tiếp thu hay không"), PICK, read=Answer, choices="answers"),
        Field("reason", _("Lý do; mọi người đọc được"), WORDS, longest=5000),
        ANCHOR,
    ),
)  # fmt: skip
# Of one statement.
SUPERSEDE = Verb(
    "thay", _("Thay bằng câu khác"), _("Đã thay; câu cũ và phiếu của nó còn nguyên."), actions.supersede_statement,
    (Field("text", _("Câu mới"), longest=140),),
)  # fmt: skip
TAKE_OUT = Verb(
    "go", _("Gỡ khỏi bỏ phiếu"), _("Đã gỡ; lý do hiện công khai."), actions.take_out_statement,
    (Field("reason", _("Lý do; mọi người đọc được"), longest=LINE_LETTERS),),
)  # fmt: skip
ON_ONE = (
    WISH,
    ADOPTED,
    OPEN,
    REVISE,
    SEND,
    ENTER,
    SLIPS,
    COUNT,
    POINT,
    STATEMENT,
    CLOSE,
    GATHER,
    OWN_POINT,
    ANSWER,
    SUPERSEDE,
    TAKE_OUT,
    SHOW,
    WITHHOLD,
    WRITE_DOWN,
)
