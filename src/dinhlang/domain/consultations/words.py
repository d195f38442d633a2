"""The Vietnamese words of consultations; doors translate them (msgid = these words)."""

from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.domain.consultations.steps import Status


def N_(words: str) -> str:  # noqa: N802
    """Mark words for translation and return them unchanged."""
    return words


STANCES = {
    Stance.AGREE: N_("Đồng ý"),
    Stance.CHANGE: N_("Đồng ý, nhưng cần sửa"),
    Stance.AGAINST: N_("Không đồng ý"),
    Stance.NONE: N_("Chỉ góp ý"),
}
ANSWERS = {
    Answer.ACCEPTED: N_("Tiếp thu"),
    Answer.PARTLY: N_("Tiếp thu một phần"),
    Answer.REFUSED: N_("Không tiếp thu"),
}
OUTCOMES = {
    Outcome.AS_DRAFTED: N_("Giữ như dự thảo"),
    Outcome.CHANGED: N_("Sửa dự thảo theo ý kiến"),
    Outcome.DROPPED: N_("Không ban hành nữa"),
}
ORIGINS = {
    Origin.WEB: N_("gửi qua mạng"),
    Origin.MEETING: N_("biên bản cuộc họp"),
    Origin.SLIP: N_("phiếu lấy ý kiến hộ"),
    Origin.HOTLINE: N_("đường dây nóng, hòm thư"),
    Origin.FRONT: N_("Mặt trận và đoàn thể"),
}
STATUSES = {
    Status.DONE: N_("đã làm"),
    Status.DONE_LATE: N_("làm trễ"),
    Status.OPEN: N_("chưa tới hạn"),
    Status.LATE: N_("trễ"),
    Status.BROKEN: N_("sai luật"),
}
QUESTIONS = {
    "changes": N_("Điều gì thay đổi?"),
    "gains": N_("Ai được lợi?"),
    "pays": N_("Ai phải trả?"),
    "loses": N_("Ai chịu thiệt?"),
    "affects": N_("Với ai: ai được, ai trả, ai mất?"),
    "costs": N_("Tốn kém gì?"),
    "timing": N_("Khi nào?"),
    "objections": N_("Hỏi hoặc phản đối ở đâu?"),
}
MATTERS = {  # those outside Article 25
    "tinh-nq": N_("Dự thảo nghị quyết của HĐND tỉnh"),
    "tinh-qd": N_("Dự thảo quyết định của UBND tỉnh"),
    "phan-bien": N_("Phản biện xã hội của Mặt trận"),
}
