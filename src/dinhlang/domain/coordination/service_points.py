"""Points of Decision 766/QĐ-TTg from counted events: a ratio times its most points, and nothing where nothing is known.

A component without events here keeps no point and takes its maximum out of what can be measured; a total of the whole
set is therefore never told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from dinhlang.domain.dates.words import Words


class Measure(StrEnum):
    """What this platform has events of."""

    ON_TIME = "on_time"  # feedback answered by its first deadline, of that whose answer was due
    UNCOMPLAINED = "uncomplained"  # feedback neither reopened nor late, of all: a complement of complaints
    PUBLISHED = "published"  # administrative procedures made public in time, of those due


@dataclass(frozen=True)
class Counted:
    """How many events count, of how many."""

    part: int = 0
    whole: int = 0


@dataclass(frozen=True)
class Component:
    """One component of the set; `most` None: its most points are not known. `measure` None: no events here."""

    code: str
    words: Words
    most: Fraction | None
    measure: Measure | None
    is_complement: bool
    about: Words  # how it is counted here, or where its events would come from
    source: Words  # of the most points


@dataclass(frozen=True)
class Group:
    """One of the five groups with its most points."""

    code: str
    words: Words
    most: Fraction
    components: tuple[Component, ...]


@dataclass(frozen=True)
class PointSet:
    """The set as it is in force since a day."""

    valid_from: date
    basis: Words
    groups: tuple[Group, ...]

    @property
    def most(self) -> Fraction:
        """Return the points of the whole set."""
        return sum((one.most for one in self.groups), Fraction(0))

    @property
    def measured(self) -> tuple[Component, ...]:
        """Return the components of which this platform has events."""
        return tuple(one for group in self.groups for one in group.components if one.measure and one.most)

    def named(self, code: str) -> Component | None:
        """Return a component with events here by its code."""
        return next((one for one in self.measured if one.code == code), None)


@dataclass(frozen=True)
class Score:
    """Points out of those that could be measured where something happened."""

    points: Fraction
    measurable: Fraction


Counts = Mapping[Measure, Counted]


def points(component: Component, counts: Counts) -> Fraction | None:
    """Return the points of a component, None where it has no events here or none happened."""
    if component.measure is None or component.most is None:
        return None
    counted = counts.get(component.measure, Counted())
    return component.most * Fraction(counted.part, counted.whole) if counted.whole else None


def score(points_of: PointSet, counts: Counts) -> Score:
    """Return the sum of the points there are, and the most they could be."""
    found = [(points(one, counts), one.most) for one in points_of.measured]
    told = [(got, most) for got, most in found if got is not None and most is not None]
    return Score(sum((got for got, _ in told), Fraction(0)), sum((most for _, most in told), Fraction(0)))
