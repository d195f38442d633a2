"""What is in force on a day: every question to the law names its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM, DueResult, due
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Act, Level, Standing
from dinhlang.domain.law.rule import Deadline, Rule
from dinhlang.domain.law.threshold import Threshold


class LawError(Exception):
    """A question that the rulebook cannot answer; rule_id is what was asked for."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(rule_id)
        self.rule_id = rule_id


class UnknownRuleError(LawError):
    """No act here has a rule of that name."""


class NotInForceError(LawError):
    """The rule exists, but not on that day."""


class NoTermError(LawError):
    """The provision sets no term."""


class NoThresholdError(LawError):
    """The provision asks for no share of votes."""


@dataclass(frozen=True)
class Vocabulary:
    """The words behind the codes of the rules."""

    kind: Mapping[str, Words]
    scope: Mapping[str, Words]
    actor: Mapping[str, Words]
    form: Mapping[str, Words]
    event: Mapping[str, Words]
    of: Mapping[str, Words]


@dataclass(frozen=True)
class Rulebook:
    """All dated rules, by id and in order of their dates."""

    rules: Mapping[str, tuple[Rule, ...]]
    acts: Mapping[str, Act]
    vocabulary: Vocabulary

    def versions(self, rule_id: str) -> tuple[Rule, ...]:
        """Return every dated row of a rule, oldest first; raises UnknownRuleError."""
        try:
            return self.rules[rule_id]
        except KeyError as error:
            raise UnknownRuleError(rule_id) from error

    def rule(self, rule_id: str, *, on: date) -> Rule:
        """Return the row in force on a day; raises UnknownRuleError or NotInForceError."""
        for row in self.versions(rule_id):
            if row.in_force(on):
                return row
        raise NotInForceError(rule_id)

    def deadline(self, rule_id: str, *, on: date) -> Deadline:
        """Return the term set on a day; raises NoTermError where the law is silent."""
        found = self.rule(rule_id, on=on).deadline
        if found is None:
            raise NoTermError(rule_id)
        return found

    def threshold(self, rule_id: str, *, on: date) -> Threshold:
        """Return the share asked for on a day; raises NoThresholdError where there is none."""
        found = self.rule(rule_id, on=on).threshold
        if found is None:
            raise NoThresholdError(rule_id)
        return found

    def overlays_of(self, rule_id: str, *, on: date) -> list[Rule]:
        """Return the local rows that set a number over a rule, or where a rule leaves it open."""
        rows = (row for versions in self.rules.values() for row in versions)
        return [row for row in rows if row.overlays == rule_id and row.in_force(on)]

    def ruling(self, rule_id: str, *, on: date, places: Sequence[str]) -> list[Rule]:
        """Return the rows that rule in a place on a day, the nearest first, the law's own row last.

        places: the codes of the commune and the province, in this order. A nearer row wins for what it sets.
        """
        local = [row for row in self.overlays_of(rule_id, on=on) if row.act.place.code in places]
        return [*sorted(local, key=lambda row: places.index(row.act.place.code)), self.rule(rule_id, on=on)]

    def setting(self, rule_id: str, *, on: date, places: Sequence[str]) -> Rule:
        """Return the row whose term counts in a place: the nearest local one that sets a term, else the one named.

        A row laid over the same row of the law counts too (a commune's over the province's). Without places any row of
        a province counts.
        """
        named = self.rule(rule_id, on=on)
        laid = [row for base in (rule_id, named.overlays) if base for row in self._laid_over(base, on, places)]
        laid = [row for row in laid if row.deadline is not None]
        if named.act.place.level is not Level.COUNTRY:
            laid = [row for row in laid if row.act.place.level is Level.COMMUNE]
        return min(laid, key=lambda row: row.act.place.level is not Level.COMMUNE, default=named)

    def _laid_over(self, rule_id: str, on: date, places: Sequence[str]) -> list[Rule]:
        rows = self.overlays_of(rule_id, on=on)
        if places:
            return [row for row in rows if row.act.place.code in places]
        return [row for row in rows if row.act.place.level is Level.PROVINCE]

    def forms_of(self, rule_id: str, *, on: date, places: Sequence[str]) -> Rule:
        """Return the row whose forms and minimum count in a place: the nearest local one that names any."""
        rows = [row for row in self._laid_over(rule_id, on, places) if row.forms or row.min_duration is not None]
        found = min(rows, key=lambda row: row.act.place.level is not Level.COMMUNE, default=None)
        return found or self.rule(rule_id, on=on)

    def standing(self, row: Rule, *, on: date) -> Standing | None:
        """Return where a row stands on a day; None before it was passed."""
        if row.valid_to is not None and on > row.valid_to:
            return Standing.ENDED
        if on < row.valid_from:
            return Standing.PASSED if on >= row.known_since else None
        older = (one for one in self.versions(row.id) if one.valid_from < row.valid_from and one.act is row.act)
        return Standing.AMENDED if any(older) else Standing.IN_FORCE

    def due(self, rule_id: str, start: datetime, calendar: Calendar, *, on: date | None = None) -> DueResult:
        """Return the end of a rule's term; the version is the one in force on `on`, by default the day of the start."""
        day = on or start.astimezone(VIETNAM).date()
        term = self.deadline(rule_id, on=day)
        return due(
            start,
            term.period,
            calendar,
            direction=term.direction,
            event=self.vocabulary.event[term.event],
            ground=self.rule(rule_id, on=day).citation,
        )
