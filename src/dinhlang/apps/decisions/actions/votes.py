"""What the verbs of a vote have of their own: the lock that ballots wait for, the frozen provision, the record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import subject_of
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Grounds, Request, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.lib.refusal import NotFoundError

NO_SUCH = _("Không có cuộc biểu quyết này.")


def locked(decision_id: int) -> Decision:
    """Return a decision that nobody else changes, and into which no ballot comes, until the transaction ends."""
    found = Decision.objects.select_for_update().filter(pk=decision_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


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
        event=f"decisions.{verb}", subject=subject_of(decision), acting=acting, at=at,
        grounds=grounds, facts=dict(facts or {}), parts={"words": words.encode()} if words else None, topics=topics,
        request=request, is_first=is_first,
    )  # fmt: skip
