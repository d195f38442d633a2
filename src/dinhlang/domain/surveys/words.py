"""What people call the parts of a questionnaire."""

from dinhlang.domain.surveys.formulas import Formula
from dinhlang.domain.surveys.instruments import About


def N_(text: str) -> str:  # noqa: N802 - the usual name of a mark for translators
    """Mark a text for translation."""
    return text


ABOUTS = {
    About.PERCEPTION: N_("nhận định"),
    About.SATISFACTION: N_("mức độ hài lòng"),
    About.NEED: N_("nhu cầu, mong đợi"),
    About.BEHAVIOUR: N_("việc đã xảy ra"),
    About.TRUST: N_("niềm tin"),
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
