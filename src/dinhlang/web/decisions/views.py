"""What villages are deciding and decided, without a name of anybody."""

from datetime import date

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.decisions.queries.papers import convener
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.decisions.agenda import AGENDA, ELECTING
from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.states import COMING, DECIDED
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import whole
from dinhlang.web.feedback.views.qr import drawn

TOPIC = "decisions"
STARTED = 5


def topics_of_village(slug: str) -> list[str]:
    """Return what the page of a village changes with; that of a commune with all decisions."""
    found = organisations.unit_by_slug(slug, timezone.localdate(clock.now()))
    return [f"{TOPIC}:{found.id}"] if found is not None and found.kind is Kind.VILLAGE else [TOPIC]


def topics_of_decision(code: str, **_more: str) -> list[str]:
    """Return what the page of a decision changes with; a whole commune's and its villages' parts tell of each other."""
    found = queries.unit_of(code)
    if found is None:
        return []
    unit_id, scope = found
    return [TOPIC] if scope is Scope.COMMUNE else [f"{TOPIC}:{unit_id}"]


@public
@require_safe
@kept_page(TOPIC, "units", "calendar")
def decisions(request: HttpRequest) -> HttpResponse:
    """Show what is being decided and what was decided last in the province."""
    on = timezone.localdate(clock.now())
    coming, decided = queries.newest(COMING), queries.newest(DECIDED)
    units = organisations.units({one.unit_id for one in (*coming, *decided)}, on)
    shown = telling.spoken(on, coming=coming, decided=decided, units=units)
    return render(request, "web/decisions/decisions.html", shown)


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_village, params=("truoc",))
def village(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one village, or all of a commune, are deciding and decided."""
    on = timezone.localdate(clock.now())
    found = organisations.unit_by_slug(slug, on)
    if found is None or found.kind not in (Kind.VILLAGE, Kind.COMMUNE):
        raise Http404
    below = organisations.villages(found.id, on) if found.kind is Kind.COMMUNE else []
    ids = [found.id, *(one.id for one in below)]
    rows = queries.decisions_of(
        ids, before=whole(request.GET.get("truoc", "")), limit=queries.MOST + 1, parts=not below
    )
    shown = rows[: queries.MOST]
    context = telling.spoken(
        on, village=found, commune=_commune(found, on), coming=[one for one in shown if one.is_coming],
        decided=[one for one in shown if not one.is_coming], units={one.id: one for one in below}, below=below,
        next=shown[-1].id if len(rows) > queries.MOST else None, started=queries.initiatives_of(ids, limit=STARTED),
        accounts=queries.with_account([one.id for one in shown]),
        conferences=queries.conferences_of(found.id) if not below else [], elected=queries.elected_of(ids),
        board_names=dict(telling.boards()),
    )  # fmt: skip
    return render(request, "web/decisions/village.html", context)


@public
@require_safe
@kept_page("units", "calendar", TOPIC)
def conference(request: HttpRequest, code: str) -> HttpResponse:
    """Show the yearly conference of a village: its day, its agenda, what was reported."""
    on = timezone.localdate(clock.now())
    one = queries.conference(code)
    found = organisations.unit(one.village_id, on) if one else None
    if one is None or found is None:
        raise Http404
    return render(request, "web/decisions/conference.html", telling.spoken(on, one=one, village=found))


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_decision)
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """Show one decision: what, when, how many, since when."""
    on = timezone.localdate(clock.now())
    one, found = _decision(code, on)
    origin, later = queries.origins(one.id)
    parts = queries.parts_of(one.id) if one.is_of_commune else []
    shown = telling.spoken(
        on, one=one, village=found, commune=_commune(found, on),
        origin=origin, later=later, village_parts=parts,
        units=organisations.units([part.unit_id for part in parts], on), said=queries.result_objections(one.id),
        objecting=one.is_open_to_objections(on), again=queries.again(one),
        election=queries.election(one.id) if one.is_election else None, notices_done=queries.notices_done(one),
    )  # fmt: skip
    return render(request, "web/decisions/decision.html", shown)


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_decision)
def sheet(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    """Show the invitation to print, the words for the loudspeaker, or those of a message; always in Vietnamese."""
    on = timezone.localdate(clock.now())
    one, found = _decision(code, on)
    sheets = telling.sheets(one)
    if sheet not in sheets:
        raise Http404
    address = settings.BASE_URL + reverse("decisions:decision", args=[code])
    chosen = queries.election(one.id) if one.is_election else None
    shown = telling.spoken(
        on, one=one, village=found, commune=_commune(found, on), sheet=sheet, election=chosen, sheets=sheets,
        address=address, qr=drawn(segno.make_qr(address, error="m")),
        share_vi=telling.share(one).vi, article_vi=telling.ground(one).vi,
        agenda=ELECTING if one.is_election else AGENDA, chair=convener(one, found),
    )  # fmt: skip
    response = render(request, "web/decisions/sheet.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _decision(code: str, on: date) -> tuple[DecisionView, UnitView]:
    one = queries.decision(code)
    found = organisations.unit(one.unit_id, on) if one else None
    if one is None or found is None:
        raise Http404
    return one, found


def _commune(village: UnitView, on: date) -> UnitView | None:
    return organisations.unit(village.parent_id, on) if village.parent_id else None
