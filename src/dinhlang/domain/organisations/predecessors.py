"""Read a merger list: "Phường 7, Phường 8 (thành phố Trà Vinh), một phần Xã Ngãi Tứ" names the units of before."""

import re
from dataclasses import dataclass, replace

from dinhlang.domain.organisations.kinds import SUBKINDS, Kind, Subkind
from dinhlang.domain.organisations.lineage import Share
from dinhlang.domain.organisations.names import fold, tidy, word_of

UNCHANGED = "giu nguyen"
SHARES = {"mot phan": Share.PART, "phan con lai": Share.REMAINDER}
# What the lists write between the share and the name: "một phần diện tích và dân số của Xã …"
FILLER = ("dien tich", "tu nhien", "quy mo", "dan so", "va", "cua", "cac")


@dataclass(frozen=True)
class Former:
    """A unit of before as a list names it; district and province are empty where the list does not tell them."""

    name: str
    share: Share = Share.WHOLE
    district: str = ""
    province: str = ""


@dataclass(frozen=True)
class Reading:
    """What one cell says: unchanged, or made of these; `unread` are the pieces that could not be understood."""

    unchanged: bool
    formers: tuple[Former, ...]
    unread: tuple[str, ...]


def read(cell: str) -> Reading:
    """Read the list of predecessors of one commune."""
    if fold(cell) == UNCHANGED:
        return Reading(unchanged=True, formers=(), unread=())
    pieces = [tidy(piece) for piece in re.split(r",(?![^()]*\))|;| và (?=Xã|Phường|Thị trấn|Đặc khu|phần còn)", cell)]
    found = [(piece, _former(piece)) for piece in pieces if piece]
    return Reading(
        unchanged=False,
        formers=_places_spread([former for _, former in found if former]),
        unread=tuple(piece for piece, former in found if former is None),
    )


def _former(piece: str) -> Former | None:
    """Read one name with its share and its parenthesis; None when it does not name a commune."""
    matched = re.fullmatch(r"(?P<name>[^()]+)(?:\((?P<place>[^()]*)\))?", piece)
    if matched is None:
        return None
    share, name = _share(tidy(matched["name"]))
    kind, bare = word_of(name)
    if kind not in SUBKINDS[Kind.COMMUNE] or not bare:
        return None
    district = province = ""
    for place in (tidy(one) for one in (matched["place"] or "").split(",")):
        tier, _ = word_of(place)
        if tier is Subkind.TINH:
            province = _capital(place)
        elif tier in SUBKINDS[Kind.DISTRICT]:
            district = _capital(place)
        elif place:
            return None
    return Former(_capital(name), share, district, province)


def _share(name: str) -> tuple[Share, str]:
    """Return the share that the first words tell, and the name behind them."""
    words = name.split()
    for folded, share in SHARES.items():
        count = folded.count(" ") + 1
        if fold(" ".join(words[:count])) == folded:
            return share, _without_filler(words[count:])
    return Share.WHOLE, name


def _without_filler(words: list[str]) -> str:
    """Return the words from where the name begins."""
    folded = [fold(word) for word in words]
    start = 0
    while start < len(words):
        step = next((len(one.split()) for one in FILLER if folded[start : start + len(one.split())] == one.split()), 0)
        if not step:
            break
        start += step
    return " ".join(words[start:])


def _capital(name: str) -> str:
    """Return the name with a capital first letter, as it stands alone."""
    return name[:1].upper() + name[1:]


def _places_spread(formers: list[Former]) -> tuple[Former, ...]:
    """Give numbered wards the city of the next one: "Phường 1, Phường 3 (thành phố …)" speaks of one city."""
    made: list[Former] = []
    for former in reversed(formers):
        after = made[-1] if made else None
        if after and after.district and not former.district and _numbered(former) and _numbered(after):
            made.append(replace(former, district=after.district, province=after.province))
        else:
            made.append(former)
    return tuple(reversed(made))


def _numbered(former: Former) -> bool:
    """Tell whether the name is a number: no such name stands alone."""
    return word_of(former.name)[1].isdigit()
