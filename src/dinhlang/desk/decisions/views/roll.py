"""The roll of a village at the desk: its households, what is to change, objections and their answers."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, policies, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.roll_verbs import ADD, ANSWER, OBJECT, ON_HOUSEHOLD, OUTCOMES
from dinhlang.domain.feedback.codes import grouped
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError

VERBS = (ADD, *ON_HOUSEHOLD, OBJECT, ANSWER)
LONGEST_KEY, UNREADABLE = 80, 422


@official()
@never_cache
@require_safe
def villages(request: ActorRequest) -> HttpResponse:
    """Show the villages whose rolls the official keeps, each with how many households it has."""
    if not policies.can_open_rolls(request.actor):
        raise Http404
    on = timezone.localdate(now())
    found = policies.villages_kept(request.actor, on)
    sizes = queries.roll_sizes([one.id for one in found], on)
    return render(request, "desk/decisions/villages.html", {"villages": found, "sizes": sizes})


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the roll with its changes; take the form that was sent."""
    village = _village(request, slug)
    changes = queries.changes_of(village.id)
    forms = [Form(ADD, {"village_id": village.id}, {})]
    about = {
        one.id: [
            *([Form(OBJECT, {"change_id": one.id}, {}, about=str(one.id))] if one.is_open else []),
            *(
                Form(ANSWER, {"objection_id": said.id}, {"outcomes": OUTCOMES}, about=str(said.id))
                for said in one.objections
                if one.is_open and said.upheld is None
            ),
        ]
        for one in changes
    }
    shown = {"changes": changes, "about": about, "page_forms": forms}
    show = partial(_page, request, village, shown)
    every = [*forms, *(form for group in about.values() for form in group)]
    return _taken(request, every, show, reverse("desk-decisions:roll", args=[slug]))


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: ActorRequest, slug: str, household_id: int) -> HttpResponse:
    """Show one household of the roll with the forms of what may change."""
    village, on = _village(request, slug), timezone.localdate(now())
    found = queries.household(household_id, on)
    if found is None or found[0] != village.id:
        raise Http404
    keys = {"village_id": village.id, "household_id": household_id}
    forms = [Form(one, keys, {}) for one in ON_HOUSEHOLD]

    def show(attempt: Attempt, status: int) -> HttpResponse:
        more = {
            "village": village,
            "row": found[1],
            "page_forms": forms,
            "attempt": attempt,
            "done": "",
            "id": household_id,
            "hands": policies.can_hand_slip(request.actor, village.id) is not None,
        }
        return render(request, "desk/decisions/household.html", more, status=status)

    return _taken(request, forms, show, reverse("desk-decisions:roll", args=[slug]))


@official()
@never_cache
@require_POST
def slip(request: ActorRequest, slug: str, household_id: int) -> HttpResponse:
    """Give a household a slip and show its code once, to print."""
    village = _village(request, slug)
    if policies.can_hand_slip(request.actor, village.id) is None:
        raise Http404
    made, problem = None, ""
    try:
        made = actions.hand_slip(actor=request.actor, village_id=village.id, household_id=household_id, at=now())
    except RefusedError as error:
        problem = str(error.sentence)
    shown = {
        "village": village, "household_id": household_id, "slip": made, "problem": problem,
        "code": grouped(made.secret) if made else "", "address": settings.BASE_URL + reverse("initiatives:initiatives"),
    }  # fmt: skip
    return render(request, "desk/decisions/slip.html", shown, status=200 if made else UNREADABLE)


def _taken(request: ActorRequest, forms: list[Form], show: Any, address: str) -> HttpResponse:
    """Show the page, or take the step of the form that was sent."""
    if request.method != "POST":
        shown: HttpResponse = show(NO_ATTEMPT, 200)
        return shown
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{address}?xong={form.verb.name}")


def _village(request: ActorRequest, slug: str) -> UnitView:
    """Return a village whose roll the official keeps; "not yours" and "not there" are the same page."""
    found = organisations.unit_by_slug(slug, timezone.localdate(now()))
    if found is None or found.kind is not Kind.VILLAGE or policies.can_keep_roll(request.actor, found) is None:
        raise Http404
    return found


def _page(
    request: ActorRequest, village: UnitView, shown: dict[str, Any], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    after, number = request.GET.get("sau", "")[:LONGEST_KEY], request.GET.get("so", "")[:20]
    rows = queries.households_of(village.id, on, after=after, number=number, limit=queries.PAGE + 1)
    done = next((one.done for one in VERBS if one.name == request.GET.get("xong", "")), "")
    more = {
        "village": village, "rows": rows[: queries.PAGE], "next": rows[queries.PAGE - 1].sort_key if
        len(rows) > queries.PAGE else "", "size": queries.roll_size(village.id, on), "number": number, "today": on,
        "attempt": attempt, "done": done if not attempt.id else "", "after": after, **shown,
    }  # fmt: skip
    return render(request, "desk/decisions/roll.html", more, status=status)
