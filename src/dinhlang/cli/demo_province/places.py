"""What lies around a village: canals, bridges, roads, landmarks. One village always has the same ones."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from dinhlang.cli.demo_province.library import names
from dinhlang.cli.demo_province.streams import happens, stream

NAMES = names("places")
WATERS = NAMES["waters"]
BRIDGES = NAMES["bridges"]
RURAL_ROADS = NAMES["rural_roads"]
HAMLETS = NAMES["hamlets"]
STREETS = NAMES["streets"]
KIN = NAMES["kin"]
SHOPS = NAMES["shops"]
RURAL_MARKS = NAMES["rural_marks"]
WARD_MARKS = NAMES["ward_marks"]


@dataclass(frozen=True)
class Surroundings:
    """The named things of a village; `marks` are adverbials: gần cầu Ván, trước đình."""

    waters: tuple[str, ...]
    bridges: tuple[str, ...]
    roads: tuple[str, ...]
    streets: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=2048)
def surroundings(seed: int, village: str, is_ward: bool) -> Surroundings:  # noqa: FBT001 (a key of the cache)
    """Return what lies around a village."""
    rng = stream(seed, "places", village)
    waters = tuple(rng.sample(WATERS, 2))
    bridges = tuple(rng.sample(BRIDGES, 3))
    streets = tuple(f"đường {name}" for name in rng.sample(STREETS, 4))
    values = [_values(rng, waters, bridges, streets) for _ in range(24)]
    patterns = WARD_MARKS if is_ward else RURAL_MARKS
    marks = [_mark(rng, patterns, one) for one in values]
    if is_ward:
        roads = [rng.choice((one["pho"], f"hẻm {one['so']} {one['pho']}")) for one in values[:6]]
    else:
        roads = [rng.choice(RURAL_ROADS).format(**one) for one in values[:6]]
    return Surroundings(waters, bridges, tuple(roads), streets, tuple(dict.fromkeys(marks)))


def _values(rng: Random, waters: tuple[str, ...], bridges: tuple[str, ...], streets: tuple[str, ...]) -> dict[str, str]:
    """Return one choice of names for the patterns."""
    street, other = rng.sample(streets, 2)
    return {
        "rach": rng.choice(waters),
        "cau": rng.choice(bridges),
        "ten_xom": rng.choice(HAMLETS),
        "pho": street,
        "pho_khac": other,
        "so": str(rng.randrange(3, 190)),
        "cach_goi": f"{rng.choice(('bà', 'cô', 'chú', 'anh', 'chị', 'ông'))} {rng.choice(KIN)}",
    }


def _mark(rng: Random, patterns: tuple[str, ...], values: dict[str, str]) -> str:
    """Return one landmark: a shop that everybody knows, or something that stays."""
    if happens(rng, 0.35):
        return f"{rng.choice(('trước', 'gần', 'đối diện', 'kế'))} {rng.choice(SHOPS).format(**values)}"
    return rng.choice(patterns).format(**values)
