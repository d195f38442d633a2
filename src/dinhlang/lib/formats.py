"""Dates, numbers and sizes as the two languages write them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import translation

from dinhlang.lib.zone import local

WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
KILO = 1000
SIGNS = str.maketrans(",.", ".,")


def language() -> str:
    """Return the language of this request: "vi" or "en"."""
    return "en" if (translation.get_language() or "vi").startswith("en") else "vi"


def day(value: date | datetime | None, *, weekday: bool = False) -> str:
    """Return 24/11/2026, with its weekday before it when asked; moments are taken in the province's zone."""
    if value is None:
        return ""
    on = local(value).date() if isinstance(value, datetime) else value
    plain = f"{on.day:02d}/{on.month:02d}/{on.year}"
    return f"{WEEKDAYS[language()][on.weekday()]}, {plain}" if weekday else plain


def moment(value: datetime | None) -> str:
    """Return 07:41, 24/11/2026 in the province's zone."""
    return "" if value is None else f"{local(value):%H:%M}, {day(value)}"


def number(value: float | Decimal | None, places: int = 0, *, spoken: str = "") -> str:
    """Return 1.234,5 in Vietnamese and 1,234.5 in English; `spoken` tells the language where it is known already."""
    if value is None:
        return "–"
    english = f"{value:,.{places}f}"
    return english if (spoken or language()) == "en" else english.translate(SIGNS)


def share(part: int, whole: int, places: int = 1) -> str:
    """Return part of whole as 86,4%, and – where there is no whole: a share of nothing is no number."""
    if not whole:
        return "–"
    exact = Fraction(part * 100, whole)
    return f"{number(Decimal(exact.numerator) / Decimal(exact.denominator), places)}%"


def size(count: int) -> str:
    """Return a file size: 340 KB, 2,4 MB."""
    if count >= KILO * KILO:
        return f"{number(count / KILO / KILO, 1)} MB"
    return f"{max(count // KILO, 1)} KB"
