"""Where the circles of an opinion map stand: a circle a group, its area by its people, near ones near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

WIDTH, HEIGHT, MARGIN = 320, 220, 62
LARGEST = 52


@dataclass(frozen=True)
class Spot:
    """One circle in a picture of 320 × 220."""

    number: int
    size: int
    x: int
    y: int
    radius: int


def picture(groups: Sequence[Mapping[str, Any]]) -> list[Spot]:
    """Return the circles of groups; the picture has no axes, only nearness means something."""
    if not groups:
        return []
    most = max(one["size"] for one in groups)
    xs, ys = ([one[axis] for one in groups] for axis in ("x", "y"))
    span = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return [
        Spot(
            one["number"], one["size"],
            round(WIDTH / 2 + (one["x"] - middle_x) / span * wide),
            round(HEIGHT / 2 + (one["y"] - middle_y) / span * high),
            round(LARGEST * sqrt(one["size"] / most)),
        )
        for one in groups
    ]  # fmt: skip
