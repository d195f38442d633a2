"""The written reviews of a plan: which there are, and handing one out."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.http import FileResponse

from dinhlang.apps.coordination.actions import reviews_folder
from dinhlang.apps.coordination.actions.reviews import REVIEW_TASK
from dinhlang.apps.coordination.queries import desk
from dinhlang.lib.clock import now

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Reports:
    """The reviews to fetch (the day they tell of, when they were written); days in work, days that failed."""

    written: tuple[tuple[date, datetime], ...]
    in_work: tuple[date, ...]
    failed: tuple[date, ...]


def reports_of(code: str) -> Reports:
    """Return the reviews of a plan, the newest day first; one that is written anew is in work until it is whole."""
    waiting, failed = desk.reviews_unwritten(REVIEW_TASK, code)
    found = [day for path in reviews_folder().glob(f"tong-ket-{code}-*.docx") if (day := _day_of(path, code))]
    whole = [one for one in found if one not in waiting and _path(code, one, "pdf").is_file()]
    zone = now().tzinfo
    written = ((one, datetime.fromtimestamp(_path(code, one, "pdf").stat().st_mtime, zone)) for one in whole)
    return Reports(tuple(sorted(written, reverse=True)), tuple(sorted(waiting)), tuple(sorted(failed - set(whole))))


def _day_of(path: Path, code: str) -> date | None:
    """Return the day in the name of a report, None for a file of another plan whose code begins the same."""
    said = path.stem.removeprefix(f"tong-ket-{code}-")
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if found.isoformat() == said else None


def _path(code: str, day: date, kind: str) -> Path:
    return reviews_folder() / f"tong-ket-{code}-{day.isoformat()}.{kind}"


def download(code: str, day: date, kind: str) -> FileResponse | None:
    """Return a report as a file to save, None where there is none; the name is made here, nothing of it was sent."""
    path = _path(code, day, kind)
    if kind not in TYPES or not path.is_file():
        return None
    response = FileResponse(path.open("rb"), content_type=TYPES[kind], as_attachment=True, filename=path.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
