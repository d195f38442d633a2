"""Who somebody is at a moment, who holds which post, and which browsers are signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts.models import Post, Session, Tenure, User
from dinhlang.apps.accounts.queries.holdings import day_of, holding, holdings_of
from dinhlang.apps.organisations.models import UnitName, UnitParent
from dinhlang.domain.accounts.roles import CITIZEN, POST_ROLES, Actor, Holding, Role
from dinhlang.domain.organisations.kinds import Kind

ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT id FROM organisations_unit WHERE id = %s
        UNION
        SELECT p.parent_id FROM above JOIN organisations_unitparent p ON p.unit_id = above.id AND p.valid @> %s::date
    )
    SELECT id FROM above
"""
ROLE_NAMES = {
    Role.RECEIVER: _("tiếp nhận"),
    Role.HANDLER: _("xử lý"),
    Role.APPROVER: _("duyệt trả lời"),
    Role.HEAD: _("đứng đầu đơn vị"),
    Role.COORDINATOR: _("tổng hợp, phối hợp"),
    Role.VILLAGE_HEAD: _("trưởng ấp, trưởng khóm"),
    Role.AUDITOR: _("giám sát"),
    Role.ADMINISTRATOR: _("quản trị"),
}


@dataclass(frozen=True)
class Holder:
    """An official in a post: the account, the name, the post."""

    user_id: int
    name: str
    holding: Holding


@dataclass(frozen=True)
class Seat:
    """A post of a unit and the name of who holds it, "" while it is vacant."""

    title: str
    unit_id: int
    unit_name: str
    holder: str


@dataclass(frozen=True)
class TenureRow:
    """Somebody holding a seat of a post."""

    tenure_id: int
    user_id: int
    name: str
    email: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class PostRow:
    """A post of a unit with its present holders."""

    post_id: int
    title: str
    roles: tuple[Role, ...]
    sees_identity: bool
    seats: int
    held: tuple[TenureRow, ...]

    @property
    def is_vacant(self) -> bool:
        """Tell whether a seat is free."""
        return len(self.held) < self.seats


@dataclass(frozen=True)
class SessionRow:
    """A signed-in browser as its owner sees it; `handle` names it without being the key."""

    handle: str
    device: str
    signed_in_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def actor_of(user: AbstractBaseUser | AnonymousUser, *, at: datetime) -> Actor:
    """Return who an account is at a moment, with every post held then; one query for an account, none for a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return CITIZEN
    return Actor(user_id=user.pk, name=user.name, holdings=holdings_of(user.pk, at=at))


def holders(unit_id: int, roles: Iterable[Role], *, at: datetime) -> list[Holder]:
    """Return the officials of a unit whose post gives one of the roles at that moment, by title and name."""
    wanted = [role.value for role in roles]
    held = _tenures(at).filter(post__unit_id=unit_id, post__roles__overlap=wanted, user__is_active=True)
    return [_holder(tenure) for tenure in held.order_by("post__title", "user__name", "pk")]


def assignable(unit_id: int, *, at: datetime) -> list[Holder]:
    """Return whom a case of the unit can be given to."""
    return holders(unit_id, [Role.HANDLER, Role.HEAD], at=at)


def assignable_in(unit_ids: Iterable[int], *, at: datetime) -> dict[int, list[Holder]]:
    """Return whom a case can be given to, by unit; one query for all units."""
    wanted = [Role.HANDLER.value, Role.HEAD.value]
    held = _tenures(at).filter(post__unit_id__in=list(unit_ids), post__roles__overlap=wanted, user__is_active=True)
    found: dict[int, list[Holder]] = {}
    for tenure in held.order_by("post__title", "user__name", "pk"):
        found.setdefault(tenure.post.unit_id, []).append(_holder(tenure))
    return found


def seats_in(unit_ids: Iterable[int], *, at: datetime) -> list[Seat]:
    """Return the posts of some units at a moment with who holds each, by unit and title; one query for all units."""
    name = UnitName.objects.filter(unit=OuterRef("unit"), valid__contains=day_of(at))
    held = Tenure.objects.filter(post=OuterRef("pk"), valid__contains=at, user__is_active=True).order_by("seat")
    posts = Post.objects.filter(unit_id__in=list(unit_ids), valid__contains=day_of(at)).annotate(
        unit_name=Subquery(name.values("name")[:1]),
        unit_order=Subquery(name.values("sort_key")[:1]),
        holder=Subquery(held.values("user__name")[:1]),
    )
    columns = ("title", "unit_id", "unit_name", "holder")
    rows = posts.order_by("unit_order", "unit_id", "title", "pk").values_list(*columns)
    return [Seat(title, unit_id, unit_name or "", holder or "") for title, unit_id, unit_name, holder in rows]


def post_title(post_id: int) -> str:
    """Return the title of a post, "" when there is none."""
    return Post.objects.filter(pk=post_id).values_list("title", flat=True).first() or ""


def posts_of(unit_id: int, *, at: datetime) -> list[PostRow]:
    """Return the posts of a unit at a moment with who holds them then; two queries."""
    held = Tenure.objects.filter(valid__contains=at).select_related("user").order_by("seat")
    posts = Post.objects.filter(unit_id=unit_id, valid__contains=day_of(at)).order_by("title", "pk")
    return [_post_row(post) for post in posts.prefetch_related(Prefetch("tenures", queryset=held, to_attr="held"))]


def post_titles(unit_id: int, *, on: date) -> list[str]:
    """Return the names of the posts that a unit had on a day."""
    found = Post.objects.filter(unit_id=unit_id, valid__contains=on)
    return list(found.order_by("title", "pk").values_list("title", flat=True))


def unit_and_above(unit_id: int, *, at: datetime) -> list[int]:
    """Return the unit and every unit above it at a moment, nothing for a unit that does not exist; one query."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [unit_id, day_of(at)])
        return [row[0] for row in cursor.fetchall()]


