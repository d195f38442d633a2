"""Slips on paper at the desk: typed by two people and compared."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.queries import VoteView
from dinhlang.desk.decisions.voting.found import see, vote_of
from dinhlang.domain.decisions.entries import Entry
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, RefusedError

UNREADABLE, PAGE = 422, 50


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: ActorRequest, code: str) -> HttpResponse:
    """Show one page of slips to type and how the two typists compare; take a page."""
    found = vote_of(request, code)
    if request.method != "POST":
        return _page(request, found)
    try:
        typed = _typed(request.POST)
        actions.type_slips(actor=request.actor, decision_id=found.id, typed=typed, at=now())
    except NotAllowedError:
        raise
    except RefusedError as error:
        return _page(request, found, str(error.sentence))
    after = max(typed, default="")
    return see(f"{reverse('desk-ballots:typing', args=[code])}?sau={after}")


def _typed(sent: QueryDict) -> dict[str, Entry | None]:
    """Return what was typed on a page: the fields are named by row code, "" where there is no slip."""
    kinds = {one.value: one for one in Entry}
    return {name[2:]: kinds.get(sent.get(name, "")) for name in sent if name.startswith("p-")}


def _page(request: ActorRequest, found: VoteView, problem: str = "") -> HttpResponse:
    seat, after = queries.seat_of(found.id, request.actor.user_id), request.GET.get("sau", "")[:8]
    rows = queries.slip_rows(found.id, seat, after=after, limit=PAGE)
    compared = queries.comparison(found.id)
    shown = {
        "vote": found, "seat": seat, "rows": rows, "after": after, "problem": problem, "compared": compared,
        "shut": found.window.shut(now()),
        "next": rows[-1].row_code if len(rows) == PAGE else "", "entries": [one.value for one in Entry],
    }  # fmt: skip
    return render(request, "desk/ballots/typing.html", shown, status=UNREADABLE if problem else 200)
