"""What the three pages of the desk share: take the form that was sent, or show the page with its forms."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dinhlang.apps.accounts.guards import ActorRequest
from dinhlang.desk.coordination.verbs import Verb, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.domain.reception import words
from dinhlang.lib.clock import now


def answered(
    request: ActorRequest, template: str, forms: list[Form], verbs: tuple[Verb, ...], shown: Mapping[str, Any]
) -> HttpResponse:  # fmt: skip
    """Show a page with its forms, or take the one that was sent and come back to the page."""
    show = partial(_page, request, template, forms, verbs, shown)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((one for one in forms if (one.verb.name, one.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{request.path}?xong={form.verb.name}")


def _page(
    request: ActorRequest, template: str, forms: list[Form], verbs: tuple[Verb, ...], shown: Mapping[str, Any],
    attempt: Attempt, status: int,
) -> HttpResponse:  # fmt: skip
    done = one_of(verbs, request.GET.get("xong", ""))
    about: dict[str, list[Form]] = {}
    for one in forms:
        about.setdefault(one.about, []).append(one)
    page = {
        **shown, "page_forms": about.get("", []), "about": about, "attempt": attempt, "words": words,
        "done": done.done if done and not attempt.id else "", "today": timezone.localdate(now()),
    }  # fmt: skip
    return render(request, template, page, status=status)
