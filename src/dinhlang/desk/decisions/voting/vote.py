"""One vote at the desk: its times, the freeze, the slips with the codes of the households."""

from functools import partial

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, policies, queries
from dinhlang.apps.decisions.queries import VoteView
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.voting.found import vote_of
from dinhlang.desk.decisions.voting.qr import slip_qr
from dinhlang.desk.decisions.voting.verbs import FREEZE, SET_TIMES
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain

UNREADABLE = 422


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: ActorRequest, code: str) -> HttpResponse:
    """Show how a vote stands and what comes next; take its times or its freeze."""
    found = vote_of(request, code)
    keys = {"decision_id": found.id}
    runs = policies.can_run_vote(request.actor, found.unit) is not None
    verbs = (SET_TIMES, FREEZE) if runs and found.window.frozen_at is None else ()
    forms = [Form(one, keys, {}) for one in verbs]
    show = partial(_page, request, found, forms, runs=runs)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-ballots:vote', args=[code])}?xong={form.verb.name}")


def _page(
    request: ActorRequest, found: VoteView, forms: list[Form], attempt: Attempt, status: int, *, runs: bool
) -> HttpResponse:
    done = next((one.done for one in (SET_TIMES, FREEZE) if one.name == request.GET.get("xong", "")), "")
    shown = {
        "vote": found, "page_forms": forms, "attempt": attempt, "done": done if not attempt.id else "", "runs": runs,
        "shut": found.window.shut(now()), "size": queries.roll_size(found.unit.id, now().date()),
    }  # fmt: skip
    return render(request, "desk/ballots/vote.html", shown, status=status)


@official()
@never_cache
@require_POST
def slips(request: ActorRequest, code: str) -> HttpResponse:
    """Make the codes and show the slips once, to print: all of them before the opening, or that of one household."""
    found, household = vote_of(request, code), plain(request.POST.get("household", "")).strip()[:20]
    try:
        if household:
            made = [actions.reissue_code(actor=request.actor, decision_id=found.id, household=household, at=now())]
        else:
            made = actions.issue_codes(actor=request.actor, decision_id=found.id, at=now())
    except RefusedError as error:
        runs = policies.can_run_vote(request.actor, found.unit) is not None
        return _page(request, found, [], Attempt("phieu", {}, error), UNREADABLE, runs=runs)
    shown = {
        "vote": found, "base_url": settings.BASE_URL,
        "slips": [(one, grouped(one.secret), slip_qr(one.secret)) for one in made],
    }  # fmt: skip
    return render(request, "desk/ballots/slips.html", shown)
