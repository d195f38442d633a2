"""What the steps of the form share: the draft of an address, where its steps are, what is said when it is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import formats
from dinhlang.lib.refusal import NotFoundError

DRAFT_RULE = "PROV-FB-DRAFT"
# Generous: a whole commune may stand behind one address of a mobile network.
STEP_LIMITS = (Limit(300, timedelta(minutes=10)), Limit(5_000, timedelta(days=1)))
FILE_LIMITS = (Limit(200, timedelta(minutes=10)), Limit(2_000, timedelta(days=1)))
SEND_LIMITS = (Limit(60, timedelta(minutes=10)), Limit(1_000, timedelta(days=1)))
UNREADABLE = 422


@dataclass(frozen=True)
class Chosen:
    """What a draft says so far, in words for its pages."""

    category: queries.CategoryView | None
    commune: organisations.UnitView | None
    village: organisations.UnitView | None
    landmark: str
    has_position: bool
    text: str

    @property
    def missing(self) -> str:
        """Return the name of the first step that still lacks its answer, "review" when none does."""
        answers = (("kind", self.category), ("place", self.commune), ("words", self.text.strip()))
        return next((step for step, answer in answers if not answer), "review")


def see(name: str, *args: Any, fragment: str = "") -> HttpResponseRedirect:
    """Answer a form that was taken: the browser fetches the next page (303)."""
    answer = HttpResponseRedirect(reverse(f"feedback:{name}", args=args) + fragment)
    answer.status_code = 303
    return answer


def steps_of_draft(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a step the draft of its address; a sent draft leads to its receipt, a lost one to a fresh start."""

    @wraps(view)
    def with_draft(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        draft = queries.draft(token)
        if draft is None:
            return gone(request)
        if draft.sent and request.method != "POST":
            return see("receipt", actions.receipt_code(token=token))
        try:
            return view(request, token, draft, **more)
        except NotFoundError:  # it went, or was sent, between reading and writing
            return gone(request)

    return with_draft


def gone(request: HttpRequest) -> HttpResponse:
    """Return the page that says that there is no such draft any more."""
    return render(request, "web/feedback/draft_gone.html", status=404)


def chosen(draft: queries.DraftView, *, on: date) -> Chosen:
    """Return what the draft says so far (≤ 2 queries)."""
    data = draft.data
    wanted = {int(data[name]) for name in ("commune_id", "village_id") if data.get(name)}
    units = organisations.units(wanted, on) if wanted else {}
    kinds = {one.code: one for one in queries.categories(language=formats.language())}
    return Chosen(
        category=kinds.get(data.get("category", "")),
        commune=units.get(data.get("commune_id") or 0),
        village=units.get(data.get("village_id") or 0),
        landmark=data.get("landmark") or "",
        has_position=bool(data.get("latitude")),
        text=data.get("text") or "",
    )


def kept_until(changed_at: datetime) -> date:
    """Return the last day on which a draft that nobody touches is kept."""
    return (changed_at + law.days_of(DRAFT_RULE, on=changed_at.date())).date()


def step_page(
    request: HttpRequest, template: str, token: str, draft: queries.DraftView, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Return the page of a step."""
    known = {"token": token, "draft": draft, "kept_until": kept_until(draft.changed_at)}
    return render(request, f"web/feedback/{template}.html", {**known, **context}, status=status)
