"""The communes: all of them, and each with what it was made of, its villages and offices, as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.organisations import queries
from dinhlang.apps.organisations.queries import Arrow, History, UnitView
from dinhlang.domain.organisations.kinds import SUBKINDS, Kind, Subkind
from dinhlang.domain.organisations.lineage import Share
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.web.feedback.views.commune import commune_feedback
from dinhlang.web.organisations.forms import SENTENCE, AsOfForm, SearchForm

SHARES = {Share.PART: _("một phần"), Share.REMAINDER: _("phần còn lại")}
OFFICES = (
    (Kind.AGENCY, _("Cơ quan")),
    (Kind.PUBLIC_SERVICE, _("Trường học, y tế và đơn vị sự nghiệp")),
    (Kind.FRONT, _("Mặt trận và đoàn thể")),
    (Kind.PARTY, _("Tổ chức Đảng")),
    (Kind.BOARD, _("Các ban của dân")),
)
COMMUNE_ORDER = (Subkind.PHUONG, Subkind.DAC_KHU, Subkind.THI_TRAN, Subkind.XA)


@dataclass(frozen=True)
class AsOf:
    """The day that a page shows; `chosen` when the reader asked for it, `error` when the wish could not be read."""

    on: date
    today: date
    chosen: bool
    error: str


@dataclass(frozen=True)
class Origin:
    """One decision that made a commune, with the units it was made of."""

    on: date
    citation: str
    sources: tuple[tuple[UnitView, str], ...]


@public
@require_safe
@kept_page("units")
def communes(request: HttpRequest) -> HttpResponse:
    """Show all communes of the province, or those whose name holds the words searched for."""
    form = SearchForm(request.GET)
    as_of = _as_of(form)
    words = form.cleaned_data.get("q", "")
    every = queries.communes(as_of.on)
    found = queries.matching(every, words) if words else every
    context = {"as_of": as_of, "words": words, "groups": _grouped(found), "found": len(found), "total": len(every)}
    return _page(request, "web/organisations/communes.html", context, noindex=as_of.chosen or bool(words))


def topics_of_commune(slug: str) -> list[str]:
    """Return what the page of a commune changes with beside the units: the cases from its land."""
    unit = queries.unit_by_slug(slug, clock.now().date())
    return [f"commune:{unit.id}"] if unit else []


@public
@require_safe
@kept_page("units", "figures", "calendar", of=topics_of_commune)
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a commune as of a day; an ended one, or a former name, leads to what it is now."""
    as_of = _as_of(AsOfForm(request.GET))
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
        "names": [one for one in history.names if one.slug != unit.slug],
        "parents": history.parents,
        "feedback": None if as_of.chosen else commune_feedback(unit.id, at=clock.now()),
    }
    return _page(request, "web/organisations/commune.html", context, noindex=as_of.chosen)


def _as_of(form: Form) -> AsOf:
    """Return the day that is asked for, today when none is or it cannot be read."""
    today = timezone.localdate(clock.now())
    form.is_valid()
    chosen: date | None = form.cleaned_data.get("ngay")
    return AsOf(chosen or today, today, chosen is not None, str(SENTENCE) if "ngay" in form.errors else "")


def _page(request: HttpRequest, template: str, context: dict[str, object], *, noindex: bool) -> HttpResponse:
    """Render a page; search engines shall keep only the present one."""
    response = render(request, template, context)
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
