"""The answer to every point: what may be answered, when a consultation may close, when reasons are owed (Art. 28)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stance(StrEnum):
    """What somebody says to the draft as a whole."""

    AGREE = "agree"
    CHANGE = "change"  # agrees, with changes
    AGAINST = "against"
    NONE = "none"


class Answer(StrEnum):
    """What becomes of a point."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


class Outcome(StrEnum):
    """What the body goes on with after the consultation."""

    AS_DRAFTED = "as_drafted"
    CHANGED = "changed"
    DROPPED = "dropped"


class Origin(StrEnum):
    """By which way an opinion came; kept in every total."""

    WEB = "web"
    MEETING = "meeting"
    SLIP = "slip"
    HOTLINE = "hotline"
    FRONT = "front"


class Hindrance(StrEnum):
    """Why a consultation cannot close yet."""

    TOO_EARLY = "too_early"
    LOOSE_OPINIONS = "loose_opinions"
    OPEN_POINTS = "open_points"
    UNREAD_PROPOSALS = "unread_proposals"  # statements that people proposed for the votes
    NO_REASONS = "no_reasons"
    NOT_TOLD = "not_told"  # those on whom the decision lays duties (Article 27)
    NOT_HEARD = "not_heard"


@dataclass(frozen=True)
class Gathered:
    """The state of a consultation that wants to close."""

    closes_on: date
    loose_opinions: int
    open_points: int
    agree: int
    against: int  # people, not sheets
    untold: bool = False  # a decision on certain people's duties of which they were not told
    unread_proposals: int = 0
    unheard: int = 0  # of them, who asked to be heard and was not, or was not explained to


def is_majority_against(agree: int, against: int) -> bool:
    """Tell whether more than half of those who took a side are against."""
    return against * 2 > agree + against


def needs_reasons(gathered: Gathered, outcome: Outcome) -> bool:
    """Tell whether the body decides otherwise than most people said: then it explains, on top of its summary."""
    against = is_majority_against(gathered.agree, gathered.against)
    in_favour = gathered.agree * 2 > gathered.agree + gathered.against
    return (against and outcome is not Outcome.DROPPED) or (in_favour and outcome is Outcome.DROPPED)


def hindrance(gathered: Gathered, outcome: Outcome, reasons: str, *, today: date) -> Hindrance | None:
    """Return why a consultation cannot close today, or None."""
    if today <= gathered.closes_on:
        return Hindrance.TOO_EARLY
    if gathered.loose_opinions:
        return Hindrance.LOOSE_OPINIONS
    if gathered.open_points:
        return Hindrance.OPEN_POINTS
    if gathered.unread_proposals:
        return Hindrance.UNREAD_PROPOSALS
    if needs_reasons(gathered, outcome) and not reasons.strip():
        return Hindrance.NO_REASONS
    return _unheard(gathered) if outcome is not Outcome.DROPPED else None


def _unheard(gathered: Gathered) -> Hindrance | None:
    if gathered.untold:
        return Hindrance.NOT_TOLD
    return Hindrance.NOT_HEARD if gathered.unheard else None
