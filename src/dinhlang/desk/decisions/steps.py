"""What the forms of a decision make of their fields before they call their action."""

import re
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import Minutes, NewDecision, NewSitting
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Step
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole

CLOCK = re.compile(r"([01]?\d|2[0-3])[:hHgG]([0-5]\d)?")
SITTINGS = 3
NUMBERS = ("present", "yes", "no", "other")


def clock(text: str) -> time:
    """Return an hour of the day, written 19:00 or 19h30; raises RefusedError."""
    found = CLOCK.fullmatch(text)
    if found is None:
        raise RefusedError(_("Hãy ghi giờ như 19:00 hoặc 7:30."))
    return time(int(found[1]), int(found[2] or 0))


def count(text: str) -> int:
    """Return a number of households; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(_("Hãy ghi số hộ bằng chữ số."))
    return found


def propose(*, matter: str, step: str | None, question: str, explanation: str, **given: Any) -> int:
    """Propose a matter for a meeting."""
    new = NewDecision(matter, Form.MEETING, question, explanation, Step(step) if step else None)
    return actions.propose(new=new, **given)


def agree(**given: Any) -> int:
    """Agree for the Front's board."""
    return actions.agree(**given)


def schedule(*, meeting_on: date, meeting_time: time, **given: Any) -> int:
    """Give the meeting its day, hour and place."""
    return actions.schedule(meeting_at=datetime.combine(meeting_on, meeting_time, VIETNAM), **given)


def open_(**given: Any) -> int:
    """Open the meeting."""
    return actions.open_meeting(**given)


def count_(*, way: str, chair: str, secretary: str, counters: str, witnesses: str, actor: Any, decision_id: int,
           at: datetime, request: Any, **rows: Any) -> int:  # fmt: skip
    """Write down the meeting and all its clusters."""
    told = [one for number in range(1, SITTINGS + 1) if (one := _sitting(rows, number)) is not None]
    if not told:
        raise RefusedError(_("Hãy ghi số hộ dự và số hộ đồng ý."), field="present-1")
    return actions.count_meeting(
        actor=actor, decision_id=decision_id, minutes=Minutes(way, chair, secretary, counters, witnesses),
        sittings=told, at=at, request=request,
    )  # fmt: skip


def _sitting(rows: dict[str, Any], number: int) -> NewSitting | None:
    """Return one row of the form, None where it was left empty; raises RefusedError for half a row."""
    place, numbers = rows[f"place-{number}"], [rows[f"{name}-{number}"] for name in NUMBERS]
    if not place and all(one is None for one in numbers):
        return None
    if not place or numbers[0] is None or numbers[1] is None:
        said = _("Cuộc họp thứ {number} còn thiếu: hãy ghi nơi họp, số hộ dự, số hộ đồng ý.").format(number=number)
        raise RefusedError(said, field=f"place-{number}" if not place else f"present-{number}")
    return NewSitting(place, *(one or 0 for one in numbers))


def publish(**given: Any) -> int:
    """Say where the result was made public."""
    return actions.publish(**given)


def ask_papers(**given: Any) -> int:
    """Ask for the minutes and the decision to sign."""
    return actions.ask_papers(**given)


def submit(**given: Any) -> int:
    """Send the decision to the commune."""
    return actions.submit(**given)


def recognise(**given: Any) -> int:
    """Recognise the decision."""
    return actions.recognise(**given)


def refuse(**given: Any) -> int:
    """Refuse to recognise the decision."""
    return actions.refuse(**given)


def report_back(**given: Any) -> int:
    """Tell how it was carried out."""
    return actions.report_back(**given)


def withdraw(**given: Any) -> int:
    """Take the matter back."""
    return actions.withdraw(**given)


def annul(**given: Any) -> int:
    """Annul the decision."""
    return actions.annul(**given)
