"""What the forms of a decision make of their fields before they call their action."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions import Minutes, NewDecision, NewSitting
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.matters import Step
from dinhlang.domain.decisions.objections import Outcome
from dinhlang.lib import uploads
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


def propose(
    *, matter: str, step: str | None, form: str, consent_yes: int | None, question: str, explanation: str, **given: Any
) -> int:
    """Propose a matter; the case in which ballots are open follows from the matter."""
    new = NewDecision(
        matter, Form(form), question, explanation, Step(step) if step else None, _case(matter, form), consent_yes
    )
    return actions.propose(new=new, **given)


def _case(matter: str, form: str) -> BallotCase | None:
    """Return the case of Article 19.1 of a village's own choice: c, for self-governing matters."""
    return BallotCase.OTHER if form == Form.BALLOT.value and matter == "15.6" else None


def propose_for_commune(*, matter: str, form: str, question: str, explanation: str, **given: Any) -> int:
    """Propose a matter of the whole commune; ballots are case a, the Chairman's choice."""
    case = BallotCase.CHAIRMAN if form == Form.BALLOT.value else None
    return actions.propose(new=NewDecision(matter, Form(form), question, explanation, None, case), **given)


def schedule(*, meeting_on: date, meeting_time: time, **given: Any) -> int:
    """Give the meeting its day, hour and place."""
    return actions.schedule(meeting_at=_at(meeting_on, meeting_time), **given)


def set_times(
    *, opens_on: date, opens_time: time, closes_on: date, closes_time: time, meeting_on: date | None = None,
    meeting_time: time | None = None, **given: Any,
) -> int:  # fmt: skip
    """Give ballots their days and team, and a vote online perhaps a meeting after it."""
    meeting_at = _at(meeting_on, meeting_time or time(19)) if meeting_on else None
    return actions.set_times(
        opens_at=_at(opens_on, opens_time), closes_at=_at(closes_on, closes_time), meeting_at=meeting_at, **given
    )


def _at(on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, VIETNAM)


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


def in_person(*, choice: str, household: str, **given: Any) -> int:
    """Write down the vote of a household that came to the meeting after a vote online."""
    actions.cast_in_person(choice=Choice(choice), household=household, **given)
    return int(given["decision_id"])


def close(**given: Any) -> int:
    """Count a vote online after its meeting."""
    return actions.close_vote(**given).decision_id


def write_minutes(*, chair: str, secretary: str, witnesses: str, **given: Any) -> int:
    """Write the minutes of a vote online; its team is written down since the schedule."""
    return actions.write_minutes(minutes=Minutes("", chair, secretary, "", witnesses), **given)


def accept_slips(*, sheet: uploads.ReceivedFile, chair: str, secretary: str, witnesses: str, **given: Any) -> int:
    """Count slips that two people typed alike, with the photo of the signed minutes."""
    minutes = Minutes("", chair, secretary, "", witnesses)
    return keeping(sheet, lambda kept: actions.accept_slips(minutes=minutes, sheet=kept, **given))


def attach_sheet(*, sheet: uploads.ReceivedFile, **given: Any) -> int:
    """Keep a photo of the signed minutes."""
    return keeping(sheet, lambda kept: actions.attach_sheet(sheet=kept, **given))


def keeping(sheet: uploads.ReceivedFile, act: Callable[[uploads.Kept], int]) -> int:
    """Store a file for an action; one that is refused leaves none behind."""
    kept = uploads.keep(sheet, folder=actions.RECEIVED_SHEETS)
    try:
        return act(kept)
    except RefusedError:
        uploads.discard(kept.path)
        raise


def answer_result(*, outcome: str, **given: Any) -> int:
    """Answer an objection to the result."""
    return actions.answer_result(outcome=Outcome(outcome), **given)
