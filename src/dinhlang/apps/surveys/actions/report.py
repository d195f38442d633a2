"""The written report of a computed round: made by the worker as .docx, .pdf and .xlsx, once."""

from datetime import date
from pathlib import Path

from django.conf import settings

from dinhlang.apps.surveys.actions.prepare import TOPIC
from dinhlang.apps.surveys.queries import report
from dinhlang.apps.surveys.queries.results import results
from dinhlang.apps.transparency.actions import bump
from dinhlang.lib.papers import write_paper
from dinhlang.lib.tables import write_table

MARK = "SỐ LIỆU MINH HỌA"


def write_report(
    *, code: str, on: date, folder: Path | None = None, country: report.Country | None = None
) -> list[Path]:
    """Write summary and tables of a computed round into a folder (the deployment's own when None); none: no files.

    `country` holds what was published of the country by the same method, which a noun above this one knows.
    """
    found = results(code, on)
    if found is None:
        return []
    place = folder or reports_folder()
    mark = MARK if settings.DEMO or found.wave.is_illustration else ""
    paper = report.summary(found, province=settings.PROVINCE_NAME, mark=mark, country=country)
    papers = write_paper(paper, folder=place, name=f"bao-cao-{code}")
    table = place / f"bang-{code}.xlsx"
    table.write_bytes(write_table(report.tables(found, country)))
    bump(topics=[TOPIC])  # pages that were kept before do not name the files yet
    return [*papers, table]


def is_reported(code: str) -> bool:
    """Tell whether the report of a round was written: its last file is there."""
    return (reports_folder() / report.report_names(code)[-1]).is_file()


def reports_folder() -> Path:
    """Return where the deployment keeps the reports of surveys."""
    return Path(settings.DATA_DIR) / "surveys"
