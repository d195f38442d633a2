"""Find the survey that a page is about; who may not run surveys sees the same page as where there is none."""

from django.http import Http404, HttpResponse, HttpResponseRedirect

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.apps.surveys import policies, queries
from dinhlang.apps.surveys.queries import WaveView


def wave_of(request: ActorRequest, code: str) -> WaveView:
    """Return a survey that the official may run; raises Http404."""
    found = queries.wave(code) if policies.can_run(request.actor) else None
    if found is None:
        raise Http404
    return found


def see(address: str) -> HttpResponse:
    """Send the browser on after a step."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
