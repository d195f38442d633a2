"""One's own profile, and the posts of a unit for its administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dinhlang.apps.accounts import actions, policies, queries
from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import queries as decisions
from dinhlang.apps.decisions.actions import give_post
from dinhlang.apps.decisions.queries import HeadChange
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.accounts.forms import AppointForm, PostForm
from dinhlang.domain.accounts.roles import Role
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

administrator = official(Role.ADMINISTRATOR)


@official()
@never_cache
@require_GET
def profile(request: ActorRequest) -> HttpResponse:
    """Show the posts one holds, the browsers signed in, and the second factor."""
    actor, at = request.actor, clock.now()
    user_id = actor.user_id or 0
    return render(
        request,
        "desk/accounts/profile.html",
        {
            "actor": actor,
            "posts": [(held, queries.role_names(held)) for held in actor.holdings],
            "sessions": queries.sessions_of(user_id, this=request.session.session_key, at=at),
            "has_second_factor": queries.has_second_factor(user_id),
        },
    )


@administrator
@require_GET
def units(request: ActorRequest) -> HttpResponse:
    """List the units whose posts the administrator manages: own ones and those directly under them."""
    at = clock.now()
    on = timezone.localdate(at)
    own = [held.unit_id for held in request.actor.holdings if Role.ADMINISTRATOR in held.roles]
    tops = organisations.units(own, on).values()
    listed = [(top, organisations.children_of(top.id, on)) for top in tops]
    return render(request, "desk/accounts/units.html", {"listed": listed})


@administrator
@never_cache
@require_GET
def posts(request: ActorRequest, unit_id: int) -> HttpResponse:
    """List the posts of a unit and who holds them."""
    return _page(request, unit_id)


@administrator
@require_POST
def create_post(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Set up a post."""
    form = PostForm(request.POST)
    if not form.is_valid():
        return _page(request, unit_id, form, status=422)
    told = form.cleaned_data
    actions.create_post(
        actor=request.actor,
        unit_id=unit_id,
        title=told["title"],
        roles=[Role(role) for role in told["roles"]],
        sees_identity=told["sees_identity"],
        seats=told["seats"],
        at=clock.now(),
    )
    messages.success(request, _("Đã lập chức danh."))
    return redirect("desk_accounts:posts", unit_id)


@administrator
@never_cache
@require_http_methods(["GET", "POST"])
def appoint(request: ActorRequest, unit_id: int, post_id: int) -> HttpResponse:
    """Give a post to a person, whose account is made when the address has none."""
    at = clock.now()
    policies.require_can_manage_posts(request.actor, unit_id, at=at)
    post = next((one for one in queries.posts_of(unit_id, at=at) if one.post_id == post_id), None)
    if post is None:
        raise NotFoundError(_("Không có chức danh này."))
    change = _change(unit_id, request.GET.get("viec", ""))
    form = AppointForm(request.POST or None, initial={"name": change.name if change else ""})
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, post_id, form.cleaned_data, change)
        except NotAllowedError:
            raise
        except RefusedError as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã giao chức danh. Nhờ người đó mở “Quên mật khẩu” để tự đặt mật khẩu."))
            return redirect("desk_accounts:posts", unit_id)
    context = {"form": form, "post": post, "unit": _unit(unit_id), "change": change}
    return render(request, "desk/accounts/appoint.html", context, status=422 if form.errors else 200)


def _change(unit_id: int, code: str) -> HeadChange | None:
    """Return the recognised election by which a post is given; raises NotFoundError for another code."""
    if not code:
        return None
    change = decisions.head_change(unit_id)
    if change is None or change.code != code or not change.name:
        raise NotFoundError(_("Không có việc này."))
    return change


def _give(request: ActorRequest, post_id: int, told: dict[str, str], change: HeadChange | None) -> None:
    """Give a post to a person; by a recognised election to who was elected, whatever name was typed."""
    say: dict[str, Any] = {"actor": request.actor, "post_id": post_id, "email": told["email"], "at": clock.now()}
    if change is None:
        actions.appoint_person(name=told["name"], **say)
    else:
        give_post(decision_id=change.decision_id, **say)


@administrator
@require_POST
def end_tenure(request: ActorRequest, unit_id: int, tenure_id: int) -> HttpResponse:
    """End somebody's time in a post."""
    return _do(request, unit_id, actions.end_tenure, tenure_id=tenure_id, said=_("Đã kết thúc nhiệm kỳ."))


@administrator
@require_POST
def disable_account(request: ActorRequest, unit_id: int, user_id: int) -> HttpResponse:
    """Close the account of somebody who left."""
    return _do(request, unit_id, actions.disable_account, user_id=user_id, said=_("Đã khóa tài khoản."))


def _do(request: ActorRequest, unit_id: int, action: Any, *, said: str, **what: int) -> HttpResponse:
    """Carry out an action and return to the unit with what came of it."""
    try:
        action(actor=request.actor, at=clock.now(), **what)
    except RefusedError as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, said)
    return redirect("desk_accounts:posts", unit_id)


def _page(request: ActorRequest, unit_id: int, form: PostForm | None = None, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    policies.require_can_manage_posts(request.actor, unit_id, at=at)
    posts, change = queries.posts_of(unit_id, at=at), decisions.head_change(unit_id)
    context = {
        "unit": _unit(unit_id),
        "posts": posts,
        "change": change if change and change.waits(posts) else None,
        "role_names": queries.ROLE_NAMES,
        "form": form or PostForm(),
        "told": messages.get_messages(request),
    }
    return render(request, "desk/accounts/posts.html", context, status=status)


def _unit(unit_id: int) -> Any:
    found = organisations.unit(unit_id, timezone.localdate(clock.now()))
    if found is None:
        raise NotFoundError(_("Không có đơn vị này."))
    return found
