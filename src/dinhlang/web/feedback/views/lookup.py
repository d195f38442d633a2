"""From the code on a receipt to the case."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.web.feedback.forms import LookupForm
from dinhlang.web.feedback.views.codes import CODE_LIMITS
from dinhlang.web.feedback.views.draft import UNREADABLE, see


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-code", *CODE_LIMITS)
def lookup(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code and lead to its page, which alone says whether the code is right."""
    form = LookupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return see("mine", form.cleaned_data["code"])
    return render(request, "web/feedback/lookup.html", {"form": form}, status=UNREADABLE if form.is_bound else 200)
