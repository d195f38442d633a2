"""The list of what a unit disclosed in a quarter, as a paper in the layout of Decree 30/2020, signature left empty."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from dinhlang.apps.disclosure.policies import require_can_keep
from dinhlang.apps.disclosure.queries.assessing import assessed, facts_of
from dinhlang.apps.disclosure.queries.lists import LIST_TASK, list_name, lists_folder
from dinhlang.apps.disclosure.queries.register import quarter_occasions
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Paragraph, Section
from dinhlang.domain.disclosure.assess import Assessment
from dinhlang.domain.disclosure.duties import DUTIES
from dinhlang.domain.disclosure.status import WORDS
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.papers import write_paper
from dinhlang.lib.refusal import NotFoundError, RefusedError

MARK = "SỐ LIỆU MINH HỌA"
HEADINGS = ("Số", "Nội dung", "Tên văn bản", "Ngày công khai", "Hình thức, thời gian", "Trạng thái")
RECIPIENTS = (
    "Hội đồng nhân dân;", "Ủy ban Mặt trận Tổ quốc Việt Nam;", "Niêm yết tại trụ sở, nhà văn hóa;", "Lưu: VT.",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


@transaction.atomic
def ask_list(*, actor: Actor, unit_id: int, quarter: str, at: datetime, request: Request | None = None) -> int:
    """Ask the worker to write the list of a quarter of a commune; returns the id of the commune."""
    acting = require_can_keep(actor, unit_id)
    if earlier := done_before(request):
        return earlier
    unit = organisations.unit(unit_id, timezone.localdate(at))
    if unit is None or unit.kind is not Kind.COMMUNE:
        raise RefusedError(_("Chỉ xã, phường lập danh sách theo quý."), field="quarter")
    if not quarter_occasions(unit_id, quarter):
        raise RefusedError(_("Quý này sổ của xã chưa có nội dung nào."), field="quarter")
    record(
        event="disclosure.list_asked", subject=Subject("disclosure.list", unit_id, f"{unit.code}-{quarter}"),
        acting=acting, at=at, facts={"quarter": quarter}, request=request,
        grounds=[law.grounds("PUB-13-LIST", on=timezone.localdate(at))],
    )  # fmt: skip
    app.configure_task(LIST_TASK).defer(unit_id=unit_id, quarter=quarter)
    return unit_id


def write_asked_list(*, unit_id: int, quarter: str, at: datetime) -> None:
    """Write a list that somebody asked for into the deployment's own folder."""
    on = timezone.localdate(at)
    unit = organisations.units([unit_id], on)[unit_id]
    write_list(unit=unit, quarter=quarter, on=on, folder=lists_folder())


def write_list(*, unit: UnitView, quarter: str, on: date, folder: Path) -> tuple[Path, Path]:
    """Write the list of a quarter into a folder; returns the .docx and the .pdf. Raises NotFoundError without a row."""
    rows = quarter_occasions(unit.id, quarter)
    if not rows:
        raise NotFoundError(_("Quý này sổ của xã chưa có nội dung nào."))
    facts = facts_of(rows, on)
    found = [(one.duty, one.title, assessed(one, facts, on)) for one in rows]
    table = ListTable(
        "Nội dung phải công khai trong quý", on, HEADINGS,
        tuple(_row(place, duty, title, one) for place, (duty, title, one) in enumerate(found, start=1)),
    )  # fmt: skip
    done = sum(one.published_on is not None for _duty, _title, one in found)
    year, _dash, number = quarter.partition("-Q")
    said = f"quý {ROMAN[int(number) - 1]} năm {year}"
    paper = Paper(
        side=Side.STATE, superior="", issuers=(f"Ủy ban nhân dân {unit.name}",), symbol_tail="DS-UBND",
        place=unit.name.partition(" ")[2], kind="DANH SÁCH",
        subject=f"Nội dung đã công khai {said}",
        opening=(f"Căn cứ {law.rule('PUB-13-LIST', on=on).citation.vi};",),
        sections=(
            Section("1. Kết quả", (Paragraph(f"Phải công khai {len(found)} nội dung, đã công khai {done}.", (1,)),)),
        ),
        recipients=RECIPIENTS,
        signers=("TM. Ủy ban nhân dân\nChủ tịch",), lists=(table,),
        mark=MARK if settings.DEMO or any(one.is_demo for one in rows) else "",
    )  # fmt: skip
    return write_paper(paper, folder=folder, name=list_name(unit, quarter))


def _row(place: int, duty: str, title: str, found: Assessment) -> tuple[str, ...]:
    told = law.rule(DUTIES[duty].rule, on=found.term.started_on).title.vi
    shown = [
        f"{one.need.words.vi} từ {one.began:%d/%m/%Y}" + (f" đến {one.last_day:%d/%m/%Y}" if one.last_day else "")
        for one in found.forms
        if one.began
    ]
    first = f"{found.published_on:%d/%m/%Y}" if found.published_on else "chưa"
    return str(place), f"{duty}. {told}", title, first, "; ".join(shown), WORDS[found.status].vi
