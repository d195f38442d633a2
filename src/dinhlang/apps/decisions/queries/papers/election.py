"""The papers of an election: the list of candidates (Form 05), the count of every round (Forms 02, 04), the decision.

Who stands, with the votes of each, is a table at the end and a line each in the text.
"""

from django.utils import timezone

from dinhlang.apps.decisions.queries.decisions import DecisionView, MinutesView
from dinhlang.apps.decisions.queries.elections import ElectionView, RoundView
from dinhlang.apps.decisions.queries.papers.after import (
    FORMS,
    RECIPIENTS,
    SUBJECTS,
    WAYS,
    households_line,
    people_lines,
    when_lines,
)
from dinhlang.apps.decisions.queries.papers.frame import BLANK, HOUSEHOLD, head_named, head_of, moment, paper, section
from dinhlang.apps.decisions.queries.telling import share
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.papers import ListTable, Paper, Section
from dinhlang.domain.decisions.elections import INTRODUCED, Ending
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.terms import BODY_WORDS

LISTED = ("Số", "Họ và tên", "Năm sinh", "Nghề nghiệp", "Ai giới thiệu")
VOTED = ("Vòng", "Số", "Họ và tên", "Số phiếu", "Phải có", "Kết quả")
ENDINGS = {
    Ending.TIED: "Bằng phiếu ở chỗ cuối: bầu lại giữa những người bằng phiếu.",
    Ending.SHORT: "Chưa đủ người được quá nửa tổng số hộ.",
}


