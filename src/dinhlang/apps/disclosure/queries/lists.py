"""The quarterly lists of a commune as papers: which are there, in work, or failed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.dates.due import VIETNAM

LIST_TASK = "disclosure.write_list"
KINDS = ("docx", "pdf")


@dataclass(frozen=True)
class Lists:
    """The lists to fetch (quarter, when written), the quarters in work, those that failed."""

    written: tuple[tuple[str, datetime], ...]
    in_work: tuple[str, ...]
    failed: tuple[str, ...]


def lists_folder() -> Path:
    """Return where the deployment keeps the lists it wrote."""
    return Path(settings.DATA_DIR) / "lists"


def list_name(unit: UnitView, quarter: str) -> str:
    """Return the name of a list without its ending."""
    return f"danh-sach-{unit.slug}-{quarter}"


def list_path(unit: UnitView, quarter: str, kind: str) -> Path | None:
    """Return where a list lies; None for one that is not there."""
    path = lists_folder() / f"{list_name(unit, quarter)}.{kind}"
    return path if kind in KINDS and path.is_file() else None


def lists_of(unit: UnitView, quarters: tuple[str, ...]) -> Lists:
    """Return the lists of a commune, the newest quarter first. One query."""
    jobs = ProcrastinateJob.objects.filter(task_name=LIST_TASK, args__unit_id=unit.id).order_by("id")
    states = {args["quarter"]: status for args, status in jobs.values_list("args", "status")}  # the last one counts
    in_work = tuple(one for one in quarters if states.get(one) in ("todo", "doing"))
    whole = {one: path for one in quarters if one not in in_work and (path := list_path(unit, one, "pdf"))}
    written = tuple((one, datetime.fromtimestamp(path.stat().st_mtime, VIETNAM)) for one, path in whole.items())
    return Lists(written, in_work, tuple(one for one in quarters if states.get(one) == "failed" and one not in whole))
