"""What waits at the desk of disclosure: what is due, what is doubted, what people asked for."""

from functools import partial

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.disclosure import policies, queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.disclosure.lists import quarter_lists, request_lists, unit_lists
from dinhlang.desk.disclosure.verbs import LIST, ON_REQUEST, ON_UNIT
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import stored_response
from dinhlang.lib.typed import whole


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show what waits in the official's unit, with the form for what happened and those of requests; take one."""
    if not policies.can_open_desk(request.actor):
        raise Http404
    unit_id = _unit(request)
    lists = unit_lists(unit_id, now().date())
    forms = [Form(one, {"unit_id": unit_id}, lists) for one in ON_UNIT if lists["duties"]]
    if is_commune(unit_id):
        forms.append(Form(LIST, {"unit_id": unit_id}, quarter_lists(now().date())))
    asked = queries.requests_of(unit_id) if policies.can_read(request.actor, unit_id) else ()
    answers = {
        one.id: [Form(verb, {"request_id": one.id}, request_lists(), about=str(one.id)) for verb in ON_REQUEST]
        for one in asked
        if one.state == "received"
    }
    show = partial(_page, request, unit_id, forms, asked, answers)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    every = [*forms, *(one for group in answers.values() for one in group)]
    form = next((one for one in every if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-disclosure:overview')}?xong={form.verb.name}&don-vi={unit_id}")


def _unit(request: ActorRequest) -> int:
    """Return the unit asked for among those of the official, else the first."""
    units = list(dict.fromkeys(one.unit_id for one in request.actor.holdings if one.roles & set(policies.READ)))
    wanted = whole(request.GET.get("don-vi", ""))
    return wanted if wanted in units else units[0]


def is_commune(unit_id: int) -> bool:
    """Tell whether a unit makes the lists of quarters."""
    unit = organisations.unit(unit_id, timezone.localdate(now()))
    return unit is not None and unit.kind is Kind.COMMUNE


@official()
@never_cache
@require_safe
def quarter_list(request: ActorRequest, slug: str, quarter: str) -> FileResponse:
    """Send a written list of a quarter to the officials of its commune."""
    unit = organisations.unit_by_slug(slug, timezone.localdate(now()))
    if unit is None or quarter not in queries.quarter_codes(timezone.localdate(now())):
        raise Http404
    policies.require_can_read(request.actor, unit.id)
    kind = request.GET.get("loai", "docx")
    path = queries.list_path(unit, quarter, kind)
    if path is None:
        raise Http404
    return stored_response(path, kind)


def _page(
    request: ActorRequest,
    unit_id: int,
    forms: list[Form],
    asked: tuple[queries.RequestView, ...],
    answers: dict[int, list[Form]],
    attempt: Attempt,
    status: int,
) -> HttpResponse:
    done = next((one.done for one in (*ON_UNIT, LIST, *ON_REQUEST) if one.name == request.GET.get("xong", "")), "")
    on = timezone.localdate(now())
    keeps = policies.can_keep(request.actor, unit_id) is not None
    unit = organisations.units([unit_id], on)[unit_id]
    shown = telling.spoken(
        on, rows=queries.open_rows(unit_id), newest=queries.all_rows(unit_id)[:20], asked=asked, attempt=attempt,
        page_forms=[one for one in forms if one.verb is not LIST] if keeps else [], today=on, unit=unit,
        answers=answers if keeps else {}, done=done if not attempt.id else "",
        list_form=next((one for one in forms if one.verb is LIST and keeps), None),
        lists=queries.lists_of(unit, queries.quarter_codes(on)) if unit.kind is Kind.COMMUNE else None,
    )  # fmt: skip
    return render(request, "desk/disclosure/overview.html", shown, status=status)
