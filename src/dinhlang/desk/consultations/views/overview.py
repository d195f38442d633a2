"""The consultations of an official's units, with the form that begins one."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.consultations import policies, queries
from dinhlang.apps.law import queries as law
from dinhlang.desk.consultations.verbs import DRAFT
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.domain.consultations.matters import MATTERS
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
    forms = [Form(DRAFT, {"unit_id": own}, {"matters": matters()})] if own is not None else []
    show = partial(_page, request, units, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-consultations:overview')}?xong={DRAFT.name}")


def matters() -> Choices:
    """Return the matters of Article 25 with the titles of their rules."""
    on = timezone.localdate(now())
    rules = {one.code: law.rule(one.own_rule or one.rule, on=on) for one in MATTERS.values()}
    return [(code, f"{code[:4]}. {rule.title.said(formats.language())}") for code, rule in sorted(rules.items())]


def _page(request: ActorRequest, units: list[int], forms: list[Form], attempt: Attempt, status: int) -> HttpResponse:
    at = now()
    shown = {
        "rows": queries.rows_of_units(units, at), "page_forms": forms, "attempt": attempt,
        "done": DRAFT.done if request.GET.get("xong") == DRAFT.name and not attempt.id else "",
        "today": timezone.localdate(at),
    }  # fmt: skip
    return render(request, "desk/consultations/overview.html", shown, status=status)
