"""What shows that something was made public: stretches of days in one form at one place, each of one version."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dinhlang.domain.disclosure.needs import Form, Place


@dataclass(frozen=True)
class Shown:
    """One version in one form at one place, from the first to the last day on which it was there (None: still there).

    village: None is every village of the commune. confirmed: a photo, or somebody else, stands for it. doubted_on:
    since when a resident's word that it is gone stands unanswered; check_by: until when the unit has to look again;
    unanswered: that day has passed without a word of the unit (until() finds it).
    """

    form: Form
    place: Place
    began: date
    last_day: date | None = None
    version: int = 1
    village: int | None = None
    confirmed: bool = True
    doubted_on: date | None = None
    check_by: date | None = None
    unanswered: bool = False


@dataclass(frozen=True)
class Change:
    """A version after the first: since when its content was known to be other, and until when it had to be shown."""

    version: int
    changed_on: date
    due_on: date | None


@dataclass(frozen=True)
class Made:
    """Everything that a unit did to make one thing public."""

    shown: tuple[Shown, ...] = ()
    latest: int = 1  # the newest version
    change: Change | None = None  # of the newest version, when it is not the first
    withdrawn_on: date | None = None

    def until(self, day: date) -> "Made":
        """Return what could be known at the end of a day."""
        seen = tuple(_as_of(one, day) for one in self.shown if one.began <= day)
        latest = max((one.version for one in seen), default=1)
        change = self.change if self.change is not None and self.change.version == latest else None
        withdrawn = self.withdrawn_on if self.withdrawn_on is not None and self.withdrawn_on <= day else None
        return Made(seen, latest, change, withdrawn)


def _as_of(one: Shown, day: date) -> Shown:
    last = one.last_day if one.last_day is not None and one.last_day < day else None
    doubted = one.doubted_on if one.doubted_on is not None and one.doubted_on <= day else None
    if doubted is None or last is not None:
        return replace(one, last_day=last, doubted_on=None)
    if one.check_by is None or day <= one.check_by:
        return replace(one, last_day=None)
    # Nobody looked in time: the resident's word counts, and the day before it was the last one.
    return replace(one, last_day=max(one.began, doubted - timedelta(days=1)), unanswered=True)