def has_second_factor(user_id: int) -> bool:
    """Tell whether the account has an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def lacks_second_factor(actor: Actor) -> bool:
    """Tell whether an official still has to set up the second factor that this deployment requires."""
    return bool(
        settings.MFA_REQUIRED
        and actor.is_official
        and actor.user_id is not None
        and not has_second_factor(actor.user_id)
    )


def sessions_of(user_id: int, *, this: str | None, at: datetime) -> list[SessionRow]:
    """Return the living sessions of an account, the newest first; `this` is the key of the asking browser."""
    rows = Session.objects.filter(user_id=user_id, expire_date__gt=at).order_by("-seen_at")
    return [
        SessionRow(handle_of(row.session_key), row.device, row.signed_in_at, row.seen_at, row.session_key == this)
        for row in rows
    ]


def handle_of(session_key: str) -> str:
    """Return the name of a session for pages: whoever reads it cannot use it as the session."""
    return sha256(b"dinhlang session " + session_key.encode()).hexdigest()[:32]


def demo_cards(*, at: datetime) -> list[Holder]:
    """Return one invented officer for each role, and the head of a commune; empty unless role cards are on."""
    if not (settings.DEMO and settings.ROLE_CARDS):
        return []
    held = _tenures(at).filter(user__is_demo=True, user__is_active=True)
    # "commune" sorts before "province" and after "agency": a commune's own and its offices come first.
    nearest = ("post__roles", "above_kind", "-post__unit__kind", "post_id", "pk")
    first = held.order_by(*nearest).distinct("post__roles")
    found = sorted((_holder(tenure) for tenure in first), key=lambda one: one.holding.post_id)
    chosen: dict[int, Holder] = {}
    for role in POST_ROLES:
        fitting = [one for one in found if role in one.holding.roles]
        best = min(fitting, key=lambda one: _nearness(one, role), default=None)
        if best is not None:
            chosen.setdefault(best.holding.post_id, best)
    of_commune = held.filter(post__unit__kind=Kind.COMMUNE.value, post__roles=[Role.HEAD.value]).order_by(
        "post_id", "pk"
    )
    for tenure in of_commune[:1]:
        chosen.setdefault(tenure.post_id, _holder(tenure))
    return list(chosen.values())


def _nearness(one: Holder, role: Role) -> tuple[bool, bool, int, int]:
    """Order holders so that a commune's own come first: theirs are the inboxes that are full.

    Whoever watches and leads the Front stands for watching: another leads an office.
    """
    watches_too = role is not Role.AUDITOR and Role.AUDITOR in one.holding.roles
    return watches_too, one.holding.is_provincial, len(one.holding.roles), one.holding.post_id


def role_names(holding: Holding) -> list[str]:
    """Return the words for the roles of a post, in the order of a case's way."""
    return [str(ROLE_NAMES[role]) for role in POST_ROLES if role in holding.roles]


def user_of(user_id: int) -> User | None:
    """Return an account that can sign in, or None."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def set_password_address(user: User) -> str:
    """Return a link, good once and for `settings.PASSWORD_RESET_TIMEOUT`, by which a person chooses a password."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)


def _tenures(at: datetime) -> "QuerySet[Tenure]":
    """Return the tenures in force at a moment, of posts in force on its day, with the unit's name of that day."""
    day = day_of(at)
    name = UnitName.objects.filter(unit=OuterRef("post__unit"), valid__contains=day).values("name")[:1]
    above = UnitParent.objects.filter(unit=OuterRef("post__unit"), valid__contains=day)
    in_force = Q(valid__contains=at, post__valid__contains=day)
    held = Tenure.objects.filter(in_force).select_related("post__unit", "user")
    return held.annotate(
        unit_name=Subquery(name),
        above_id=Subquery(above.values("parent_id")[:1]),
        above_kind=Subquery(above.values("parent__kind")[:1]),
    )


def _post_row(post: Post) -> PostRow:
    held = tuple(
        TenureRow(one.pk, one.user_id, one.user.name, one.user.email, one.valid.lower, one.valid.upper)
        for one in post.held  # type: ignore[attr-defined]  # prefetched by posts_of
    )
    roles = tuple(role for role in POST_ROLES if role.value in post.roles)
    return PostRow(post.pk, post.title, roles, post.sees_identity, post.seats, held)


def _holder(tenure: Tenure) -> Holder:
    return Holder(tenure.user_id, tenure.user.name, holding(tenure))
