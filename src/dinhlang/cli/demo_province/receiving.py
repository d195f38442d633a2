"""Let three communes of the demonstration meet their people: days of reception, visits, a dialogue, promises."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dinhlang.apps.reception import actions, queries
from dinhlang.apps.reception.actions import NewDay, NewDialogue, NewPromise, NewVisit
from dinhlang.apps.transparency.actions import Request, digest_of
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.reception.visits import Outcome

TABLE = Path(__file__).with_name("reception.toml")
WEEKS_BACK, WEEKS_AHEAD = 12, 3
TUESDAY, POSTED_BEFORE, LATE_POST = 1, 12, 3
BEGINS, ENDS = time(7, 30), time(11)
NAMED_BEFORE = timedelta(days=110)


def load_reception(communes: Mapping[str, int], *, at: datetime) -> None:
    """Load the invented days and dialogues into the first communes; communes: unit ids by official code."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    units = [communes[code] for code in sorted(communes)][: len(raw["commune"])]
    for unit_id, one in zip(units, raw["commune"], strict=False):
        for number, head in enumerate(raw["head"]):
            _load_head(unit_id, head, one, number, at)
        for told in one.get("dialogue", ()):
            _load_dialogue(unit_id, told, at)


def _load_head(unit_id: int, head: Mapping[str, Any], one: Mapping[str, Any], number: int, at: datetime) -> None:
    named = at - NAMED_BEFORE
    made = actions.name_head(
        actor=SYSTEM, unit_id=unit_id, title=head["title"], rule=head["rule"], since=named.date(), at=named,
        is_demo=True,
    )  # fmt: skip
    actions.commit_to_service(actor=SYSTEM, head_id=made, text=head["commitment"], at=named)
    tuesday = at.date() - timedelta(days=(at.date().weekday() - TUESDAY) % 7)
    for week in range(-WEEKS_BACK, WEEKS_AHEAD + 1):
        if week % head["every"] == 0:
            _load_day(made, tuesday + timedelta(weeks=week, days=number), one["kept"][week % len(one["kept"])], one, at)


def _load_day(head_id: int, on: date, how: str, one: Mapping[str, Any], at: datetime) -> None:
    """Post one day and let happen what the table says: held, deputy, missed, moved, posted late."""
    posted = _moment(on - timedelta(days=LATE_POST if how == "late" else POSTED_BEFORE), 8)
    new = NewDay(on, BEGINS, ENDS, one["place"], one.get("online", ""))
    day = actions.post_day(actor=SYSTEM, head_id=head_id, new=new, at=min(posted, at))
    if how == "moved":
        told = min(_moment(on - timedelta(days=4), 9), at)
        moved_to = on + timedelta(days=9)
        actions.call_off_day(actor=SYSTEM, day_id=day, reason=one["why_moved"], moved_to=moved_to, at=told)
        found = queries.head(head_id, at)
        new_day = next(each.id for each in (found.days if found else ()) if each.on == moved_to)
        if moved_to < at.date():
            _receive(new_day, moved_to, "held", one)
    elif on < at.date() and how != "missed":
        _receive(day, on, how, one)


def _receive(day: int, on: date, how: str, one: Mapping[str, Any]) -> None:
    start = _moment(on, 8)
    for number, told in enumerate(one["visit"]):
        actions.enter_visit(actor=SYSTEM, day_id=day, new=NewVisit(told["topic"], told["people"]), at=start)
        visit = queries.visits(day, start)[number].id
        after = start + timedelta(minutes=20 * (number + 1))
        actions.receive_visit(actor=SYSTEM, visit_id=visit, minutes=told["minutes"], at=after)
        if "outcome" in told:
            actions.answer_visit(
                actor=SYSTEM, visit_id=visit, outcome=Outcome(told["outcome"]), words=told["words"],
                at=after + timedelta(days=told["days"]),
            )  # fmt: skip
    deputy = one["deputy"] if how == "deputy" else ""
    actions.hold_day(actor=SYSTEM, day_id=day, deputy=deputy, deputy_why=one["why_deputy"], at=_moment(on, 11))


def _load_dialogue(unit_id: int, told: Mapping[str, Any], at: datetime) -> None:
    on = at.date() + timedelta(days=told["on"])
    announced = min(_moment(on - timedelta(days=told["announced_before"]), 9), at)
    made = actions.announce_dialogue(
        actor=SYSTEM, unit_id=unit_id, new=NewDialogue(told["topic"], on, time(8), told["place"]), at=announced,
        is_demo=True,
    )  # fmt: skip
    for number, one in enumerate(told["question"], start=1):
        request = Request(f"demo-question:{made}:{number}", digest_of({"text": one["text"]}))
        actions.ask_question(dialogue_id=made, text=one["text"], at=announced, request=request)
        actions.show_question(
            actor=SYSTEM, dialogue_id=made, question_number=number, withheld_why="", at=announced
        )  # fmt: skip
    if on >= at.date():
        return
    held = _moment(on, 11)
    for number, one in enumerate(told["question"], start=1):
        given: dict[str, Any] = {"actor": SYSTEM, "dialogue_id": made, "question_number": number, "at": held}
        if "into" in one:
            actions.merge_questions(into_number=one["into"], **given)
        else:
            actions.answer_question(answer=one["answer"], answered_by=one["by"], **given)
    actions.hold_dialogue(actor=SYSTEM, dialogue_id=made, attended=told["attended"], at=held)
    for one in told["promise"]:
        _promise(unit_id, made, one, held)
    published = held + timedelta(days=told["published_after"])
    actions.publish_result(actor=SYSTEM, dialogue_id=made, summary=told["summary"], at=published)


def _promise(unit_id: int, dialogue_id: int, one: Mapping[str, Any], held: datetime) -> None:
    due = (held + timedelta(days=one["due"])).date()
    new = NewPromise(one["text"], unit_id, one["post"], due, one["question"])
    made = actions.make_promise(actor=SYSTEM, dialogue_id=dialogue_id, new=new, at=held)
    if "kept" in one:
        on = held + timedelta(days=one["kept"])
        actions.keep_promise(actor=SYSTEM, promise_id=made, kept_on=on.date(), shown=one["shown"], at=on)
    if "broken" in one:
        actions.break_promise(actor=SYSTEM, promise_id=made, reason=one["why"], at=held + timedelta(days=one["broken"]))


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM)
