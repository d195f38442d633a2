"""The village head's page, made for a phone: tell the people, look at the board, log the loudspeaker, confirm."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.disclosure import queries
from dinhlang.apps.disclosure.queries import VillageItem, VillageStep, telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.disclosure.verbs import IN_VILLAGE, VILLAGE_CONFIRM, VILLAGE_END
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.disclosure.needs import Form as Shape
from dinhlang.lib.clock import now

VERBS = (*IN_VILLAGE.values(), VILLAGE_CONFIRM, VILLAGE_END)
BETWEEN = "-"


@official(Role.VILLAGE_HEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def village(request: ActorRequest) -> HttpResponse:
    """Show what the commune made public lately with what is left to do in the village; take one step."""
    at = now()
    held = request.actor.holding([Role.VILLAGE_HEAD])
    assert held is not None
    commune = organisations.parent_of(held.unit_id, timezone.localdate(at))
    if commune is None:
        raise Http404
    items = queries.village_items(commune.id, held.unit_id, at)
    forms = {form.id: form for one in items for form in _forms(one, held.unit_id)}
    show = partial(_page, request, items, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = forms.get(f"{request.POST.get('verb', '')}-{request.POST.get('about', '')}")
    if form is None:
        raise Http404
    code = next(one.row.code for one in items if form.about.startswith(f"{one.row.id}{BETWEEN}"))
    return answer(request, form, show, f"{reverse('desk-disclosure:village')}?xong={form.verb.name}#{code}")


def about(item: VillageItem, step: VillageStep) -> str:
    """Return what tells the forms of the steps apart."""
    return f"{item.row.id}{BETWEEN}{step.form.value}"


def _forms(item: VillageItem, village_id: int) -> list[Form]:
    """Return the forms of what is left of one thing."""
    made = []
    for step in item.steps:
        keys, name = {"occasion_id": item.row.id}, about(item, step)
        if step.evidence_id is None:
            made.append(Form(IN_VILLAGE[step.form], keys | {"village_id": village_id}, {}, about=name))
            continue
        keys["evidence_id"] = step.evidence_id
        if not step.is_done:
            made.append(Form(VILLAGE_CONFIRM, keys, {}, about=name))
        if step.is_own and step.last_day is None and step.form is Shape.POSTING:
            made.append(Form(VILLAGE_END, keys, {}, about=name))
    return made


def _page(
    request: ActorRequest, items: tuple[VillageItem, ...], forms: dict[str, Form], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    done = next((one.done for one in VERBS if one.name == request.GET.get("xong", "")), "")
    by_step: dict[str, list[Form]] = {}
    for one in forms.values():
        by_step.setdefault(one.about, []).append(one)
    shown = telling.spoken(
        on, waiting=[one for one in items if one.waits], finished=[one for one in items if not one.waits], today=on,
        by_step=by_step, about=about, attempt=attempt, done=done if not attempt.id else "",
    )  # fmt: skip
    return render(request, "desk/disclosure/village.html", shown, status=status)
