"""What `dinhlang surveys` prints for people."""

from collections.abc import Sequence
from typing import Any

HEADINGS = {
    "domain": "", "estimate": "ước lượng", "se": "sai số chuẩn", "low": "từ", "high": "đến", "n": "n", "deff": "deff",
    "df": "df", "gap": "cao hơn", "sign": "",
}  # fmt: skip


def lines(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return a plain table of estimates with 95 % intervals."""
    cells = [[HEADINGS[name] for name in rows[0]], *([_shown(value) for value in row.values()] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(rows[0]))]
    return ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]


def _shown(value: str | float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
