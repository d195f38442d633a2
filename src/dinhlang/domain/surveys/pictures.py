"""A picture of values in percent with their intervals, as SVG for files and reports; a table stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, BARS, ACROSS, ROW, TOP = 720, 12, 372, 332, 22, 22
TICKS = (0, 20, 40, 60, 80, 100)
LETTERS = 'font-family="Noto Serif, Be Vietnam Pro, sans-serif" font-size="12.5"'
INK, TRACK, SPAN, COUNTRY, PAPER = "#1d1b16", "#ddd3c2", "#9fc3c1", "#9f2317", "#fffdf8"


@dataclass(frozen=True)
class Bar:
    """One value: how it is written, where it stands, the ends of its interval, the country's value if there is one."""

    text: str
    value: float
    low: float | None = None
    high: float | None = None
    country: float | None = None


def bars(title: str, rows: Sequence[Bar], mark: str = "") -> str:
    """Return the picture; `mark` stands above it ("SỐ LIỆU MINH HỌA")."""
    bottom = TOP + ROW * len(rows)
    height = bottom + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {LETTERS}>',
        f"<title>{_safe(title)}</title>", f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
    ]  # fmt: skip
    if mark:
        parts.append(f'<text x="{LEFT}" y="16" fill="{COUNTRY}" font-weight="bold">{_safe(mark)}</text>')
    parts += [_tick(one, bottom) for one in TICKS]
    for place, one in enumerate(rows):
        parts += _row(one, TOP + ROW * place)
    return "".join([*parts, "</svg>"])


def _tick(at: int, bottom: int) -> str:
    anchor = "start" if at == TICKS[0] else "end" if at == TICKS[-1] else "middle"
    return (
        f'<path d="M{_x(at)} {TOP}V{bottom}" stroke="{TRACK}" stroke-width="1"/>'
        f'<text x="{_x(at)}" y="{bottom + 15}" font-size="12" fill="{INK}" text-anchor="{anchor}">{at}</text>'
    )


def _row(one: Bar, top: int) -> list[str]:
    parts = [
        f'<text x="{LEFT}" y="{top + 16}" fill="{INK}">{_safe(one.text)}</text>',
        f'<rect x="{BARS}" y="{top + 10}" width="{ACROSS}" height="3" fill="{TRACK}"/>',
    ]
    if one.low is not None and one.high is not None:
        low, high = max(one.low, 0), min(one.high, 100)
        wide = (high - low) * ACROSS / 100
        parts.append(f'<rect x="{_x(low)}" y="{top + 6}" width="{wide:.1f}" height="11" fill="{SPAN}"/>')
    if one.country is not None:
        line = f"M{_x(one.country)} {top + 2}V{top + 20}"
        parts.append(f'<path d="{line}" stroke="{COUNTRY}" stroke-width="2" stroke-dasharray="4 2"/>')
    return [*parts, f'<path d="M{_x(one.value)} {top + 4}V{top + 19}" stroke="{INK}" stroke-width="4"/>']


def _x(value: float) -> str:
    return f"{BARS + value * ACROSS / 100:.1f}"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
