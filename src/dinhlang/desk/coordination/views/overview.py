"""What waits for an official in the coordination: plans, open lines, sections that are owed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.apps.coordination.queries import desk
from dinhlang.domain.coordination import words
from dinhlang.lib.as_of import asked
from dinhlang.lib.clock import now
from dinhlang.lib.pages import fresh_page

LATEST = 8


@official()
@never_cache
@require_GET
@fresh_page("coordination", "units")
def overview(request: ActorRequest) -> HttpResponse:
    """Show the official's plans, what the own units still have to do, and the latest documents."""
    today, actor = now().date(), request.actor
    as_of = asked(request, today)
    units = policies.working_units(actor) if not as_of.is_past else frozenset[int]()
    plans = queries.plans(as_of.on, with_drafts=not as_of.is_past)
    places = desk.places(plans, known_on=as_of.on, on=today)
    shown = {
        "as_of": as_of,
        "words": words,
        "plans": [one for one in plans if policies.can_read_drafts(actor, places[one.code])],
        "lines": desk.open_lines(units, today),
        "owed": desk.owed_sections(units, today),
        "documents": desk.registered_last(as_of.on, LATEST),
        "begins_programme": policies.can_begin_programme(actor) is not None,
        "keeps_register": policies.can_keep_register(actor) is not None,
        "today": today,
    }
    return render(request, "desk/coordination/overview.html", shown)
