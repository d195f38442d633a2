"""What every verb of an initiative shares: its subject and topics, the next station, one record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import TOPIC
from dinhlang.apps.decisions.models import Initiative
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.decisions.initiatives import RULES, Call, Standing, may_become
from dinhlang.lib.refusal import NotFoundError, RefusedError

INITIATIVE = "decisions.initiative"
NO_SUCH = _("Không có sáng kiến này.")


def locked_initiative(initiative_id: int) -> Initiative:
    """Return an initiative for writing; raises NotFoundError."""
    found = Initiative.objects.select_for_update().filter(pk=initiative_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def go(initiative: Initiative, then: Standing) -> None:
    """Bring a locked initiative to its next station; raises RefusedError where it does not lie next."""
    if not may_become(Standing(initiative.standing), then):
        raise RefusedError(_("Sáng kiến này không còn ở bước ấy. Hãy tải lại trang để xem đang ở đâu."))
    initiative.standing = then.value


def topics_of_initiative(initiative: Initiative) -> list[str]:
    """Return what pages about an initiative change with."""
    return [TOPIC, f"{TOPIC}:{initiative.village_id}"]


def grounds_of_call(initiative: Initiative, at: datetime) -> list[Grounds]:
    """Return the provision by which the households are counted."""
    return [law.grounds(RULES[Call(initiative.call)], on=timezone.localdate(at))]


def tell(
    verb: str, initiative: Initiative, *, acting: Acting, at: datetime, facts: Mapping[str, Any] | None = None,
    words: str = "", grounds: Sequence[Grounds] = (), request: Request | None = None, is_first: bool = False,
) -> Record:  # fmt: skip
    """Record one act on an initiative; `words` are committed to, not copied."""
    return record(
        event=f"decisions.initiative_{verb}", subject=Subject(INITIATIVE, initiative.pk, initiative.code),
        acting=acting, at=at, grounds=grounds, topics=topics_of_initiative(initiative), request=request,
        facts={"standing": initiative.standing, **(facts or {})},
        parts={"words": words.encode()} if words else None, is_first=is_first,
    )  # fmt: skip