def list_paper(one: DecisionView, election: ElectionView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the minutes of the list of candidates, as it is frozen."""
    assert election.frozen_at is not None
    listed = [row for row in election.frozen if not row.at_meeting]
    whom = head_named(village) if one.matter.code == "15.4" else "thành viên ban"
    sections = (
        section("1. Thời gian, địa điểm", f"Bắt đầu lúc … giờ … ngày … tháng … năm ……, tại {BLANK}."),
        section(
            "2. Thành phần", f"Chủ trì: ông (bà) {BLANK}, Trưởng Ban công tác Mặt trận.",
            f"Thư ký: ông (bà) {BLANK}.", f"Người dự: {BLANK}, đại diện Chi ủy {BLANK}.",
        ),
        section("3. Nội dung", f"Lập danh sách người ứng cử {whom}, bầu {election.seats} người. {one.question}"),
        section(
            "4. Danh sách", f"Danh sách có {len(listed)} người, chốt lúc {moment(election.frozen_at)}.",
            "Từng người đã đồng ý công khai những điều ghi ở đây.",
            items=tuple(f"{row.place}. {row.name}. {row.biography}" for row in listed if row.biography),
        ),
        section("5. Kết thúc", "Kết thúc lúc … giờ … cùng ngày; biên bản đã đọc lại cho người dự cùng nghe."),
    )  # fmt: skip
    rows = tuple(
        (str(row.place), row.name, str(row.birth_year), row.occupation, INTRODUCED[row.introduced].vi) for row in listed
    )
    table = ListTable("Người ứng cử", timezone.localdate(election.frozen_at), LISTED, rows, (12, 48, 20, 35, 50))
    return paper(
        one, village, commune, "BIÊN BẢN", f"Cuộc họp lập danh sách người ứng cử {whom}", "BB", sections,
        signers=("Thư ký", "Chủ trì"), recipients=("Ủy ban nhân dân cấp xã;", "Lưu."), demo=demo, lists=(table,),
    )  # fmt: skip


def count_paper(
    one: DecisionView, told: MinutesView, election: ElectionView, village: UnitView, commune: str, *, demo: bool
) -> Paper:
    """Return the minutes of the count, round by round."""
    sections = (
        section("1. Thời gian, địa điểm", *when_lines(one)),
        section("2. Thành phần, số hộ", *people_lines(one, told), *households_line(one)),
        section("3. Việc bầu", one.question, f"Bầu {election.seats} người."),
        *_rounds(one, told, election, 4),
        section(f"{4 + len(election.rounds)}. Kết luận", *_elected(election),
                "Biên bản lập thành ba bản, đã đọc cho những người có tên cùng nghe."),
    )  # fmt: skip
    counter = "Trưởng ban\nkiểm phiếu" if one.form is Form.MEETING else "Tổ trưởng\ntổ kiểm phiếu"
    return paper(
        one, village, commune, "BIÊN BẢN", f"{SUBJECTS[one.form]}: {one.question}", "BB", sections,
        signers=(counter, "Thư ký", HOUSEHOLD, HOUSEHOLD), recipients=RECIPIENTS, demo=demo, dated=one.held_on,
        lists=_table(one, election),
    )  # fmt: skip


def elected_paper(
    one: DecisionView, told: MinutesView, election: ElectionView, village: UnitView, commune: str, *, demo: bool
) -> Paper:
    """Return the decision of the community: who is elected."""
    body = BODY_WORDS[one.body].vi if one.body else ""
    effect = (f"Có hiệu lực từ ngày {body} công nhận.",) if election.elected else ()
    sections = (
        section("1. Thời gian, hình thức", *when_lines(one), FORMS[one.form]),
        section("2. Thành phần, số hộ", f"Chủ trì: {told.chair}. Thư ký: {told.secretary}.", *households_line(one)),
        section("3. Nội dung", one.question, *one.explanation.split("\n")),
        *_rounds(one, told, election, 4),
        section(f"{4 + len(election.rounds)}. Quyết nghị", *_elected(election), *effect),
    )
    leads = "Tổ trưởng\nTổ bầu cử" if one.matter.code == "15.4" else head_of(village)
    return paper(
        one, village, commune, "NGHỊ QUYẾT", f"Của cộng đồng dân cư về việc: {one.question}", "NQ", sections,
        signers=(leads, "Trưởng Ban\ncông tác\nMặt trận", HOUSEHOLD, HOUSEHOLD), recipients=RECIPIENTS, demo=demo,
        dated=one.held_on, lists=_table(one, election),
    )  # fmt: skip


def _rounds(one: DecisionView, told: MinutesView, election: ElectionView, first: int) -> tuple[Section, ...]:
    many = len(election.rounds) > 1
    return tuple(
        section(
            f"{first + number}. Kết quả{f' vòng {row.number}' if many else ''}",
            f"Bầu bằng cách {WAYS[told.way]}." if told.way in WAYS else "", _slips(one, told, row),
            f"Mỗi người phải được {share(one).vi} tổng số hộ bầu, tức {row.needed} hộ.", ENDINGS.get(row.ending, ""),
            items=tuple(
                f"{v.name}: {v.votes} phiếu{', trúng cử' if v.elected else ''}." for v in row.votes
            ),
        )
        for number, row in enumerate(election.rounds)
    )  # fmt: skip


def _slips(one: DecisionView, told: MinutesView, row: RoundView) -> str:
    present = f"Số hộ có mặt: {row.present}. " if one.form is Form.MEETING else ""
    if told.way == "show":
        return present
    return (
        f"{present}Số phiếu phát ra: {row.given}. Thu về: {row.valid + row.invalid}. "
        f"Hợp lệ: {row.valid}. Không hợp lệ: {row.invalid}."
    )


def _elected(election: ElectionView) -> tuple[str, ...]:
    found = election.elected
    names = (f"Trúng cử: {', '.join(row.name for row in found)}.",) if found else ("Không có ai trúng cử.",)
    left = (f"Còn {election.open_seats} chỗ chưa bầu được, phải bầu lại.",) if election.open_seats else ()
    return (*names, *left)


def _table(one: DecisionView, election: ElectionView) -> tuple[ListTable, ...]:
    assert one.held_on is not None
    rows = tuple(
        (str(row.number), str(v.place), v.name, str(v.votes), str(row.needed), "Trúng cử" if v.elected else "")
        for row in election.rounds for v in row.votes
    )  # fmt: skip
    return (ListTable("Số phiếu của từng người ứng cử", one.held_on, VOTED, rows, (15, 12, 63, 25, 25, 25)),)
