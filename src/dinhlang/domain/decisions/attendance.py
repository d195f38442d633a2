"""Who is at the meeting, tapped on several telephones, some of them without a line: the marks of a household."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Mark:
    """One tap. device: random name of a telephone; settles: made by somebody who saw that others differ."""

    present: bool
    marked_at: datetime
    device: str
    settles: bool = False


@dataclass(frozen=True)
class Standing:
    """What the marks of a household say together."""

    present: bool
    differs: bool


def standing(marks: Iterable[Mark]) -> Standing:
    """Return whether a household is there, and whether telephones say otherwise; without marks it is not.

    The newest mark counts. Telephones differ when the last word of one is not that of another; a mark that settles
    silences all that came before it.
    """
    ordered = sorted(marks, key=lambda one: (one.marked_at, one.device))
    settled = max((place for place, one in enumerate(ordered) if one.settles), default=0)
    last = {one.device: one.present for one in ordered[settled:]}
    return Standing(bool(ordered) and ordered[-1].present, len(set(last.values())) > 1)
