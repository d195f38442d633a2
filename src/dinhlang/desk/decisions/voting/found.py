"""Find the vote that a page is about; "not yours" and "not there" are the same page."""

from django.http import Http404, HttpResponse, HttpResponseRedirect

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.apps.decisions import policies, queries
from dinhlang.apps.decisions.queries import VoteView


def vote_of(request: ActorRequest, code: str) -> VoteView:
    """Return a vote that the official may work on; raises Http404."""
    found = queries.vote(code)
    if found is None or policies.can_type(request.actor, found.unit) is None:
        raise Http404
    return found


def see(address: str) -> HttpResponse:
    """Send the browser on after a step."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
