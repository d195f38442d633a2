"""The account of a contribution at the desk: made for one thumb on a telephone."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, policies, queries
from dinhlang.apps.decisions.actions import NewPicture
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.desk.coordination.fields import day
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.money import verbs
from dinhlang.lib import uploads
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.typed import plain, whole

UNREADABLE = 422


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: ActorRequest, code: str) -> HttpResponse:
    """Show an account with its forms; take the one that was sent."""
    one, unit = _account_of(request, code)
    forms = [Form(verb, {"decision_id": one.id}, {}, initial=_initial()) for verb in verbs.ALL]

    def show(attempt: Attempt, status: int) -> HttpResponse:
        return _page(request, one, unit, forms, attempt, status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((form for form in forms if form.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-money:account', args=[code])}?xong={form.verb.name}")


@official()
@never_cache
@require_POST
def photo(request: ActorRequest, code: str) -> HttpResponse:
    """Keep a photo of a receipt or of the work; the worker shows a copy of its pixels."""
    one, unit = _account_of(request, code)
    files, refused = uploads.received(request, "photo", ("photo",))
    try:
        if refused or not files:
            raise RefusedError(_("Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC, không quá 10 MB."), field="photo")
        _keep(request, one, files[0])
    except NotAllowedError:
        raise
    except RefusedError as error:
        forms = [Form(verb, {"decision_id": one.id}, {}, initial=_initial()) for verb in verbs.ALL]
        return _page(request, one, unit, forms, Attempt("anh", {}, error), UNREADABLE)
    response = HttpResponseRedirect(f"{reverse('desk-money:account', args=[code])}?xong=anh")
    response.status_code = 303
    return response


def _keep(request: ActorRequest, one: DecisionView, file: uploads.ReceivedFile) -> None:
    """Keep one photo; what its action refuses leaves no file behind."""
    typed = request.POST.get("number", "").strip()
    line, words = whole(typed), plain(request.POST.get("words", "")).strip()
    if typed and line is None:
        raise RefusedError(_("Hãy ghi số của dòng bằng chữ số."), field="number")
    on = day(request.POST.get("on", "") or timezone.localdate(now()).isoformat())
    kept = uploads.keep(file, folder=actions.RECEIVED_PICTURES)
    new = NewPicture(kept.kind, kept.path, kept.digest, words, on, line)
    try:
        actions.add_picture(actor=request.actor, decision_id=one.id, new=new, at=now())
    except RefusedError:
        uploads.discard(kept.path)
        raise


def _account_of(request: ActorRequest, code: str) -> tuple[DecisionView, UnitView]:
    """Return a decision whose account the official keeps; "not yours" and "not there" are the same page."""
    one, on = queries.decision(code), timezone.localdate(now())
    unit = organisations.unit(one.unit_id, on) if one else None
    if one is None or unit is None or policies.can_keep_account(request.actor, unit) is None:
        raise Http404
    if not one.has_account:
        raise Http404
    return one, unit


def _initial() -> dict[str, str]:
    return {"on": timezone.localdate(now()).isoformat()}


def _page(
    request: ActorRequest, one: DecisionView, unit: UnitView, forms: list[Form], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    done = {one.name: one.done for one in verbs.ALL} | {"anh": _("Đã nhận ảnh; máy làm sạch xong thì mọi người thấy.")}
    told = queries.account(one.id, before=whole(request.GET.get("truoc", "")))
    shown = {
        "one": one, "village": unit, "told": told, "attempt": attempt, "page_forms": () if told.final else forms,
        "done": "" if attempt.id else done.get(request.GET.get("xong", ""), ""), "payers": queries.payers(one.id),
    }  # fmt: skip
    return render(request, "desk/money/account.html", telling.spoken(on, **shown), status=status)
