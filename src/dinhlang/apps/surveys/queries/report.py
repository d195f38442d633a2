"""The written report of a round: a summary of two pages with its note on the method, and the tables of every value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dinhlang.apps.surveys.queries.results import ResultsView
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.issuing import Issuer
from dinhlang.domain.coordination.papers import Paper, Paragraph, Picture, Section
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.instruments import About
from dinhlang.domain.surveys.pictures import Bar, bars
from dinhlang.domain.surveys.results import Value
from dinhlang.domain.surveys.words import ASIDES, ERRORS, FORMULAS, METHODS, WEIGHTS
from dinhlang.lib import formats

HIDDEN = "không công bố"
MARK, RESULTS = "SỐ LIỆU MINH HỌA", "KẾT QUẢ"
FELL = {Sign.LOWER: "thấp hơn lần trước", Sign.HIGHER: "cao hơn lần trước", Sign.NOT_SHOWN: "không thấy khác lần trước"}
AGAINST = {Sign.LOWER: "thấp hơn cả nước", Sign.HIGHER: "cao hơn cả nước", Sign.NOT_SHOWN: "chưa thấy khác cả nước"}
HAPPENED, ROMAN = "yes", ("I", "II", "III", "IV")
HEADINGS = [
    "Mã", "Nội dung", "Trả lời", "Xã, phường", "Giá trị", "Thấp nhất", "Cao nhất", "Sai số chuẩn", "Số người",
    "Hiệu ứng thiết kế", "Bậc tự do",
]  # fmt: skip
BESIDE = ["Mã", "Nội dung", "Giá trị", "Cả nước", "Năm", "Nếu cùng công thức", "Nguồn"]
NUMBERS = [4, 5, 6, 7, 8, 9, 10]


@dataclass(frozen=True)
class Beside:
    """What was published of the country under the same method, without its formula: a value, its year, its source."""

    value: float
    year: int
    source: str


Country = Mapping[str, Beside]  # by code of the measure


def summary(found: ResultsView, *, province: str, mark: str = "", country: Country | None = None) -> Paper:
    """Return the summary of a computed round, beside the country where it can be, in the layout of a State body."""
    wave, issuer = found.wave, Issuer("Ủy ban nhân dân " + province[:1].lower() + province[1:], province)
    return Paper(
        side=Side.STATE, superior="", issuers=(issuer.name,), symbol_tail="BC-UBND", place=issuer.place, kind="BÁO CÁO",
        subject=f"Kết quả khảo sát: {wave.title}",
        opening=((
            f"Khảo sát nhận phiếu từ ngày {wave.opens_on:%d/%m/%Y} đến ngày {wave.closes_on:%d/%m/%Y} bằng bộ câu hỏi "
            f"“{wave.instrument.title.vi}”. Kết quả do máy tính sau khi chốt và tự công bố; không ai sửa được con số."
        ),),
        sections=_sections(found, country or {}),
        recipients=("Công bố trên nền tảng.", "Lưu."), signers=(issuer.signing(Side.STATE),),
        mark=mark,
    )  # fmt: skip


def _sections(found: ResultsView, country: Country) -> tuple[Section, ...]:
    parts = (
        ("HỎI AI, HỎI THẾ NÀO", _asked(found)), (RESULTS, _told(found, country)),
        ("VIỆC NGƯỜI TRẢ LỜI ĐÃ GẶP", _happened(found)), ("ĐỌC CON SỐ CHO ĐÚNG", _careful(found)),
    )  # fmt: skip
    there = [part for part in parts if part[1]]
    return tuple(
        Section(f"{number}. {name}", said, _picture(found, country) if name == RESULTS else None)
        for number, (name, said) in zip(ROMAN, there, strict=False)
    )


def _asked(found: ResultsView) -> tuple[Paragraph, ...]:
    plan, rates = found.wave.plan, found.rates
    heard = f"Có {_whole(found.answered)} phiếu trả lời."
    if plan is None:
        alone = "Không chọn mẫu: ai trả lời là tự nguyện, con số chỉ nói về những người đã trả lời."
        return (Paragraph(f"{heard} {alone}"),)
    if rates and rates.careful is not None and rates.estimated is not None:
        heard += (
            f" Tỷ lệ trả lời: {_share(rates.careful)} (RR1 theo AAPOR, mọi trường hợp không rõ tính là không trả "
            f"lời), {_share(rates.estimated)} (RR3)."
        )
    if found.set_aside:
        why = "; ".join(f"{ASIDES[one]}: {count}" for one, count in found.set_aside.items())
        heard += f" Phiếu giấy để riêng, không tính: {sum(found.set_aside.values())} ({why})."
    communes = f"{plan.communes} xã, phường mỗi nhóm" if plan.communes else "mọi xã, phường"
    drawn = (
        f"Mẫu ngẫu nhiên nhiều bậc: {communes}, {plan.villages} ấp mỗi xã, {plan.people} hộ mỗi ấp; xã và ấp được chọn "
        f"{METHODS[plan.method]}. Hạt giống {found.wave.seed} được công bố trong nhật ký chung trước khi rút mẫu; ai "
        "cũng rút lại được đúng mẫu ấy."
    )
    return Paragraph(heard), Paragraph(drawn)


def _told(found: ResultsView, country: Country) -> tuple[Paragraph, ...]:
    told = [Paragraph("Trong ngoặc là khoảng tin cậy 95%.")] if found.wave.plan else []
    told += [
        Paragraph(f"{name}: {_said(value)}{_against(value, country.get(value.code))}.", is_item=True)
        for name, value in _main(found)
    ]
    if country:
        sources = "; ".join(sorted({one.source for one in country.values() if one.source}))
        careful = "so sánh chỉ đúng nếu cùng công thức; sai số của chính con số ấy không được kể"
        told.append(Paragraph(f"Con số cả nước được công bố không kèm công thức: {careful}. Nguồn: {sources}."))
    elif found.wave.plan:
        told.append(Paragraph("Không có con số cả nước nào của cách đo này, nên không so với cả nước."))
    if found.before:
        told.append(Paragraph(f"So với: {found.before}. Chỉ nói cao hơn, thấp hơn khi khoảng tin cậy không chứa số 0."))
    return tuple(told)


def _said(value: Value) -> str:
    if value.is_hidden or value.value is None:
        return "không công bố vì quá ít người trả lời"
    range_ = f" ({_between(value)})" if value.low is not None else ""
    return f"{_number(value.value)}%{range_}" + (f"; {FELL[value.changed]}" if value.changed else "")


def _against(value: Value, beside: Beside | None) -> str:
    """Return the country's value and what may be said of the gap: nothing, where the interval covers it."""
    if beside is None or value.value is None:
        return ""
    sign = value.against(beside.value)
    gap = f", nếu cùng công thức thì {AGAINST[sign]}" if sign else ""
    return f"; cả nước {beside.year}: {_number(beside.value)}%{gap}"


