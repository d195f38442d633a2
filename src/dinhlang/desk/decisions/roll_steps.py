"""What the forms of a roll make of their fields before they call their action."""

from typing import Any

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import NewChange
from dinhlang.domain.decisions.rolls import Change


def add(*, number: str, name: str, address: str, reason: str, **given: Any) -> int:
    """Propose a new household."""
    return actions.propose_change(new=NewChange(Change.ADDED, reason, None, number, address, name), **given)


def end(*, household_id: int, reason: str, **given: Any) -> int:
    """Propose that a household leaves the roll."""
    return actions.propose_change(new=NewChange(Change.ENDED, reason, household_id), **given)


def represent(*, household_id: int, name: str, reason: str, **given: Any) -> int:
    """Propose another representative."""
    return actions.propose_change(new=NewChange(Change.REPRESENTATIVE, reason, household_id, name=name), **given)


def move(*, household_id: int, address: str, reason: str, **given: Any) -> int:
    """Propose another address."""
    return actions.propose_change(new=NewChange(Change.ADDRESS, reason, household_id, address=address), **given)


def object_(**given: Any) -> int:
    """Note an objection."""
    return actions.object_to_change(**given)


def answer(*, outcome: str, **given: Any) -> int:
    """Answer an objection."""
    return actions.answer_objection(upheld=outcome == "upheld", **given)
