"""One tap of a resident before the board: still up, or gone."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.disclosure.needs import Form
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError
from dinhlang.web.disclosure.forms import LookForm

LIMITS = (Limit(20, timedelta(minutes=10)), Limit(60, timedelta(days=1)))
BOARDS = (Form.POSTING.value, Form.INTERNAL.value)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("disclosure-look", *LIMITS)
def look(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the boards on which a thing should hang now, each with two buttons, or take a tap."""
    at = clock.now()
    found = queries.item(code, at)
    if found is None:
        raise Http404
    boards = [one for one in found.evidence if one.form in BOARDS and one.last_day is None]
    form = LookForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid() or form.cleaned_data["evidence"] not in {one.id for one in boards}:
        more = {"item": found, "boards": boards, "place_words": telling.place_words, "thanked": "cam-on" in request.GET}
        return render(request, "web/disclosure/look.html", telling.spoken(timezone.localdate(at), **more))
    try:
        actions.look(
            evidence_id=form.cleaned_data["evidence"], seen=form.cleaned_data["seen"] == "yes", at=at
        )  # fmt: skip
    except NotFoundError as gone:
        raise Http404 from gone
    answer = HttpResponseRedirect(reverse("disclosure:look", args=[code]) + "?cam-on=1")
    answer.status_code = 303
    return answer
