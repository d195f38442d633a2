"""The law by act: what is passed, in force, amended, ended; each article with the rows we hold of it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.law import queries
from dinhlang.lib import clock
from dinhlang.lib.as_of import asked
from dinhlang.lib.pages import kept_page
from dinhlang.web.law.views.reading import shown


@public
@require_safe
@kept_page(params=("as_of",))
def acts(request: HttpRequest) -> HttpResponse:
    """Show the acts known on a day with where they stand."""
    day = asked(request, clock.now().date(), ahead=True)
    return shown(request, "acts", as_of=day, acts=queries.act_rows(day.on))


@public
@require_safe
@kept_page(params=("as_of",))
def act(request: HttpRequest, act: str) -> HttpResponse:
    """Show an act on a day: its dates, what is to be verified, and its rows by article."""
    day = asked(request, clock.now().date(), ahead=True)
    told = queries.act_told(act, day.on)
    if told is None:
        raise Http404
    return shown(request, "act", as_of=day, act=told)


@public
@require_safe
@kept_page(params=("as_of",))
def local(request: HttpRequest) -> HttpResponse:
    """Show which row of a province or commune rules where, over which row of the law, and since when."""
    day = asked(request, clock.now().date(), ahead=True)
    return shown(request, "local", as_of=day, rows=queries.local_rows(day.on), faults=queries.local_faults())


@public
@require_safe
def rule(request: HttpRequest, rule: str) -> HttpResponse:  # noqa: ARG001
    """Lead from the name of a row to its article."""
    place = queries.place_of(rule, clock.now().date())
    if place is None:
        raise Http404
    return HttpResponseRedirect(f"{reverse('law:act', args=[place[0]])}#{place[1]}")
