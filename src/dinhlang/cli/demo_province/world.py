"""What all cases of one run share: the seed, working time, and the terms that the law kernel counts."""

from datetime import date, datetime

from dinhlang.cli.demo_province.working_time import AFTERNOON, DueOn, WorkingTime, local

# Rules of the demonstration's own regulation; their numbers stand there.
ANSWER_RULE, EXTENSION_RULE, INFO_RULE, CLOSE_RULE = (
    "PROV-FB-ANSWER", "PROV-FB-EXTEND", "PROV-FB-INFO", "PROV-FB-CLOSE",
)  # fmt: skip


class World:
    """Everything but the case itself. A term that begins on one day ends on one day: it is counted once."""

    def __init__(self, seed: int, time: WorkingTime, due_on: DueOn) -> None:
        self.seed = seed
        self.time = time
        self._due_on = due_on
        self._counted: dict[tuple[date, str], date] = {}

    def due(self, start: datetime | date, rule: str) -> date:
        """Return the last day of a term that begins on the day of `start`."""
        day = start.date() if isinstance(start, datetime) else start
        known = self._counted.get((day, rule))
        if known is None:
            known = self._counted[day, rule] = self._due_on(local(day, AFTERNOON), rule)
        return known
