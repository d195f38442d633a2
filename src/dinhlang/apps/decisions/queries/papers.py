"""The minutes of the count and the decision of the community, as papers with every field that the law asks for.

Article 20 of Law 10/2022: time; all households, present, absent; matter; form; result; decision; the head of the
village, the head of the Front's board and two households sign. The boxes for signatures stay empty.
"""

from django.utils import timezone

from dinhlang.apps.decisions.queries.decisions import DecisionView, MinutesView
from dinhlang.apps.decisions.queries.telling import ground, share
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import Paper, Paragraph, Section
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions.terms import BODY_WORDS
from dinhlang.domain.organisations.kinds import WORDS, Subkind

OTHER_SIGNERS = ("Trưởng Ban\ncông tác\nMặt trận", "Đại diện\nmột hộ", "Đại diện\nmột hộ")
RECIPIENTS = ("Ủy ban nhân dân xã;", "Ủy ban Mặt trận Tổ quốc xã;", "Niêm yết tại nhà văn hóa;", "Lưu.")
WAYS = {"show": "giơ tay", "secret": "bỏ phiếu kín"}
MARK = "SỐ LIỆU MINH HỌA"
MINUTES, RESOLUTION = "bien-ban", "quyet-dinh"


def minutes_paper(one: DecisionView, told: MinutesView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the minutes of the count."""
    sections = (
        Section("1. Thời gian, địa điểm", _lines(_when(one), f"Tại: {one.place}.")),
        Section("2. Thành phần", _lines(*_people(told))),
        Section("3. Số hộ", _lines(*_households(one))),
        Section("4. Việc đưa ra biểu quyết", _lines(one.question)),
        Section("5. Kết quả", _lines(*_result(one, told))),
    )
    subject = f"Kiểm phiếu biểu quyết: {one.question}"
    return _paper(one, village, commune, "BIÊN BẢN", subject, "BB", sections, demo=demo)


def resolution_paper(one: DecisionView, told: MinutesView, village: UnitView, commune: str, *, demo: bool) -> Paper:
    """Return the decision of the community."""
    passed = one.yes is not None and one.needed is not None and one.yes >= one.needed
    sections = (
        Section("1. Thời gian", _lines(_when(one))),
        Section("2. Số hộ", _lines(*_households(one))),
        Section("3. Nội dung", _lines(one.question, *one.explanation.split("\n"))),
        Section("4. Hình thức", _lines("Họp cộng đồng dân cư.")),
        Section("5. Kết quả biểu quyết", _lines(*_result(one, told))),
        Section("6. Quyết định", _lines(*_decided(one, passed=passed))),
    )
    return _paper(one, village, commune, "QUYẾT ĐỊNH", "Của cộng đồng dân cư", "QĐ", sections, demo=demo)


def _head_of(village: UnitView) -> str:
    """Return the post that signs, by the word before the name of the village."""
    word = WORDS.get(village.subkind, "Thôn").lower()
    return "Tổ trưởng\ntổ dân phố" if village.subkind is Subkind.TO_DAN_PHO else f"Trưởng {word}"


def _when(one: DecisionView) -> str:
    assert one.held_on is not None
    opened = f", bắt đầu lúc {timezone.localtime(one.opened_at):%H giờ %M}" if one.opened_at else ""
    return f"Ngày {full(one.held_on)}{opened}."


def _people(told: MinutesView) -> list[str]:
    lines = [f"Chủ trì: {told.chair}.", f"Thư ký: {told.secretary}."]
    lines += [f"Ban kiểm phiếu: {told.counters}."] if told.counters else []
    return [*lines, f"Hai hộ chứng kiến việc kiểm phiếu: {told.witnesses}."]


def _households(one: DecisionView) -> list[str]:
    return [f"Tổng số hộ: {one.households}. Số hộ có đại diện dự: {one.present}. Số hộ vắng mặt: {one.absent}."]


def _result(one: DecisionView, told: MinutesView) -> list[str]:
    lines = []
    if len(told.sittings) > 1:
        lines += [f"{row.place}: {row.present} hộ dự, {row.yes} hộ đồng ý, {row.no} hộ không đồng ý, "
                  f"{row.other} hộ ý kiến khác." for row in told.sittings]  # fmt: skip
    return [
        *lines,
        f"Biểu quyết bằng cách {WAYS.get(told.way, told.way)}.",
        f"Đồng ý: {one.yes} hộ. Không đồng ý: {one.no} hộ. Ý kiến khác: {one.other} hộ.",
        f"Phải có {share(one).vi} tổng số hộ đồng ý, tức {one.needed} hộ.",
    ]


def _decided(one: DecisionView, *, passed: bool) -> list[str]:
    if not passed:
        return ["Không thông qua việc nêu trên."]
    lines = ["Thông qua việc nêu trên."]
    if one.body is not None:
        return [*lines, f"Quyết định có hiệu lực từ ngày {BODY_WORDS[one.body].vi} công nhận."]
    if one.effective_from is not None:
        lines.append(f"Quyết định có hiệu lực từ ngày {full(one.effective_from)}.")
    return lines


def _lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(one.strip()) for one in texts if one.strip())


def _paper(
    one: DecisionView, village: UnitView, commune: str, kind: str, subject: str, tail: str,
    sections: tuple[Section, ...], *, demo: bool,
) -> Paper:  # fmt: skip
    return Paper(
        side=Side.STATE, superior=commune, issuers=(village.name,), symbol_tail=tail,
        place=commune.partition(" ")[2] or village.name, kind=kind, subject=subject,
        opening=(f"Căn cứ {ground(one).vi};",), sections=sections, recipients=RECIPIENTS,
        signers=(_head_of(village), *OTHER_SIGNERS), dated=one.held_on, mark=MARK if demo or one.is_demo else "",
    )  # fmt: skip
