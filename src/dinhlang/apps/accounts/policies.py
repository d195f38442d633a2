"""Who may touch accounts and posts. Each `require_…` raises NotAllowedError with a sentence for the user."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import queries
from dinhlang.apps.accounts.models import Post, Tenure, User
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError, NotFoundError

MANAGES = (Role.ADMINISTRATOR,)
# Said too of what does not exist: no administrator learns who is in office, or has an account, elsewhere.
NOT_MANAGED = _("Chỉ quản trị của đơn vị này hoặc của cấp trên mới sửa được chức danh và người giữ.")
NOT_TO_CLOSE = _("Chỉ khóa được tài khoản của cán bộ mà mọi chức danh đều thuộc đơn vị mình quản trị.")


def can_manage_posts(actor: Actor, unit_id: int, *, at: datetime) -> Acting | None:
    """Let the administrators of the unit or of a unit above it, and the platform itself, manage its posts."""
    if actor.is_system:
        return AS_SYSTEM
    if actor.holding(MANAGES) is None:
        return None
    held = actor.holding(MANAGES, queries.unit_and_above(unit_id, at=at))
    return acting(held, Role.ADMINISTRATOR, actor.user_id) if held else None


def require_can_manage_posts(actor: Actor, unit_id: int, *, at: datetime) -> Acting:
    """Refuse everybody who does not administer the unit."""
    allowed = can_manage_posts(actor, unit_id, at=at)
    if allowed is None:
        raise NotAllowedError(NOT_MANAGED)
    return allowed


def can_appoint(actor: Actor, post: Post, user: User, *, at: datetime) -> Acting | None:
    """Let an administrator give a post to somebody else, never to oneself."""
    if actor.user_id is not None and actor.user_id == user.pk:
        return None
    return can_manage_posts(actor, post.unit_id, at=at)


def require_can_appoint(actor: Actor, post: Post, user: User, *, at: datetime) -> Acting:
    """Refuse strangers, and administrators who appoint themselves."""
    allowed = can_appoint(actor, post, user, at=at)
    if allowed is not None:
        return allowed
    require_can_manage_posts(actor, post.unit_id, at=at)
    raise NotAllowedError(_("Không ai tự giao chức danh cho mình. Xin nhờ một quản trị khác."))


def require_can_end_tenure(actor: Actor, tenure: Tenure, *, at: datetime) -> Acting:
    """Refuse everybody who does not administer the unit of the post; giving up one's own post is allowed."""
    return require_can_manage_posts(actor, tenure.post.unit_id, at=at)


def can_disable_account(actor: Actor, user: User, *, at: datetime) -> Acting | None:
    """Let an administrator of every unit where the person holds a post close the account, never one's own."""
    if actor.is_system:
        return AS_SYSTEM
    if actor.user_id == user.pk:
        return None
    units = set(Tenure.objects.filter(user=user, valid__contains=at).values_list("post__unit_id", flat=True))
    grounds = [can_manage_posts(actor, unit_id, at=at) for unit_id in units]
    return grounds[0] if grounds and all(grounds) else None


def require_can_disable_account(actor: Actor, user: User, *, at: datetime) -> Acting:
    """Refuse closing one's own account, a citizen's account, and accounts with a post somewhere else."""
    allowed = can_disable_account(actor, user, at=at)
    if allowed is None:
        raise NotAllowedError(NOT_TO_CLOSE)
    return allowed


def require_can_end_session(actor: Actor, owner_id: int | None) -> int:
    """Refuse ending a session that is not one's own, with the words for one that does not exist; returns the owner."""
    if actor.user_id is None or actor.user_id != owner_id:
        raise NotFoundError(_("Không có phiên đăng nhập này."))
    return actor.user_id


def can_take_card(user: User) -> bool:
    """Tell whether an account may be opened by a role card: an invented officer, in a demo that shows the cards."""
    return bool(settings.DEMO and settings.ROLE_CARDS and user.is_demo and user.is_active)


def require_can_take_card(user: User | None) -> User:
    """Refuse every account that is not an invented officer, and every deployment that is not a demo with cards."""
    if user is None or not can_take_card(user):
        raise NotFoundError(_("Thẻ vai này không dùng được."))
    return user
