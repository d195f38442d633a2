"""What follows an answer: a rating, a request for review and its second answer, the closing."""

from collections.abc import Mapping
from datetime import timedelta

from dinhlang.cli.demo_province import answers
from dinhlang.cli.demo_province.signing import set_days
from dinhlang.cli.demo_province.story import Story
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.working_time import local
from dinhlang.cli.demo_province.world import CLOSE_RULE, World
from dinhlang.domain.feedback.states import Event

RATES, RATES_WITH_WORDS, WORDS_ON_LATENESS = 0.36, 0.55, 0.45
# Of 100 ratings: not satisfied, so-so, satisfied.
LEVELS: Mapping[str, tuple[int, int, int]] = {
    "done": (9, 28, 63),
    "planned": (24, 44, 32),
    "explained": (42, 38, 20),
    "referred": (40, 45, 15),
}
LATENESS_COSTS = 22  # of the satisfied, so many of 100 are not when the answer was late
REVIEW_REASONS: Mapping[str, tuple[str, ...]] = {
    "done": ("not_fixed", "not_fixed", "not_fixed", "not_answered"),
    "planned": ("not_answered",),
    "explained": ("disagree", "disagree", "not_answered"),
    "referred": ("not_answered",),
}
SECOND_KIND = {"not_fixed": "done", "not_answered": "planned", "disagree": "explained"}
REVIEW_OF = {0: 0.035, 1: 0.28, 2: 0.03, 3: 0.005}  # by level of the rating, 0: not rated


def after_answer(story: Story, world: World) -> None:
    """Tell what follows the first answer."""
    answered = story.steps[-1]
    kind = str(answered.facts["kind"])
    level = _rate(story, kind, late="trễ" in answered.text) if story.situation.is_reviewed else 0
    if story.situation.is_reviewed and happens(story.rng, REVIEW_OF[level]):
        kind = _review(story, kind)
        _rate(story, kind, late=False)
    last = max(step.at for step in story.steps if step.event == Event.ANSWERED)
    closing = world.due(last, CLOSE_RULE) + timedelta(days=1)
    story.system(Event.CLOSED, local(closing, 10 + story.rng.randrange(170)))


def _rate(story: Story, kind: str, *, late: bool) -> int:
    """Tell the rating of the last answer; returns its level, 0 when nobody rated."""
    rng = story.rng
    if not happens(rng, RATES):
        return 0
    low, middle, high = LEVELS[kind]
    lost = LATENESS_COSTS if late else 0
    level = rng.choices((1, 2, 3), (low + lost, middle, max(5, high - lost)))[0]
    text = ""
    if happens(rng, RATES_WITH_WORDS):
        name = "late" if late and level < 3 and happens(rng, WORDS_ON_LATENESS) else f"{kind}_{level}"
        text = answers.words(rng, "rated", story.facts, name, place=story.situation.is_outside)
    story.citizen(Event.RATED, story.later(days=rng.uniform(0, 7), hour=rng.randrange(6, 22)), text, {"level": level})
    return level


def _review(story: Story, kind: str) -> str:
    """Tell a request for review and the second answer; returns the kind of that answer."""
    rng = story.rng
    reason = rng.choice(REVIEW_REASONS[kind])
    at = story.later(days=rng.uniform(0.2, 4), hour=rng.randrange(6, 22))
    is_outside = story.situation.is_outside
    wish = answers.words(rng, "reopened", story.facts, reason, place=is_outside)
    story.citizen(Event.REOPENED, at, wish, {"reason": reason})
    story.wait(1.5)
    if happens(rng, 0.4) and story.situation.pool("progress"):
        story.worker(Event.PROGRESS_NOTED, answers.words(rng, "checked_again", story.facts))
    story.wait(story.style.work_days * 0.5)
    set_days(story)
    second = SECOND_KIND[reason]
    story.signer(Event.ANSWERED, answers.words(rng, "second", story.facts, reason, place=is_outside), {"kind": second})
    return second
