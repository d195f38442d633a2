"""The Vietnamese words of reception and dialogue; doors translate them (msgid = these words)."""

from dinhlang.domain.reception.dialogue import Owed
from dinhlang.domain.reception.promises import Kept
from dinhlang.domain.reception.schedule import Receiving
from dinhlang.domain.reception.visits import Outcome, Stage


def N_(words: str) -> str:  # noqa: N802
    """Mark words for translation and return them unchanged."""
    return words


BECAME = {
    Receiving.PLANNED: N_("sắp tới"),
    Receiving.HELD: N_("đã tiếp"),
    Receiving.BY_DEPUTY: N_("cấp phó tiếp thay"),
    Receiving.MOVED: N_("dời ngày, báo trước"),
    Receiving.MISSED: N_("không tiếp"),
}
STAGES = {
    Stage.BOOKED: N_("Đã hẹn"),
    Stage.WAITING: N_("Đã đến, đang chờ"),
    Stage.RECEIVED: N_("Đã được tiếp"),
    Stage.ABSENT: N_("Không đến"),
    Stage.WITHDRAWN: N_("Đã hủy hẹn"),
}
OUTCOMES = {
    Outcome.ACCEPTED: N_("Nhận giải quyết"),
    Outcome.MORE_TIME: N_("Cần thêm thời gian"),
    Outcome.REFUSED: N_("Không nhận giải quyết"),
    Outcome.TRANSFERRED: N_("Chuyển cơ quan khác"),
}
PROMISES = {
    Kept.OPEN: N_("đang làm"),
    Kept.KEPT: N_("đã giữ lời"),
    Kept.KEPT_LATE: N_("giữ lời, trễ hẹn"),
    Kept.LATE: N_("trễ hẹn"),
    Kept.BROKEN: N_("không giữ lời"),
}
OWED = {
    Owed.HELD: N_("đã đối thoại trong năm"),
    Owed.THIS_YEAR: N_("chưa đối thoại, năm chưa hết"),
    Owed.MISSED: N_("hết năm không đối thoại"),
    Owed.ON_REQUEST: N_("dân yêu cầu, phải đối thoại"),
}