def _main(found: ResultsView) -> list[tuple[str, Value]]:
    """Return elements, and questions that are an element of their own."""
    rows = []
    for element in found.wave.instrument.elements:
        own = found.values.get(f"e:{element.code}")
        questions = [one for one in element.questions if f"q:{one.code}" in found.values]
        if own is not None:
            rows.append((element.words.vi, own))
        else:
            rows += [(element.words.vi, found.values[f"q:{one.code}"]) for one in questions]
    return rows


def _happened(found: ResultsView) -> tuple[Paragraph, ...]:
    """Return how many say that something happened to them; the other answers stand in the tables."""
    every = found.wave.instrument.questions
    opening = {one.after for one in every if one.about is About.BEHAVIOUR}  # lead to others
    asked = [one for one in every if one.about is About.BEHAVIOUR and (one.after or one.code not in opening)]
    yes = {code: value for code, given in found.answers.items() for value in given if value.answer == HAPPENED}
    return tuple(
        Paragraph(f"{one.words.vi} Có: {_said(yes[f'q:{one.code}'])}.", is_item=True)
        for one in asked
        if f"q:{one.code}" in yes
    )


def _careful(found: ResultsView) -> tuple[Paragraph, ...]:
    wave = found.wave
    said = f"Cách tính ({wave.instrument.named.vi}): {FORMULAS[wave.instrument.formula]}"
    if wave.plan:
        said += f" Sai số: {ERRORS[wave.plan.is_corrected]} Quyền số: {WEIGHTS[bool(wave.instrument.persons)]}"
    said += (
        " “Không biết” và không trả lời được đếm và công bố, nhưng không tính là hài lòng hay tin. Ô dưới năm người bị "
        "che, kèm một ô nữa để không ai trừ ra được."
    )
    return Paragraph(said), Paragraph("Không so với con số của cách đo khác.")


