"""The way as a picture: a band for each step from the wish to the result, boxes in it, arrows between the boxes."""

from dataclasses import dataclass

from dinhlang.apps.origins.queries import Way
from dinhlang.apps.origins.queries.things import Key, Thing
from dinhlang.domain.origins.relations import Step

WIDTH, BAND, EMPTY, BETWEEN, TOP = 340, 88, 40, 4, 22
BOX_HEIGHT, GAP, LINES, LETTERS = 56, 6, 3, 15
MOST_BOXES = 3


@dataclass(frozen=True)
class Box:
    """One thing in the picture; lines: its words, cut to what fits; more: how many others stand behind the last."""

    thing: Thing | None
    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True)
class Band:
    """One step; an empty one is drawn too: what is missing is seen."""

    step: Step
    y: int
    boxes: tuple[Box, ...]

    @property
    def height(self) -> int:
        """Return how much room it takes; what is missing takes less."""
        return BAND if self.boxes else EMPTY


@dataclass(frozen=True)
class Drawing:
    """A picture of 340 units in width."""

    height: int
    bands: tuple[Band, ...]
    lines: tuple[tuple[int, int, int, int], ...]


def drawing(way: Way) -> Drawing:
    """Return the picture of a way."""
    bands: list[Band] = []
    for step, found in way.steps:
        bands.append(_band(step, bands[-1].y + bands[-1].height + BETWEEN if bands else 0, found))
    spots: dict[Key, Box] = {
        (box.thing.kind, box.thing.id): box for band in bands for box in band.boxes if box.thing is not None
    }
    return Drawing(bands[-1].y + bands[-1].height, tuple(bands), tuple(dict.fromkeys(_lines(way, spots))))


def _band(step: Step, y: int, found: tuple[Thing, ...]) -> Band:
    shown = found if len(found) <= MOST_BOXES else found[: MOST_BOXES - 1]
    count = len(shown) + (len(found) > len(shown))
    width = (WIDTH - GAP * (count + 1)) // count if count else 0
    boxes = [
        Box(one, GAP + place * (width + GAP), y + TOP, width, _cut(one.title or one.code, width))
        for place, one in enumerate(shown)
    ]
    if len(found) > len(shown):
        x = GAP + len(shown) * (width + GAP)
        boxes.append(Box(None, x, y + TOP, width, (), len(found) - len(shown)))
    return Band(step, y, tuple(boxes))


def _lines(way: Way, spots: dict[Key, Box]) -> list[tuple[int, int, int, int]]:
    """Return the arrows between boxes that are drawn, each from the upper one to the lower one."""
    found = []
    for one in way.arrows:
        ends = [spots.get((each.kind, each.id)) for each in (one.source, one.target)]
        if ends[0] is None or ends[1] is None or ends[0].y == ends[1].y:
            continue
        upper, lower = sorted((ends[0], ends[1]), key=lambda box: box.y)
        found.append((upper.x + upper.width // 2, upper.y + BOX_HEIGHT, lower.x + lower.width // 2, lower.y))
    return found


def _cut(text: str, width: int) -> tuple[str, ...]:
    """Return a text in lines that fit a box."""
    letters, lines = max(LETTERS * width // 108, 8), [""]
    for word in text.split():
        if len(f"{lines[-1]} {word}".strip()) <= letters:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(lines) == LINES:
            lines[-1] = f"{lines[-1][: letters - 1]}…"
            break
        else:
            lines.append(word[:letters])
    return tuple(filter(None, lines))
