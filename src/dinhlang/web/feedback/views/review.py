"""Step 4 of the form: how to reach you, everything once more, send."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.feedback import actions, queries
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.feedback.forms import LONGEST_NAME, ContactForm
from dinhlang.web.feedback.views.draft import (
    SEND_LIMITS,
    UNREADABLE,
    chosen,
    gone,
    see,
    step_page,
    steps_of_draft,
)

CONFLICT = 409


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-send", *SEND_LIMITS)
def review(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show everything once more and send it; sent twice, it is still one case with one receipt.

    A draft that lacks an answer leads to the step that asks for it.
    """
    return _send(request, token) if request.method == "POST" else show(request, token)


def _send(request: HttpRequest, token: str) -> HttpResponseBase:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return show(request, token, form=form, status=UNREADABLE)
    try:
        sent = actions.submit_case(token=token, at=clock.now(), contact=form.contact())
    except actions.AlreadySentError as refused:
        context = {"sentence": refused.sentence, "code": actions.receipt_code(token=token)}
        return render(request, "web/feedback/already_sent.html", context, status=CONFLICT)
    except NotFoundError:
        return gone(request)
    except RefusedError as refused:
        return show(request, token, form=form, problem=str(refused.sentence), status=UNREADABLE)
    return see("receipt", sent.lookup_code)


@steps_of_draft
def show(
    request: HttpRequest,
    token: str,
    draft: queries.DraftView,
    *,
    form: ContactForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponseBase:
    """Return the page of the last step."""
    said = chosen(draft, on=clock.now().date())
    if said.missing != "review":
        return see(said.missing, token)
    return step_page(
        request, "review", token, draft, status=status, said=said, form=form or ContactForm(), problem=problem,
        longest_name=LONGEST_NAME,
    )  # fmt: skip
