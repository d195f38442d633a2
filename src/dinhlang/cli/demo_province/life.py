"""How a case lives: received, accepted or refused, sent on, worked on until it can be answered."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from dinhlang.cli.demo_province import answers
from dinhlang.cli.demo_province.after_answer import after_answer
from dinhlang.cli.demo_province.diligence import style_of
from dinhlang.cli.demo_province.offices import DEPARTMENT_NAMES, PROVINCE, office_code
from dinhlang.cli.demo_province.signing import sign
from dinhlang.cli.demo_province.story import CLERK, Story
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.working_time import AFTERNOON, FULL_DAY, local
from dinhlang.cli.demo_province.world import ANSWER_RULE, EXTENSION_RULE, INFO_RULE, World
from dinhlang.domain.feedback.states import Event, State, replay

GOES_TO_PROVINCE = 0.16
ASKS = 0.09
NO_REPLY = 0.12
ASKS_AGAIN = 0.35  # of those whose case an office does not publish


def live(story: Story, world: World, *, right_unit: str, sent_as: str) -> None:
    """Tell the whole life of a case. right_unit: who should have got it; sent_as: the category the sender chose."""
    if story.situation.refusal:
        _refuse_at_once(story, world)
        return
    if story.unit != right_unit:
        _send_to_neighbour(story, world, right_unit)
    _accept(story, is_wrong=sent_as != story.situation.category)
    _decide_publication(story)
    if story.may_leave and story.situation.pool("refer") and happens(story.rng, GOES_TO_PROVINCE):
        _send_to_province(story, world)
    if _work(story, world):
        after_answer(story, world)


def _refuse_at_once(story: Story, world: World) -> None:
    """Tell of a case that is no feedback; one that says nothing is asked about first."""
    story.wait(story.style.first_days)
    if story.situation.pool("question"):
        story.receiver(Event.CLASSIFIED, facts={"category": story.situation.category})
        story.receiver(Event.INFO_ASKED, answers.one(story.rng, story.situation, "question", story.facts))
        story.wait_until(story.time.position(_opening(world.due(story.now, INFO_RULE))) + FULL_DAY)
    story.receiver(
        Event.REFUSED,
        answers.one(story.rng, story.situation, "refuse", story.facts),
        {"reason": story.situation.refusal},
    )
    if story.situation.withhold:
        story.receiver(Event.WITHHELD, facts={"reason": story.situation.withhold})


def _opening(day: date) -> datetime:
    """Return the beginning of office hours on a day."""
    return local(day, AFTERNOON)


def _send_to_neighbour(story: Story, world: World, right_unit: str) -> None:
    """Tell how a case that was sent to the commune next door goes to the right one."""
    story.wait(story.style.first_days)
    story.receiver(Event.TRANSFERRED, answers.words(story.rng, "transfer_commune", story.facts), {"to": right_unit})
    story.unit = right_unit
    story.style = style_of(world.seed, right_unit)


def _send_to_province(story: Story, world: World) -> None:
    """Tell how a department of the province gets the case."""
    key = story.situation.province
    story.wait(1.2)
    to = office_code(PROVINCE, key)
    story.receiver(Event.TRANSFERRED, answers.words(story.rng, "transfer_province", story.facts), {"to": to})
    story.unit = story.office = to
    story.handler, story.above = CLERK, True
    story.style = style_of(world.seed, to)
    story.facts["phong"] = DEPARTMENT_NAMES[key]
    story.wait(story.style.first_days)
    story.receiver(Event.CLASSIFIED, facts={"category": story.situation.category})


def _accept(story: Story, *, is_wrong: bool) -> None:
    """Tell how the desk accepts a case, under another category where the sender's was wrong."""
    story.wait(story.style.first_days)
    section = "reclassified" if is_wrong else "classified"
    text = answers.words(story.rng, section, story.facts) if is_wrong or happens(story.rng, 0.5) else ""
    story.receiver(Event.CLASSIFIED, text, {"category": story.situation.category})


def _decide_publication(story: Story) -> None:
    """Tell whether the case is published, and why not; some are not decided yet."""
    rng = story.rng
    reason = story.situation.withhold if happens(rng, 0.4) else ""
    if not reason and happens(rng, 0.05):
        reason = "sender_asked"
    if reason:
        story.receiver(Event.WITHHELD, answers.words(rng, "withheld", story.facts, reason), {"reason": reason})
        if reason != "sender_asked" and happens(rng, ASKS_AGAIN):
            _decide_again(story, reason)
    elif happens(rng, story.style.publishes):
        story.wait(0.04)
        story.receiver(Event.PUBLISHED)


