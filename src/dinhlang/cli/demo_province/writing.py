"""What a person writes: a title and a text, in that person's voice and hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from dinhlang.cli.demo_province import voices
from dinhlang.cli.demo_province.library import Situation
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.voices import Hand, Voice
from dinhlang.cli.demo_province.wording import fill, polish, say

PLACE = re.compile(r"\{(?:ap|moc|xa|lo|rach|cau|duong|ten_cho)\}")
WHERE = (" ({ap})", " ({ap}, {xa})", ", {ap}", " - {ap}", ", {moc}", " ({moc})", ", {ap} {xa}")
OWN_CHILD = re.compile(r"(?i)\b(?:con|con gái) \{toi\}|chở con|đưa con")
NOWHERE = frozenset({"no_content", "advertising"})


@dataclass(frozen=True)
class Message:
    """A message as it was sent."""

    title: str
    text: str


def speaking(facts: Mapping[str, str], voice: Voice, rng: Random) -> dict[str, str]:
    """Return the facts with the words by which this voice speaks of itself and to the office."""
    own = rng.choice(voice.self_words)
    home = "gia đình tôi" if own == "tôi" and happens(rng, 0.4) else f"nhà {own}"
    spoken = {**facts, "toi": own, "nha": home, "be": voice.child}
    return {**spoken, "ai": fill(rng.choice(voice.addresses), spoken, rng)}


def write(rng: Random, situation: Situation, voice: Voice, facts: Mapping[str, str], how: Hand) -> Message:
    """Return the title and text of one message."""
    shape = "line" if situation.refusal in NOWHERE else rng.choices(voices.SHAPES, voice.shapes)[0]
    text = polish(" ".join(_sentences(rng, situation, voice, facts, shape)))
    # A title is typed with more care than the text below it.
    careful = replace(how, loose=False, teen=how.teen and happens(rng, 0.5), says_hong=False)
    title = say(_placed(rng, situation), facts, rng).rstrip(".")
    if not any((how.lower, how.plain)) and happens(rng, 0.02):
        title = title.upper()
    return Message(voices.typed(title, careful), voices.typed(text, how))


def _placed(rng: Random, situation: Situation) -> str:
    """Return a title that says where, if it does not yet: most people do."""
    line = rng.choice(situation.pool("title"))
    if PLACE.search(line) or situation.refusal in NOWHERE or happens(rng, 0.05):
        return line
    return line + rng.choice(WHERE)


def _sentences(rng: Random, situation: Situation, voice: Voice, facts: Mapping[str, str], shape: str) -> list[str]:
    """Return the sentences of a text of a given length."""

    def some(name: str, most: int) -> list[str]:
        pool = [line for line in situation.pool(name) if not (voice.is_child and OWN_CHILD.search(line))]
        return [fill(line, facts, rng) for line in rng.sample(pool, min(most, len(pool)))]

    tell = some("tell", 1)
    if shape == "line":
        return tell + (some("ask", 1) if happens(rng, 0.25) else [])
    if shape == "short":
        return tell + some("ask" if happens(rng, 0.65) else "harm", 1)
    if shape == "middle":
        inner = tell + some("more", 1) + (some("harm", 1) if happens(rng, 0.7) else [])
        return _framed(rng, voice, facts, inner + some("ask", 1), greeting=0.4, intro=0.15)
    said_before = [fill(rng.choice(voices.reported()), facts, rng)] if happens(rng, 0.75) else []
    middle = [*some("more", 1), *said_before, *some("harm", 2), *some("more", 1)]
    return _framed(rng, voice, facts, tell + list(dict.fromkeys(middle)) + some("ask", 2), greeting=0.85, intro=0.8)


def _framed(
    rng: Random, voice: Voice, facts: Mapping[str, str], inner: list[str], *, greeting: float, intro: float
) -> list[str]:
    """Return sentences with a greeting, a word about the writer and thanks, each by its share."""
    before = [fill(rng.choice(voice.greetings), facts, rng)] if happens(rng, greeting) else []
    before += [fill(rng.choice(voice.intros), facts, rng)] if happens(rng, intro) else []
    after = [fill(rng.choice(voice.thanks), facts, rng)] if happens(rng, 0.6) else []
    return before + inner + after
