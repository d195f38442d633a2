"""The facts of one case, chosen once, so that title, text and answer speak of the same place, time and number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from dinhlang.cli.demo_province.library import Situation, names
from dinhlang.cli.demo_province.offices import bare, small
from dinhlang.cli.demo_province.places import Surroundings
from dinhlang.cli.demo_province.villages import Village
from dinhlang.cli.demo_province.wording import fill
from dinhlang.domain.organisations.kinds import Subkind
from dinhlang.domain.organisations.reorganisation import CommuneRow

NAMES = names("circumstances")
NUMBERS = NAMES["numbers"]
HOUSEHOLDS = NAMES["households"]
WEEKDAYS = NAMES["weekdays"]
DAY_HOURS = NAMES["day_hours"]
NIGHT_HOURS = NAMES["night_hours"]
# What people wait for, by month: the next feast, season or school year.
OCCASIONS = NAMES["occasions"]
LONG_AGO = NAMES["long_ago"]
# Until so many days: how one says it.
SINCE: Sequence[tuple[int, tuple[str, ...]]] = (
    (3, ("mấy bữa nay", "hai ba bữa nay", "từ hôm {hom_bat_dau}")),
    (6, ("mấy bữa nay", "mấy hôm nay", "gần tuần nay", "từ hôm {hom_bat_dau}")),
    (12, ("cả tuần nay", "hơn tuần nay", "từ hôm {hom_bat_dau}", "từ {hom_bat_dau}")),
    (20, ("gần hai tuần nay", "nửa tháng nay", "hơn mười bữa nay", "từ {hom_bat_dau}")),
    (33, ("gần tháng nay", "ba tuần nay", "cả tháng nay", "từ {hom_bat_dau}")),
    (60, ("hơn tháng nay", "gần hai tháng nay", "cả tháng nay")),
)


@dataclass(frozen=True)
class Spot:
    """Where a case plays: its real commune and village, and what lies around."""

    commune: CommuneRow
    village: Village
    around: Surroundings

    @property
    def is_ward(self) -> bool:
        """Tell whether the commune is a phường."""
        return self.commune.subkind is Subkind.PHUONG


def facts_of(rng: Random, situation: Situation, spot: Spot, at: datetime, *, named: bool) -> dict[str, str]:
    """Return the facts of a case; `named` False leaves the commune's name out, which it did not have yet."""
    today = at.date()
    level = "phường" if spot.is_ward else "xã"
    hamlet = "khóm" if spot.is_ward else "ấp"
    mark = _mark(rng, situation, spot)
    road, water, bridge = _ways(rng, spot.around, mark)
    facts = {
        "ap": small(spot.village.name),
        "loai": hamlet,
        "truong": f"trưởng {hamlet}",
        "xa": small(spot.commune.name) if named else f"{level} nhà",
        "cap": level,
        "moc": mark,
        "lo": road,
        "duong": rng.choice(spot.around.streets) if spot.is_ward else road,
        "rach": water,
        "cau": bridge,
        "ten_cho": _market(spot),
        "tg": _since(rng, situation, today),
        **_recent(rng, today),
        "luc": rng.choice(NIGHT_HOURS if situation.clock == "night" else DAY_HOURS),
        "ho": rng.choice(HOUSEHOLDS),
        "n": rng.choice(NUMBERS),
        "dip": OCCASIONS[today.month - 1],
        "tuoi_gia": str(rng.randrange(58, 80)),
        "met": f"{rng.randrange(4, 40) * 10} mét",
        "tien": f"{rng.randrange(8, 96)} triệu đồng",
    }
    facts.update({name: fill(rng.choice(values), facts, rng) for name, values in situation.facts.items()})
    return facts


def _mark(rng: Random, situation: Situation, spot: Spot) -> str:
    """Return a landmark that does not say again what the situation is about."""
    fitting = [mark for mark in spot.around.marks if not any(word in mark for word in situation.avoid)]
    return rng.choice(fitting or spot.around.marks)


def _ways(rng: Random, around: Surroundings, mark: str) -> tuple[str, str, str]:
    """Return the road, canal and bridge of a case: those that its landmark and road name, not others beside them."""

    def named(names: Sequence[str], text: str) -> str:
        return next((name for name in names if name in text), "")

    water, bridge = named(around.waters, mark), named(around.bridges, mark)
    fitting = [
        one
        for one in around.roads
        if (not water or named(around.waters, one) in {"", water})
        and (not bridge or named(around.bridges, one) in {"", bridge})
    ]
    road = rng.choice(fitting or around.roads)
    water = water or named(around.waters, road) or rng.choice(around.waters)
    return road, water, bridge or named(around.bridges, road) or rng.choice(around.bridges)


def _market(spot: Spot) -> str:
    """Return the name of the market: the village's, or the commune's where villages have numbers."""
    name = bare(spot.village.name)
    return bare(spot.commune.name) if name.isdigit() else name


def _since(rng: Random, situation: Situation, today: date) -> str:
    """Return since when it has been so."""
    if situation.since == "long":
        return rng.choice(LONG_AGO)
    days = min(60, max(2, round(rng.lognormvariate(2.3, 0.8))))
    ways = next(ways for until, ways in SINCE if days <= until)
    begun = today - timedelta(days=days)
    return rng.choice(ways).format(hom_bat_dau=f"{begun.day}/{begun.month}")


def _recent(rng: Random, today: date) -> dict[str, str]:
    """Return one of the last days: as one says it now, as one says it later, as an office writes it."""
    days = rng.randrange(1, 7)
    day = today - timedelta(days=days)
    short = f"{day.day}/{day.month}"
    said = "hôm qua" if days == 1 else rng.choice((f"hôm {WEEKDAYS[day.weekday()]}", f"hôm {short}"))
    return {"hom": said, "hom_sau": f"hôm {short}", "hom_ngay": f"ngày {short}"}


def day_words(day: date, *, seen_from: date) -> str:
    """Return a date as an office writes it: ngày 24/11, with the year when it is another one."""
    year = "" if day.year == seen_from.year else f"/{day.year}"
    return f"ngày {day.day}/{day.month}{year}"
