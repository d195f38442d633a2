"""What everybody may read: the list of published cases, and one of them."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries as coordination
from dinhlang.apps.feedback import queries
from dinhlang.apps.feedback.queries.telling import rows_told, told
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.coordination import words
from dinhlang.domain.feedback.states import State
from dinhlang.domain.feedback.words import STATES, WITHHOLDINGS
from dinhlang.lib import clock, formats
from dinhlang.lib.pages import kept_page
from dinhlang.web.feedback.forms import FilterForm

GONE = 410
SHOWN_STATES = (State.RECEIVED, State.CLASSIFIED, State.ASSIGNED, State.IN_PROGRESS, State.NEEDS_INFO,
                State.AWAITING_APPROVAL, State.ANSWERED, State.CLOSED, State.REFUSED)  # fmt: skip


def topics_of_case(number: str) -> list[str]:
    """Return what the page of a case changes with."""
    return [f"case:{number}"]


@public
@require_safe
@kept_page("feedback", "units", "calendar", "categories", params=("xa", "viec", "trang_thai", "tre", "tiep"))
def cases(request: HttpRequest) -> HttpResponseBase:
    """Show the published cases, newest first, narrowed by place, kind, state and lateness."""
    at, language = clock.now(), formats.language()
    form = FilterForm(request.GET) if request.GET else None
    given = form.cleaned_data if form and form.is_valid() else {}
    communes = organisations.communes(at.date())
    commune = next((one for one in communes if one.code == given.get("xa")), None)
    wanted = queries.PublicFilter(
        commune_id=commune.id if commune else None,
        category=given.get("viec", ""),
        state=given.get("trang_thai", ""),
        late=given.get("tre", False),
    )
    page = queries.public_cases(wanted, at=at, cursor=request.GET.get("tiep", ""), language=language)
    query = request.GET.copy()
    query["tiep"] = page.next_cursor
    context = {
        "rows": rows_told(page.rows, at=at),
        "next_query": query.urlencode() if page.next_cursor else "",
        "deep": "tiep" in request.GET,
        "wanted": wanted,
        "narrowed": wanted != queries.PublicFilter(),
        "commune": commune,
        "communes": tuple((one.code, one.name) for one in communes),
        "kinds": queries.categories(language=language, all_of_them=True),
        "states": [(state.value, STATES[state]) for state in SHOWN_STATES],
    }
    return render(request, "web/feedback/list.html", context)


@public
@require_safe
@kept_page("units", "calendar", "categories", "coordination", of=topics_of_case, until_settled=["log"])
def case(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show one published case, from what was said to the answer."""
    at, language = clock.now(), formats.language()
    found = queries.public_case(number, at=at, language=language)
    if found is None:
        return _not_public(request, number)
    context = {
        "case": found,
        "told": told(found, at=at),
        "commune_code": next((one.code for one in organisations.communes(at.date()) if one.id == found.commune_id), ""),
        "grown": coordination.grown_from_case(found.id, at.date()),
        "words": words,
        "masked": any(stage.facts.get("masked") for stage in found.stages),
    }
    response = render(request, "web/feedback/case.html", context)
    # The log changes this page only as long as a step waits for its line there.
    response.settled = all(stage.log_index is not None for stage in found.stages)  # type: ignore[attr-defined]
    return response


def _not_public(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say of a case that was public that it is no more, and why; of any other number only that there is none."""
    reason = queries.taken_back(number)
    if reason is None:
        return render(request, "web/feedback/no_public_case.html", {"number": number}, status=404)
    context = {"number": number, "reason": _(WITHHOLDINGS[reason]) if reason in WITHHOLDINGS else ""}
    return render(request, "web/feedback/taken_back.html", context, status=GONE)
