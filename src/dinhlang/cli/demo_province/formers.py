"""Cases from before the merger: told by the communes of then, handed to the successor on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dinhlang.cli.demo_province.working_time import local
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.feedback.history import Step
from dinhlang.domain.feedback.states import OPEN, Event, replay

LATER_STEPS = frozenset({Event.RATED, Event.CLOSED})


@dataclass(frozen=True)
class Formers:
    """By commune of today the codes of those of before, and the day on which they ended."""

    until: date = date.min
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, commune: str, on: date, number: int) -> str:
        """Return the commune of before that gets a case, the commune itself when it was there already."""
        before = self.units.get(commune, ())
        return before[number % len(before)] if before and on < self.until else commune


def told_by_formers(until: date, former: str, commune: str, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps with those before the day taken by the commune of then, which had no such offices."""
    day = local(until, 0)
    told: list[Step] = []
    for step in (one for one in steps if one.at < day):
        if step.event == Event.ASSIGNED:
            told.append(replace(step, event=Event.STARTED.value, by=Role.HANDLER.value, unit=former, text="", facts={}))
        elif step.event != Event.STARTED:
            told.append(replace(step, unit=former) if step.unit else step)
    later = [one for one in steps if one.at >= day and one.event != Event.STARTED]
    if replay(told) not in OPEN:
        return (*told, *(one for one in later if one.event in LATER_STEPS))
    told.append(Step(Event.FOLLOWED_SUCCESSOR.value, day, Role.SYSTEM.value, facts={"to": commune}))
    return (*told, *later)
