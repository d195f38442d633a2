"""The facts of one decision, read from what somebody wrote down; those that cannot be are refused, all at once."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions import candidates_told
from dinhlang.domain.decisions.candidates_told import Told
from dinhlang.domain.decisions.forms import BallotCase, Chosen, Form
from dinhlang.domain.decisions.matters import MATTERS, Matter, Scope
from dinhlang.domain.decisions.outcome import Count

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LAST_DAY = date(2199, 12, 31)  # beyond it no calendar is worth counting
COUNTS = ("households", "present", "yes")
KEYS = (
    "matter", "scope", "form", *COUNTS, "villages", "held_on", "received_on", "recognised_on", "ballot_case",
    "meeting_present", "consent_yes", *candidates_told.KEYS,
)  # fmt: skip
VILLAGE_KEYS = (*COUNTS, "name")
Word = TypeVar("Word", bound=StrEnum)


class FactsError(ValueError):
    """Facts that cannot be. problems: what is wrong, a sentence each."""

    def __init__(self, problems: list[Words]) -> None:
        super().__init__("; ".join(one.en for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Facts:
    """What happened. counts: one village, or every village of the commune; unused: keys that meant nothing here."""

    matter: Matter
    scope: Scope
    chosen: Chosen
    counts: tuple[Count, ...]
    held_on: date
    received_on: date | None
    recognised_on: date | None
    unused: tuple[str, ...] = ()
    told: Told | None = None  # of an election whose candidates were told


def read_facts(table: Mapping[str, Any]) -> Facts:
    """Return the facts written under the names of KEYS; raises FactsError with everything that is wrong."""
    reader = _Reader(dict(table))
    matter = reader.matter()
    scope, form = reader.word("scope", Scope), reader.word("form", Form)
    told = reader.candidates(matter, scope)
    counts = reader.villages() if scope is Scope.COMMUNE else reader.village() if scope else ()
    held_on, received_on, recognised_on = reader.days()
    reader.fits(matter, scope)
    chosen = reader.chosen(scope, form, counts)
    if reader.problems:
        raise FactsError(reader.problems)
    assert matter is not None
    assert scope is not None
    assert chosen is not None
    assert held_on is not None
    unused = reader.unused(matter, scope, chosen.form, elects=told is not None)
    return Facts(matter, scope, chosen, counts, held_on, received_on, recognised_on, unused, told)


@dataclass
class _Reader:
    """Reads one key after the other and keeps what is wrong."""

    table: dict[str, Any]
    problems: list[Words] = field(default_factory=list)

    def wrong(self, vi: str, en: str) -> None:
        self.problems.append(Words(vi, en))

    def matter(self) -> Matter | None:
        found = self.table.get("matter")
        if isinstance(found, str) and found in MATTERS:
            return MATTERS[found]
        self._not_one_of("matter", list(MATTERS))
        return None

    def word(self, key: str, words: type[Word]) -> Word | None:
        found = self.table.get(key)
        if isinstance(found, str) and found in set(words):
            return words(found)
        self._not_one_of(key, [one.value for one in words])
        return None

    def _not_one_of(self, key: str, words: list[str]) -> None:
        accepted = ", ".join(f'"{one}"' for one in words)
        if self.table.get(key) is None:
            self.wrong(f"thiếu {key}; nhận một trong: {accepted}", f"{key} is missing; one of {accepted}")
            return
        given = _quoted(self.table[key])
        self.wrong(f"{key} không thể là {given}; nhận một trong: {accepted}", f"{key} {given} is none of {accepted}")

    def fits(self, matter: Matter | None, scope: Scope | None) -> None:
        if matter is not None and scope is Scope.COMMUNE and not matter.commune_rule:
            vi = f"khoản {matter.code} do từng thôn quyết định, không có việc chung toàn xã: scope phải là village"
            en = f"matter {matter.code} is decided by each village, never by a whole commune: scope must be village"
            self.wrong(vi, en)

    def number(self, key: str, row: Mapping[str, Any], *, least: int = 0, where: str = "") -> int | None:
        found, name = row.get(key), f"{where}{key}"
        if found is None:
            self.wrong(f"thiếu {name}", f"{name} is missing")
        elif isinstance(found, bool) or not isinstance(found, int):
            given = _quoted(found)
            self.wrong(f"{name} phải là số nguyên, không phải {given}", f"{name} is a whole number, not {given}")
        elif found < least:
            self.wrong(
                f"{name} phải từ {least} trở lên, không phải {found}", f"{name} is at least {least}, not {found}"
            )
        else:
            return found
        return None

    def candidates(self, matter: Matter | None, scope: Scope | None) -> Told | None:
        """Return the candidates of an election; those in favour are then the votes of who has the most."""
        if self.table.get("candidates") is None or matter is None or not matter.steps or scope is Scope.COMMUNE:
            return None
        told = candidates_told.read(self.table, self.wrong)
        if told is not None and self.table.get("yes") is None:
            self.table["yes"] = told.most
        elif told is not None and self.table["yes"] != told.most:
            self.wrong(f"yes phải là số phiếu cao nhất, {told.most}", f"yes must be the most votes, {told.most}")
        return told

    def village(self) -> tuple[Count, ...]:
        households, present, yes = (
            self.number(key, self.table, least=int(key == "households")) for key in ("households", "present", "yes")
        )
        return self._count(households, present, yes, "", "")

    def villages(self) -> tuple[Count, ...]:
        rows = self.table.get("villages")
        if not isinstance(rows, list) or not rows:
            vi = 'villages phải là danh sách các thôn, mỗi thôn {"households": …, "yes": …}'
            self.wrong(vi, 'villages is a list of villages, each {"households": …, "yes": …}')
            return ()
        return tuple(one for place, row in enumerate(rows) for one in self._one_of(place, row))

    def _one_of(self, place: int, row: object) -> tuple[Count, ...]:
        where = f"villages[{place}]."
        if not isinstance(row, Mapping):
            given = _quoted(row)
            self.wrong(
                f"villages[{place}] không phải là một thôn: {given}", f"villages[{place}] is no village: {given}"
            )
            return ()
        households = self.number("households", row, least=1, where=where)
        yes = self.number("yes", row, where=where)
        present = self.number("present", row, where=where) if row.get("present") is not None else None
        name = row.get("name")
        return self._count(households, present, yes, where, name if isinstance(name, str) else "")

    def _count(
        self, households: int | None, present: int | None, yes: int | None, where: str, name: str
    ) -> tuple[Count, ...]:  # fmt: skip
        before = len(self.problems)
        self._at_most(present, households, f"{where}present", f"{where}households")
        if present is None:
            self._at_most(yes, households, f"{where}yes", f"{where}households")
        else:
            self._at_most(yes, present, f"{where}yes", f"{where}present")
        if households is None or yes is None or len(self.problems) > before:
            return ()
        return (Count(households, yes, present, name),)

    def _at_most(self, less: int | None, more: int | None, name: str, of: str) -> None:
        if less is not None and more is not None and less > more:
            vi = f"{name} ({less}) không thể lớn hơn {of} ({more})"
            self.wrong(vi, f"{name} ({less}) cannot be more than {of} ({more})")

    def days(self) -> tuple[date | None, date | None, date | None]:
        if self.table.get("held_on") is None:
            self.wrong("thiếu held_on", "held_on is missing")
        held, received, recognised = (self._day(key) for key in ("held_on", "received_on", "recognised_on"))
        self._in_order(held, received, "held_on", "received_on")
        self._in_order(received or held, recognised, "received_on" if received else "held_on", "recognised_on")
        if recognised and not received and "received_on" in self.table and self.table["received_on"] is None:
            self.wrong(
                "đã có recognised_on thì received_on không thể là null: phải nhận trước khi công nhận",
                "with recognised_on, received_on cannot be null: it is received before it is recognised",
            )
        return held, received, recognised

    def _day(self, key: str) -> date | None:
        found = self.table.get(key)
        if found is None:
            return None
        try:
            day = date.fromisoformat(found) if isinstance(found, str) and DAY.fullmatch(found) else None
        except ValueError:
            day = None
        if day is None or day > LAST_DAY:
            given = _quoted(found)
            self.wrong(f"{key} phải là ngày dạng 2026-03-01, không phải {given}", f"{key} is no day: {given}")
            return None
        return day

    def _in_order(self, first: date | None, second: date | None, name: str, later: str) -> None:
        if first and second and second < first:
            vi = f"{later} ({second}) không thể trước {name} ({first})"
            self.wrong(vi, f"{later} ({second}) cannot be before {name} ({first})")

    def chosen(self, scope: Scope | None, form: Form | None, counts: tuple[Count, ...]) -> Chosen | None:
        case = self.word("ballot_case", BallotCase) if self.table.get("ballot_case") is not None else None
        told = [
            self.number(key, self.table) if self.table.get(key) is not None else None
            for key in ("meeting_present", "consent_yes")
        ]
        if scope is Scope.VILLAGE and counts:
            for key, number in zip(("meeting_present", "consent_yes"), told, strict=True):
                self._at_most(number, counts[0].households, key, "households")
        return Chosen(form, case, *told) if form else None

    def unused(self, matter: Matter, scope: Scope, form: Form, *, elects: bool) -> tuple[str, ...]:
        """Return the keys that were told but mean nothing for these facts, so that no slip of the pen hides."""
        idle = set(self.table) - set(KEYS)
        idle |= set(COUNTS) if scope is Scope.COMMUNE else {"villages"}
        idle |= {"ballot_case", "meeting_present"} if form is not Form.BALLOT else set()
        idle |= {"consent_yes"} if form is not Form.ONLINE else set()
        idle |= {"recognised_on"} if not matter.recognition else set()
        idle |= set(candidates_told.KEYS) if not elects else set()
        told = sorted(key for key in idle if self.table.get(key) is not None)
        return (*told, *(self._unused_of_villages() if scope is Scope.COMMUNE else ()))

    def _unused_of_villages(self) -> Iterator[str]:
        """Yield what stands in the rows of the villages and means nothing; a name must be text."""
        for place, row in enumerate(self.table["villages"]):
            for key, value in row.items():
                if value is not None and (key not in VILLAGE_KEYS or (key == "name" and not isinstance(value, str))):
                    yield f"villages[{place}].{key}"


def _quoted(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 40 else f"{said[:40]}…"
