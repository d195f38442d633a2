"""The review report of a plan: asked for at the desk, written by the worker as .docx and .pdf."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from dinhlang.apps.coordination import queries
from dinhlang.apps.coordination.actions.acts import bodies_of, locked_plan, require_past, subject_of, write
from dinhlang.apps.coordination.policies import require_can_coordinate
from dinhlang.apps.coordination.queries.review import review, year_before
from dinhlang.apps.organisations.queries import units
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.papers import write_paper
from dinhlang.lib.refusal import NotFoundError, RefusedError

REVIEW_TASK = "coordination.write_review"
MARK = "SỐ LIỆU MINH HỌA"


@transaction.atomic
def ask_review(*, actor: Actor, plan_id: int, on: date, at: datetime, request: Request | None = None) -> int:
    """Ask the worker to write the review of a plan as known on a day that has come; returns the plan's id."""
    plan = locked_plan(plan_id)
    capacity = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    require_past(on, at, "on")
    if plan.signed_on is None or on < plan.signed_on:
        raise RefusedError(_("Vào ngày này kế hoạch chưa ký."), field="on")
    facts = {"on": on.isoformat()}
    write("review_asked", subject_of(plan), acting=capacity, at=at, facts=facts, request=request)
    app.configure_task(REVIEW_TASK).defer(code=plan.code, on=on.isoformat())
    return plan.pk


def write_review(*, code: str, on: date, folder: Path | None = None) -> tuple[Path, Path]:
    """Write the review of a plan into a folder (the deployment's own when None); returns the .docx and the .pdf.

    Raises NotFoundError for a plan that nobody could know on that day.
    """
    plan = queries.plan(code, on, with_drafts=True)
    if plan is None:
        raise NotFoundError(_("Không có kế hoạch này."))
    before = queries.plan(earlier, on) if (earlier := year_before(plan.row, on)) else None
    lead = units([plan.row.bodies[0].id], on)[plan.row.bodies[0].id]
    side = Side.PARTY if lead.kind is Kind.PARTY else Side.STATE
    mark = MARK if settings.DEMO or plan.row.is_illustration else ""
    paper = review(plan, before, on=on, side=side, province=settings.PROVINCE_NAME, mark=mark)
    return write_paper(paper, folder=folder or reviews_folder(), name=f"tong-ket-{code}-{on.isoformat()}")


def reviews_folder() -> Path:
    """Return where the deployment keeps the reports it wrote."""
    return Path(settings.DATA_DIR) / "reviews"
