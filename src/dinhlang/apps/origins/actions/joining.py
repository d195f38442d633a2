"""Draw an arrow between two things, found by their public codes; whoever works on either end may draw it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.origins.policies import require_can_join
from dinhlang.apps.origins.queries.things import Thing, thing_by_code
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.origins.relations import TASK, may_join
from dinhlang.lib.refusal import NotFoundError, RefusedError

TOPIC = "origins"


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
        facts={"from": _code(first), "to": _code(second)},
        topics=[TOPIC, *(f"case:{one.code}" for one in (first, second) if one.kind == "feedback.case")],
        request=request,
    )  # fmt: skip
    ends = [End(one.kind, one.id, _code(one)) for one in (first, second)]
    on = timezone.localdate(at)
    if not add_link(source=ends[0], relation=relation, target=ends[1], on=on, record_id=made.pk):
        raise RefusedError(_("Mối liên hệ này đã ghi rồi."))
    return first.id


def _found(kind: str, code: str, at: datetime, field: str) -> Thing:
    found = thing_by_code(kind, code.strip(), at) or thing_by_code(kind, code.strip().upper(), at)
    if found is None:
        raise NotFoundError(_("Không tìm thấy mã này, hoặc chưa công khai."), field=field)
    return found


def _code(one: Thing) -> str:
    return f"{one.plan}#{one.code}"[:40] if one.kind == TASK else one.code
