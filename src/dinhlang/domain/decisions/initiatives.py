"""What households start themselves: an initiative of Article 16, or a petition that the head of the village leave.

Each household counts once, of all households of the village; where the law lets a consent grow old, it counts until
the end of its last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dinhlang.domain.dates.due import last_day_of_months
from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.matters import MATTERS, Step
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook


class Call(StrEnum):
    """What the households call for."""

    INITIATIVE = "initiative"
    PETITION = "petition"


class Standing(StrEnum):
    """Where an initiative stands."""

    SENT = "sent"  # its words are not public yet
    GATHERING = "gathering"
    REACHED = "reached"  # it must be put to the households
    PUT = "put"  # it is a proposal of a decision
    DECLINED = "declined"  # against the law or good customs, with the reason
    WITHDRAWN = "withdrawn"


RULES: Mapping[Call, str] = MappingProxyType({
    Call.INITIATIVE: "DEC-16-INIT",
    Call.PETITION: "DEC-D59-9-PETITION",
})  # fmt: skip
PETITIONED = ("15.4", Step.DISMISS)
LIVE = (Standing.SENT, Standing.GATHERING, Standing.REACHED)
COUNTED = (Standing.GATHERING, Standing.REACHED)
NEXT: Mapping[Standing, frozenset[Standing]] = MappingProxyType({
    Standing.SENT: frozenset({Standing.GATHERING, Standing.DECLINED, Standing.WITHDRAWN}),
    Standing.GATHERING: frozenset({Standing.REACHED, Standing.DECLINED, Standing.WITHDRAWN}),
    Standing.REACHED: frozenset({Standing.PUT}),
    Standing.PUT: frozenset(),
    Standing.DECLINED: frozenset(),
    Standing.WITHDRAWN: frozenset(),
})  # fmt: skip
WORDS: Mapping[Standing, Words] = MappingProxyType({
    Standing.SENT: Words("mới gửi, chờ xem lời lẽ", "sent, its words to be looked at"),
    Standing.GATHERING: Words("đang gom sự đồng ý", "gathering consents"),
    Standing.REACHED: Words("đủ số hộ, phải đưa ra dân bàn", "reached, must be put to the people"),
    Standing.PUT: Words("đã thành việc để dân bàn", "put to the people"),
    Standing.DECLINED: Words("không đưa ra bàn", "not put to the people"),
    Standing.WITHDRAWN: Words("đã rút", "withdrawn"),
})  # fmt: skip


@dataclass(frozen=True)
class Support:
    """How far the consents reach."""

    consents: int
    households: int
    needed: int
    reached: bool


def rule_of(call: Call, book: Rulebook, *, on: date) -> Rule:
    """Return the provision that says how many households are enough; raises NotInForceError before it."""
    return book.rule(RULES[call], on=on)


def call_of(matter: str, step: Step | None) -> Call:
    """Return what a matter started by households is: that the head leaves needs a petition."""
    return Call.PETITION if (matter, step) == PETITIONED else Call.INITIATIVE


def may_be_started(matter: str, step: Step | None) -> bool:
    """Tell whether households may start a matter: electing somebody has its own calendar and its own conveners."""
    found = MATTERS.get(matter)
    return found is not None and (not found.steps or step is Step.DISMISS)


def support(call: Call, consents: int, households: int, book: Rulebook, *, on: date) -> Support:
    """Return how far the consents reach; a village without households reaches nothing."""
    share = book.threshold(RULES[call], on=on)
    reached = households > 0 and share.passes(min(consents, households), households)
    return Support(consents, households, share.needed(households) if households else 0, reached)


def counts_until(call: Call, given_on: date, book: Rulebook) -> date | None:
    """Return the last day on which a consent counts, None where the law lets it stand."""
    months = rule_of(call, book, on=given_on).details.get("consent_valid_months")
    return None if months is None else last_day_of_months(given_on, months)


def may_become(now: Standing, then: Standing) -> bool:
    """Tell whether an initiative may go from one station to another."""
    return then in NEXT[now]
