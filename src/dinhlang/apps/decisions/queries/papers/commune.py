"""A matter of the whole commune: the minutes of the sum, with a table of its villages, and who recognises it.

Decree 59 has forms for what one village decides; the sum follows Forms 02 and 04 as far as they reach (time, matter,
form, all households, present, in favour, result, who signs), the decision the layout of Decree 30.
"""

from collections.abc import Mapping, Sequence

from dinhlang.apps.decisions.queries.decisions import DecisionView
from dinhlang.apps.decisions.queries.papers.after import FORMS
from dinhlang.apps.decisions.queries.papers.frame import BLANK, MARK, section
from dinhlang.apps.decisions.queries.telling import ground, share
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Section
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions.states import State

HEADINGS = ("TT", "Thôn, ấp, khóm", "Ngày", "Tổng số hộ", "Tham gia", "Đồng ý", "Phải có", "Kết quả")
WIDTHS = (10, 38, 23, 18, 18, 17, 17, 24)
SHORT = {State.VOID: "không được giữ", State.ANNULLED: "đã bãi bỏ"}
Parts = Sequence[DecisionView]


def sum_paper(
    one: DecisionView, parts: Parts, units: Mapping[int, UnitView], commune: UnitView, province: str, *, demo: bool
) -> Paper:
    """Return the minutes of adding up what the villages decided."""
    sections = (
        section("1. Nội dung", one.question, *one.explanation.split("\n")),
        section("2. Thời gian, hình thức", _when(parts), FORMS[one.form]),
        _result("3. Kết quả tổng hợp", one, parts),
        section("4. Kết luận", *_concluded(one)),
    )
    return _paper(
        one, commune, province, "BIÊN BẢN", f"Tổng hợp kết quả các thôn, ấp quyết định việc: {one.question}", "BB",
        sections, ("Đại diện\nỦy ban\nMặt trận", "Người\ntổng hợp", "Chủ tịch\nỦy ban\nnhân dân"),
        opening=(f"Căn cứ {ground(one).vi};",), demo=demo, lists=(_table(one, parts, units),),
    )  # fmt: skip


def recognition_paper(one: DecisionView, parts: Parts, commune: UnitView, province: str, *, demo: bool) -> Paper:
    """Return the decision by which the People's Committee recognises the sum and sets the day of effect."""
    day = full(one.effective_from) if one.effective_from else "… tháng … năm …"
    sections = (
        section(
            "Điều 1.", f"Công nhận kết quả Nhân dân {commune.name} quyết định việc: {one.question}.",
            f"{_villages(one, parts)} {_people(parts)}",
        ),
        section("Điều 2.", *one.explanation.split("\n"), f"Quyết định của Nhân dân có hiệu lực từ ngày {day}."),
        section(
            "Điều 3.", "Trưởng các thôn, ấp, Tổ trưởng tổ dân phố và các đơn vị liên quan thi hành quyết định này; "
            "thu, chi công khai từng khoản.",
        ),
    )  # fmt: skip
    return _paper(
        one, commune, province, "QUYẾT ĐỊNH", "Công nhận kết quả Nhân dân quyết định việc chung toàn xã", "QĐ-UBND",
        sections, ("TM. Ủy ban nhân dân\nChủ tịch",),
        opening=(
            f"Căn cứ {ground(one).vi};",
            "Căn cứ biên bản tổng hợp kết quả các thôn, ấp, tổ dân phố, quyết định:",
        ),
        demo=demo,
    )  # fmt: skip


def _paper(
    one: DecisionView, commune: UnitView, province: str, kind: str, subject: str, tail: str,
    sections: tuple[Section, ...], signers: tuple[str, ...], *, opening: tuple[str, ...], demo: bool,
    lists: tuple[ListTable, ...] = (),
) -> Paper:  # fmt: skip
    """Return a paper of the People's Committee of a commune."""
    return Paper(
        side=Side.STATE, superior=f"UBND {province}" if province else "",
        issuers=(f"Ủy ban nhân dân {commune.name}",), symbol_tail=tail,
        place=commune.name.partition(" ")[2] or commune.name, kind=kind, subject=subject, opening=opening,
        sections=sections, signers=signers, lists=lists, mark=MARK if demo or one.is_demo else "",
        number=one.answer_number.partition("/")[0] if tail.startswith("QĐ") else "",
        dated=one.answered_on if tail.startswith("QĐ") else None,
        recipients=("Ủy ban Mặt trận Tổ quốc cấp xã;", "Các thôn, ấp, tổ dân phố;", "Niêm yết tại trụ sở;", "Lưu."),
    )  # fmt: skip


def _when(parts: Parts) -> str:
    days = sorted(one.held_on for one in parts if one.held_on)
    if not days:
        return ""
    if days[0] == days[-1]:
        return f"Các thôn, ấp quyết định ngày {full(days[0])}."
    return f"Các thôn, ấp quyết định từ ngày {full(days[0])} đến ngày {full(days[-1])}."


def _villages(one: DecisionView, parts: Parts) -> str:
    in_favour = sum(part.is_in_favour for part in parts)
    return f"Có {in_favour} trên {len(parts)} thôn, ấp tán thành; phải có {share(one).vi}, tức {one.needed} thôn, ấp."


def _people(parts: Parts) -> str:
    everybody, came, yes = _sums(parts)
    return f"Tổng số hộ toàn xã: {everybody}; tham gia: {came}; đồng ý: {yes}."


def _sums(parts: Parts) -> tuple[int, int, int]:
    """Return all households of the commune, and those who took part and agreed where the result stands."""
    stand = [part for part in parts if part.state not in SHORT]
    return (
        sum(part.households or 0 for part in parts),
        sum(part.present or 0 for part in stand),
        sum(part.yes or 0 for part in stand),
    )


def _result(heading: str, one: DecisionView, parts: Parts) -> Section:
    each = "Mỗi thôn, ấp tán thành khi đủ tỷ lệ trên tổng số hộ của mình; hộ vắng vẫn tính vào tổng số."
    fallen = (
        "Thôn, ấp có kết quả không được giữ hoặc đã bãi bỏ vẫn nằm trong tổng số và không tính là tán thành."
        if any(part.state in SHORT for part in parts) else ""
    )  # fmt: skip
    return section(heading, _people(parts), _villages(one, parts), each, fallen, "Số liệu từng thôn, ấp: danh sách 1.")


def _concluded(one: DecisionView) -> tuple[str, ...]:
    if not one.passed:
        return ("Chưa đủ tỷ lệ: việc nêu trên không được thực hiện.",)
    return (
        "Đủ tỷ lệ: việc nêu trên được Nhân dân tán thành.",
        f"Ủy ban nhân dân công nhận và ấn định ngày có hiệu lực bằng văn bản số {BLANK}.",
    )


def _table(one: DecisionView, parts: Parts, units: Mapping[int, UnitView]) -> ListTable:
    rows = tuple(
        (
            str(number), units[part.unit_id].name if part.unit_id in units else part.code,
            full(part.held_on) if part.held_on else "", str(part.households or ""), str(part.present), str(part.yes),
            str(part.needed), SHORT.get(part.state, "tán thành" if part.is_in_favour else "không"),
        )
        for number, part in enumerate(parts, start=1)
    )  # fmt: skip
    assert one.held_on is not None
    in_favour = f"{sum(part.is_in_favour for part in parts)}/{len(parts)}"
    total = ("", "Cộng", "", *(str(number) for number in _sums(parts)), "", in_favour)
    return ListTable("Kết quả từng thôn, ấp", one.held_on, HEADINGS, (*rows, total), WIDTHS)
