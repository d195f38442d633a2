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
from dinhlang.web.feedback.views.draft import SEND_LIMITS, UNREADABLE, chosen, see, step_page, steps_of_draft

CONFLICT = 409


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-send", *SEND_LIMITS)
@steps_of_draft
def review(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    """Show everything once more and send it; sent twice, it is still one case with one receipt."""
    said = chosen(draft, on=clock.now().date())
    if request.method != "POST":
        return _page(request, token, draft, ContactForm()) if said.missing == "review" else see(said.missing, token)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, token, draft, form, status=UNREADABLE)
    try:
        sent = actions.submit_case(token=token, at=clock.now(), contact=form.contact())
    except actions.AlreadySentError as refused:
        context = {"sentence": refused.sentence, "code": actions.receipt_code(token=token)}
        return render(request, "web/feedback/already_sent.html", context, status=CONFLICT)
    except NotFoundError:
        raise
    except RefusedError as refused:
        return _page(request, token, draft, form, problem=str(refused.sentence), status=UNREADABLE)
    return see("receipt", sent.lookup_code)


def _page(
    request: HttpRequest,
    token: str,
    draft: queries.DraftView,
    form: ContactForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponseBase:
    said = chosen(draft, on=clock.now().date())
    return step_page(
        request, "review", token, draft, status=status, said=said, form=form, problem=problem, longest_name=LONGEST_NAME
    )
