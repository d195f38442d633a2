"""The consultations of an official's units, with the form that begins one."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.consultations import policies, queries
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.consultations.verbs import DRAFT
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.domain.consultations import words
from dinhlang.domain.consultations.matters import MATTERS, offered
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import formats
from dinhlang.lib.clock import now


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show the consultations of the official's units; begin one."""
    if not policies.can_open_desk(request.actor):
        raise Http404
    units = [one.unit_id for one in request.actor.holdings if one.roles & set(policies.READ)]
    own = next((one for one in units if policies.can_keep(request.actor, one)), None)
    forms = [Form(DRAFT, {"unit_id": own}, {"matters": matters(own)})] if own is not None else []
    show = partial(_page, request, units, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-consultations:overview')}?xong={DRAFT.name}")


def matters(unit_id: int) -> Choices:
    """Return the matters on which a unit asks, with the titles of their rules."""
    on = timezone.localdate(now())
    unit = organisations.unit(unit_id, on)
    kind = unit.kind if unit is not None else None
    asked = [MATTERS[one] for one in offered(is_front=kind is Kind.FRONT, is_commune=kind is Kind.COMMUNE)]
    titles = {one.code: law.rule(one.own_rule or one.rule, on=on).title.said(formats.language()) for one in asked}
    own = {code: _(said) for code, said in words.MATTERS.items() if code in titles}
    return [(one.code, own.get(one.code) or f"{one.code[:4]}. {titles[one.code]}") for one in asked]


def _page(request: ActorRequest, units: list[int], forms: list[Form], attempt: Attempt, status: int) -> HttpResponse:
    at = now()
    shown = {
        "rows": queries.rows_of_units(units, at), "page_forms": forms, "attempt": attempt,
        "done": DRAFT.done if request.GET.get("xong") == DRAFT.name and not attempt.id else "",
        "today": timezone.localdate(at),
    }  # fmt: skip
    return render(request, "desk/consultations/overview.html", shown, status=status)
