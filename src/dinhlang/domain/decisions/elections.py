"""Who is elected: votes for each candidate, more than half of all households, ties voted again, sums that fit.

The share stands in Article 21.1 (DEC-15-4, DEC-15-5): more than half of all households of the village, for each person.
That of those above it the one with more votes is elected, and that equal votes on the last seat are voted again among
those who share them, is a reading of ours: no provision we have seen says it (see the remark of both rows).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.matters import Matter, Step
from dinhlang.domain.law.threshold import Threshold

SIZE = re.compile(r"max\((\d+), number_of_thon\)")  # how INS-36-SIZE writes the size of the inspection board


class Introduced(StrEnum):
    """Who brought a candidate forward (Decree 59, Articles 3 and 6)."""

    FRONT = "front"  # the Front's board, agreed with the Party cell
    SELF = "self"
    HOUSEHOLDS = "households"


INTRODUCED: Mapping[Introduced, Words] = {
    Introduced.FRONT: Words(
        "Ban công tác Mặt trận giới thiệu, đã thống nhất với Chi ủy", "by the Front's board, agreed with the Party cell"
    ),
    Introduced.SELF: Words("tự ứng cử", "on their own initiative"),
    Introduced.HOUSEHOLDS: Words("hộ dân đề cử", "by households"),
}


class Ending(StrEnum):
    """What came of one round."""

    FILLED = "filled"
    TIED = "tied"  # more people than seats with the same votes, all above the share
    SHORT = "short"  # nobody else above the share


@dataclass(frozen=True)
class Slips:
    """What was counted in one round. given: slips handed out; of a show of hands as many as households are there."""

    households: int
    present: int
    given: int
    valid: int
    invalid: int = 0


@dataclass(frozen=True)
class Result:
    """Who is elected in one round, most votes first; who shares the last seat; how many seats stay open."""

    needed: int
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    open_seats: int

    @property
    def ending(self) -> Ending:
        """Return what came of the round."""
        if not self.open_seats:
            return Ending.FILLED
        return Ending.TIED if self.tied else Ending.SHORT


def is_election(matter: Matter, step: Step | None) -> bool:
    """Tell whether persons are elected: then there are candidates, and votes for each."""
    return step is Step.ELECT and step in matter.steps


def result(votes: Mapping[int, int], seats: int, households: int, share: Threshold) -> Result:
    """Return who is elected by the votes for each candidate, by their numbers on the ballot."""
    needed = share.needed(households)
    above = sorted((one for one in votes if votes[one] >= needed), key=lambda one: (-votes[one], one))
    if len(above) <= seats:
        return Result(needed, tuple(above), (), seats - len(above))
    last = votes[above[seats - 1]]
    if votes[above[seats]] < last:
        return Result(needed, tuple(above[:seats]), (), 0)
    elected = tuple(one for one in above if votes[one] > last)
    return Result(needed, elected, tuple(one for one in above if votes[one] == last), seats - len(elected))


def in_round(standing: Iterable[int], *, tied: Collection[int], elected: Collection[int]) -> tuple[int, ...]:
    """Return who stands in the round to come: those who shared the last seat before, else all who are not elected."""
    rest = tuple(one for one in standing if one not in elected)
    return tuple(one for one in rest if one in tied) or rest


def problems(slips: Slips, votes: Mapping[int, int], seats: int) -> tuple[Words, ...]:
    """Return everything that cannot be about the sums of one round, a sentence each."""
    found = [_more(*told) for told in _bounds(slips) if told[0] > told[1]]
    found += [
        _more(
            count, slips.valid, f"số phiếu bầu cho người số {place}", "số phiếu hợp lệ",
            f"votes for candidate {place}", "valid ballots",
        )
        for place, count in sorted(votes.items()) if count > slips.valid
    ]  # fmt: skip
    total, most = sum(votes.values()), seats * slips.valid
    if total > most:
        vi = f"Cộng số phiếu của mọi người là {total}, nhiều hơn {most}: mỗi phiếu hợp lệ bầu nhiều nhất {seats} người."
        en = f"All votes add up to {total}, more than {most}: a valid ballot elects {seats} at most."
        found.append(Words(vi, en))
    if min(slips.present, slips.given, slips.valid, slips.invalid, *votes.values()) < 0:
        found.append(Words("Số phiếu không thể nhỏ hơn 0.", "No number of votes is below 0."))
    return tuple(found)


def most_inspection_seats(formula: str, villages: int) -> int:
    """Return how many members one village may elect into the inspection board, where each village has its own."""
    told = SIZE.fullmatch(formula)
    if told is None:
        raise ValueError(f"cannot read the size of the board: {formula!r}")
    return max(int(told[1]), villages) - max(villages, 1) + 1


def _bounds(slips: Slips) -> tuple[tuple[int, int, str, str, str, str], ...]:
    back = slips.valid + slips.invalid
    return (
        (slips.present, slips.households, "số hộ dự", "tổng số hộ", "households present", "all households"),
        (slips.given, slips.present, "số phiếu phát ra", "số hộ dự", "slips handed out", "households present"),
        (
            back, slips.given, "số phiếu thu về (hợp lệ và không hợp lệ)", "số phiếu phát ra",
            "slips that came back, valid or not", "slips handed out",
        ),
    )  # fmt: skip


def _more(less: int, more: int, vi: str, of_vi: str, en: str, of_en: str) -> Words:
    return Words(
        f"{vi[0].upper()}{vi[1:]} ({less}) nhiều hơn {of_vi} ({more}).",
        f"{en[0].upper()}{en[1:]} ({less}) are more than {of_en} ({more}).",
    )
