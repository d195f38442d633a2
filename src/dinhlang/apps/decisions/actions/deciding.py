"""What every verb of a decision shares: its lock, subject and topics, the next station, the provision, one record."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.models import Decision, Proceeding
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.decisions.ballots import TEAMS, members
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS, Matter, Scope, Step
from dinhlang.domain.decisions.money import has_account
from dinhlang.domain.decisions.states import State, may_become
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "decisions.decision"
TOPIC = "decisions"  # what lists of the whole province change with
NO_SUCH = _("Không có việc này.")


def subject_of(decision: Decision) -> Subject:
    """Return how the record names a decision."""
    return Subject(KIND, decision.pk, decision.code)


def topics_of(unit_id: int) -> list[str]:
    """Return what pages about the decisions of a village change with."""
    return [TOPIC, f"{TOPIC}:{unit_id}"]


def free_code(year: int, key: str) -> str:
    """Return a code such as QD26-7K3MQ9 that no decision bears, for the same key the same one where it can be."""
    seed = key.encode()
    while True:
        found = f"QD{year % 100:02d}-{spell(sha256(seed).digest(), NUMBER_LENGTH)}"
        if not Decision.objects.filter(code=found).exists():
            return found
        seed = secrets.token_bytes(16)


def locked(decision_id: int) -> Proceeding:
    """Return the course of a decision with the decision in it; until the transaction ends nobody else changes them.

    No ballot comes in meanwhile: giving one shares the lock on the decision. Raises NotFoundError.
    """
    rows = Proceeding.objects.select_related("decision").select_for_update(of=("self", "decision"))
    found = rows.filter(decision_id=decision_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def unit_of(decision: Decision, at: datetime) -> UnitView:
    """Return the village (or commune) that decides; raises NotFoundError when it is no more."""
    found = organisations.unit(decision.unit_id, timezone.localdate(at))
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def matter_of(decision: Decision) -> Matter:
    """Return the clause of Article 15."""
    return MATTERS[decision.matter]


def course_of(found: Proceeding) -> tuple[Matter, Step | None]:
    """Return the clause and what it does: by these it is known who convenes."""
    return matter_of(found.decision), Step(found.step) if found.step else None


def move(decision: Decision, then: State) -> None:
    """Bring a locked decision to its next station; raises RefusedError where it does not lie next."""
    if not may_become(State(decision.state), then):
        raise RefusedError(_("Việc này không còn ở bước ấy. Hãy tải lại trang để xem đang ở đâu."))
    decision.state = then.value


def keeps_account(decision: Decision) -> bool:
    """Tell whether money may be written down for a decision."""
    whole = State(decision.part_of.state) if decision.part_of else None
    return has_account(decision.matter, State(decision.state), Scope(decision.scope), whole)


def require_team(names: str, form: Form, on: date) -> None:
    """Refuse a team that is smaller or larger than the provision of a form tells."""
    rule, told = TEAMS[form]
    least, most = law.rule(rule, on=on).details[told]
    if not least <= len(members(names)) <= most:
        said = _("Phải có từ {least} đến {most} người; ghi tên cách nhau bằng dấu phẩy.")
        raise RefusedError(said.format(least=least, most=most), field="team")


def require_text(text: str, field: str, sentence: Any) -> str:
    """Return a text without blanks around it; raises RefusedError for an empty one."""
    found = text.strip()
    if not found:
        raise RefusedError(sentence, field=field)
    return found


def grounds_of(decision: Decision, *more: str, on: date) -> list[Grounds]:
    """Return the provision of the matter and others, as they are on a day; a frozen vote keeps its own version."""
    ruled = timezone.localdate(decision.frozen_at) if decision.frozen_at else on
    own = law.grounds(matter_of(decision).rule(Scope(decision.scope), law.rulebook(), on=ruled).id, on=ruled)
    if decision.frozen_at and decision.rule_version:
        own = replace(own, version=decision.rule_version)
    return [own, *(law.grounds(one, on=on) for one in more)]


def write(
    verb: str,
    decision: Decision,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    words: str = "",
    file: bytes = b"",
    grounds: Sequence[Grounds] = (),
    request: Request | None = None,
    is_first: bool = False,
) -> Record:
    """Record one act on a decision; `words` and the digest of a `file` are committed to, not copied."""
    parts = {"words": words.encode()} if words else {}
    return record(
        event=f"decisions.{verb}",
        subject=subject_of(decision),
        acting=acting,
        at=at,
        grounds=grounds,
        facts={"matter": decision.matter, "state": decision.state, **(facts or {})},
        parts=parts | ({"file": file} if file else {}),
        topics=topics_of(decision.unit_id),
        request=request,
        is_first=is_first,
    )
