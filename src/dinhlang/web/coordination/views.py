"""What everybody may read of the mechanism, each page as it was known on a day."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries
from dinhlang.apps.surveys import queries as surveys
from dinhlang.domain.coordination import words
from dinhlang.domain.coordination.documents import Field, Kind, Side, Standing
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.domain.statistics.published import ASKED_IN_A_PROVINCE, DESIGN_EFFECT
from dinhlang.lib import formats
from dinhlang.lib.as_of import asked, dated
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import plain

FILE_SECONDS = 86_400  # a version never changes
TOPICS = ("coordination", "units")
Member = TypeVar("Member", bound=StrEnum)
SHOWN_STANDINGS = (Standing.IN_FORCE, Standing.PASSED, Standing.ENDED)


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page of the mechanism with its words, as of its day."""
    return dated(render(request, f"web/coordination/{template}.html", {"words": words, **context}), context["as_of"])


@public
@require_safe
@kept_page(*TOPICS, "feedback", "figures", params=("as_of",))
def mechanism(request: HttpRequest) -> HttpResponse:
    """Show the three pillars with their living figures and doors."""
    day = asked(request, now().date())
    return shown(
        request, "mechanism", as_of=day, pillars=queries.pillars(day.on, today=day.today),
        plans=queries.plan_briefs(day.on), conferences=queries.conferences(day.on),
        statements=queries.statement_rows(day.on),
    )  # fmt: skip


@public
@require_safe
@kept_page(*TOPICS, params=("as_of", "ben", "loai", "linh-vuc", "hieu-luc", "nam", "q", "trang"))
def register(request: HttpRequest) -> HttpResponse:
    """Show the register of institutionalisation, narrowed by what the reader asks."""
    day = asked(request, now().date())
    wanted = queries.RegisterFilter(
        side=_one_of(Side, request.GET.get("ben", "")),
        kind=_one_of(Kind, request.GET.get("loai", "")),
        field=_one_of(Field, request.GET.get("linh-vuc", "")),
        standing=_one_of(Standing, request.GET.get("hieu-luc", "")),
        year=_number(request.GET.get("nam", "")),
        words=plain(request.GET.get("q", ""))[:120],
    )
    page = queries.register(wanted, day.on, _number(request.GET.get("trang", "")) or 1)
    onward = request.GET.copy()
    onward.pop("trang", None)
    return shown(
        request, "register", as_of=day, page=page, wanted=wanted, onward=onward.urlencode(), sides=list(Side),
        kinds=list(Kind), fields=list(Field), standings=SHOWN_STANDINGS, asked=queries.asked_acts(day.on),
    )  # fmt: skip


@public
@require_safe
@kept_page(*TOPICS, "feedback", params=("as_of",))
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Show a document in both directions: on what it stands, and what became of it."""
    day = asked(request, now().date())
    found = queries.document(code, day.on)
    if found is None:
        raise Http404
    files = queries.document_files(found.row.id, day.on)
    return shown(request, "document", as_of=day, document=found, files=files)


@public
@require_safe
@cache_control(public=True, max_age=FILE_SECONDS)
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:  # noqa: ARG001
    """Hand out one version of a file of a document, as the worker made it safe."""
    found = queries.document_file(file_id)
    if found is None:
        raise Http404
    path, kind, name = found
    return file_response(file_id, path, kind, name=name)


@public
@require_safe
@kept_page(*TOPICS, params=("as_of",))
def plans(request: HttpRequest) -> HttpResponse:
    """Show the yearly plans."""
    day = asked(request, now().date())
    return shown(request, "plans", as_of=day, plans=queries.plans(day.on))


@public
@require_safe
@kept_page(*TOPICS, "feedback", params=("as_of", "ket-qua"))
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show a plan line by line: who, by when, what became of it, from which wish; each figure opens its lines."""
    day = asked(request, now().date())
    found = queries.plan(code, day.on)
    if found is None:
        raise Http404
    tasks, narrowed = _narrowed(found.tasks, request.GET.get("ket-qua", ""))
    by_field = [(field, [one for one in tasks if one.row.field is field]) for field in Field]
    return shown(
        request, "plan", as_of=day, plan=found, by_field=[(one, rows) for one, rows in by_field if rows],
        shown=len(tasks), narrowed=narrowed,
    )  # fmt: skip


