"""What the two forms share: sent twice it is one thing, a refusal comes back with what was typed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib.refusal import RefusedError

LIMITS = (Limit(30, timedelta(minutes=10)), Limit(300, timedelta(days=1)))  # many homes share an address
UNREADABLE, CONFLICT = 422, 409


def sent(
    request: HttpRequest, kind: type[forms.Form], template: str, shown: Mapping[str, Any],
    act: Callable[[dict[str, Any], Request], str], then: str,
) -> HttpResponse:  # fmt: skip
    """Show a form, or take it and go on to the page that its secret code opens."""
    if request.method != "POST":
        return _page(request, kind(initial={"key": uuid4().hex, "people": 1}), template, shown, 200)
    form = kind(request.POST)
    if not form.is_valid():
        return _page(request, form, template, shown, UNREADABLE)
    given = dict(form.cleaned_data)
    key = Request(f"{then}:{given.pop('key')}", digest_of({"page": request.path, **given}))
    try:
        lookup = act(given, key)
    except RequestConflictError:
        said = _("Trang này đã được gửi trước đó với nội dung khác. Hãy mở lại trang để gửi lần nữa.")
        return _page(request, form, template, shown, CONFLICT, said)
    except RefusedError as refused:
        return _page(request, form, template, shown, UNREADABLE, str(refused.sentence))
    answer = HttpResponseRedirect(reverse(then, args=[lookup]))
    answer.status_code = 303
    return answer


def _page(
    request: HttpRequest, form: forms.Form, template: str, shown: Mapping[str, Any], status: int, problem: str = ""
) -> HttpResponse:  # fmt: skip
    typed = form.data or form.initial
    problems = [(name, errors[0]) for name, errors in form.errors.items()]
    page = {**shown, "form": form, "typed": typed, "problem": problem, "problems": problems}
    return render(request, template, page, status=status)
