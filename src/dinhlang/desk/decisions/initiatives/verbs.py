"""The buttons of an initiative, and what they make of their fields; which are open to whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewInitiative
from dinhlang.apps.decisions.queries import InitiativeView
from dinhlang.desk.coordination.fields import PICK, WORDS, Field
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.decisions.initiatives import Standing
from dinhlang.domain.decisions.matters import Step


def write_(*, matter: str, question: str, explanation: str, **given: Any) -> int:
    """Write down an initiative on paper."""
    code, _dash, step = matter.partition("-")
    new = NewInitiative(code, question, explanation, Step(step) if step else None)
    return actions.write_initiative(new=new, **given)


def take_up(**given: Any) -> int:
    """Let everybody read it."""
    return actions.take_up(**given)


def decline(**given: Any) -> int:
    """Not put it to the households."""
    return actions.decline(**given)


def consent(**given: Any) -> int:
    """Write down a consent."""
    return actions.write_consent(**given)


def step_back(**given: Any) -> int:
    """Write down that a household steps back."""
    return actions.write_step_back(**given)


def support(**given: Any) -> int:
    """Put it forward with too few consents."""
    return actions.support_below(**given)


def put(**given: Any) -> int:
    """Make it a proposal."""
    return actions.put(**given)


HOUSEHOLD = Field("household", _("Số hộ"), longest=20, hint=_("Hộ đưa giấy có chữ ký, hoặc giơ tay tại cuộc họp."))
WRITE = Verb(
    "ghi", _("Ghi sáng kiến"), _("Đã ghi; mọi người đọc được và cùng đồng ý."), write_,
    (
        HOUSEHOLD,
        Field("matter", _("Đây là việc gì?"), PICK, choices="matters"),
        Field("question", _("Việc cần bàn, ghi thành một câu"), longest=500),
        Field("explanation", _("Vì sao cần, làm thế nào"), WORDS, longest=4000,
              hint=_("Cả ấp, khóm sẽ đọc. Đừng ghi tên, số điện thoại của ai.")),
    ),
)  # fmt: skip
TAKE_UP = Verb(
    "cho-doc", _("Cho mọi người đọc, bắt đầu gom ý kiến"), _("Mọi người đọc được từ bây giờ."), take_up,
    hint=_("Chỉ xem lời lẽ: không trái luật, không xúc phạm ai, không có tên người dân. Hay dở để các hộ xét."),
)  # fmt: skip
CONSENT = Verb("dong-y", _("Ghi một hộ đồng ý"), _("Đã ghi hộ đồng ý."), consent, (HOUSEHOLD,))
STEP_BACK = Verb("thoi", _("Ghi một hộ thôi đồng ý"), _("Đã ghi hộ thôi đồng ý."), step_back, (HOUSEHOLD,))
SUPPORT = Verb(
    "tan-thanh", _("Chưa đủ hộ nhưng có lợi: Ban công tác Mặt trận tán thành"), _("Đã tán thành."), support,
    (Field("reason", _("Việc này có lợi gì cho cộng đồng?"), WORDS, longest=2000, hint=_("Mọi người đọc được.")),),
)  # fmt: skip
PUT = Verb(
    "dua-ra", _("Đưa ra cho các hộ bàn"), _("Đã thành việc để các hộ bàn; nay chọn ngày họp."), put,
    hint=_("Theo luật, đủ số hộ thì phải đưa ra. Bấm một lần là có đề xuất với đúng lời của các hộ."),
)  # fmt: skip
DECLINE = Verb(
    "khong-dua", _("Không đưa ra bàn, nêu lý do"), _("Đã trả lời."), decline,
    (Field("reason", _("Trái luật hay trái đạo đức ở chỗ nào?"), WORDS, longest=2000,
           hint=_("Mọi người đọc được.")),),
)  # fmt: skip
ALL = (WRITE, PUT, TAKE_UP, CONSENT, STEP_BACK, SUPPORT, DECLINE)


def open_to(one: InitiativeView, *, looks: bool, writes: bool, convenes: bool, agrees: bool) -> list[Verb]:
    """Return the buttons of an initiative that are open to somebody, the next step first."""
    found: list[Verb] = []
    if one.standing is Standing.REACHED and convenes:
        found.append(PUT)
    if one.standing is Standing.SENT and looks:
        found.append(TAKE_UP)
    if one.is_counting and writes:
        found += [CONSENT, STEP_BACK]
    if one.standing is Standing.GATHERING and agrees and not one.is_petition:
        found.append(SUPPORT)
    if one.standing in (Standing.SENT, Standing.GATHERING) and looks:
        found.append(DECLINE)
    return found
