"""The communes: all of them, and each with what it was made of, its villages and offices, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.organisations import queries
from dinhlang.apps.organisations.queries import Arrow, History, Period, UnitView
from dinhlang.domain.organisations.kinds import SUBKINDS, Kind, Subkind
from dinhlang.domain.organisations.lineage import Share
from dinhlang.lib import clock
from dinhlang.lib.as_of import NAME, AsOf, asked, dated, from_old_name
from dinhlang.lib.pages import kept_page
from dinhlang.web.decisions.commune import commune_decisions
from dinhlang.web.feedback.views.commune import commune_feedback
from dinhlang.web.organisations.forms import SearchForm

SHARES = {Share.PART: _("một phần"), Share.REMAINDER: _("phần còn lại")}
OFFICES = (
    (Kind.AGENCY, _("Cơ quan")),
    (Kind.ENTERPRISE, _("Doanh nghiệp nhà nước")),
    (Kind.PUBLIC_SERVICE, _("Trường học, y tế và đơn vị sự nghiệp")),
    (Kind.FRONT, _("Mặt trận và đoàn thể")),
    (Kind.PARTY, _("Tổ chức Đảng")),
    (Kind.BOARD, _("Các ban của dân")),
)
OLD_NAME = "ngay"  # how these pages named their day before every page did it the same way
COMMUNE_ORDER = (Subkind.PHUONG, Subkind.DAC_KHU, Subkind.THI_TRAN, Subkind.XA)


@dataclass(frozen=True)
class Origin:
    """One decision that made a commune, with the units it was made of."""

    on: date
    citation: str
    sources: tuple[tuple[UnitView, str], ...]


@public
@require_safe
@kept_page("units", params=(NAME,))
def communes(request: HttpRequest) -> HttpResponse:
    """Show all communes of the province, or those whose name holds the words searched for."""
    if moved := from_old_name(request, OLD_NAME):
        return moved
    form, as_of = SearchForm(request.GET), asked(request, clock.now().date())
    words = form.cleaned_data["q"] if form.is_valid() else ""
    every = queries.communes(as_of.on)
    found = queries.matching(every, words) if words else every
    context = {"as_of": as_of, "words": words, "groups": _grouped(found), "found": len(found), "total": len(every)}
    return _page(request, "web/organisations/communes.html", context, noindex=bool(words))


def topics_of_commune(slug: str) -> list[str]:
    """Return what the page of a commune changes with beside the units: the cases from its land."""
    unit = queries.unit_by_slug(slug, clock.now().date())
    return [f"commune:{unit.id}"] if unit else []


@public
@require_safe
@kept_page("units", "figures", "calendar", "decisions", of=topics_of_commune, params=(NAME,))
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a commune as of a day; an ended one, or a former name, leads to what it is now."""
    if moved := from_old_name(request, OLD_NAME):
        return moved
    as_of = asked(request, clock.now().date())
    unit = queries.unit_by_slug(slug, as_of.on)
    if unit is None or unit.kind is not Kind.COMMUNE:
        raise Http404
    history = queries.history(unit.id, as_of.on)
    context = {"as_of": as_of, "unit": unit, "word": queries.word_of(unit.subkind), "origins": _origins(unit, history)}
    if not unit.in_force or unit.slug != slug:
        return _page(
            request, "web/organisations/former.html", context | _former(unit, slug, history, as_of), noindex=True
        )
    below = queries.below(unit.id, as_of.on)
    villages = [one for one in below if one.kind is Kind.VILLAGE]
    context |= {
        "villages": villages,
        "village_words": _words(villages),
        "offices": [(title, [one for one in below if one.kind is kind]) for kind, title in OFFICES],
        "old_names": [one for one in history.names if one.slug != unit.slug and _is_over(one, as_of)],
        "parents": [one for one in history.parents if not _is_over(one, as_of) and not _is_to_come(one, as_of)],
        "old_parents": [one for one in history.parents if _is_over(one, as_of)],
        "decided": None if as_of.is_past else commune_decisions(unit.id, villages, as_of.on),
        "feedback": None if as_of.is_past else commune_feedback(unit.id, at=clock.now()),
    }
    return _page(request, "web/organisations/commune.html", context)


def _is_over(period: Period, as_of: AsOf) -> bool:
    """Tell whether a name or a parent is one of the past on the day."""
    return period.until is not None and period.until <= as_of.on


def _is_to_come(period: Period, as_of: AsOf) -> bool:
    """Tell whether a name or a parent begins only after the day."""
    return period.since is not None and period.since > as_of.on


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, noindex: bool = False) -> HttpResponse:
    """Render a page; search engines shall keep only the present one."""
    response = dated(render(request, template, context), context["as_of"])
    if noindex:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _grouped(found: Iterable[UnitView]) -> list[tuple[str, list[UnitView]]]:
    """Return the communes by the word before their names, those that there are."""
    groups: dict[Subkind, list[UnitView]] = {}
    for one in found:
        groups.setdefault(one.subkind, []).append(one)
    return [(queries.word_of_many(word), groups[word]) for word in COMMUNE_ORDER if word in groups]


def _origins(unit: UnitView, history: History) -> list[Origin]:
    """Return the decisions that made the commune, with the share that came from each unit."""
    made = []
    for change in history.changes:
        sources = tuple(
            (arrow.source, str(SHARES.get(arrow.share, "")))
            for arrow in change.arrows
            if arrow.source and arrow.source.id != unit.id and arrow.target and arrow.target.id == unit.id
        )
        if sources:
            made.append(Origin(change.on, change.citation, sources))
    return made


def _former(unit: UnitView, slug: str, history: History, as_of: AsOf) -> dict[str, object]:
    """Return what to say about a commune that is not, or is called otherwise, on the day."""
    early = unit.since is not None and as_of.on < unit.since
    heirs = queries.predecessors(unit.id, as_of.on) if early else queries.successors(unit.id, as_of.on)
    old_name = next((one.text for one in history.names if one.slug == slug), unit.name)
    changes = [change for change in history.changes if any(_leaves(arrow, unit) for arrow in change.arrows)]
    return {"early": early, "heirs": heirs, "old_name": old_name, "changes": changes, "renamed": unit.in_force}


def _leaves(arrow: Arrow, unit: UnitView) -> bool:
    """Tell whether an arrow leads away from a unit."""
    return arrow.source is not None and arrow.source.id == unit.id and arrow.source != arrow.target


def _words(villages: Iterable[UnitView]) -> str:
    """Return what the villages are called here: "Ấp, khóm"."""
    there = {one.subkind for one in villages}
    kinds = [one for one in Subkind if one in SUBKINDS[Kind.VILLAGE] and one in there]
    return ", ".join(map(queries.word_of_many, kinds)).capitalize()
