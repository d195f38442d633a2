"""Village sessions of the official's communes: plan, write down who came, enter papers, a photo, call off."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.law import actions, policies, queries
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.desk.law.forms import AdultsForm, CancelForm, HeldForm, PlanForm, SheetsForm
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import formats, uploads
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError
from dinhlang.lib.typed import plain, whole

UNREADABLE = 422
LONGEST_KEY = 44
FORMS: dict[str, Callable[..., Form]] = {"hop": HeldForm, "phieu": SheetsForm, "huy": CancelForm}


@official(*policies.TEACH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: ActorRequest) -> HttpResponse:
    """Show the sessions of a commune, what it has reached, and the form for the next one."""
    communes = _communes(request)
    if not communes and request.method != "POST":
        return redirect("law:learn")  # officials of other bodies have no village to go to
    unit = _chosen(request, communes)
    form = _plan_form(request, unit)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = actions.NewSession(
            commune_id=unit.id, topic=told["topic"], place=plain(told["place"]), starts_at=told["starts_at"],
            village_id=told["village"], materials=tuple(told["materials"]),
        )  # fmt: skip
        if _do(request, form, lambda key: actions.plan_session(actor=request.actor, new=new, at=now(), request=key)):
            messages.success(request, _("Đã lên lịch. Buổi họp hiện ở trang của xã."))
            return redirect(f"{request.path}?xa={unit.id}")
    return _sessions_page(request, communes, unit, form, AdultsForm())


@official(*policies.TEACH)
@never_cache
@require_http_methods(["POST"])
def adults(request: ActorRequest) -> HttpResponse:
    """Write down how many adults live in a commune."""
    communes = _communes(request)
    unit, form = _chosen(request, communes), AdultsForm(request.POST)
    if form.is_valid() and _do(
        request, form,
        lambda key: actions.set_adults(
            actor=request.actor, commune_id=unit.id, at=now(), request=key, **form.cleaned_data
        ),
    ):  # fmt: skip
        messages.success(request, _("Đã ghi số người lớn."))
        response = redirect("desk-law:sessions")
        response["Location"] += f"?xa={unit.id}"
        return response
    return _sessions_page(request, communes, unit, _plan_form(request, unit, bound=False), form)


@official(*policies.TEACH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: ActorRequest, session_id: int) -> HttpResponse:
    """Show one session with what can be done now, and do it."""
    found = queries.session(session_id)
    if found is None:
        raise NotFoundError("")
    policies.require_can_teach(request.actor, found.commune_id)
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb == "anh":
        return _take_photo(request, session_id)
    forms = {name: made(request.POST if name == verb else None) for name, made in FORMS.items()}
    if request.method == "POST":
        if verb not in forms:
            raise Http404
        form = forms[verb]
        if form.is_valid() and _do(request, form, lambda key: _act(request, verb, session_id, form, key)):
            messages.success(request, _("Đã ghi."))
            return redirect("desk-law:session", session_id)
    return _session_page(request, found, forms)


def _act(request: ActorRequest, verb: str, session_id: int, form: Form, key: Request) -> None:
    act: Any = {"hop": actions.hold_session, "phieu": actions.enter_sheets, "huy": actions.cancel_session}[verb]
    act(actor=request.actor, session_id=session_id, at=now(), request=key, **form.cleaned_data)


def _take_photo(request: ActorRequest, session_id: int) -> HttpResponse:
    """Keep the photo that came, or say why not."""
    file = request.FILES.get("photo")
    if not isinstance(file, uploads.ReceivedFile):
        messages.error(request, _("Hãy chọn một ảnh, không quá 10 MB."))
        return redirect("desk-law:session", session_id)
    kept = uploads.keep(file, folder=actions.RECEIVED_PHOTOS)
    try:
        actions.attach_photo(actor=request.actor, session_id=session_id, path=kept.path, kind=kept.kind, at=now())
    except RefusedError as refused:
        uploads.discard(kept.path)
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("Đã nhận ảnh. Ảnh hiện ra sau khi được làm sạch."))
    return redirect("desk-law:session", session_id)


def _do(request: ActorRequest, form: Form, act: Callable[[Request], object]) -> bool:
    """Carry out an act once per key; a refusal is said beside its field."""
    given = plain(request.POST.get("request_key", ""))[:LONGEST_KEY] or secrets.token_urlsafe(16)
    typed = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    try:
        act(Request(key=f"desk:{request.actor.user_id}:{given}", digest=digest_of({"to": request.path, **typed})))
    except RequestConflictError:
        said = _("Trang này đã được gửi trước đó với nội dung khác. Chữ vừa gõ còn đây; hãy xem lại rồi gửi.")
        form.add_error(None, said)
        return False
    except (NotAllowedError, NotFoundError):
        raise
    except RefusedError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.sentence))
        return False
    return True


def _communes(request: ActorRequest) -> list[UnitView]:
    """Return the communes where the official may hold sessions."""
    held = {one.unit_id for one in request.actor.holdings if policies.can_teach(request.actor, one.unit_id)}
    found = units.units(held, now().date()).values()
    communes = [one for one in found if one.kind is Kind.COMMUNE and one.in_force]
    return sorted(communes, key=lambda one: one.sort_key)


def _chosen(request: ActorRequest, communes: list[UnitView]) -> UnitView:
    if not communes:
        raise NotAllowedError(_("Trang này dành cho cán bộ của xã, phường."))
    asked = whole(request.POST.get("xa", "") or request.GET.get("xa", ""))
    return next((one for one in communes if one.id == asked), communes[0])


def _plan_form(request: ActorRequest, unit: UnitView, *, bound: bool = True) -> PlanForm:
    said = formats.language()
    return PlanForm(
        request.POST if bound and request.method == "POST" else None,
        topics=[(one.code, one.name.said(said)) for one in queries.topics()],
        villages=[(one.id, one.name) for one in units.villages(unit.id, now().date())],
        questions=[(one.code, one.ask.said(said)) for one in queries.questions()],
    )  # fmt: skip


def _sessions_page(
    request: ActorRequest, communes: list[UnitView], unit: UnitView, form: PlanForm, adults_form: AdultsForm
) -> HttpResponse:
    on = now().date()
    wrong = bool(form.errors or adults_form.errors)
    context = {
        "communes": communes, "unit": unit, "form": form, "adults_form": adults_form,
        "sessions": queries.sessions_of([unit.id]), "progress": queries.progress([unit.id], on=on)[unit.id],
        "villages": {one.id: one.name for one in units.villages(unit.id, on)},
    }  # fmt: skip
    return _page(request, "sessions", context, UNREADABLE if wrong else 200)


def _session_page(request: ActorRequest, found: queries.SessionView, forms: dict[str, Form]) -> HttpResponse:
    unit = units.unit(found.commune_id, now().date())
    wrong = any(form.errors for form in forms.values())
    context = {
        "one": found, "unit": unit, "forms": forms, "is_over": found.starts_at <= now(),
        "materials": [one[1] for code in found.materials if (one := queries.question(code))],
    }  # fmt: skip
    return _page(request, "session", context, UNREADABLE if wrong else 200)


def _page(request: ActorRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    common = {
        "said": formats.language(), "topics": {one.code: one for one in queries.topics()},
        "key": secrets.token_urlsafe(16), "told": messages.get_messages(request),
    }  # fmt: skip
    return render(request, f"desk/law/{template}.html", context | common, status=status)
