"""What every verb of a vote shares: its lock, its subject, its record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.lib.refusal import NotFoundError

KIND = "decisions.decision"
NO_SUCH = _("Không có cuộc biểu quyết này.")


def locked(decision_id: int) -> Decision:
    """Return a decision that nobody else changes, and into which no ballot comes, until the transaction ends."""
    found = Decision.objects.select_for_update().filter(pk=decision_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def unit_of(decision: Decision, at: datetime) -> UnitView:
    """Return the village or commune that decides."""
    return organisations.units([decision.unit_id], timezone.localdate(at))[decision.unit_id]


def topics_of(decision: Decision) -> list[str]:
    """Return what pages about a decision change with."""
    return ["decisions", f"decisions:{decision.unit_id}"]


def grounds_of(decision: Decision) -> list[Grounds]:
    """Return the provision by which it is decided, in the version that was frozen."""
    found = law.rulebook().rule(decision.rule_id, on=timezone.localdate(decision.frozen_at or decision.created_at))
    return [Grounds(found.id, decision.rule_version or found.version, found.citation.vi)]


def write(
    verb: str,
    decision: Decision,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    grounds: Sequence[Grounds] = (),
    words: str = "",
    topics: Sequence[str] = (),
    request: Request | None = None,
    is_first: bool = False,
) -> Record:
    """Record one act on a decision; `words` are committed to, not copied."""
    return record(
        event=f"decisions.{verb}", subject=Subject(KIND, decision.pk, decision.code), acting=acting, at=at,
        grounds=grounds, facts=dict(facts or {}), parts={"words": words.encode()} if words else None, topics=topics,
        request=request, is_first=is_first,
    )  # fmt: skip
