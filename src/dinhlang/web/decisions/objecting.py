"""Say what is wrong with a result, while its days run; nobody has to give a name."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain, whole

UNREADABLE, LONGEST_KEY = 422, 40
LIMITS = (Limit(30, timedelta(minutes=10)), Limit(300, timedelta(days=1)))  # a village shares an address


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("result-objection", *LIMITS)
def object_(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask what is wrong with a result, or take it; sent twice it is one."""
    one = queries.decision(code)
    if one is None or not one.is_counted:
        raise Http404
    problem, text = "", plain(request.POST.get("text", ""))
    if request.method == "POST":
        key = plain(request.POST.get("key", ""))[:LONGEST_KEY] or uuid4().hex
        try:
            sent = Request(f"result-objection:{key}", digest_of({"code": code, "text": text}))
            number = actions.object_to_result(code=code, text=text, at=clock.now(), request=sent)
        except RequestConflictError:
            problem = _("Trang này đã gửi một ý kiến khác. Hãy xem lại rồi gửi lần nữa.")
        except RefusedError as error:
            problem = str(error.sentence)
        else:
            return redirect(f"{reverse('decisions:object', args=[code])}?so={number}")
    shown = {
        "one": one, "problem": problem, "text": text, "key": uuid4().hex, "number": whole(request.GET.get("so", "")),
        "objecting": one.is_open_to_objections(timezone.localdate(clock.now())),
    }  # fmt: skip
    return render(request, "web/decisions/object.html", shown, status=UNREADABLE if problem else 200)
