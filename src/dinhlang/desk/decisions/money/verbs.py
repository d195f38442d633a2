"""The buttons of an account, and what they make of their fields."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewLine
from dinhlang.desk.coordination.fields import DAY, WORDS, Field, day
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.decisions.money import Flow
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole


def dong(text: str) -> int:
    """Return an amount typed as people write it: 350000, 350.000 or 350 000 đồng; raises RefusedError."""
    plain = text.lower().removesuffix("đồng").removesuffix("đ").strip()
    found = whole(plain.replace(".", "").replace(" ", "").replace("\u00a0", ""))
    if found is None:
        raise RefusedError(now_("Hãy ghi số tiền bằng chữ số, như 350.000."))
    return found


def number(text: str) -> int:
    """Return the number of a line; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(now_("Hãy ghi số của dòng bằng chữ số."))
    return found


def take_in(*, on: date, amount: int, household: str, words: str, **given: Any) -> int:
    """Write money that came."""
    return actions.write_line(new=NewLine(Flow.IN, on, amount, words, household), **given)


def pay_out(*, on: date, amount: int, words: str, **given: Any) -> int:
    """Write money that went."""
    return actions.write_line(new=NewLine(Flow.OUT, on, amount, words), **given)


def correct(**given: Any) -> int:
    """Correct a line by a new one."""
    return actions.correct_line(**given)


def close(**given: Any) -> int:
    """Publish the final account."""
    return actions.close_account(**given)


AMOUNT = Field("amount", _("Số tiền (đồng)"), read=dong, longest=20, hint=_("Ví dụ 350.000."))
IN = Verb(
    "thu", _("Ghi một khoản thu"), _("Đã ghi khoản thu."), take_in,
    (
        Field("on", _("Ngày"), DAY, read=day), AMOUNT,
        Field("household", _("Số hộ đã góp (không bắt buộc)"), optional=True, longest=20,
              hint=_("Trang công khai chỉ hiện mã của hộ, không hiện số hộ.")),
        Field("words", _("Tiền của ai, nếu không phải của một hộ"), optional=True, longest=300,
              hint=_("Ví dụ: xã hỗ trợ, mạnh thường quân. Mọi người đọc được; đừng ghi tên người dân.")),
    ),
)  # fmt: skip
OUT = Verb(
    "chi", _("Ghi một khoản chi"), _("Đã ghi khoản chi."), pay_out,
    (
        Field("on", _("Ngày"), DAY, read=day), AMOUNT,
        Field("words", _("Chi cho việc gì"), longest=300, hint=_("Ví dụ: mua 12 bao xi măng, thuê xe ban.")),
    ),
)  # fmt: skip
CORRECT = Verb(
    "sua", _("Sửa một dòng ghi sai"), _("Đã ghi dòng sửa."), correct,
    (
        Field("number", _("Số của dòng ghi sai"), read=number, longest=6),
        Field("right", _("Số tiền đúng (đồng)"), read=dong, longest=20, hint=_("Dòng ghi nhầm hẳn thì ghi 0.")),
        Field("why", _("Sai ở đâu?"), longest=300, hint=_("Mọi người đọc được.")),
    ),
    hint=_("Dòng cũ vẫn còn để ai cũng thấy; máy ghi thêm một dòng bù phần chênh."),
)  # fmt: skip
CLOSE = Verb(
    "quyet-toan", _("Công khai quyết toán, khép sổ"), _("Đã công khai quyết toán."), close,
    (Field("words", _("Đã làm xong gì, tiền thừa để làm gì?"), WORDS, longest=4000),),
    hint=_("Chỉ bấm khi công trình đã xong và đã trả hết tiền: từ đó sổ không ghi thêm được."),
)  # fmt: skip
ALL = (IN, OUT, CORRECT, CLOSE)
