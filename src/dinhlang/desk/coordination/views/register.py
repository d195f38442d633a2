"""The register at the desk: write a document into it, relate two, find one by its number however it is written."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.desk.coordination.fields import symbol
from dinhlang.desk.coordination.lists import register_lists
from dinhlang.desk.coordination.verbs import ON_REGISTER, one_of
from dinhlang.desk.coordination.views.page import (
    NO_ATTEMPT,
    UNREADABLE,
    Attempt,
    Form,
    answer,
    refused_in_the_past,
    typed,
)
from dinhlang.domain.coordination import words
from dinhlang.domain.coordination.symbols import parse
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain

LONGEST = 80
NEWEST = 12


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest) -> HttpResponse:
    """Show the forms of the register; "Đọc thử" only reads the symbol back, everything else is written."""
    policies.require_can_keep_register(request.actor)
    as_of = asked(request, now().date())
    if refused := refused_in_the_past(request, as_of):
        return refused
    lists = {} if as_of.is_past else register_lists(as_of.today)
    forms = [] if as_of.is_past else [Form(one, {}, lists) for one in ON_REGISTER]
    show = partial(_page, request, as_of, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    if "doc-thu" in request.POST:
        return show(Attempt(form.id, typed(request, form)), 200)
    onward = {"xong": form.verb.name, "so": request.POST.get("symbol") or request.POST.get("document_id", "")}
    return answer(request, form, show, f"{reverse('desk-coordination:register')}?{urlencode(onward)}")


def _page(request: ActorRequest, as_of: AsOf, forms: list[Form], attempt: Attempt, status: int) -> HttpResponse:
    given = attempt.typed.get("symbol", "") if attempt.id else request.GET.get("so", "")
    read = _read_back(plain(given[:LONGEST]), as_of.on)
    if read.get("refused") and status == 200 and attempt.id:
        attempt, status = Attempt(attempt.id, attempt.typed, read["refused"]), UNREADABLE
    done = one_of(ON_REGISTER, request.GET.get("xong", ""))
    shown = {
        "as_of": as_of,
        "words": words,
        "page_forms": forms,
        "newest": queries.register(queries.RegisterFilter(), as_of.on).rows[:NEWEST] if as_of.is_past else (),
        "attempt": attempt,
        "done": done.done if done and not attempt.id else "",
        "today": as_of.today,
        "typed": given,
        **read,
    }
    return render(request, "desk/coordination/register.html", shown, status=status)


def _read_back(given: str, on: date) -> dict[str, Any]:
    """Return how the register reads a number and symbol, and which documents bear it already."""
    if not given.strip():
        return {}
    try:
        read = symbol(given)
    except RefusedError as error:
        refused = RefusedError(error.sentence, field="symbol")
        return {"refused": refused, "found": queries.documents_by_symbol(given, on)}
    return {"symbol": parse(read), "found": queries.documents_by_symbol(read, on)}
