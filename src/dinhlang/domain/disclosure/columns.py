"""Less than was received: columns of a list with people in it are masked before it becomes public."""

from collections.abc import Collection, Sequence

MASK = "···"
PERSONAL = (
    "cccd", "cmnd", "can cuoc", "dinh danh", "so dien thoai", "dien thoai", "email", "dia chi", "ngay sinh", "nam sinh",
    "so tai khoan", "tai khoan", "ma bhxh", "so the", "benh", "chu ky", "ghi chu",
)  # fmt: skip


def suspected(folded_headings: Sequence[str]) -> tuple[int, ...]:
    """Return the columns whose heading (without marks) speaks of personal data: masked unless somebody decides."""
    return tuple(
        place for place, heading in enumerate(folded_headings) if any(word in heading for word in PERSONAL)
    )  # fmt: skip


def masked(rows: Sequence[Sequence[str]], columns: Collection[int]) -> list[list[str]]:
    """Return the rows as the public sees them: masked columns keep their place and lose their words."""
    hidden = frozenset(columns)
    return [[MASK if place in hidden and cell else cell for place, cell in enumerate(row)] for row in rows]
