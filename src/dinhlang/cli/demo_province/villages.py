"""Invented villages for real communes: ấp in a xã, khóm in a phường, named as the delta names its villages."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from dinhlang.cli.demo_province.library import names
from dinhlang.cli.demo_province.streams import happens, stream
from dinhlang.domain.organisations.kinds import Subkind
from dinhlang.domain.organisations.reorganisation import CommuneRow

TOTAL = 900
FEWEST = 4
NAMES = names("villages")
FIRST = NAMES["first"]
SECOND = NAMES["second"]
LAND = NAMES["land"]
KHMER_LAND = NAMES["khmer_land"]
KHMER_LAND_FROM, KHMER_LAND_UNTIL = "29242", "29550"  # codes of the communes on the land of the old Trà Vinh


@dataclass(frozen=True)
class Village:
    """An invented village. name: with its word (Ấp Phước Hậu, Khóm 4)."""

    code: str
    commune: str
    name: str
    subkind: Subkind
    households: int
    latitude: float
    longitude: float


def in_khmer_land(commune: str) -> bool:
    """Tell whether a commune lies on the land of the old Trà Vinh."""
    return KHMER_LAND_FROM <= commune <= KHMER_LAND_UNTIL


def villages(communes: Sequence[CommuneRow], *, seed: int) -> list[Village]:
    """Return about 900 villages, no name twice in a commune."""
    sizes = [
        math.sqrt(float(row.area_km2 or 40)) * (1.35 if row.subkind is Subkind.PHUONG else 1.0) for row in communes
    ]
    each = max(0, TOTAL - FEWEST * len(communes)) / max(1.0, sum(sizes))
    found: list[Village] = []
    for row, size in zip(communes, sizes, strict=True):
        rng = stream(seed, "villages", row.code)
        count = FEWEST + round(size * each)
        found += [_village(rng, row, number, name) for number, name in enumerate(_names(rng, row, count), start=1)]
    return found


def _village(rng: Random, row: CommuneRow, number: int, name: str) -> Village:
    """Return one village at a point inside its commune."""
    is_ward = row.subkind is Subkind.PHUONG
    reach = math.sqrt(float(row.area_km2 or 40)) / 111 / 3
    angle, distance = rng.uniform(0, 2 * math.pi), reach * math.sqrt(rng.random())
    return Village(
        code=f"{row.code}.{number:02d}",
        commune=row.code,
        name=f"{'Khóm' if is_ward else 'Ấp'} {name}",
        subkind=Subkind.KHOM if is_ward else Subkind.AP,
        households=round(rng.triangular(90, 420, 300 if is_ward else 190)),
        latitude=round(float(row.latitude or 0) + distance * math.sin(angle), 5),
        longitude=round(float(row.longitude or 0) + distance * math.cos(angle), 5),
    )


def _names(rng: Random, row: CommuneRow, count: int) -> Iterator[str]:
    """Yield the names of a commune's villages, each once."""
    if happens(rng, 0.55 if row.subkind is Subkind.PHUONG else 0.1):
        yield from (str(number) for number in range(1, count + 1))
        return
    taken: set[str] = set()
    own = _first_words(row)
    while len(taken) < count:
        for name in _some(rng, row, own):
            if name not in taken and len(taken) < count:
                taken.add(name)
                yield name


def _some(rng: Random, row: CommuneRow, own: Sequence[str]) -> Iterable[str]:
    """Return a name, or the two or three names of a village that was divided once."""
    draw = rng.random()
    if draw < 0.25 and in_khmer_land(row.code):
        return (rng.choice(KHMER_LAND),)
    if draw > 0.82 and row.subkind is not Subkind.PHUONG:
        return (rng.choice(LAND),)
    first = rng.choice(own) if own and happens(rng, 0.6) else rng.choice(FIRST)
    name = f"{first} {rng.choice([word for word in SECOND if word != first])}"
    if happens(rng, 0.15):
        return tuple(f"{name} {mark}" for mark in rng.choice(("AB", "12", "123")))
    return (name,)


def _first_words(row: CommuneRow) -> list[str]:
    """Return the first words of the communes of before: villages near by carry them too."""
    words = []
    for piece in row.predecessors.split(","):
        parts = piece.split("(")[0].split()
        if len(parts) == 3 and parts[1] in FIRST:
            words.append(parts[1])
    return words
