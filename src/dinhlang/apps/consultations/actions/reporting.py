"""Write the report of an answered consultation: .docx, .pdf and the table as .xlsx; by the worker only."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.queries.report import report, report_path
from dinhlang.lib.papers import write_paper
from dinhlang.lib.refusal import NotFoundError
from dinhlang.lib.tables import write_table


def write_report(*, code: str, at: datetime) -> None:
    """Write the report of an answered consultation into the deployment's folder; raises NotFoundError for others."""
    found = report(code, at)
    if found is None:
        raise NotFoundError(_("Đợt lấy ý kiến này chưa được trả lời."))
    paper, blocks = found
    target = report_path(code, "xlsx")
    write_paper(paper, folder=target.parent, name=target.stem)
    part = target.with_suffix(".part")
    part.write_bytes(write_table(blocks))
    part.rename(target)  # last: with it the report counts as written
