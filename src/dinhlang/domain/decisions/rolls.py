"""The roll of the households of a village: rows read from a table, changes with their time to object, its digest.

Only what the law needs is kept: the number by which the village knows a household, where it lives in words, and who
speaks for it. A row that carries a number of an identity card is refused, not stored.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

LONGEST_NUMBER, LONGEST_WORDS = 20, 200
IDENTITY_NUMBER = re.compile(r"\d{9,}")  # identity cards have 9 or 12 digits, telephones 10
HEADINGS = {
    "number": ("số hộ", "mã hộ", "hộ số", "household", "household number", "number"),
    "address": ("địa chỉ", "nơi ở", "địa chỉ hộ", "address"),
    "name": ("người đại diện", "đại diện hộ", "chủ hộ", "họ tên", "họ và tên", "representative", "name"),
}


class Change(StrEnum):
    """What may change in a roll."""

    ADDED = "added"
    ENDED = "ended"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"


class ChangeState(StrEnum):
    """Where a change stands: it waits for objections, is in force, or was not made."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    REFUSED = "refused"


class HeadingError(ValueError):
    """A table without a column that is needed; the text names it."""


@dataclass(frozen=True)
class RollRow:
    """One household as a table tells it."""

    number: str
    address: str
    name: str


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be taken: its line, the reason's code, the cell that shows it."""

    line: int
    reason: str
    value: str = ""


@dataclass
class Reading:
    """What a table told: the good rows with their lines, and the others with their reasons."""

    rows: list[tuple[int, RollRow]] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def tidy(text: str) -> str:
    """Return a text composed, in single blanks, without characters that nobody sees."""
    seen = "".join(one if one.isspace() or unicodedata.category(one)[0] != "C" else "" for one in text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def normal_number(text: str) -> str:
    """Return the number of a household as it is compared: `012`, `12 ` and `12.0` are 12, `12a` is 12A."""
    found = tidy(text).upper()
    found = re.sub(r"^(\d+)\.0+$", r"\1", found)
    return found.lstrip("0") or found[:1] if found.isdigit() else found


def sort_key(number: str) -> str:
    """Return what puts numbers of households in order: 2 before 10, 10 before 10A."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), number)[:80]


def columns_of(heading: Sequence[str]) -> dict[str, int]:
    """Return which column holds what; raises HeadingError for a column that is missing."""
    named = [tidy(one).casefold() for one in heading]
    found = {}
    for what, words in HEADINGS.items():
        place = next((place for place, one in enumerate(named) if one in words), None)
        if place is None:
            raise HeadingError(HEADINGS[what][0])
        found[what] = place
    return found


def read_roll(heading: Sequence[str], lines: Iterable[tuple[int, Sequence[str]]]) -> Reading:
    """Return the households of a table; twins and impossible rows are refused, each with its reason."""
    columns, reading = columns_of(heading), Reading()
    numbers: dict[str, int] = {}
    people: dict[tuple[str, str], int] = {}
    for line, cells in lines:
        told = {what: tidy(cells[place]) if place < len(cells) else "" for what, place in columns.items()}
        if not any(told.values()):
            continue
        row = RollRow(normal_number(told["number"]), told["address"], told["name"])
        refused = _impossible(row, line) or _twin(row, line, numbers, people)
        if refused is not None:
            reading.refused.append(refused)
            continue
        numbers[row.number] = line
        people[_person(row)] = line
        reading.rows.append((line, row))
    return reading


def _impossible(row: RollRow, line: int) -> RefusedRow | None:
    """Return why a row can be no household, None for one that can."""
    if not row.number:
        return RefusedRow(line, "no_number")
    if not row.name:
        return RefusedRow(line, "no_name", row.number)
    if any(IDENTITY_NUMBER.search(cell.replace(" ", "")) for cell in (row.number, row.name, row.address)):
        return RefusedRow(line, "identity_number", row.number if len(row.number) < len("123456789") else "")
    if len(row.number) > LONGEST_NUMBER or len(row.name) > LONGEST_WORDS or len(row.address) > LONGEST_WORDS:
        return RefusedRow(line, "too_long", row.number[:LONGEST_NUMBER])
    if not any(letter.isalpha() for letter in row.name) or any(letter.isdigit() for letter in row.name):
        return RefusedRow(line, "no_person", row.number)
    return None


def _twin(
    row: RollRow, line: int, numbers: Mapping[str, int], people: Mapping[tuple[str, str], int]
) -> RefusedRow | None:
    """Return why a row says again what another said, None for a new one."""
    if row.number in numbers:
        return RefusedRow(line, "same_number", f"{row.number} = {numbers[row.number]}")
    if row.address and _person(row) in people:
        return RefusedRow(line, "same_person", f"{row.number} = {people[_person(row)]}")
    return None


def _person(row: RollRow) -> tuple[str, str]:
    """Return by what one person at one address is known again, however the letters were typed."""
    return unicodedata.normalize("NFKC", row.name).casefold(), unicodedata.normalize("NFKC", row.address).casefold()


def digest_of_codes(codes: Iterable[str]) -> bytes:
    """Return the digest of a frozen roll: of its row codes in order, one a line.

    Anybody who holds the published table computes the same, and sees that no row came or went since the freeze.
    """
    return sha256("".join(f"{one}\n" for one in sorted(codes)).encode()).digest()
