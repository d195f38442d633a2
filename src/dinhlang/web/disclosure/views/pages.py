"""What everybody may read: the province's table, a commune's register, one thing due, what is overdue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.disclosure import queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.disclosure.duties import DUTIES
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import plain, whole

TOPIC, PAGE, LONGEST = "disclosure", 30, 120


@public
@require_safe
@kept_page(TOPIC, "units", params=("quy",))
def province(request: HttpRequest) -> HttpResponse:
    """Show all communes and items of a quarter, and how every quarter stood."""
    on = timezone.localdate(clock.now())
    table = queries.province(request.GET.get("quy"), on)
    return render(request, "web/disclosure/province.html", telling.spoken(on, table=table))


@public
@require_safe
@kept_page(TOPIC, "units")
def overdue(request: HttpRequest) -> HttpResponse:
    """Raise the alarm: what is longest overdue in the whole province."""
    on = timezone.localdate(clock.now())
    rows = queries.overdue_rows(limit=PAGE)
    units = organisations.units({one.unit_id for one in rows}, on)
    return render(request, "web/disclosure/overdue.html", telling.spoken(on, rows=rows, units=units))


@public
@require_safe
@kept_page(TOPIC, "units")
def bodies(request: HttpRequest) -> HttpResponse:
    """Show the agencies and State enterprises that tell their own people, and how far they are."""
    on = timezone.localdate(clock.now())
    return render(request, "web/disclosure/bodies.html", telling.spoken(on, bodies=queries.bodies(on)))


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find what is public by its words, typed with or without marks."""
    at = clock.now()
    on, words = timezone.localdate(at), plain(request.GET.get("q", ""))[:LONGEST]
    rows = queries.found_rows(words, at)
    units = organisations.units({one.unit_id for one in rows}, on)
    shown = telling.spoken(on, rows=rows, units=units, typed=words)
    response = render(request, "web/disclosure/search.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def topics_of_commune(slug: str) -> list[str]:
    """Return what the register of a commune changes with."""
    found = organisations.ids_by_slug([slug])
    return [f"{TOPIC}:{one}" for one in found.values()]


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_commune, params=("trang",))
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the register of a commune or a body: every item in every quarter, what is overdue, what came last."""
    on = timezone.localdate(clock.now())
    page = max(1, whole(request.GET.get("trang", "")) or 1)
    register = queries.unit_register(slug, on, page)
    if register is None:
        raise Http404
    more = register.total > page * PAGE
    return render(request, "web/disclosure/commune.html", telling.spoken(on, register=register, page=page, more=more))


def topics_of_item(code: str, **_more: str) -> list[str]:
    """Return what the page of one thing changes with."""
    unit = queries.unit_of(code)
    return [f"{TOPIC}:{unit}"] if unit else []


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_item)
def item(request: HttpRequest, code: str) -> HttpResponse:
    """Show one thing: how it stands and why, its versions, where it hangs; a withdrawn one says why it went."""
    at = clock.now()
    found = queries.item(code, at)
    if found is None:
        raise Http404
    on = timezone.localdate(at)
    response = render(
        request, "web/disclosure/item.html",
        telling.spoken(
            on, item=found, questions=telling.answer_words(), place_words=telling.place_words,
            article=telling.duty_article(found.row.duty, on), rule_of_duty=DUTIES[found.row.duty].rule,
            title_of_duty=telling.duty_title(found.row.duty, on),
        ),
    )  # fmt: skip
    if found.row.names_people:  # lists of people leave the web in time; no search engine shall keep them
        response.headers["X-Robots-Tag"] = "noindex"
    return response
