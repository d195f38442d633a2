"""After the households decided: the minutes of the count (Forms 02 and 04) and the decision (Form 03).

Article 20 of Law 10/2022: time; all households, present, absent; matter; form; result; decision; the head of the
village, the head of the Front's board and two households sign. Minutes are signed by who counted, wrote and watched.
"""

from dinhlang.apps.decisions.queries.decisions import DecisionView, MinutesView
from dinhlang.apps.decisions.queries.papers.frame import HOUSEHOLD, head_of, moment, paper, section
from dinhlang.apps.decisions.queries.telling import share
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.papers import ListTable, Paper, Section
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.terms import BODY_WORDS

RECIPIENTS = ("Ủy ban nhân dân cấp xã;", "Ủy ban Mặt trận Tổ quốc cấp xã;", "Niêm yết tại nhà văn hóa;", "Lưu.")
WAYS = {"show": "giơ tay", "secret": "bỏ phiếu kín"}
FORMS = {
    Form.MEETING: "Họp cộng đồng dân cư.", Form.BALLOT: "Phát phiếu lấy ý kiến từng hộ.",
    Form.ONLINE: "Biểu quyết trực tuyến.",
}  # fmt: skip
SUBJECTS = {
    Form.MEETING: "Kiểm phiếu biểu quyết", Form.BALLOT: "Kiểm phiếu lấy ý kiến từng hộ",
    Form.ONLINE: "Kiểm phiếu biểu quyết trực tuyến",
}  # fmt: skip
NUMBERS_A_ROW = 8


def minutes_paper(one: DecisionView, told: MinutesView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the minutes of the count."""
    sections = (
        section("1. Thời gian, địa điểm", *when_lines(one)),
        section("2. Thành phần, số hộ", *people_lines(one, told), *households_line(one)),
        section("3. Việc đưa ra biểu quyết", one.question),
        _result("4. Kết quả", one, told, "Biên bản lập thành ba bản, đã đọc cho những người có tên cùng nghe."),
    )
    counter = "Trưởng ban\nkiểm phiếu" if one.form is Form.MEETING else "Tổ trưởng\ntổ kiểm phiếu"
    return paper(
        one, village, commune, "BIÊN BẢN", f"{SUBJECTS[one.form]}: {one.question}", "BB", sections,
        signers=(counter, "Thư ký", HOUSEHOLD, HOUSEHOLD), recipients=RECIPIENTS, demo=demo, dated=one.held_on,
        lists=_attended(one, told),
    )  # fmt: skip


def resolution_paper(one: DecisionView, told: MinutesView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the decision of the community."""
    sections = (
        section("1. Thời gian, hình thức", *when_lines(one), FORMS[one.form]),
        section("2. Thành phần, số hộ", f"Chủ trì: {told.chair}. Thư ký: {told.secretary}.", *households_line(one)),
        section("3. Nội dung", one.question, *one.explanation.split("\n")),
        _result("4. Kết quả biểu quyết", one, told),
        section("5. Quyết nghị", *_decided(one)),
    )
    signers = (head_of(village), "Trưởng Ban\ncông tác\nMặt trận", HOUSEHOLD, HOUSEHOLD)
    return paper(
        one, village, commune, "NGHỊ QUYẾT", f"Của cộng đồng dân cư về việc: {one.question}", "NQ", sections,
        signers=signers, recipients=RECIPIENTS, demo=demo, dated=one.held_on,
    )  # fmt: skip


def when_lines(one: DecisionView) -> tuple[str, ...]:
    """Return when and where the households decided."""
    assert one.held_on is not None
    place = f"Tại: {one.place}." if one.place else ""
    if one.form is Form.MEETING:
        return (f"Bắt đầu lúc {moment(one.opened_at)}." if one.opened_at else f"Ngày {full(one.held_on)}.", place)
    assert one.opens_at is not None
    assert one.closes_at is not None
    met = f"Họp lúc {moment(one.meeting_at)}." if one.meeting_at else ""
    return (f"Từ {moment(one.opens_at)} đến {moment(one.closes_at)}.", met, place)


def people_lines(one: DecisionView, told: MinutesView) -> tuple[str, ...]:
    """Return who led, wrote, counted and watched."""
    counted = "Ban kiểm phiếu" if one.form is Form.MEETING else "Tổ phát phiếu, kiểm phiếu"
    return (
        f"Chủ trì: {told.chair}. Thư ký: {told.secretary}.", f"{counted}: {told.counters}." if told.counters else "",
        f"Hai hộ chứng kiến việc kiểm phiếu: {told.witnesses}.",
    )  # fmt: skip


def households_line(one: DecisionView) -> tuple[str, ...]:
    """Return all households, those who came, those who did not."""
    came = "Số hộ có đại diện dự" if one.form is Form.MEETING else "Số hộ tham gia"
    away = "Số hộ vắng mặt" if one.form is Form.MEETING else "Số hộ không tham gia"
    return (f"Tổng số hộ: {one.households}. {came}: {one.present}. {away}: {one.absent}.",)


def _result(heading: str, one: DecisionView, told: MinutesView, end: str = "") -> Section:
    clusters = tuple(
        f"{row.place}: {row.present} hộ dự, {row.yes} hộ đồng ý, {row.no} hộ không đồng ý, {row.other} hộ ý kiến khác."
        for row in told.sittings if len(told.sittings) > 1
    )  # fmt: skip
    slips = ""
    if one.form is Form.BALLOT:
        slips = (
            f"Số phiếu phát ra: {one.households}. Thu về: {(one.present or 0) + told.invalid}. "
            f"Hợp lệ: {one.present}. Không hợp lệ: {told.invalid}."
        )
    return section(
        heading, f"Biểu quyết bằng cách {WAYS[told.way]}." if told.way in WAYS else "", slips,
        f"Đồng ý: {one.yes} hộ. Không đồng ý: {one.no} hộ. Ý kiến khác: {one.other} hộ.",
        f"Phải có {share(one).vi} tổng số hộ đồng ý, tức {one.needed} hộ.", end, items=clusters,
    )  # fmt: skip


def _decided(one: DecisionView) -> tuple[str, ...]:
    if not one.passed:
        return ("Không thông qua việc nêu trên.",)
    if one.body is not None:
        return ("Thông qua việc nêu trên.", f"Quyết định có hiệu lực từ ngày {BODY_WORDS[one.body].vi} công nhận.")
    if one.effective_from is not None:
        return ("Thông qua việc nêu trên.", f"Quyết định có hiệu lực từ ngày {full(one.effective_from)}.")
    return (
        "Tán thành việc nêu trên.",
        "Ủy ban nhân dân cấp xã tổng hợp kết quả của các thôn và ấn định ngày có hiệu lực.",
    )


def _attended(one: DecisionView, told: MinutesView) -> tuple[ListTable, ...]:
    """Return the households that were tapped as present, by their numbers."""
    if not told.attended or one.held_on is None:
        return ()
    filled = (*told.attended, *[""] * (-len(told.attended) % NUMBERS_A_ROW))
    rows = tuple(filled[at : at + NUMBERS_A_ROW] for at in range(0, len(filled), NUMBERS_A_ROW))
    return (ListTable("Các hộ có đại diện dự họp (số hộ)", one.held_on, ("Số hộ",) * NUMBERS_A_ROW, rows),)
