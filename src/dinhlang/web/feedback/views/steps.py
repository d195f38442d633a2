"""Steps 1 and 2 of the form: what kind of matter it is, and where."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.lib import clock, formats
from dinhlang.web.feedback.forms import PlaceForm
from dinhlang.web.feedback.views.draft import (
    STEP_LIMITS,
    UNREADABLE,
    chosen,
    see,
    step_page,
    steps_of_draft,
)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-step", *STEP_LIMITS)
def start(request: HttpRequest) -> HttpResponseBase:
    """Ask what kind of matter it is; the answer opens a draft."""
    kinds, code = queries.categories(language=formats.language()), request.POST.get("category", "")
    if request.method == "POST" and code in {one.code for one in kinds}:
        at = clock.now()
        commune = _commune(request.POST.get("xa", ""), _communes(at.date()))
        known = {"commune_id": commune.id} if commune else {}
        token = actions.begin_draft(language=formats.language(), at=at)
        actions.fill_draft(token=token, answers={"category": code, **known}, at=at)
        return see("place", token)
    context = {
        "kinds": kinds,
        "token": "",
        "picked": "",
        "xa": request.GET.get("xa", ""),
        "error": _missing_kind(request),
    }
    return render(request, "web/feedback/kind.html", context, status=UNREADABLE if context["error"] else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-step", *STEP_LIMITS)
@steps_of_draft
def kind(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    """Let the sender choose another kind for an open draft."""
    kinds, code = queries.categories(language=formats.language()), request.POST.get("category", "")
    if request.method == "POST" and code in {one.code for one in kinds}:
        actions.fill_draft(token=token, answers={"category": code}, at=clock.now())
        return see("resume", token)
    picked = draft.data.get("category", "")
    context = {"kinds": kinds, "xa": "", "picked": picked, "error": _missing_kind(request)}
    return step_page(request, "kind", token, draft, status=UNREADABLE if context["error"] else 200, **context)


@public
@never_cache
@require_safe
@steps_of_draft
def resume(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:  # noqa: ARG001
    """Lead to the first step that still lacks its answer."""
    return see(chosen(draft, on=clock.now().date()).missing, token)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-step", *STEP_LIMITS)
@steps_of_draft
def place(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    """Ask for the commune, then for the village and the words by which a neighbour finds the place."""
    if request.method == "POST":
        return _take_place(request, token, draft)
    return _place_page(request, token, draft)


@public
@never_cache
@require_safe
@steps_of_draft
def villages(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    """Return the second half of the place question for a commune, for pages with JavaScript."""
    on = clock.now().date()
    commune = _commune(request.GET.get("xa", ""), _communes(on))
    return step_page(request, "_place_rest", token, draft, form=None, **_rest(commune, draft, on))


def _take_place(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    at = clock.now()
    commune = _commune(request.POST.get("commune", ""), _communes(at.date()))
    if commune is None:
        return _place_page(request, token, draft, error=_("Hãy chọn xã, phường nơi có việc này."))
    if commune.code != request.POST.get("shown", ""):  # the villages on the page were another commune's, or none
        fresh = {"commune_id": commune.id, "village_id": None}
        actions.fill_draft(token=token, answers=fresh if draft.data.get("commune_id") != commune.id else {}, at=at)
        return see("place", token, fragment="#ap")
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _place_page(request, token, draft, form=form)
    given = form.cleaned_data
    known = {one.id for one in organisations.villages(commune.id, at.date())}
    answers = {
        "commune_id": commune.id,
        "village_id": given["village"] if given["village"] in known else None,
        "landmark": given["landmark"],
        "latitude": given["latitude"],
        "longitude": given["longitude"],
    }
    actions.fill_draft(token=token, answers=answers, at=at)
    return see("words" if not draft.data.get("text") else "review", token)


def _place_page(
    request: HttpRequest, token: str, draft: queries.DraftView, *, form: PlaceForm | None = None, error: str = ""
) -> HttpResponseBase:
    on = clock.now().date()
    communes = _communes(on)
    commune = next((one for one in communes if one.id == draft.data.get("commune_id")), None)
    status = UNREADABLE if form or error else 200
    context = {"groups": _grouped(communes), "form": form, "error": error, **_rest(commune, draft, on)}
    return step_page(request, "place", token, draft, status=status, **context)


def _rest(commune: organisations.UnitView | None, draft: queries.DraftView, on: date) -> dict[str, Any]:
    found = organisations.villages(commune.id, on) if commune else []
    return {"commune": commune, "villages": found, "data": draft.data, "map": organisations.commune_map(on)}


def _communes(on: date) -> list[organisations.UnitView]:
    return organisations.communes(on)


def _commune(code: str, communes: Iterable[organisations.UnitView]) -> organisations.UnitView | None:
    return next((one for one in communes if one.code == code), None)


def _grouped(communes: Iterable[organisations.UnitView]) -> list[tuple[str, list[organisations.UnitView]]]:
    """Return the communes under the word the law gives them, both in Vietnamese order."""
    groups: dict[str, list[organisations.UnitView]] = {}
    for one in communes:
        groups.setdefault(organisations.word_of_many(one.subkind), []).append(one)
    return sorted(groups.items())


def _missing_kind(request: HttpRequest) -> str:
    return _("Hãy chọn một loại việc.") if request.method == "POST" else ""
