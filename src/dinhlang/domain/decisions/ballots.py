"""One household, one ballot: by which way it may come, which of several counts, and how all are added up.

A vote of households under Law 10/2022 is a roll-call, as a show of hands is: it hides nothing from the officers who
keep it, and every ballot page says so. Elections of persons use secret paper (stage 2), of which only sums are kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from dinhlang.domain.decisions.forms import Form


class Choice(StrEnum):
    """What a ballot says (Decree 59/2023, Article 5: agree, disagree, other opinion)."""

    YES = "agree"
    NO = "disagree"
    OTHER = "other"


class Channel(StrEnum):
    """By which way a ballot came."""

    PHONE = "phone"  # the household itself, with its code
    ASSISTED = "assisted"  # at an office, an officer typed it
    PAPER = "paper"  # a slip brought from door to door, typed twice
    MEETING = "meeting"  # present in person


WAYS = {
    "online": (Channel.PHONE, Channel.ASSISTED, Channel.MEETING),
    "ballot": (Channel.PAPER,),
    "meeting": (Channel.MEETING,),
}
"""Which ways a form of decision has."""


class Secrecy(StrEnum):
    """Who can learn how a household voted: stages 0 to 2."""

    MINUTES = "minutes"  # a show of hands; the signed minutes tell it
    ROLL_CALL = "roll_call"  # named in the minutes, public by random codes
    SECRET_PAPER = "secret_paper"  # noqa: S105 - a sealed box; only sums are kept


class Closed(StrEnum):
    """Why no ballot is taken now."""

    NOT_FROZEN = "not_frozen"
    NOT_OPEN = "not_open"
    OVER = "over"


@dataclass(frozen=True)
class Window:
    """When ballots are taken: from opens_at on, before closes_at, never after the count."""

    frozen_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None = None

    def shut(self, at: datetime) -> Closed | None:
        """Return why no ballot is taken at a moment, None while they are."""
        if self.frozen_at is None or self.opens_at is None or self.closes_at is None:
            return Closed.NOT_FROZEN
        if self.closed_at is not None or at >= self.closes_at:
            return Closed.OVER
        return Closed.NOT_OPEN if at < self.opens_at else None

    def shut_in_person(self, at: datetime, meeting_at: datetime | None) -> Closed | None:
        """Return why nobody votes in person now: only at the meeting after a vote online, from its close to the count.

        A vote online closes before the meeting (Decree 59/2023, Article 5), so nobody votes both ways at once.
        """
        if self.frozen_at is None or self.closes_at is None:
            return Closed.NOT_FROZEN
        if self.closed_at is not None:
            return Closed.OVER
        return Closed.NOT_OPEN if meeting_at is None or at < self.closes_at else None


# The provision that tells how many hold a vote and count it, and the name under which its row tells that.
TEAMS: Mapping[Form, tuple[str, str]] = MappingProxyType({
    Form.MEETING: ("DEC-D59-3-PROC", "counting_board"), Form.BALLOT: ("DEC-19-INFO", "team"),
    Form.ONLINE: ("DEC-D59-5-CONSENT", "team"),
})  # fmt: skip


def members(names: str) -> tuple[str, ...]:
    """Return the names of a team as they are written: with commas, semicolons or lines between them."""
    return tuple(one.strip() for one in names.replace(";", ",").replace("\n", ",").split(",") if one.strip())


def may_follow(channel: Channel, earlier: Channel | None) -> bool:
    """Tell whether a ballot takes the place of an earlier one: the last counts, presence in person above all."""
    return earlier is not Channel.MEETING or channel is Channel.MEETING


@dataclass(frozen=True)
class Tally:
    """The sum of one village: all its households, and what their ballots say. Absent is not in favour."""

    households: int
    yes: int
    no: int
    other: int

    @property
    def voted(self) -> int:
        """Return how many households gave a ballot."""
        return self.yes + self.no + self.other

    @property
    def absent(self) -> int:
        """Return how many households gave none."""
        return self.households - self.voted


def count(rows: Iterable[str | None]) -> Tally:
    """Add up the ballots of a published table: one entry a household, None where there is no ballot."""
    told = list(rows)
    return Tally(len(told), *(sum(one == choice for one in told) for choice in Choice))


def line_of(row_code: str, choice: str, channel: str) -> str:
    """Return how one household stands in the table whose digest the log holds."""
    return f"{row_code} {choice or 'absent'} {channel or '-'}\n"


def digest_of_table(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the digest of a published table of (row code, choice, channel), in the order of the codes."""
    return sha256("".join(line_of(*row) for row in sorted(rows)).encode()).digest()
