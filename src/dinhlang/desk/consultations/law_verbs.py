"""The buttons for the steps that the law asks: days to write down, hearings of those on whom duties are laid."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations import actions
from dinhlang.apps.consultations.actions import Noted
from dinhlang.desk.coordination.fields import DAY, PICK, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb

ALONE, DIALOGUE = "alone", "dialogue"
HOW = (
    (ALONE, _("nghe riêng người ấy")),
    (DIALOGUE, _("đối thoại, có Mặt trận và Ban Thanh tra nhân dân")),
)  # fmt: skip


def plan(**given: Any) -> int:
    """Write down when the plan was sent."""
    return actions.note_step(step=Noted.PLAN, **given)


def told(**given: Any) -> int:
    """Write down when the addressees were told."""
    return actions.note_step(step=Noted.TOLD, **given)


def reported(**given: Any) -> int:
    """Write down when the report was made."""
    return actions.note_step(step=Noted.REPORTED, **given)


def heard(*, how: str, **given: Any) -> int:
    """Write down a hearing of the form."""
    return actions.hold_hearing(is_dialogue=how == DIALOGUE, **given)


PLAN = Verb(
    "gui-ke-hoach", _("Ghi ngày gửi kế hoạch cho HĐND và MTTQ"), _("Đã ghi."), plan,
    (Field("on", _("Ngày gửi"), DAY, read=day),),
)  # fmt: skip
TOLD = Verb(
    "bao-nguoi-thi-hanh", _("Ghi ngày báo cho người phải thi hành"), _("Đã ghi."), told,
    (Field("on", _("Ngày báo"), DAY, read=day),),
    _("Trước khi quyết định, người phải thi hành được báo và được trình bày nếu họ xin (Điều 27)."),
)  # fmt: skip
ASK_HEARING = Verb(
    "xin-trinh-bay", _("Ghi một người xin trình bày"), _("Đã ghi; không ghi tên ai."), actions.ask_hearing,
    (Field("asked_on", _("Ngày xin"), DAY, read=day),),
)  # fmt: skip
HEARD = Verb(
    "da-nghe", _("Ghi đã nghe trình bày"), _("Đã ghi."), heard,
    (
        Field("heard_on", _("Ngày nghe"), DAY, read=day),
        Field("how", _("Nghe bằng cách nào"), PICK, choices="hearings"),
        Field("summary", _("Điều người ấy trình bày, ghi đủ"), WORDS, longest=5000,
              hint=_("Không ghi tên, địa chỉ. Phần này đi cùng hồ sơ trình ký.")),
    ),
)  # fmt: skip
EXPLAINED = Verb(
    "giai-trinh", _("Ghi lời giải trình đã gửi người ấy"), _("Đã ghi."), actions.explain_hearing,
    (Field("explanation", _("Lời giải trình"), WORDS, longest=5000),),
)  # fmt: skip
REPORTED = Verb(
    "bao-cao-hdnd", _("Ghi ngày báo cáo HĐND và MTTQ"), _("Đã ghi."), reported,
    (
        Field("on", _("Ngày báo cáo"), DAY, read=day),
        Field("session_on", _("Ngày họp HĐND thường lệ gần nhất"), DAY, read=day, optional=True),
    ),
)  # fmt: skip
STEPS = (PLAN, TOLD, ASK_HEARING, HEARD, EXPLAINED, REPORTED)
