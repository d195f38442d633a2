"""What people call the parts of a questionnaire."""

from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.collection import Aside
from dinhlang.domain.surveys.fieldwork import Became
from dinhlang.domain.surveys.formulas import Formula
from dinhlang.domain.surveys.instruments import About
from dinhlang.domain.surveys.sampling import Method


def N_(text: str) -> str:  # noqa: N802 - the usual name of a mark for translators
    """Mark a text for translation."""
    return text


ABOUTS = {
    About.PERCEPTION: N_("nhận định"),
    About.SATISFACTION: N_("mức độ hài lòng"),
    About.NEED: N_("nhu cầu, mong đợi"),
    About.BEHAVIOUR: N_("việc đã xảy ra"),
    About.TRUST: N_("niềm tin"),
    About.HOUSEHOLD: N_("về hộ của người trả lời"),
}
FORMULAS = {
    Formula.SHARE_TOP: N_("Tỷ lệ người chọn các mức được tính là hài lòng (hoặc tin), trên số người trả lời."),
    Formula.MEAN_SCALED: N_(
        "Điểm trung bình chia cho điểm cao nhất của thang, nhân 100. "
        "Ai cũng chọn mức thấp nhất thì chỉ số vẫn là 20 với thang năm mức."
    ),
    Formula.MEAN_MINUS_ONE: N_(
        "Điểm trung bình trừ 1, chia cho điểm cao nhất trừ 1, nhân 100. Ai cũng chọn mức thấp nhất thì chỉ số là 0."
    ),
    Formula.PUBLISHED_UNKNOWN: N_("Cơ quan công bố không nói cách tính, nên giữ nguyên con số, không tính lại."),
}
WEIGHTS = {
    True: N_("Theo người: mỗi phiếu đại diện cho số người từ 18 tuổi trong các hộ mà nó thay mặt."),
    False: N_("Theo hộ: mỗi phiếu đại diện cho số hộ mà nó thay mặt; người ở hộ đông vì thế nhẹ cân hơn thực tế."),
}
ERRORS = {
    False: N_(
        "Theo đúng các bậc chọn mẫu (tuyến tính hóa Taylor). Bậc một chọn theo số hộ được tính như chọn có hoàn lại, "
        "nên khoảng tin cậy hơi rộng, không hẹp hơn thực tế."
    ),
    True: N_("Theo đúng các bậc chọn mẫu (tuyến tính hóa Taylor), có tính phần của tổng thể đã được hỏi."),
}
METHODS = {
    Method.PPS: N_("theo số hộ: nơi đông dễ được chọn hơn"),
    Method.SRS: N_("ngang nhau: nơi nào cũng dễ được chọn như nhau"),
}
BECAMES = {
    Became.ANSWERED: N_("đã trả lời"),
    Became.BROKEN_OFF: N_("bỏ dở"),
    Became.REFUSED: N_("từ chối"),
    Became.NOBODY_HOME: N_("đến nhiều lần không gặp"),
    Became.UNABLE: N_("không trả lời được: ốm, đi xa, không chung tiếng"),
    Became.NOT_FOUND: N_("không rõ có người ở hay không"),
    Became.NOT_OF_THE_FRAME: N_("nhà trống, đã dời đi, không còn hộ"),
}
SIGNS = {
    Sign.HIGHER: N_("cao hơn"),
    Sign.LOWER: N_("thấp hơn"),
    Sign.NOT_SHOWN: N_("không thấy khác biệt"),
}
ASIDES = {
    Aside.LOST: N_("tờ giấy thất lạc"),
    Aside.UNREADABLE: N_("không đọc được"),
    Aside.DIFFERS: N_("mỗi người đọc một khác"),
    Aside.SPOILED: N_("bỏ trống hoặc ghi hỏng"),
}
CHANNELS = {
    "self": N_("tự trả lời bằng mã trên phiếu mời"),
    "interviewer": N_("điều tra viên"),
    "paper": N_("phiếu giấy, hai người nhập"),
    "counter": N_("chạm ở quầy"),
    "afterwards": N_("sau khi phiếu phản ánh được trả lời"),
}