def _narrowed(tasks: Sequence[queries.TaskView], wanted: str) -> tuple[Sequence[queries.TaskView], str]:
    """Return the lines that a figure counts and what it counts, "" for all of them."""
    if wanted == "unknown-origin":
        return [one for one in tasks if not one.row.springs], _("chưa rõ nguồn gốc")
    outcome = _one_of(Outcome, wanted)
    if outcome is None:
        return tasks, ""
    return [one for one in tasks if one.row.outcome is outcome], _(words.OUTCOMES[outcome])


@public
@require_safe
@kept_page(*TOPICS, params=("as_of",))
def conferences(request: HttpRequest) -> HttpResponse:
    """Show the review conferences."""
    day = asked(request, now().date())
    return shown(request, "conferences", as_of=day, conferences=queries.conferences(day.on))


@public
@require_safe
@kept_page(*TOPICS, params=("as_of",))
def conference(request: HttpRequest, code: str) -> HttpResponse:
    """Show a conference: agenda, who spoke, conclusions, and what became of each."""
    day = asked(request, now().date())
    found = queries.conference(code, day.on)
    if found is None:
        raise Http404
    return shown(request, "conference", as_of=day, conference=found)


@public
@require_safe
@kept_page(*TOPICS, params=("as_of",))
def statement(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was said in public, each claim weighed by what was known then and by what is known now."""
    day = asked(request, now().date())
    found = queries.statement(code, day.on)
    if found is None:
        raise Http404
    return shown(request, "statement", as_of=day, statement=found)


@public
@require_safe
@kept_page(*TOPICS, "surveys", params=("as_of",))
def indices(request: HttpRequest) -> HttpResponse:
    """Show what is measured, by whom, and every published value with the day since when it is known."""
    day = asked(request, now().date())
    measured = queries.measured(day.on)
    own = surveys.own_measures(day.on)
    return shown(
        request, "indices", as_of=day, measured=[one for one in measured if one.values],
        claimed=queries.claimed(measured, own), own=queries.own_by_indicator(measured, own),
        unpublished=[one for one in measured if not one.values], chart=queries.chart(measured),
        comparisons=queries.comparisons(measured), contradictions=queries.contradictions(day.on),
        spoken=formats.language(), asked=ASKED_IN_A_PROVINCE, effect=DESIGN_EFFECT,
    )  # fmt: skip


@public
@require_safe
@kept_page(*TOPICS, "surveys", params=("as_of",))
def claimed(request: HttpRequest) -> HttpResponse:
    """Show the three indices that were called above the country: what each is, and every value since when known."""
    day = asked(request, now().date())
    rows = queries.claimed(queries.measured(day.on), surveys.own_measures(day.on))
    return shown(
        request, "claimed", as_of=day, claimed=rows, statements=queries.statement_rows(day.on),
        spoken=formats.language(),
    )  # fmt: skip


@public
@require_safe
@kept_page("coordination", "feedback", "figures", "surveys", params=("as_of",))
def trust(request: HttpRequest) -> HttpResponse:
    """Show how the people's trust is measured: two questions, never one; beside them what was promised and kept."""
    day = asked(request, now().date())
    pillars = queries.pillars(day.on, today=day.today, with_origin=False)
    return shown(
        request, "trust", as_of=day, trust=queries.trust(day.on), pillars=pillars, spoken=formats.language()
    )  # fmt: skip


def _one_of(kind: type[Member], value: str) -> Member | None:
    """Return the member of an enumeration, None for a strange value."""
    return next((one for one in kind if one.value == value), None)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
