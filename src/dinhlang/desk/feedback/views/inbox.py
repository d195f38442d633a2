"""An official's lists: what is to be done by deadline, what was done lately, and a case by its number."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import queries as decisions
from dinhlang.apps.decisions.policies import units_agreeing
from dinhlang.apps.feedback import policies, queries
from dinhlang.apps.surveys import queries as surveys
from dinhlang.apps.surveys.policies import explaining_units as leads
from dinhlang.desk.feedback.verbs import VERBS
from dinhlang.domain.accounts.roles import Role
from dinhlang.lib import formats
from dinhlang.lib.clock import now
from dinhlang.lib.typed import whole

FILTERS = ("late", "today", "new", "approval", "mine")


def place_in_list(given: Any) -> dict[str, str]:
    """Return where in the inbox somebody reads: filter, page, and the case after the one that is read."""
    found = {"loc": given.get("loc", ""), "trang": given.get("trang", ""), "ke": given.get("ke", "")}
    found["loc"] = found["loc"] if found["loc"] in FILTERS else ""
    return {name: text for name, text in found.items() if text and (name == "loc" or whole(text))}


def back_to_list(place: dict[str, str], case_id: int, verb: str) -> str:
    """Return the query of the inbox after a step: the same place, the case still open in the pane."""
    return urlencode({**place, "mo": case_id, "xong": verb})


@official()
@never_cache
@require_GET
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the open cases of the official's units, the most urgent first."""
    at, place = now(), place_in_list(request.GET)
    only, page = place.get("loc", ""), whole(place.get("trang", "")) or 1
    units, posts = _mine(request)
    if not units and request.actor.holding((Role.VILLAGE_HEAD,)):
        return redirect("desk-disclosure:village")  # cases are not a village head's work
    counts = queries.inbox_counts(unit_ids=units, post_ids=posts, at=at)
    rows = queries.inbox(unit_ids=units, post_ids=posts, at=at, only=only, page=page, language=formats.language())
    agreeing = decisions.waiting_for_agreement(units_agreeing(request.actor, timezone.localdate(at)))
    done = VERBS.get(request.GET.get("xong", ""))
    shown = {
        "rows": queries.inbox_told(rows, at=at),
        "counts": counts,
        "agreeing": agreeing,
        "only": only,
        "page": page,
        "more": counts[only or "all"] > page * queries.INBOX_PAGE,
        "done": done.done if done else "",
        "opened": whole(request.GET.get("mo", "")),
        "next": whole(place.get("ke", "")),
        "several": len(units) > 1,
        "works": bool(units),
        "falls": [one.fall for one in surveys.falls_of(leads(request.actor)) if one.fall.explained_on is None],
    }
    return render(request, "desk/feedback/inbox.html", shown)


@official()
@never_cache
@require_GET
def finished(request: ActorRequest) -> HttpResponse:
    """Show what the official's units answered or refused, newest first."""
    at, units = now(), _mine(request)[0]
    kind = "refused" if request.GET.get("loc") == "refused" else "answered"
    cursor = request.GET.get("sau", "")
    found = queries.finished(unit_ids=units, kind=kind, at=at, cursor=cursor, language=formats.language())
    shown = {
        "rows": queries.inbox_told(found.rows, at=at),
        "next_cursor": found.next_cursor,
        "kind": kind,
        "is_first": not cursor,
        "several": len(units) > 1,
    }
    return render(request, "desk/feedback/finished.html", shown)


@official()
@never_cache
@require_GET
def find(request: ActorRequest) -> HttpResponse:
    """Go to the case of a number; "not yours" and "not there" are the same page."""
    typed = request.GET.get("so", "")[:40]
    found = queries.find_case(typed, at=now())
    if found is not None and policies.can_see(request.actor, found):
        return redirect("desk-feedback:case", found.id)
    return render(request, "desk/feedback/not_found.html", {"typed": typed.strip()}, status=404)


def _mine(request: HttpRequest) -> tuple[frozenset[int], frozenset[int]]:
    """Return the units whose cases the official reads, and the official's posts."""
    actor = request.actor  # type: ignore[attr-defined]
    return policies.readable_units(actor), frozenset(held.post_id for held in actor.holdings)
