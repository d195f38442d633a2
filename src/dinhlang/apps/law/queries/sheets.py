"""What stands on the sheets of the law, and whether a sheet is there, on its way, or failed."""

from datetime import date
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from dinhlang.apps.law.queries.pages import rules_told
from dinhlang.apps.law.queries.texts import question, topic
from dinhlang.domain.law.citation import said_together
from dinhlang.domain.law.questions import blocks
from dinhlang.lib import formats, sheets
from dinhlang.lib.sheets import Sheet

SHEET_TASK = "law.write_sheet"
VIETNAMESE = "vi"  # papers are Vietnamese in either language


class Making(StrEnum):
    """How the making of a sheet stands."""

    NOT_ASKED = "not_asked"
    IN_WORK = "in_work"
    FAILED = "failed"
    READY = "ready"


def making_of(sheet: Sheet) -> Making:
    """Return how the making of a sheet stands. One query at most."""
    if sheets.is_made(sheet.digest):
        return Making.READY
    jobs = ProcrastinateJob.objects.filter(task_name=SHEET_TASK, args__digest=sheet.digest)
    states = set(jobs.values_list("status", flat=True))
    if states & {"todo", "doing"}:
        return Making.IN_WORK
    return Making.FAILED if "failed" in states else Making.NOT_ASKED


def question_sheet(code: str, size: str, on: date) -> Sheet | None:
    """Return a question as a leaflet (a4, a5) or a sheet for the board (a3)."""
    found = question(code)
    if found is None:
        return None
    of, one = found
    with override(VIETNAMESE):
        parts = [
            {"kind": "list", "lines": list(block.lines)} if block.is_list else {"kind": "text", "text": block.lines[0]}
            for block in blocks(one.answer.vi)
        ]
        return Sheet(
            size=size, topic=f"{of.name.vi} · {settings.PROVINCE_NAME}", title=one.ask.vi, parts=(),
            blocks=tuple(parts), todo=_("Việc nên làm: {words}").format(words=one.todo.vi),
            address=settings.BASE_URL + reverse("law:question", args=[one.code]),
            scan=_("Quét để đọc tiếp và xem điều luật"),
            law=(_stands_on(said_together(one.citations).vi, on), *_doubts(one.rules, on)),
        )  # fmt: skip


def script_sheet(code: str, on: date) -> Sheet | None:
    """Return what is read out over the loudspeaker about a topic."""
    one = topic(code)
    if one is None:
        return None
    with override(VIETNAMESE):
        citations = "; ".join(dict.fromkeys(rule.citation for rule in rules_told(one.script.rules, on)))
        lines = [("", line) for block in blocks(one.script.text.vi) for line in block.lines]
        return Sheet(
            size="loa", topic=_("Bài phát thanh 60 giây"), title=one.name.vi, parts=tuple(lines),
            address=settings.BASE_URL + reverse("law:script", args=[one.code]),
            scan=_("Quét để đọc tiếp và xem điều luật"), law=(_stands_on(citations, on),),
        )  # fmt: skip


def _stands_on(citation: str, on: date) -> str:
    return _("Căn cứ: {law}. Theo luật ngày {day}.").format(law=citation, day=formats.day(on))


def _doubts(rules: tuple[str, ...], on: date) -> tuple[str, ...]:
    unsure = any(one.confidence == "unsure" for one in rules_told(rules, on))
    return (_("Có con số cần xác minh: xem trang có mã QR."),) if unsure else ()
