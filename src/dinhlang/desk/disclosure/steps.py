"""What the forms of the desk of disclosure make of their fields before they call their action."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.disclosure import actions
from dinhlang.apps.disclosure.actions import Content, NewEvidence
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole

OPENS = time(7)
BETWEEN = "/"


def count(text: str) -> int:
    """Return a number of households; raises RefusedError."""
    found = whole(text)
    if found is None:
        raise RefusedError(_("Hãy ghi số hộ bằng chữ số."))
    return found


def note(*, duty: str, source: str, title: str, happened_on: date, **given: Any) -> int:
    """Write down what happened and is due."""
    return actions.note_event(event=Event(duty, Source(source), happened_on, title), **given)


def ask_list(**given: Any) -> int:
    """Ask for the list of a quarter."""
    return actions.ask_list(**given)


def content_of(given: dict[str, Any]) -> Content:
    """Return the content of the form, taken out of its fields; each paragraph of the text is a block."""
    text = given.pop("text") or ""
    blocks = [{"kind": "text", "text": part.strip()} for part in text.split("\n") if part.strip()]
    return Content(**{name: given.pop(name) for name in actions.ANSWERS}, blocks=blocks)


def publish(*, embargo_on: date | None, **given: Any) -> int:
    """Publish now, or in the morning of a later day."""
    embargo = datetime.combine(embargo_on, OPENS, VIETNAM) if embargo_on else None
    return actions.publish(content=content_of(given), embargo_until=embargo, **given)


def correct(**given: Any) -> int:
    """Publish a corrected version."""
    return actions.correct(content=content_of(given), **given)


def withdraw(**given: Any) -> int:
    """Withdraw a publication."""
    return actions.withdraw(**given)


def show(*, where: str, village_id: int | None, began: date, last_day: date | None, told: str, reached: int | None,
         **given: Any) -> int:  # fmt: skip
    """Write down where something is shown."""
    form, _slash, place = where.partition(BETWEEN)
    new = NewEvidence(Form(form), Place(place), began, last_day, village_id, told, reached)
    return actions.show(new=new, **given)


def tell_village(*, village_id: int, began: date, told: str, reached: int | None, **given: Any) -> int:
    """Write down that the village head told the people."""
    new = NewEvidence(Form.HEADS, Place.VILLAGES, began, None, village_id, told, reached)
    return actions.show(new=new, **given)


def broadcast_in_village(*, village_id: int, began: date, last_day: date, told: str, **given: Any) -> int:
    """Write down on which days the loudspeaker of a village spoke."""
    return actions.show(new=NewEvidence(Form.LOUDSPEAKER, Place.AIR, began, last_day, village_id, told), **given)


def post_in_village(*, village_id: int, began: date, told: str, **given: Any) -> int:
    """Write down since when it hangs at the culture house of a village."""
    return actions.show(new=NewEvidence(Form.POSTING, Place.HOUSES, began, None, village_id, told), **given)


def take_down(**given: Any) -> int:
    """Write down the last day of a posting."""
    return actions.take_down(**given)


def confirm(**given: Any) -> int:
    """Stand for what a colleague showed."""
    return actions.confirm(**given)


def answer_request(*, outcome: str, **given: Any) -> int:
    """Answer a request for information, or refuse it."""
    return actions.answer(refused=outcome == "refused", **given)


def need_more_time(**given: Any) -> int:
    """Say that a request needs the longer term."""
    return actions.need_more_time(**given)
