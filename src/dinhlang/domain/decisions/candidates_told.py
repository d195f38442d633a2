"""The candidates of an election among the facts of a decision; names, votes, seats and slips that cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.elections import Result, Slips, problems, result
from dinhlang.domain.decisions.finding import Finding, share_said
from dinhlang.domain.decisions.matters import Matter, Scope
from dinhlang.domain.law.rulebook import Rulebook

KEYS = ("candidates", "seats", "given", "valid", "invalid")
NUMBERS = KEYS[1:]


@dataclass(frozen=True)
class Told:
    """Votes by name, in the order of the ballot; given and valid are all who were present where nobody said more."""

    names: tuple[str, ...]
    votes: tuple[int, ...]
    seats: int
    slips: Slips

    @property
    def most(self) -> int:
        """Return the most votes of one person."""
        return max(self.votes)

    def result(self, matter: Matter, book: Rulebook, *, on: date) -> Result:
        """Return who is elected, by the places in the list from 1."""
        share = book.threshold(matter.rule(Scope.VILLAGE, book, on=on).id, on=on)
        return result(dict(enumerate(self.votes, 1)), self.seats, self.slips.households, share)

    def named(self, places: tuple[int, ...]) -> tuple[str, ...]:
        """Return the names at some places."""
        return tuple(self.names[place - 1] for place in places)


def read(table: Mapping[str, Any], wrong: Callable[[str, str], None]) -> Told | None:
    """Return the candidates of the facts of a village, None where nothing can be made of them; tells what is wrong."""
    rows = table["candidates"]
    found = [one for one in rows if _is_row(one)] if isinstance(rows, list) else []
    numbers = {key: table.get(key) for key in ("households", "present", *NUMBERS)}
    if not found or len(found) != len(rows):
        wrong(
            'candidates phải là danh sách [{"name": …, "votes": …}, …]',
            'candidates is a list [{"name": …, "votes": …}, …]',
        )
        return None
    for key, number in numbers.items():
        if number is not None and not _is_count(number):
            wrong(f"{key} phải là số nguyên từ 0 trở lên", f"{key} is a whole number from 0")
            return None
    names = tuple(str(one["name"]).strip() for one in found)
    if len(set(names)) < len(names):
        wrong("hai người ứng cử cùng tên: hãy ghi thêm để phân biệt", "two candidates share a name: tell them apart")
    if numbers["seats"] == 0:
        wrong("seats phải từ 1 trở lên", "seats is at least 1")
    households, present = numbers["households"], numbers["present"]
    if households is None or present is None:
        return None
    given = present if numbers["given"] is None else numbers["given"]
    invalid = numbers["invalid"] or 0
    valid = given - invalid if numbers["valid"] is None else numbers["valid"]
    told = Told(names, tuple(one["votes"] for one in found), numbers["seats"] or 1,
                Slips(households, present, given, valid, invalid))  # fmt: skip
    for problem in problems(told.slips, dict(enumerate(told.votes, 1)), told.seats):
        wrong(problem.vi, problem.en)
    return told


def finding(told: Told, found: Result, matter: Matter, book: Rulebook, *, on: date) -> Finding:
    """Return who is elected in one sentence, with what is to be voted again."""
    rule = matter.rule(Scope.VILLAGE, book, on=on)
    share, elected = share_said(book.threshold(rule.id, on=on)), ", ".join(told.named(found.elected))
    tied = ", ".join(told.named(found.tied))
    vi = f"Mỗi người phải được {share.vi} tổng số {told.slips.households} hộ, tức {found.needed} hộ; "
    en = f"Each person needs {share.en} all {told.slips.households} households, that is {found.needed}; "
    vi += f"trúng cử: {elected or 'không có ai'}."
    en += f"elected: {elected or 'nobody'}."
    if tied:
        vi, en = f"{vi} Bằng phiếu ở chỗ cuối, bầu lại giữa: {tied}.", f"{en} Equal on the last seat, again: {tied}."
    elif found.open_seats:
        vi, en = (
            f"{vi} Còn {found.open_seats} chỗ phải bầu lại.",
            f"{en} Seats to be elected again: {found.open_seats}.",
        )
    return Finding("elected", Words(vi, en), rule.citation)


def _is_row(one: object) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("name"), str) and _is_count(one.get("votes"))


def _is_count(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0
