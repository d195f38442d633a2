"""The schedule of heads, one day of it, and who received and who did not."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception import queries
from dinhlang.domain.law.rule import Confidence
from dinhlang.domain.reception import words
from dinhlang.domain.reception.often import LARGE_GROUP, SMALL_GROUP, duty
from dinhlang.domain.reception.schedule import POSTING, TRIAGE, Receiving
from dinhlang.lib import clock, formats
from dinhlang.lib.pages import kept_page


@public
@require_safe
@kept_page("reception", "units", params=("don-vi",))
def everything(request: HttpRequest) -> HttpResponse:
    """Show when each head receives, of one unit or of all; what was moved, cancelled or goes to a deputy first."""
    at = clock.now()
    today = timezone.localdate(at)
    unit = _unit(request, today)
    units = [unit.id] if unit else None
    rows = queries.coming_days(at, units)
    shown = {
        "changed": queries.changed_days(at, units), "coming": [one for one in rows if not one.called_off_on],
        "unit": unit, "past": queries.past_days(at, units), "words": words, "posting": _term(POSTING, today),
        "today": today, "is_cut": len(rows) == queries.MOST_COMING,
    }  # fmt: skip
    return render(request, "web/reception/schedule.html", shown)


@public
@require_safe
@kept_page("reception", "units")
def day(request: HttpRequest, code: str) -> HttpResponse:
    """Show one day: where, whether it was posted in time, how many wait, what became of it."""
    found = queries.day(code, clock.now())
    if found is None:
        raise Http404
    few, many = (law.rule(one, on=found.on).details for one in (SMALL_GROUP, LARGE_GROUP))
    shown = {"slot": found, "words": words, "posting": _term(POSTING, found.on), "reply": _term(TRIAGE, found.on),
             "few": few, "many": many}  # fmt: skip
    return render(request, "web/reception/day.html", shown)


@public
@require_safe
@kept_page("reception", "units", params=("don-vi",))
def who(request: HttpRequest) -> HttpResponse:
    """Show for each head of this year how often the law asks, and how often people were received."""
    at = clock.now()
    unit = _unit(request, timezone.localdate(at))
    today = timezone.localdate(at)
    found = queries.who_received(today.year, at, [unit.id] if unit else None)
    rows = [(one, _said(one, today)) for one in found[: queries.MOST_POSTS]]
    shown = {"rows": rows, "words": words, "kinds": list(Receiving), "year": today.year, "unit": unit,
             "all": len(found), "short": sum(bool(one.short) for one in found)}  # fmt: skip
    return render(request, "web/reception/who.html", shown)


@public
@require_safe
@kept_page("reception", "units", "feedback")
def head(request: HttpRequest, head_id: int) -> HttpResponse:
    """Show one post: its promise to whoever comes, the signs of it, its days of this year."""
    at = clock.now()
    found = queries.head(head_id, at)
    if found is None:
        raise Http404
    shown = {"found": found, "duty": _said(found.visited, timezone.localdate(at)), "words": words,
             "ratings": feedback.unit_ratings(found.visited.head.unit_id, at=at), "kinds": list(Receiving)}  # fmt: skip
    return render(request, "web/reception/head.html", shown)


def _unit(request: HttpRequest, on: date) -> organisations.UnitView | None:
    """Return the unit of the address, None for all of them; raises Http404 for one that is not there."""
    slug = request.GET.get("don-vi", "")
    unit = organisations.unit_by_slug(slug, on) if slug else None
    if slug and unit is None:
        raise Http404
    return unit


def _term(rule: str, on: date) -> str:
    """Return how long a term of the law is, in words."""
    return law.length(law.rulebook().deadline(rule, on=on).period)


def _said(visited: queries.Visited, on: date) -> dict[str, object]:
    """Return how often the law asks a head to receive today, with its article."""
    asked = duty(visited.head.rule, law.rulebook(), on=on)
    rule = law.rule(visited.head.rule, on=on)
    return {"least": asked.least, "every": asked.every.value, "citation": rule.citation.said(formats.language()),
            "rule": visited.head.rule, "is_verified": rule.confidence is Confidence.SURE}  # fmt: skip
