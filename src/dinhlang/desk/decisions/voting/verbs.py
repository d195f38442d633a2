"""The buttons of a vote at the desk, and what they make of their fields."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions import actions
from dinhlang.desk.coordination.fields import Field
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.lib.refusal import RefusedError

WRITTEN = "%d/%m/%Y %H:%M"
HINT = _("Ghi như 09/03/2026 07:00.")


def moment(text: str) -> datetime:
    """Return a moment written as people write it; raises RefusedError."""
    try:
        return datetime.strptime(text, WRITTEN).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise RefusedError(now_("Hãy ghi ngày giờ như 09/03/2026 07:00.")) from error


def set_times(**given: Any) -> int:
    """Set when it opens and closes."""
    return actions.set_times(**given)


def freeze(**given: Any) -> int:
    """Freeze it."""
    return actions.freeze(**given)


SET_TIMES = Verb(
    "gio", _("Đặt giờ mở và giờ đóng"), _("Đã ghi giờ."), set_times,
    (
        Field("opens_at", _("Mở lúc"), read=moment, hint=HINT, longest=16),
        Field("closes_at", _("Đóng lúc"), read=moment, hint=HINT, longest=16),
    ),
)  # fmt: skip
FREEZE = Verb(
    "chot", _("Chốt danh sách hộ"), _("Đã chốt và ghi vào nhật ký chung."), freeze,
    hint=_("Từ lúc này tổng số hộ, câu hỏi, giờ mở, giờ đóng và quy định áp dụng không ai đổi được."),
)  # fmt: skip
