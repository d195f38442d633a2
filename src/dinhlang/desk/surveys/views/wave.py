"""The surveys of the province, and one of them from its design to its end. No page of the desk shows an answer."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys import policies, queries
from dinhlang.apps.surveys.queries import FallView, FieldView, OwnFall, Unfinished, WaveView
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.surveys import verbs
from dinhlang.desk.surveys.found import wave_of
from dinhlang.domain.surveys import words
from dinhlang.domain.surveys.instruments import Instrument
from dinhlang.domain.surveys.sampling import Method
from dinhlang.lib import formats
from dinhlang.lib.clock import now

USUAL = {"communes": "20", "villages": "3", "people": "10", "replacements": "4", "by_kind": "yes", "method": "pps"}


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show every survey with how far it is; open one."""
    leads = policies.explaining_units(request.actor)
    if not (leads or policies.can_type(request.actor)):
        raise Http404
    lists: dict[str, Choices] = {"instruments": _instruments()}
    falls = queries.falls_of(leads)
    forms = [Form(verbs.OPEN, {}, lists)] if policies.can_run(request.actor) else []
    forms += [_explain(one.fall) for one in falls]
    show = partial(_overview, request, forms, falls)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = _sent(request, forms)
    return answer(request, form, show, f"{reverse('desk-surveys:overview')}?xong={form.verb.name}")


def _sent(request: ActorRequest, forms: Sequence[Form]) -> Form:
    """Return the form of the page that was sent; raises Http404 for one that is not there."""
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return form


def _explain(one: FallView) -> Form:
    initial = {"cause": one.cause, "steps": one.steps}
    return Form(verbs.EXPLAIN, {"follow_up_id": one.id}, {}, about=f"g{one.id}", initial=initial)


def _instruments() -> Choices:
    """Return the newest version of each questionnaire that is still in use."""
    newest = {one.code: one for one in queries.instruments() if one.used_until is None}
    return [(one.code, one.title.said(formats.language())) for one in newest.values()]


def _overview(
    request: ActorRequest, forms: list[Form], falls: Sequence[OwnFall], attempt: Attempt, status: int
) -> HttpResponse:
    done = next((one.done for one in (verbs.OPEN, verbs.EXPLAIN) if one.name == request.GET.get("xong")), "")
    shown = {
        "waves": queries.all_waves(), "page_forms": [one for one in forms if not one.about], "attempt": attempt,
        "today": timezone.localdate(now()), "runs": bool(policies.can_run(request.actor)),
        "types": bool(policies.can_type(request.actor)), "unexplained": queries.unexplained(),
        "about": {one.about: one for one in forms if one.about},
        "falls": [(one, names_of(one.wave.instrument, formats.language())[one.fall.code]) for one in falls],
        "done": done if not attempt.id else "",
    }  # fmt: skip
    return render(request, "desk/surveys/overview.html", shown, status=status)


def names_of(instrument: Instrument, language: str) -> dict[str, str]:
    """Return what each measure is called, by its code."""
    elements = {f"e:{one.code}": one.words.said(language) for one in instrument.elements}
    return elements | {f"q:{one.code}": one.words.said(language) for one in instrument.questions}


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wave(request: ActorRequest, code: str) -> HttpResponse:
    """Show one survey with the forms of what comes next, or take one."""
    found = wave_of(request, code)
    field = queries.field(found, timezone.localdate(now()))
    waiting = queries.unfinished(found.id, timezone.localdate(now()))
    forms = [*_forms(found, field), *_set_aside(found, waiting)]
    show = partial(_page, request, found, field, forms, waiting)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = _sent(request, forms)
    return answer(request, form, show, f"{reverse('desk-surveys:wave', args=[code])}?xong={form.verb.name}")


def _forms(found: WaveView, field: FieldView) -> list[Form]:
    """Return the forms of what may be done now."""
    keys, on = {"wave_code": found.code}, timezone.localdate(now())
    if found.validated_at is not None:
        fell = queries.falls(found.id, on)
        units: dict[str, Choices] = {"units": _units(on)} if fell else {}
        handed = [
            Form(verbs.HAND, {"follow_up_id": one.id}, units, about=f"d{one.id}",
                 initial={"unit_id": str(one.unit_id or "")})
            for one in fell
        ]  # fmt: skip
        return [*handed, *(_explain(one) for one in fell)]
    made = [Form(verbs.VALIDATE, keys, {})] if on > found.closes_on else []
    if found.drawn_at is None and found.seed:
        return [Form(verbs.DRAW, keys, {}), *made]
    if not found.seed:
        return [Form(verbs.DESIGN, keys, _lists(), initial=USUAL), *made]
    lists: dict[str, Choices] = {"interviewers": [(number, str(number)) for _id, number, _on in field.interviewers]}
    sent = [
        Form(verbs.ASSIGN, {**keys, "village_id": one.id}, lists, about=str(one.id),
             initial={"number": str(one.interviewer or "")})
        for one in field.villages
    ]  # fmt: skip
    return [*made, *(sent if field.interviewers else [])]


def _units(on: date) -> Choices:
    """Return who may be asked to explain: the bodies of the province and the communes."""
    return [(one.id, one.name) for one in (*organisations.home_bodies(on), *organisations.communes(on))]


def _set_aside(found: WaveView, waiting: Sequence[Unfinished]) -> list[Form]:
    lists: dict[str, Choices] = {"asides": [(one.value, _(said)) for one, said in words.ASIDES.items()]}
    keys = {"wave_code": found.code}
    return [Form(verbs.ASIDE, {**keys, "sheet": one.id}, lists, about=f"p{one.id}") for one in waiting]


def _lists() -> dict[str, Choices]:
    return {
        "areas": [(one.id, one.name) for one in organisations.communes(timezone.localdate(now()))],
        "kinds": [("yes", _("chọn riêng xã và phường")), ("no", _("chọn chung"))],
        "methods": [(one.value, _(words.METHODS[one])) for one in Method],
    }


def _page(
    request: ActorRequest, found: WaveView, field: FieldView, forms: list[Form], waiting: Sequence[Unfinished],
    attempt: Attempt, status: int,
) -> HttpResponse:  # fmt: skip
    done = next((one.done for one in verbs.VERBS if one.name == request.GET.get("xong", "")), "")
    about = {one.about: one for one in forms if one.about}
    shown = {
        "wave": found, "field": field, "page_forms": [one for one in forms if not one.about], "about": about,
        "attempt": attempt, "done": done if not attempt.id else "", "today": timezone.localdate(now()),
        "words": words, "spoken": formats.language(), "falls": queries.falls(found.id, timezone.localdate(now())),
        "traces": found.computed_at is not None,
        "waiting": waiting, "names": names_of(found.instrument, formats.language()),
        "places": organisations.communes(timezone.localdate(now())) if not found.is_sample else (),
    }  # fmt: skip
    return render(request, "desk/surveys/wave.html", shown, status=status)
