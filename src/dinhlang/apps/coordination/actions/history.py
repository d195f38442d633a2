"""What the loading of the history shares: units by their address, and the acts that are recorded at its end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dinhlang.apps.coordination.queries.seeds import units
from dinhlang.apps.organisations.queries import ids_by_slug, unit_by_code
from dinhlang.apps.transparency.actions import Act, Subject
from dinhlang.domain.accounts.roles import Acting


class UnknownSlugError(LookupError):
    """The history names a unit that is not there."""


class Loading:
    """One run: who acts, when, and what was done so far."""

    def __init__(self, acting: Acting, at: datetime) -> None:
        self.acting = acting
        self.at = at
        self.acts: list[Act] = []
        self._units: dict[str, int] = {}

    def know(self, slugs: Sequence[str]) -> None:
        """Look up the units that a file names: by their address, else by the code that they bear in their time."""
        missing = set(slugs) - set(self._units)
        self._units |= ids_by_slug(missing)
        for one in units().units:
            if one.slug in missing - set(self._units):
                last = (one.until or date.max) - timedelta(days=1)
                found = unit_by_code(one.code, one.since or last)
                self._units |= {one.slug: found.id} if found else {}

    def unit(self, slug: str) -> int:
        """Return the id of a unit; raises UnknownSlugError."""
        if slug not in self._units:
            self.know([slug])
        try:
            return self._units[slug]
        except KeyError as error:
            raise UnknownSlugError(slug) from error

    def did(self, verb: str, subject: Subject, facts: Mapping[str, Any], words: str = "") -> None:
        """Remember one act for the record; `words` are committed to, not copied."""
        parts = {"words": words.encode()} if words else {}
        event = f"coordination.{verb}"
        self.acts.append(Act(event, subject, self.acting, self.at, facts=facts, parts=parts))