def _decide_again(story: Story, reason: str) -> None:
    """Tell how the sender asks that publication be decided again, and how somebody else decides."""
    rng = story.rng
    asked_at = story.later(days=rng.uniform(0, 2), hour=rng.randrange(6, 22))
    story.citizen(Event.PUBLICATION_ASKED, asked_at, answers.words(rng, "publication_asked", story.facts))
    story.wait(1.5)
    if happens(rng, 0.4):
        story.signer(Event.PUBLISHED, "")
    else:
        story.signer(Event.WITHHELD, answers.words(rng, "withheld", story.facts, reason), {"reason": reason})


def _work(story: Story, world: World) -> bool:
    """Tell the work on a case; returns whether it was answered (False: refused for want of information)."""
    rng = story.rng
    begun = story.position
    start = story.time.position(story.received_at)
    goal = max(start + story.style.work_days * FULL_DAY * rng.lognormvariate(0, 0.5), begun + FULL_DAY * 0.6)
    if not story.above:
        story.wait(0.25)
        text = answers.words(rng, "assigned", story.facts) if happens(rng, 0.6) else ""
        story.receiver(Event.ASSIGNED, text, {"office": story.office, "post": story.handler})
    due = world.due(story.received_at, ANSWER_RULE)
    for position, step in sorted(_agenda(story, world, goal, due), key=lambda one: one[0]):
        story.wait_until(position)
        if not step():
            return False
    due = _final_due(story, world, due)
    story.wait_until(goal)
    sign(story, due)
    return True


def _final_due(story: Story, world: World, due: date) -> date:
    """Return the last day for the answer, after pauses and an extension."""
    asked: datetime | None = None
    for step in story.steps:
        if step.event == Event.INFO_ASKED:
            asked = step.at
        elif step.event == Event.INFO_GIVEN and asked is not None:
            paused = (story.time.position(step.at) - story.time.position(asked)) // FULL_DAY
            due = story.time.day_after(due, int(paused))
        elif step.event == Event.EXTENDED:
            due = world.due(due, EXTENSION_RULE)
    return due


def _agenda(story: Story, world: World, goal: float, due: date) -> list[tuple[float, Callable[[], bool]]]:
    """Return what happens between acceptance and answer, with the position of each."""
    rng, now = story.rng, story.position
    room = goal - now
    agenda: list[tuple[float, Callable[[], bool]]] = []
    if happens(rng, 0.6):
        agenda.append((now + room * rng.uniform(0.02, 0.1), lambda: _start(story)))
    notes = [line for line in story.situation.pool("progress") if not (story.above and "{cap}" in line)]
    if notes and happens(rng, story.style.notes):
        count = 2 if len(notes) > 1 and room > 5 * FULL_DAY and happens(rng, 0.35) else 1
        for number, line in enumerate(rng.sample(notes, count)):
            agenda.append((now + room * rng.uniform(0.3 + 0.3 * number, 0.55 + 0.3 * number), _note(story, line)))
    if story.situation.pool("question") and happens(rng, ASKS):
        agenda.append((now + room * rng.uniform(0.1, 0.4), lambda: _ask(story, world)))
    if story.time.moment(goal).date() > due and happens(rng, story.style.extends):
        day = story.time.day_after(due, -rng.randrange(0, 3))
        position = story.time.position(local(day, 8 * 60)) + rng.random() * FULL_DAY * 0.8
        if now < position < goal:
            agenda.append((position, lambda: _extend(story)))
    return agenda


def _start(story: Story) -> bool:
    """Tell that work has begun."""
    story.worker(Event.STARTED)
    return True


def _note(story: Story, line: str) -> Callable[[], bool]:
    """Return the telling of one note on progress."""

    def tell() -> bool:
        _start_if_waiting(story)
        story.worker(Event.PROGRESS_NOTED, answers.line(story.rng, line, story.facts))
        return True

    return tell


def _start_if_waiting(story: Story) -> None:
    """Tell the beginning of work where a department has only accepted the case."""
    if replay(story.steps) is State.CLASSIFIED:
        story.worker(Event.STARTED)


def _ask(story: Story, world: World) -> bool:
    """Tell a question to the sender and the reply; returns False when none came and the case was let go."""
    rng = story.rng
    story.worker(Event.INFO_ASKED, answers.one(rng, story.situation, "question", story.facts))
    if not story.situation.pool("reply") or happens(rng, NO_REPLY):
        story.wait_until(story.time.position(_opening(world.due(story.now, INFO_RULE))) + FULL_DAY)
        story.receiver(Event.REFUSED, answers.words(rng, "no_reply", story.facts), {"reason": "no_content"})
        return False
    reply = answers.one(rng, story.situation, "reply", {**story.facts, "hom": story.facts["hom_sau"]})
    story.citizen(Event.INFO_GIVEN, story.now + timedelta(hours=rng.lognormvariate(2.6, 1.0)), reply)
    return True


def _extend(story: Story) -> bool:
    """Tell that the unit needs more time, and why."""
    story.signer(Event.EXTENDED, answers.words(story.rng, "extended", story.facts, place=story.situation.is_outside))
    return True
