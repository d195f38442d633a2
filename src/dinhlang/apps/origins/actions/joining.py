"""Draw an arrow between two things, found by their public codes, or take back a wrong one.

Whoever works on either end may do both.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.actions import withdraw_link as withdraw
from dinhlang.apps.links.queries import link
from dinhlang.apps.origins.policies import require_can_join
from dinhlang.apps.origins.queries.things import Thing, thing_by_code, things
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.origins.relations import TASK, may_join
from dinhlang.lib.refusal import NotFoundError, RefusedError

TOPIC = "origins"
LONGEST_REASON = 300


@transaction.atomic
def join_things(
    *, actor: Actor, source: tuple[str, str], relation: str, target: tuple[str, str], at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Say how one thing led to another; each is named by kind and code. Returns the id of the first."""
    first, second = _found(*source, at, "source"), _found(*target, at, "target")
    acting = require_can_join(actor, first, second, at)
    if done_before(request):
        return first.id
    if not may_join(relation, first.kind, second.kind) or (first.kind, first.id) == (second.kind, second.id):
        raise RefusedError(_("Hai thứ này không liên hệ với nhau theo cách ấy."), field="relation")
    made = record(
        event=f"origins.{relation}", subject=Subject(first.kind, first.id, _code(first)), acting=acting, at=at,
        facts={"from": _code(first), "to": _code(second)}, topics=_topics(first, second),
        request=request,
    )  # fmt: skip
    ends = [End(one.kind, one.id, _code(one)) for one in (first, second)]
    on = timezone.localdate(at)
    if not add_link(source=ends[0], relation=relation, target=ends[1], on=on, record_id=made.pk):
        raise RefusedError(_("Mối liên hệ này đã ghi rồi."))
    return first.id


@transaction.atomic
def withdraw_link(*, actor: Actor, link_id: int, reason: str, at: datetime, request: Request | None = None) -> int:
    """Take back an arrow that was drawn by mistake; it stays to be read with the reason. Returns its id."""
    found = link(link_id)
    ends = things([found.source, found.target], at) if found is not None else {}
    if found is None or found.source not in ends or found.target not in ends:
        raise NotFoundError(_("Không có mối liên hệ này."))
    first, second = ends[found.source], ends[found.target]
    acting = require_can_join(actor, first, second, at)
    if done_before(request):
        return link_id
    if found.withdrawn_on is not None:
        raise RefusedError(_("Mối liên hệ này đã rút rồi."))
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        raise RefusedError(_("Hãy ghi vì sao rút; mọi người đọc được."), field="reason")
    record(
        event="origins.withdrawn", subject=Subject(first.kind, first.id, _code(first)), acting=acting, at=at,
        facts={"relation": found.relation, "from": _code(first), "to": _code(second), "why": why},
        topics=_topics(first, second), request=request,
    )  # fmt: skip
    withdraw(link_id=link_id, reason=why, on=timezone.localdate(at))
    return link_id


def _topics(first: Thing, second: Thing) -> list[str]:
    cases = [f"case:{one.code}" for one in (first, second) if one.kind == "feedback.case"]
    return [TOPIC, "coordination", *cases] if TASK in (first.kind, second.kind) else [TOPIC, *cases]


def _found(kind: str, code: str, at: datetime, field: str) -> Thing:
    found = thing_by_code(kind, code.strip(), at) or thing_by_code(kind, code.strip().upper(), at)
    if found is None:
        raise NotFoundError(_("Không tìm thấy mã này, hoặc chưa công khai."), field=field)
    return found


def _code(one: Thing) -> str:
    return f"{one.plan}#{one.code}"[:40] if one.kind == TASK else one.code
