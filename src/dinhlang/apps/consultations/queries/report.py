"""The report of a consultation and its summary table, in the layout of Decree 30/2020: for paper and for a sheet."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.consultations.queries.pages import consultation
from dinhlang.apps.consultations.queries.shapes import ConsultationView
from dinhlang.apps.law import queries as law
from dinhlang.domain.consultations.anchors import said
from dinhlang.domain.consultations.answers import Stance
from dinhlang.domain.consultations.matters import MATTERS
from dinhlang.domain.consultations.words import ANSWERS, ORIGINS, OUTCOMES, QUESTIONS, STANCES
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Paragraph, Section
from dinhlang.domain.organisations.kinds import Kind

MARK = "SỐ LIỆU MINH HỌA"
KINDS = ("docx", "pdf", "xlsx")
TABLE = "Tổng hợp, tiếp thu, giải trình ý kiến"
HEADINGS = ("Số", "Điểm Nhân dân nêu", "Người, ý kiến", "Tiếp thu, giải trình", "Chỗ sửa trong dự thảo")
WIDTHS = (10, 48, 22, 60, 25)
HOW = "Ý kiến đến bằng cách nào"
RECIPIENTS = (
    "Hội đồng nhân dân;", "Ủy ban Mặt trận Tổ quốc Việt Nam;", "Niêm yết tại trụ sở, nhà văn hóa; cổng thông tin;",
    "Lưu: VT.",
)  # fmt: skip
MOST_WRITTEN = 20
# By kind of unit: who issues the report, the end of its symbol, who signs.
HEADS = {
    Kind.COMMUNE: ("Ủy ban nhân dân {name}", "BC-UBND", "TM. Ủy ban nhân dân\nChủ tịch"),
    Kind.FRONT: ("{name}", "BC-MTTQ", "TM. Ban Thường trực\nChủ tịch"),
}
OTHER_HEAD = ("{name}", "BC", "Thủ trưởng đơn vị")
LEVELS = ("xã ", "phường ", "đặc khu ", "tỉnh ")


def report_path(code: str, kind: str) -> Path:
    """Return where the report of a consultation lies, written or not yet."""
    return Path(settings.DATA_DIR) / "consultations" / f"bao-cao-{code}.{kind}"


def waiting_reports(at: datetime) -> list[str]:
    """Return the codes of answered consultations whose report is not written yet, a few at a time."""
    found = Consultation.objects.filter(closed_at__lte=at).order_by("-closed_at").values_list("code", flat=True)
    missing = (one for one in found if not report_path(one, "xlsx").is_file())
    return [one for one, _place in zip(missing, range(MOST_WRITTEN), strict=False)]


def place_of(name: str) -> str:
    """Return the place in the name of a unit: of "Xã Long Hồ" and "Ủy ban MTTQ Việt Nam xã Long Hồ" it is Long Hồ."""
    starts = [at + len(level) for level in LEVELS if (at := name.lower().find(level)) >= 0]
    return name[min(starts) :] if starts else ""


def report(code: str, at: datetime) -> tuple[Paper, list[Mapping[str, Any]]] | None:
    """Return the report of an answered consultation as a paper and its tables for a sheet."""
    found = consultation(code, at)
    if found is None or found.closed_at is None:
        return None
    closed = timezone.localdate(found.closed_at)
    lists = (_points(found, closed), _origins(found, closed))
    pattern, tail, signer = HEADS.get(found.unit.kind, OTHER_HEAD)
    issuer = pattern.format(name=found.unit.name)
    paper = Paper(
        side=Side.STATE, superior="", issuers=(issuer,), symbol_tail=tail,
        place=place_of(found.unit.name), kind="BÁO CÁO",
        subject=f"Tổng hợp, tiếp thu, giải trình ý kiến Nhân dân về {found.row.title}",
        opening=(f"Căn cứ {law.rule(MATTERS[found.row.matter].rule, on=closed).citation.vi};",),
        sections=_sections(found), recipients=RECIPIENTS, signers=(signer,), lists=lists,
        mark=MARK if settings.DEMO or found.row.is_demo else "",
    )  # fmt: skip
    return paper, _sheets(lists)


def _sections(found: ConsultationView) -> tuple[Section, ...]:
    totals, opened = found.totals, found.opened_at
    began = f"{timezone.localdate(opened):%d/%m/%Y}" if opened else ""
    until = f"{found.row.closes_on:%d/%m/%Y}" if found.row.closes_on else ""
    sides = "; ".join(
        f"{STANCES[Stance(one)].lower()}: {count} người" for one, count in sorted(totals.stances.items())
    )  # fmt: skip
    answered = [sum(point.answer == one.value for point in found.points) for one in ANSWERS]
    told = "; ".join(
        f"{words.lower()}: {count}" for (_one, words), count in zip(ANSWERS.items(), answered, strict=True)
    )
    outcome = next(words for one, words in OUTCOMES.items() if one.value == found.outcome)
    decided = [Paragraph(f"{outcome}.")]
    if found.against_majority:
        decided.append(Paragraph(f"Quyết định khác ý kiến đa số. Lý do: {found.reasons}"))
    elif found.reasons:
        decided.append(Paragraph(found.reasons))
    summary = [Paragraph(f"{QUESTIONS[name]} {text}", is_item=True) for name, text in found.answers]
    return (
        Section("1. Việc lấy ý kiến", (Paragraph(f"Dự thảo được công bố và lấy ý kiến từ {began} đến hết {until}."),)),
        Section("2. Nội dung dự thảo, nói gọn", tuple(summary)),
        Section(
            "3. Ý kiến nhận được",
            (Paragraph(f"{totals.people} người, {totals.opinions} ý kiến ({sides}).", (2,)),),
        ),
        Section("4. Tiếp thu, giải trình", (Paragraph(f"{len(found.points)} điểm ({told}).", (1,)),)),
        Section("5. Quyết định sau khi lấy ý kiến", tuple(decided)),
    )


def _points(found: ConsultationView, on: date) -> ListTable:
    labels = {str(one.value): words for one, words in ANSWERS.items()}
    rows = tuple(
        (
            str(one.number), one.title, f"{one.people} người, {one.opinions} ý kiến",
            f"{labels.get(one.answer, '')}. {one.reason}", said(one.anchor),
        )
        for one in found.points
    )  # fmt: skip
    return ListTable(TABLE, on, HEADINGS, rows, WIDTHS)


def _origins(found: ConsultationView, on: date) -> ListTable:
    labels = {str(one.value): words for one, words in ORIGINS.items()}
    rows = tuple((labels[origin], str(people), str(sheets)) for origin, people, sheets in found.totals.origins)
    return ListTable(HOW, on, ("Bằng cách nào", "Người", "Ý kiến"), rows)


def _sheets(lists: Sequence[ListTable]) -> list[Mapping[str, Any]]:
    blocks: list[Mapping[str, Any]] = []
    for one in lists:
        blocks.append({"kind": "paragraph", "text": one.name})
        blocks.append({"kind": "table", "headings": list(one.headings), "rows": [list(row) for row in one.rows]})
    return blocks
