"""The papers of a decision as .docx and .pdf: asked for at the desk, written by the worker."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.actions.deciding import course_of, locked, write
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.decisions.queries import papers
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.papers import write_paper
from dinhlang.lib.refusal import NotFoundError, RefusedError

PAPERS_TASK = "decisions.write_papers"


@transaction.atomic
def ask_papers(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Ask the worker to write the papers that a decision has at its station."""
    found = locked(decision_id)
    acting = require_can_convene(actor, found.decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    one = queries.decision(found.decision.code)
    if one is None or not papers.due_papers(one):
        raise RefusedError(_("Việc này chưa có giấy tờ nào để lập."))
    write("papers_asked", found.decision, acting=acting, at=at, request=request)
    app.configure_task(PAPERS_TASK).defer(code=found.decision.code)
    return found.decision_id


def write_papers(*, code: str, on: date, folder: Path | None = None) -> list[Path]:
    """Write the papers of a decision into a folder (the deployment's own when None); returns the files."""
    one = queries.decision(code)
    told = queries.minutes(one.id) if one else None
    village = organisations.unit(one.unit_id, on) if one else None
    if one is None or village is None:
        raise NotFoundError(_("Không có việc này."))
    above = organisations.unit(village.parent_id, on) if village.parent_id else None
    name_above = above.name if above else ""
    if one.is_of_commune:
        parts = queries.parts_of(one.id)
        units = organisations.units([part.unit_id for part in parts], on)
        found = papers.drawn_for_commune(one, parts, units, village, name_above, demo=settings.DEMO)
    else:
        chosen = queries.election(one.id) if one.is_election else None
        found = papers.drawn(one, told, village, name_above, demo=settings.DEMO, election=chosen)
    made: list[Path] = []
    for name, paper in found.items():
        made += write_paper(paper, folder=folder or papers_folder(), name=f"{name}-{code}")
    return made


def papers_folder() -> Path:
    """Return where the deployment keeps the papers of decisions."""
    return Path(settings.DATA_DIR) / "decisions"
