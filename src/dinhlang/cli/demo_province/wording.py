"""Lines with choices [this|that] and slots {name}: put into words, with the care for spaces and capitals."""

import re
from collections.abc import Mapping, Sequence
from random import Random

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
SPACES = re.compile(r" {2,}")
LOOSE = re.compile(r" ([,.;:!?])")
SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))\w")
QUESTION_AND_STOP = re.compile(r"([?!])\.")


def fill(line: str, facts: Mapping[str, str], rng: Random) -> str:
    """Put a line into words; a slot whose value has slots of its own is filled too. Raises KeyError."""
    chosen = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), line)
    filled = SLOT.sub(lambda match: facts[match[1]], chosen)
    return filled if "{" not in filled and "[" not in filled else fill(filled, facts, rng)


def polish(text: str) -> str:
    """Mend what joining leaves: double spaces, spaces before marks, small letters after a full stop."""
    text = LOOSE.sub(r"\1", SPACES.sub(" ", text.strip()))
    return SENTENCE.sub(lambda match: match[0].upper(), QUESTION_AND_STOP.sub(r"\1", text))


def say(line: str, facts: Mapping[str, str], rng: Random) -> str:
    """Put one line into words, polished."""
    return polish(fill(line, facts, rng))


def pick(lines: Sequence[str], facts: Mapping[str, str], rng: Random) -> str:
    """Choose one of the lines and put it into words."""
    return say(rng.choice(lines), facts, rng)
