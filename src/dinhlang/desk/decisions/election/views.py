"""An election at the desk: its list of candidates, its rounds, and the ballots to print."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import policies, queries
from dinhlang.apps.decisions.queries import DecisionView, ElectionView, telling
from dinhlang.apps.decisions.queries.papers import convener
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.desk.coordination.verbs import Verb
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.election import verbs
from dinhlang.domain.decisions.candidacy import LEAVING, may_return
from dinhlang.domain.decisions.elections import INTRODUCED
from dinhlang.domain.decisions.forms import Form as DecisionForm
from dinhlang.domain.decisions.states import CALLED_OFF_FROM, LISTING, State
from dinhlang.lib import formats
from dinhlang.lib.clock import now

SLIPS_A_SHEET = 4


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def election(request: ActorRequest, code: str) -> HttpResponse:
    """Show the candidates and rounds of an election with what is to be done; take the form that was sent."""
    one, told, unit = _election(request, code)
    compared = queries.sums_comparison(one.id) if _is_over(one) else None
    forms = _forms(request, one, told, unit, compared)

    def show(attempt: Attempt, status: int) -> HttpResponse:
        done = next((verb.done for verb in verbs.ALL if verb.name == request.GET.get("xong", "")), "")
        shown: dict[str, Any] = {
            "one": one, "election": told, "village": unit, "attempt": attempt, "done": "" if attempt.id else done,
            "page_forms": [form for form in forms if not form.about], "compared": compared,
            "line_words": verbs.line_words(told),
            "withdrawals": {form.about: form for form in forms if form.about},
        }  # fmt: skip
        page = telling.spoken(timezone.localdate(now()), **shown)
        return render(request, "desk/election/election.html", page, status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((form for form in forms if (form.verb.name, form.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-election:election', args=[code])}?xong={form.verb.name}")


@official()
@never_cache
@require_safe
def ballots(request: ActorRequest, code: str) -> HttpResponse:
    """Show one sheet of ballots to copy: the names in their order, no number and no mark of a household on them."""
    one, told, unit = _election(request, code)
    if told.frozen_at is None:
        raise Http404
    shown = {"one": one, "election": told, "village": unit, "count": SLIPS_A_SHEET}
    return render(request, "desk/election/ballots.html", telling.spoken(timezone.localdate(now()), **shown))


def _election(request: ActorRequest, code: str) -> tuple[DecisionView, ElectionView, UnitView]:
    """Return an election of the official's villages; "not yours" and "not there" are the same page."""
    one, on = queries.decision(code), timezone.localdate(now())
    unit = organisations.unit(one.unit_id, on) if one else None
    told = queries.election(one.id) if one else None
    if one is None or unit is None or told is None or not policies.can_follow(request.actor, unit, on):
        raise Http404
    return one, told, unit


def _is_over(one: DecisionView) -> bool:
    """Tell whether the ballots of an election from door to door are all in and not counted."""
    is_open = one.form is DecisionForm.BALLOT and one.state is State.OPEN
    return is_open and one.closes_at is not None and one.closes_at <= now()


def _forms(
    request: ActorRequest, one: DecisionView, told: ElectionView, unit: UnitView,
    compared: queries.SumsComparison | None,
) -> list[Form]:  # fmt: skip
    lists = policies.can_agree(request.actor, unit.id) is not None
    leads = policies.can_convene(request.actor, unit.id, one.matter, one.step) is not None
    keys: dict[str, int | str] = {"decision_id": one.id}
    language = formats.language()
    choices = {
        "ways": telling.ways(),
        "introduced": [(kind.value, words.said(language)) for kind, words in INTRODUCED.items()],
        "leaving": [(kind.value, words.said(language)) for kind, words in LEAVING.items()],
    }  # fmt: skip
    open_to = verbs.open_to(one, told, lists=lists, leads=leads)
    if compared is not None:
        types = policies.can_type_sums(request.actor, unit, one.matter, one.step) is not None
        open_to += verbs.of_ballots(told, types=types, leads=leads, agrees=compared.agrees)
    found = [
        Form(
            verb, keys, choices, initial=_initial(verb, one, unit),
            more_fields=verbs.fields_of_round(one, told) if verb in (verbs.COUNT, verbs.TYPE_SUMS) else (),
        )
        for verb in open_to
    ]  # fmt: skip
    leaves = verbs.WITHDRAW if told.frozen_at is None else verbs.DROP
    if lists and one.state in (LISTING if leaves is verbs.WITHDRAW else CALLED_OFF_FROM) and not told.rounds:
        found += [Form(leaves, {**keys, "place": row.place}, choices, about=str(row.place)) for row in told.standing]
    if lists and may_return(one.state, one.opens_at, now()):
        gone = [row for row in told.candidates if row.left_by or (row.withdrawn and told.frozen_at is None)]
        found += [Form(verbs.RETURN, {**keys, "place": row.place}, choices, about=str(row.place)) for row in gone]
    return found


def _initial(verb: Verb, one: DecisionView, unit: UnitView) -> dict[str, str]:
    """Return what a form begins with: who counts as planned; at the count who was tapped as present, and who leads."""
    if verb is verbs.NAME_TEAM:
        return {"team": queries.team(one.id)}
    if verb is verbs.COUNT_SUMS:
        return {"chair": convener(one, unit)}
    if verb is not verbs.COUNT:
        return {}
    return {"present": str(queries.present(one.id) or ""), "chair": convener(one, unit)}
