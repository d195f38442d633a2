"""The Vietnamese words for states, steps and coded reasons; doors translate them (msgid = these words)."""

from dinhlang.domain.feedback.states import Event, State


def N_(words: str) -> str:  # noqa: N802
    """Mark words for translation and return them unchanged."""
    return words


STATES = {
    State.RECEIVED: N_("Đã nhận"),
    State.CLASSIFIED: N_("Đã phân loại, thụ lý"),
    State.ASSIGNED: N_("Đã giao xử lý"),
    State.IN_PROGRESS: N_("Đang xử lý"),
    State.NEEDS_INFO: N_("Chờ người gửi bổ sung"),
    State.AWAITING_APPROVAL: N_("Chờ duyệt trả lời"),
    State.ANSWERED: N_("Đã trả lời"),
    State.CLOSED: N_("Đã khép lại"),
    State.REFUSED: N_("Không thụ lý"),
}
EVENTS = {
    Event.RECEIVED: N_("Đã nhận"),
    Event.CLASSIFIED: N_("Đã phân loại và thụ lý"),
    Event.ASSIGNED: N_("Đã giao xử lý"),
    Event.STARTED: N_("Bắt đầu xử lý"),
    Event.PROGRESS_NOTED: N_("Báo tiến độ"),
    Event.INFO_ASKED: N_("Đề nghị người gửi bổ sung"),
    Event.INFO_GIVEN: N_("Người gửi đã bổ sung"),
    Event.EXTENDED: N_("Gia hạn trả lời"),
    Event.TRANSFERRED: N_("Chuyển đến nơi có thẩm quyền"),
    Event.ANSWER_DRAFTED: N_("Đã soạn trả lời, chờ duyệt"),
    Event.ANSWER_RETURNED: N_("Trả lại để soạn lại"),
    Event.ANSWERED: N_("Đã trả lời"),
    Event.REFUSED: N_("Không thụ lý"),
    Event.RATED: N_("Người gửi đã đánh giá"),
    Event.REOPENED: N_("Người gửi đề nghị xem lại"),
    Event.CLOSED: N_("Đã khép lại"),
    Event.PUBLISHED: N_("Công khai trên cổng"),
    Event.WITHHELD: N_("Không công khai"),
    Event.FOLLOWED_SUCCESSOR: N_("Chuyển sang đơn vị kế nhiệm, thời hạn giữ nguyên"),
    Event.ATTACHMENT_PROCESSED: N_("Đã xử lý tệp đính kèm"),
    Event.PUBLICATION_ASKED: N_("Người gửi đề nghị xem lại việc không công khai"),
    Event.CONTACT_OPENED: N_("Cán bộ mở xem cách liên lạc với người gửi"),
}
REFUSALS = {
    "denunciation": N_("Đây là tố cáo, phải đi theo đường riêng có giữ bí mật người tố cáo"),
    "complaint": N_("Đây là khiếu nại, có thủ tục và thời hạn riêng"),
    "not_state_matter": N_("Việc riêng giữa các bên, không thuộc thẩm quyền cơ quan nhà nước"),
    "in_court": N_("Đang được tòa án hoặc cơ quan điều tra giải quyết"),
    "settled": N_("Đã được giải quyết đúng pháp luật, không có tình tiết mới"),
    "no_content": N_("Chưa rõ nội dung, đã hỏi lại nhưng không có bổ sung"),
    "advertising": N_("Quảng cáo hoặc tin rác"),
    "cancelled": N_("Hệ thống trước đây ghi là đã hủy, không nêu lý do"),
}
WITHHOLDINGS = {
    "sender_asked": N_("Người gửi không muốn công khai"),
    "personal_data": N_("Có thông tin riêng tư không thể che"),
    "accusation": N_("Nêu đích danh người bị tố giác"),
    "security": N_("Liên quan quốc phòng, an ninh, bí mật nhà nước"),
    "insult": N_("Có lời lẽ xúc phạm, đe dọa"),
    "advertising": N_("Quảng cáo hoặc tin rác"),
}
REOPENINGS = {
    "not_fixed": N_("Trả lời rồi nhưng chưa sửa"),
    "not_answered": N_("Trả lời chưa đúng điều tôi hỏi"),
    "disagree": N_("Tôi không đồng ý với lý do"),
}
ANSWERS = {
    "done": N_("Đã làm xong"),
    "planned": N_("Đã có kế hoạch, ngày cụ thể"),
    "explained": N_("Giải thích vì sao"),
    "referred": N_("Đã hướng dẫn đến nơi có thẩm quyền"),
}
RATINGS = {3: N_("Hài lòng"), 2: N_("Bình thường"), 1: N_("Không hài lòng")}
ROLES = {
    "citizen": N_("Người gửi"),
    "receiver": N_("Bộ phận tiếp nhận"),
    "handler": N_("Người xử lý"),
    "approver": N_("Người duyệt"),
    "head": N_("Người đứng đầu"),
    "system": N_("Hệ thống"),
}
