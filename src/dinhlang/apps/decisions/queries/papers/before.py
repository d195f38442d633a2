"""Before the households decide: the invitation with its agenda (Form 01), the list of candidates (Form 05).

Names that the platform does not keep, and what a meeting is still to say, are lines to fill in by hand.
"""

from dinhlang.apps.decisions.queries.decisions import DecisionView
from dinhlang.apps.decisions.queries.papers.frame import BLANK, convener, head_named, moment, paper, section
from dinhlang.apps.decisions.queries.telling import share
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.papers import Paper
from dinhlang.domain.decisions.agenda import AGENDA, ELECTING

CANDIDATES = 4


def invitation_paper(one: DecisionView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the invitation to the meeting of the households."""
    assert one.meeting_at is not None
    head, agenda = convener(one, village), ELECTING if one.is_election else AGENDA
    documents = "gửi kèm đến từng hộ." if one.matter.documents else "không có."
    sections = (
        section("1. Thời gian, địa điểm", f"Thời gian: {moment(one.meeting_at)}.", f"Địa điểm: {one.place}."),
        section(
            "2. Thành phần", f"Chủ trì: {head}.",
            "Dự họp: mỗi hộ một người đại diện có đủ năng lực hành vi dân sự; Ban công tác Mặt trận. "
            "Người trong hộ có ý kiến khác được đăng ký dự và phát biểu.",
        ),
        section("3. Nội dung", one.question, *one.explanation.split("\n"), items=agenda),
        section(
            "4. Tỷ lệ phải đạt, tài liệu, liên hệ",
            f"{share(one).vi.capitalize()} tổng số hộ {'bầu cho một người' if one.is_election else 'đồng ý'}; "
            "hộ vắng vẫn tính vào tổng số.",
            f"Tài liệu: {documents} Liên hệ: {head}, điện thoại {BLANK}.",
        ),
    )  # fmt: skip
    return paper(
        one, village, commune, "GIẤY MỜI", f"Họp về việc: {one.question}", "GM", sections, signers=(head,),
        recipients=("Đại diện các hộ;", "Ban công tác Mặt trận;", "Niêm yết tại nhà văn hóa."), demo=demo,
        opening=(f"Kính mời đại diện hộ: ông (bà) {BLANK}{BLANK}",),
    )  # fmt: skip


def candidates_paper(one: DecisionView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the minutes of the meeting that agrees on candidates, to be filled in by hand."""
    whom = head_named(village) if one.matter.code == "15.4" else "thành viên ban"
    line = f"Họ và tên {BLANK}, sinh năm ………, giới tính ………, nghề nghiệp {BLANK}, nơi ở {BLANK}"
    sections = (
        section("1. Thời gian, địa điểm", f"Bắt đầu lúc … giờ … ngày … tháng … năm ……, tại {BLANK}."),
        section(
            "2. Thành phần", f"Chủ trì: ông (bà) {BLANK}, Trưởng Ban công tác Mặt trận.",
            f"Thư ký: ông (bà) {BLANK}.", f"Người dự: {BLANK}, đại diện Chi ủy {BLANK}.",
        ),
        section("3. Nội dung", f"Dự kiến danh sách người ứng cử {whom}. {one.question}"),
        section(
            "4. Danh sách thống nhất với Chi ủy",
            *(f"{number}. {line}; … người đồng ý." for number in range(1, CANDIDATES + 1)),
            "Phải có ít nhất một người ứng cử.",
        ),
        section("5. Kết thúc", "Kết thúc lúc … giờ … cùng ngày; biên bản đã đọc lại cho người dự cùng nghe."),
    )  # fmt: skip
    return paper(
        one, village, commune, "BIÊN BẢN", f"Cuộc họp dự kiến danh sách người ứng cử {whom}", "BB", sections,
        signers=("Thư ký", "Chủ trì"), recipients=("Ủy ban nhân dân cấp xã;", "Lưu."), demo=demo,
    )  # fmt: skip
