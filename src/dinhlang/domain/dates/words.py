"""One meaning in the two languages that the kernel speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Words:
    """A short text in Vietnamese and in English."""

    vi: str
    en: str

    def said(self, language: str) -> str:
        """Return the text in "en", and in Vietnamese for every other language."""
        return self.en if language == "en" else self.vi


def words_of(table: Mapping[str, Any]) -> Words:
    """Return the words of a `{ vi = …, en = … }` table; raises KeyError when a language is missing."""
    return Words(vi=table["vi"], en=table["en"])


def weekday(day: date, language: str) -> str:
    """Return the name of the weekday."""
    return (WEEKDAYS_EN if language == "en" else WEEKDAYS_VI)[day.weekday()]


def short(day: date, near: date) -> str:
    """Return dd/mm, with the year only when it differs from the year of `near`."""
    return f"{day:%d/%m}" if day.year == near.year else full(day)


def full(day: date) -> str:
    """Return dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"
