"""Who cannot stand any more, what is left of a list then, and the team of an election, which holds no candidate."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.ballots import members
from dinhlang.domain.decisions.elections import Introduced
from dinhlang.domain.decisions.states import LISTING, State

YEAR_LENGTH = 4


class Leaving(StrEnum):
    """How a candidate leaves a list that is frozen."""

    WRITTEN = "written"
    DIED = "died"


LEAVING: Mapping[Leaving, Words] = MappingProxyType({
    Leaving.WRITTEN: Words("rút tên bằng văn bản", "withdrew in writing"),
    Leaving.DIED: Words("đã qua đời", "died"),
})  # fmt: skip

NOBODY = Words(
    "Không còn người ứng cử nào nên không bầu, không kiểm phiếu được: phải hoãn và lập danh sách mới.",
    "No candidate is left, so nobody can vote or count: the election is put off and a new list is made.",
)
NONE_OF_THE_FRONT = Words(
    "Không còn người nào do Ban công tác Mặt trận giới thiệu nên không bầu, không kiểm phiếu được: phải hoãn và lập "
    "danh sách mới.",
    "Nobody introduced by the Front's board is left, so nobody can vote or count: the election is put off and a new "
    "list is made.",
)


def lacking(left: Collection[Introduced], *, is_of_head: bool) -> Words | None:
    """Return why those who are left on a list are too few to vote at all, None where they are not."""
    if not left:
        return NOBODY
    return NONE_OF_THE_FRONT if is_of_head and Introduced.FRONT not in left else None


def may_return(state: State, opens_at: datetime | None, at: datetime) -> bool:
    """Tell whether a withdrawal that was typed by mistake can still be undone: until the vote begins."""
    return state in LISTING or (state is State.OPEN and opens_at is not None and at < opens_at)


def in_team(team: str, candidates: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return which candidates (name, year of birth) a team names; another year beside a name is another person."""
    entries = [_words(one) for one in members(team)]
    return tuple(name for name, born in candidates if any(_names(entry, _words(name), born) for entry in entries))


def _words(text: str) -> list[str]:
    plain = "".join(one if one.isalnum() else " " for one in normalize("NFC", text).casefold())
    return plain.split()


def _names(entry: list[str], name: list[str], born: int) -> bool:
    years = [one for one in entry if one.isdecimal() and len(one) == YEAR_LENGTH]
    if not name or (years and str(born) not in years):
        return False
    return any(entry[at : at + len(name)] == name for at in range(len(entry) - len(name) + 1))
