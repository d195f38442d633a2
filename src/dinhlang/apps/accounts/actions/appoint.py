"""Give a post to a person."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import policies
from dinhlang.apps.accounts.actions.create_post import subject_of
from dinhlang.apps.accounts.models import Post, Tenure, User
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


class SeatTakenError(RefusedError):
    """Every seat of the post is held, or the person holds one already."""


@transaction.atomic
def appoint(*, actor: Actor, post_id: int, user_id: int, at: datetime) -> Tenure:
    """Give a person the first free seat of a post from this moment on."""
    post = Post.objects.select_for_update().filter(pk=post_id, valid__contains=timezone.localdate(at)).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if post is None or user is None:
        raise NotFoundError(_("Không có chức danh hoặc tài khoản này."))
    acting = policies.require_can_appoint(actor, post, user, at=at)
    seat = free_seat(post, user, at)
    tenure = Tenure.objects.create(post=post, user=user, seat=seat, valid=DateTimeTZRange(at, None))
    record(
        event="accounts.post_given",
        subject=subject_of(post),
        acting=acting,
        at=at,
        facts={"title": post.title, "seat": seat, "tenure": tenure.pk},
        parts={"holder": str(user.pk).encode()},
    )
    return tenure


def free_seat(post: Post, user: User, at: datetime) -> int:
    """Return the lowest free seat; raises SeatTakenError when there is none or the person sits there already."""
    open_ended = Tenure.objects.filter(post=post, valid__overlap=DateTimeTZRange(at, None))
    held = dict(open_ended.values_list("seat", "user_id"))
    if user.pk in held.values():
        raise SeatTakenError(_("Người này đang giữ chức danh đó rồi."))
    for seat in range(1, post.seats + 1):
        if seat not in held:
            return seat
    raise SeatTakenError(_("Chức danh này đã có người giữ. Hãy kết thúc nhiệm kỳ của người đó trước."))
