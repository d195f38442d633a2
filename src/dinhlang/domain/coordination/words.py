"""The Vietnamese words of the coordination; doors translate them (msgid = these words)."""

from dinhlang.domain.coordination.claims import Comparison, Direction, Finding, Verdict, Why
from dinhlang.domain.coordination.documents import Field, Kind, Relation, Side, Standing
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.domain.statistics.consistency import Flag


def N_(words: str) -> str:  # noqa: N802
    """Mark words for translation and return them unchanged."""
    return words


SIDES = {Side.PARTY: N_("Đảng"), Side.STATE: N_("Nhà nước")}
KINDS = {
    Kind.PARTY_RESOLUTION: N_("Nghị quyết của Đảng"),
    Kind.PARTY_DIRECTIVE: N_("Chỉ thị của Đảng"),
    Kind.PARTY_CONCLUSION: N_("Kết luận của Đảng"),
    Kind.PARTY_PROGRAMME: N_("Chương trình của cơ quan Đảng"),
    Kind.PARTY_PLAN: N_("Kế hoạch của cơ quan Đảng"),
    Kind.PARTY_NOTICE: N_("Thông báo kết luận"),
    Kind.PARTY_REGULATION: N_("Quy định, hướng dẫn của Đảng"),
    Kind.LAW: N_("Luật"),
    Kind.ORDINANCE: N_("Pháp lệnh"),
    Kind.DECREE: N_("Nghị định"),
    Kind.COUNCIL_RESOLUTION: N_("Nghị quyết HĐND"),
    Kind.DECISION: N_("Quyết định"),
    Kind.DIRECTIVE: N_("Chỉ thị của cơ quan Nhà nước"),
    Kind.STATE_PLAN: N_("Kế hoạch của cơ quan Nhà nước"),
    Kind.STATE_REGULATION: N_("Quy chế"),
    Kind.OFFICIAL_LETTER: N_("Công văn"),
}
RELATIONS = {
    Relation.INSTITUTIONALISES: N_("thể chế hóa"),
    Relation.SPECIFIES: N_("cụ thể hóa"),
    Relation.GROUNDED_ON: N_("căn cứ"),
    Relation.IMPLEMENTS: N_("triển khai"),
    Relation.REPLACES: N_("thay thế"),
    Relation.AMENDS: N_("sửa đổi, bổ sung"),
    Relation.ASSIGNS: N_("giao nhiệm vụ"),
}
# The same steps seen from the other side: what the other document does to this one.
RELATIONS_BACK = {
    Relation.INSTITUTIONALISES: N_("được thể chế hóa bằng"),
    Relation.SPECIFIES: N_("được cụ thể hóa bằng"),
    Relation.GROUNDED_ON: N_("là căn cứ của"),
    Relation.IMPLEMENTS: N_("được triển khai bằng"),
    Relation.REPLACES: N_("được thay thế bởi"),
    Relation.AMENDS: N_("được sửa đổi, bổ sung bởi"),
    Relation.ASSIGNS: N_("được giao ban hành bởi"),
}
PARTS = {"chair": N_("Chủ trì"), "reporter": N_("Trình bày"), "speaker": N_("Phát biểu")}
PERIODS = {"six_months": N_("báo cáo sáu tháng"), "year": N_("báo cáo năm")}
FIELDS = {
    Field.ECONOMY: N_("Kinh tế"),
    Field.CULTURE_SOCIETY: N_("Văn hóa, xã hội"),
    Field.DEFENCE_SECURITY: N_("Quốc phòng, an ninh"),
    Field.POLITICAL_SYSTEM: N_("Xây dựng hệ thống chính trị"),
    Field.REFORM: N_("Cải cách hành chính"),
}
STANDINGS = {
    Standing.NOT_YET: N_("chưa ban hành"),
    Standing.PASSED: N_("đã thông qua, chưa có hiệu lực"),
    Standing.IN_FORCE: N_("đang có hiệu lực"),
    Standing.ENDED: N_("hết hiệu lực"),
}
OUTCOMES = {
    Outcome.OPEN: N_("Đang làm"),
    Outcome.OVERDUE: N_("Trễ hạn"),
    Outcome.DONE: N_("Xong đúng hạn"),
    Outcome.DONE_LATE: N_("Xong, trễ hạn"),
    Outcome.DROPPED: N_("Thôi không làm, có lý do"),
    Outcome.CARRIED: N_("Chuyển sang năm sau"),
}
# The tone of a chip: what is late is red, what ended otherwise is quiet.
TONES = {
    Outcome.OPEN: "new",
    Outcome.OVERDUE: "late",
    Outcome.DONE: "ok",
    Outcome.DONE_LATE: "soon",
    Outcome.DROPPED: "off",
    Outcome.CARRIED: "soon",
}
VERDICTS = {
    Verdict.CONFIRMED: N_("Xác nhận"),
    Verdict.PARTLY: N_("Một phần"),
    Verdict.UNVERIFIABLE: N_("Chưa kiểm chứng được"),
    Verdict.NOT_TRUE: N_("Không đúng"),
}
FINDINGS = {
    Finding.SUPPORTED: N_("số liệu ủng hộ"),
    Finding.CONTRADICTED: N_("số liệu nói ngược lại"),
    Finding.UNKNOWN: N_("chưa biết"),
}
FLAGS = {
    Flag.DIGITS_SWAPPED: N_("hai chữ số đổi chỗ cho nhau"),
    Flag.UNCLASSIFIED: N_("các phần cộng lại còn thiếu"),
    Flag.TOO_MANY: N_("các phần cộng lại bị thừa"),
    Flag.OTHER_WHOLE: N_("tính trên mẫu số khác"),
    Flag.DOES_NOT_FOLLOW: N_("không khớp"),
}
WHYS = {
    Why.NO_VALUE: N_("không tìm thấy số nào của tỉnh được công bố"),
    Why.NOT_KNOWN_THEN: N_("số liệu công bố sau ngày này"),
    Why.NO_BENCHMARK: N_("không có mức chung cả nước để so"),
    Why.NO_EARLIER_VALUE: N_("không có số liệu năm trước"),
    Why.OTHER_METHOD: N_("hai năm đo theo hai cách, không so được"),
    Why.NO_RANK: N_("một trong hai năm không công bố thứ hạng"),
    Why.NOT_MEASURABLE: N_("lời nói không nêu điều gì đo được"),
}
# The three satisfactions as the conference of 13 March 2023 named them, and what SIPAS calls them.
CLAIMED = {
    N_("tiếp cận dịch vụ"): "sipas.access",
    N_("tiếp nhận, xử lý ý kiến góp ý, phản ánh, kiến nghị"): "sipas.feedback_handling",
    N_("phục vụ hành chính"): "sipas.services_overall",
}
DIRECTIONS = {
    Direction.HIGHER: N_("càng cao càng tốt"),
    Direction.LOWER: N_("càng thấp càng tốt"),
}
# What it takes to check a claim of this kind, for each indicator it names.
NEEDS = {
    Comparison.ABOVE_BENCHMARK: N_("số của tỉnh và mức chung cả nước, cùng năm, cùng cách đo"),
    Comparison.HIGHER_THAN_BEFORE: N_("số của tỉnh năm ấy và năm trước, cùng cách đo"),
    Comparison.LOWER_THAN_BEFORE: N_("số của tỉnh năm ấy và năm trước, cùng cách đo"),
    Comparison.BETTER_RANKED: N_("thứ hạng của tỉnh năm ấy và năm trước, trong cùng số tỉnh, thành"),
}
COMPARISONS = {
    Comparison.ABOVE_BENCHMARK: N_("cao hơn mức chung cả nước"),
    Comparison.HIGHER_THAN_BEFORE: N_("cao hơn năm trước"),
    Comparison.LOWER_THAN_BEFORE: N_("thấp hơn năm trước"),
    Comparison.BETTER_RANKED: N_("thứ hạng tốt hơn năm trước"),
}
