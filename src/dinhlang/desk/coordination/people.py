"""The people of a conference: a post that is known that day brings unit and holder, any other stays as typed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions import Part
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination.fields import PICK, WORDS, Field
from dinhlang.desk.coordination.steps import entries
from dinhlang.lib.refusal import RefusedError

MOST, OPEN = 12, 3
PART, POST, NAME, SAID = "part", "post", "name", "said"
ROW = (
    Field(PART, gettext_lazy("Làm gì"), PICK, choices="parts"),
    Field(
        POST, gettext_lazy("Chức danh"), suggest="posts",
        hint=gettext_lazy("Chọn chức danh đang có, hoặc ghi chức danh của ngày ấy."),
    ),
    Field(NAME, gettext_lazy("Họ tên (không bắt buộc; trống: người đang giữ chức danh đã chọn)"), longest=120),
    Field(SAID, gettext_lazy("Đã nói gì, bằng lời của mình (không bắt buộc)"), WORDS),
)  # fmt: skip


def known_posts(on: date) -> dict[str, accounts.Seat]:
    """Return the posts of the province and of the bodies right under it on a day, by the words of a list."""
    bodies = {one.id for one in organisations.home_bodies(on)}
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    return {f"{one.title}, {one.unit_name}": one for one in accounts.seats_in(bodies, at=noon)}


def hold(*, agenda: str, next_plan_id: str | None, held_on: date, **given: Any) -> int:
    """Write down a conference with its agenda, one entry a line, and its people, one a row."""
    typed = {name: given.pop(name) for name in list(given) if name.partition("-")[0] in (PART, POST, NAME, SAID)}
    posts = known_posts(held_on)
    parts = [one for number in range(1, MOST + 1) if (one := _person(typed, number, posts)) is not None]
    next_id = int(next_plan_id) if next_plan_id else None
    return actions.hold_conference(agenda=entries(agenda), parts=parts, next_plan_id=next_id, held_on=held_on, **given)


def _person(typed: Mapping[str, Any], number: int, posts: Mapping[str, accounts.Seat]) -> Part | None:
    """Return the person of a row, None for an empty one; raises RefusedError for one without part or post."""
    part, post, name, said = (typed[f"{one}-{number}"] for one in (PART, POST, NAME, SAID))
    if not any((part, post, name, said)):
        return None
    if not part or not post:
        said_so = _("Người thứ {number} còn thiếu: hãy chọn làm gì và ghi chức danh.").format(number=number)
        raise RefusedError(said_so, field=f"{POST if part else PART}-{number}")
    title, unit_id, holder = as_known(post, posts)
    return Part(part, title, unit_id, name or holder, said or "")


def as_known(typed: str, posts: Mapping[str, accounts.Seat]) -> tuple[str, int | None, str]:
    """Return title, unit and holder of a post that is known; what was typed, None and "" for any other."""
    seat = posts.get(typed)
    return (seat.title, seat.unit_id, seat.holder) if seat else (typed, None, "")