def tables(found: ResultsView, country: Country | None = None) -> list[dict[str, Any]]:
    """Return every value as the tables of a workbook, those of the country beside them in a table of their own."""
    wave = found.wave
    method = [
        ["Cuộc khảo sát", wave.title], ["Bộ câu hỏi", wave.instrument.title.vi],
        ["Phiên bản", str(wave.instrument.version)],
        ["Cách đo", wave.instrument.named.vi], ["Công thức", wave.instrument.formula.value],
        ["Nhận phiếu", f"{wave.opens_on:%d/%m/%Y} – {wave.closes_on:%d/%m/%Y}"], ["Số phiếu", str(found.answered)],
        *([["Quyền số", WEIGHTS[bool(wave.instrument.persons)]]] if wave.plan else []),
        *([["Sai số", ERRORS[wave.plan.is_corrected]]] if wave.plan else []),
        ["Hạt giống", wave.seed or "không chọn mẫu"], ["SHA-256 của khung", wave.frame_digest],
        *([["", "SỐ LIỆU MINH HỌA: mọi câu trả lời do máy sinh ra"]] if wave.is_illustration else []),
    ]  # fmt: skip
    return [
        {"kind": "text", "text": "Cách đo"}, {"kind": "table", "headings": ["", ""], "rows": method},
        {"kind": "text", "text": "Giá trị"},
        {"kind": "table", "headings": HEADINGS, "rows": _all(found), "numbers": NUMBERS},
        *_beside(found, country or {}),
    ]  # fmt: skip


def _beside(found: ResultsView, country: Country) -> list[dict[str, Any]]:
    rows = [
        [value.code, name, f"{value.value:g}", f"{beside.value:g}", str(beside.year), AGAINST[sign] if sign else "",
         beside.source]
        for name, value in _main(found)
        if value.value is not None and (beside := country.get(value.code))
        for sign in (value.against(beside.value),)
    ]  # fmt: skip
    table = {"kind": "table", "headings": BESIDE, "rows": rows, "numbers": [2, 3]}
    return [{"kind": "text", "text": "Bên cạnh cả nước"}, table] if rows else []


def _all(found: ResultsView) -> list[list[str]]:
    named = {f"q:{one.code}": one for one in found.wave.instrument.questions}
    words = {f"e:{one.code}": one.words.vi for one in found.wave.instrument.elements}
    words |= {code: one.words.vi for code, one in named.items()}
    answers = {(f"q:{one.code}", point.code): point.words.vi for one in named.values() for point in one.scale.points}
    values: list[Value] = [*found.values.values(), *(one for given in found.answers.values() for one in given)]
    values += [one.value for places in found.places.values() for one in places]
    return [
        [one.code, words[one.code], answers.get((one.code, one.answer), ""),
         found.places_by_code[one.place].name if one.place else "", *_numbers(one)]
        for one in values
    ]  # fmt: skip


def _numbers(one: Value) -> list[str]:
    if one.is_hidden:
        return [HIDDEN, *[""] * 6]
    plain = (one.value, one.low, one.high, one.se, one.n, one.deff, one.df)
    return ["" if number is None else f"{number:g}" for number in plain]


def chart(found: ResultsView, country: Country) -> str:
    """Return the elements of a computed round with their intervals, and the country's line, as a picture (SVG)."""
    lines = {code: one.value for code, one in country.items()}
    rows = [
        Bar(f"{name}: {_number(one.value)}%", one.value, one.low, one.high, lines.get(one.code))
        for name, one in _main(found)
        if one.value is not None
    ]
    return bars(found.wave.title, rows, MARK if found.wave.is_illustration else "")


def _picture(found: ResultsView, country: Country) -> Picture | None:
    """Return the picture of the report; nothing where nothing may be shown. Its words for those who cannot see it."""
    told = [
        f"{name}: {_said(one)}{_against(one, country.get(one.code))}"
        for name, one in _main(found)
        if one.value is not None
    ]
    if not told:
        return None
    return Picture(
        chart(found, country), f"Biểu đồ các phần của khảo sát. {'. '.join(told)}.",
        "Vạch đậm: giá trị (%); dải màu: khoảng tin cậy 95%" + ("; vạch đứt: cả nước." if country else "."),
    )  # fmt: skip


def _number(value: float) -> str:
    return formats.number(value, 1, spoken="vi")


def _whole(value: int) -> str:
    return formats.number(value, spoken="vi")


def _share(value: Any) -> str:
    return f"{_number(float(value) * 100)}%"


def _between(value: Value) -> str:
    return f"{_number(value.low or 0)}–{_number(value.high or 0)}"


def report_names(code: str) -> list[str]:
    """Return the files of a report; the last is written last."""
    return [f"bao-cao-{code}.docx", f"bao-cao-{code}.pdf", f"bang-{code}.xlsx"]
