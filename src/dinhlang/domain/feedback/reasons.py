"""Coded reasons: why a case is refused, kept from publication or reopened. A code always has words and a way on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A reason that may be given; the law rule it stands on ("" where the province's regulation sets it)."""

    code: str
    rule: str = ""


REFUSAL = (
    Reason("denunciation", "FB-9-SECRET"),  # tố cáo: goes its own, protected way
    Reason("complaint", "FB-KN-1"),  # khiếu nại: has its own procedure
    Reason("not_state_matter"),  # tranh chấp dân sự, việc riêng
    Reason("in_court"),  # đang được tòa án, cơ quan điều tra giải quyết
    Reason("settled"),  # đã giải quyết đúng pháp luật, không có tình tiết mới
    Reason("no_content"),  # không rõ nội dung, đã hỏi lại mà không bổ sung được
    Reason("advertising"),  # quảng cáo, tin rác
)
# Said by another system that a case came from; nobody gives these reasons here.
IMPORTED = (Reason("cancelled"),)
WITHHOLDING = (
    Reason("sender_asked"),  # người gửi không muốn công khai
    Reason("personal_data", "FB-9-SECRET"),  # lộ đời tư, không che được
    Reason("accusation", "FB-9-SECRET"),  # nêu đích danh người bị tố giác
    Reason("security"),  # quốc phòng, an ninh, bí mật nhà nước
    Reason("insult"),  # lời lẽ xúc phạm, đe dọa
    Reason("advertising"),
)
REOPENING = ("not_fixed", "not_answered", "disagree")
ANSWER_KINDS = ("done", "planned", "explained", "referred")


def known(code: str, reasons: tuple[Reason, ...]) -> Reason:
    """Return the reason with a code; raises KeyError when nobody may give it."""
    for reason in reasons:
        if reason.code == code:
            return reason
    raise KeyError(code)
