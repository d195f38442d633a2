"""How an answer comes about: drafted, sometimes sent back, signed by a second person."""

import math
from datetime import date

from dinhlang.cli.demo_province import answers
from dinhlang.cli.demo_province.circumstances import day_words
from dinhlang.cli.demo_province.story import Story
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.working_time import FULL_DAY
from dinhlang.domain.feedback.states import Event

DRAFTS_ANYWAY = 0.3  # a clerk drafts although nobody demands it
SENT_BACK = 0.1


def sign(story: Story, due: date) -> None:
    """Tell how the case is answered, at about the present position."""
    kind = "refer" if story.above else answers.kind_of(story.rng, story.situation, refers=True)
    set_days(story)
    body = answers.body(story.rng, story.situation, kind, story.facts)
    if story.style.needs_approval or happens(story.rng, DRAFTS_ANYWAY):
        _draft(story, body)
    late = days_late(story, due)
    story.facts["tre_han"] = f"{late} ngày làm việc"
    text = answers.framed(
        story.rng,
        body,
        story.facts,
        greets=story.style.greets,
        late=late > 0,
        above=story.above,
        place=story.situation.is_outside,
    )
    story.signer(Event.ANSWERED, text, {"kind": "done" if story.above else kind})


def _draft(story: Story, body: str) -> None:
    """Tell the draft, and that a first one was sent back now and then."""
    rng = story.rng
    first, _, rest = body.partition(". ")
    if rest and happens(rng, SENT_BACK):
        story.worker(Event.ANSWER_DRAFTED, f"{first}.")
        story.wait(0.3)
        story.signer(Event.ANSWER_RETURNED, answers.words(rng, "returned", story.facts))
        story.wait(0.5)
    story.worker(Event.ANSWER_DRAFTED, body)
    story.wait(0.4)


def days_late(story: Story, due: date) -> int:
    """Return by how many working days an answer at the present position misses its last day."""
    if story.time.moment(story.position).date() <= due:
        return 0
    end = story.time.position(story.time.moment(story.position))
    return max(1, math.ceil((end - story.time.after_day(due)) / FULL_DAY))


def set_days(story: Story) -> None:
    """Choose the day on which the work was done, and the day that is promised, as seen from now."""
    rng = story.rng
    now = story.time.moment(story.position).date()
    begun = story.time.position(story.steps[0].at)
    done = story.time.moment(max(begun, story.position - rng.uniform(0.15, 2.5) * FULL_DAY)).date()
    promised = story.time.day_after(now, rng.randrange(6, 45))
    story.facts["ngay_lam"] = day_words(done, seen_from=now)
    story.facts["ngay_hen"] = day_words(promised, seen_from=now)
