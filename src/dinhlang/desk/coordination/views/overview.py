"""What waits for an official in the coordination: plans, open lines, sections that are owed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.apps.coordination.queries import desk
from dinhlang.domain.coordination import words
from dinhlang.lib.clock import now

LATEST = 8


@official()
@never_cache
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    """Show the official's plans, what the own units still have to do, and the latest documents."""
    on, actor = now().date(), request.actor
    units = policies.working_units(actor)
    plans = queries.plans(on, with_drafts=True)
    shown = {
        "words": words,
        "plans": [one for one in plans if policies.can_read_drafts(actor, queries.bodies_now(one.code, on))],
        "lines": desk.open_lines(units, on),
        "owed": desk.owed_sections(units, on),
        "documents": desk.registered_last(on, LATEST),
        "begins_programme": policies.can_begin_programme(actor) is not None,
        "keeps_register": policies.can_keep_register(actor) is not None,
        "today": on,
    }
    return render(request, "desk/coordination/overview.html", shown)
