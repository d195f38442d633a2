"""Reads of initiatives: what households started, how many stand behind it, what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dinhlang.apps.decisions.models import Consent, Household, Initiative
from dinhlang.apps.law import queries as law
from dinhlang.domain.decisions import initiatives as rules
from dinhlang.domain.decisions.initiatives import Call, Standing, Support
from dinhlang.domain.decisions.matters import MATTERS, Matter, Step
from dinhlang.domain.law.rule import Rule
from dinhlang.lib.keyed import keyed

PURPOSE = "initiative-consent"


@dataclass(frozen=True)
class InitiativeView:
    """One initiative as everybody may see it. While it is only sent, its words are shown to those who look at it."""

    id: int
    code: str
    village_id: int
    call: Call
    matter: Matter
    step: Step | None
    question: str
    explanation: str
    standing: Standing
    created_at: datetime
    reached_at: datetime | None
    consents: int | None
    answered_by: str
    reason: str
    decision_code: str
    is_demo: bool

    @property
    def is_read(self) -> bool:
        """Tell whether its words are public."""
        return self.standing is not Standing.SENT and self.standing is not Standing.DECLINED

    @property
    def is_counting(self) -> bool:
        """Tell whether households may still stand behind it."""
        return self.standing in rules.COUNTED

    @property
    def is_petition(self) -> bool:
        """Tell whether it asks that the head of the village leave."""
        return self.call is Call.PETITION


def key_of(initiative_id: int, household_id: int) -> bytes:
    """Return under which key the consent of a household is kept."""
    return keyed(PURPOSE, f"{initiative_id}:{household_id}")


def initiative(code: str) -> InitiativeView | None:
    """Return an initiative by its code. One query."""
    found = Initiative.objects.select_related("decision").filter(code=code).first()
    return _view(found) if found else None


def initiatives_of(village_ids: list[int], *, limit: int = 20, live: bool = False) -> list[InitiativeView]:
    """Return the newest initiatives of villages, or those that still wait for something. One query."""
    rows = Initiative.objects.select_related("decision").filter(village_id__in=village_ids)
    if live:
        rows = rows.filter(standing__in=[one.value for one in rules.LIVE])
    return [_view(one) for one in rows.order_by("-id")[:limit]]


def newest_initiatives(*, limit: int = 30) -> list[InitiativeView]:
    """Return the newest initiatives of the province whose words were looked at. One query."""
    rows = Initiative.objects.select_related("decision").exclude(standing=Standing.SENT.value)
    return [_view(one) for one in rows.order_by("-id")[:limit]]


def initiative_code(initiative_id: int) -> str:
    """Return by which code an initiative is known; raises DoesNotExist."""
    return Initiative.objects.values_list("code", flat=True).get(pk=initiative_id)


def support(one: InitiativeView, on: date) -> Support:
    """Return how far the consents of an initiative reach on a day. Two queries."""
    return _support(one.id, one.village_id, one.call, on)


def support_of(one: Initiative, on: date) -> Support:
    """Return how far the consents of a row reach on a day. Two queries."""
    return _support(one.pk, one.village_id, Call(one.call), on)


def rule_of(one: InitiativeView, on: date) -> Rule:
    """Return the provision that says how many households are enough."""
    return rules.rule_of(one.call, law.rulebook(), on=on)


def _support(initiative_id: int, village_id: int, call: Call, on: date) -> Support:
    """Count the consents that still run, of households that are on the roll on the day."""
    there = Household.objects.filter(village_id=village_id, valid__contains=on).values_list("pk", flat=True)
    keys = {key_of(initiative_id, one) for one in there}
    running = Q(counts_until=None) | Q(counts_until__gte=on)
    given = Consent.objects.filter(running, initiative_id=initiative_id, ended_at=None).values_list("key", flat=True)
    consents = sum(bytes(one) in keys for one in given)
    return rules.support(call, consents, len(keys), law.rulebook(), on=on)


def _view(one: Initiative) -> InitiativeView:
    return InitiativeView(
        id=one.pk, code=one.code, village_id=one.village_id, call=Call(one.call), matter=MATTERS[one.matter],
        step=Step(one.step) if one.step else None, question=one.question, explanation=one.explanation,
        standing=Standing(one.standing), created_at=one.created_at, reached_at=one.reached_at, consents=one.consents,
        answered_by=one.answered_by, reason=one.reason, decision_code=one.decision.code if one.decision else "",
        is_demo=one.is_demo,
    )  # fmt: skip
