"""Reads of slips, and of the sums of an election, that are typed twice."""

from dataclasses import dataclass

from dinhlang.apps.decisions.models import RollLine, SlipEntry, SumsEntry, TypistSeat
from dinhlang.domain.decisions.entries import (
    SEATS,
    Difference,
    Entry,
    SumDifference,
    Sums,
    differences,
    sum_differences,
    sums_of,
    totals,
)


@dataclass(frozen=True)
class SlipRow:
    """One household of the roll with what one typist typed for it."""

    row_code: str
    household: str
    choice: Entry | None


@dataclass(frozen=True)
class Comparison:
    """What two typists typed: control totals of each, and what differs, by row code. Empty while one is missing."""

    posts: tuple[str, ...]
    totals: tuple[dict[Entry, int], ...]
    differences: tuple[tuple[str, Difference], ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether two people typed."""
        return len(self.posts) == len(SEATS)


@dataclass(frozen=True)
class SumsComparison:
    """The sums of an election as two typists typed them, and the lines that differ. Empty while one is missing."""

    posts: tuple[str, ...]
    typed: tuple[Sums, ...]
    differences: tuple[SumDifference, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether two people typed."""
        return len(self.posts) == len(SEATS)

    @property
    def agrees(self) -> bool:
        """Tell whether the sums may be counted."""
        return self.is_whole and not self.differences


def entries_of(decision_id: int, seat: int) -> dict[int, Entry]:
    """Return what one typist typed, by line."""
    rows = SlipEntry.objects.filter(line__decision_id=decision_id, seat=seat).values_list("line_id", "choice")
    return {line: Entry(choice) for line, choice in rows}


def seat_of(decision_id: int, user_id: int | None) -> int | None:
    """Return the seat of a person, None for one who has none."""
    return (
        TypistSeat.objects.filter(decision_id=decision_id, user_id=user_id or 0).values_list("seat", flat=True).first()
    )


def slip_rows(decision_id: int, seat: int | None, *, after: str = "", limit: int = 50) -> list[SlipRow]:
    """Return lines of the roll in the order of their codes, with what stands in one seat. Two queries."""
    rows = RollLine.objects.filter(decision_id=decision_id, row_code__gt=after).order_by("row_code")
    found = list(rows.values_list("pk", "row_code", "household__number")[:limit])
    typed = entries_of(decision_id, seat) if seat else {}
    return [SlipRow(code, number, typed.get(pk)) for pk, code, number in found]


def comparison(decision_id: int) -> Comparison:
    """Return what two typists typed, beside each other."""
    seats = list(TypistSeat.objects.filter(decision_id=decision_id).order_by("seat").values_list("seat", "post_title"))
    if len(seats) < len(SEATS):
        return Comparison(tuple(post for _seat, post in seats), (), ())
    first, second = (entries_of(decision_id, seat) for seat in SEATS)
    found = differences(first, second)
    codes = dict(RollLine.objects.filter(pk__in=[one.line for one in found]).values_list("pk", "row_code"))
    return Comparison(
        tuple(post for _seat, post in seats), (totals(first), totals(second)),
        tuple((codes[one.line], one) for one in found),
    )  # fmt: skip


def sums_typed(decision_id: int) -> dict[int, Sums]:
    """Return the sums of an election that were typed, by seat. One query."""
    rows = SumsEntry.objects.filter(decision_id=decision_id).values_list("seat", "lines")
    return {seat: sums_of(lines) for seat, lines in rows}


def sums_comparison(decision_id: int) -> SumsComparison:
    """Return the sums that two typists typed, beside each other; of one alone nothing but who. Two queries."""
    typed = sums_typed(decision_id)
    rows = TypistSeat.objects.filter(decision_id=decision_id, seat__in=typed).order_by("seat")
    posts = tuple(rows.values_list("post_title", flat=True))
    if len(posts) < len(SEATS):
        return SumsComparison(posts, (), ())
    both = tuple(typed[seat] for seat in SEATS)
    return SumsComparison(posts, both, tuple(sum_differences(*both)))
