"""What plans ask of the official's own unit: lines and sections, the nearest day first; and its place in the menu."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies
from dinhlang.apps.coordination.queries import TaskRow, desk
from dinhlang.domain.coordination import words
from dinhlang.lib.as_of import asked
from dinhlang.lib.clock import now
from dinhlang.lib.pages import fresh_page


@official()
@never_cache
@require_GET
@fresh_page("coordination", "units")
def work(request: ActorRequest) -> HttpResponse:
    """Show the lines and sections that wait for the official's units: late, due in two weeks, later; as of a day."""
    as_of = asked(request, now().date())
    units, on = policies.working_units(request.actor), as_of.on
    lines, owed = desk.open_lines(units, on), desk.owed_sections(units, on)
    shown = {
        "as_of": as_of,
        "words": words,
        "groups": by_day(lines, on),
        "owed": owed,
        "waiting": desk.waiting([*(one.due_on for one in lines), *(one.due_on for one in owed)], on),
        "today": on,
    }
    return render(request, "desk/coordination/work.html", shown)


def by_day(lines: tuple[TaskRow, ...], on: date) -> dict[str, list[TaskRow]]:
    """Return lines by how near their day is: "late", "soon" (two weeks), "later" (or without a day)."""
    return {
        "late": [one for one in lines if one.due_on is not None and one.due_on < on],
        "soon": [one for one in lines if one.due_on is not None and on <= one.due_on <= on + desk.SOON],
        "later": [one for one in lines if one.due_on is None or one.due_on > on + desk.SOON],
    }


def own_work(request: ActorRequest) -> desk.OwnWork:
    """Return how much of plans waits for the official: what the menu of every page of the desk shows."""
    return desk.own_work(policies.working_units(request.actor), now().date())
