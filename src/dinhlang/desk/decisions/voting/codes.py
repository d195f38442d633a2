"""The slips of a vote online at the desk: their secret codes are made, shown once to be printed, and not kept."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions
from dinhlang.desk.decisions.voting.found import vote_of
from dinhlang.desk.decisions.voting.qr import slip_qr
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.typed import plain

UNREADABLE = 422


@official()
@never_cache
@require_POST
def slips(request: ActorRequest, code: str) -> HttpResponse:
    """Make the codes and show the slips once, to print: all of them before the opening, or that of one household."""
    found, household = vote_of(request, code), plain(request.POST.get("household", "")).strip()[:20]
    made: list[actions.Slip] = []
    problem = ""
    try:
        if household:
            made = [actions.reissue_code(actor=request.actor, decision_id=found.id, household=household, at=now())]
        elif "household" in request.POST:
            problem = _("Hãy ghi số hộ.")
        else:
            made = actions.issue_codes(actor=request.actor, decision_id=found.id, at=now())
    except NotAllowedError:
        raise
    except RefusedError as error:
        problem = str(error.sentence)
    shown = {
        "vote": found, "base_url": settings.BASE_URL, "problem": problem,
        "slips": [(one, grouped(one.secret), slip_qr(one.secret)) for one in made],
    }  # fmt: skip
    return render(request, "desk/ballots/slips.html", shown, status=UNREADABLE if problem else 200)
