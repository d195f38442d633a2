"""docs/reference/asvs.md names every requirement that is aimed at, and only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "reference" / "asvs.md"
# Requirements by section of ASVS 5.0.0: how many, and which of them are of level 3.
SECTIONS = {
    "1.1": (2, ()), "1.2": (10, (10,)), "1.3": (12, (12,)), "1.4": (3, ()), "1.5": (3, (3,)), "2.1": (3, ()),
    "2.2": (3, ()), "2.3": (5, (5,)), "2.4": (2, (2,)), "3.1": (1, (1,)), "3.2": (3, (3,)), "3.3": (5, (5,)),
    "3.4": (8, (7, 8)), "3.5": (8, (6, 7, 8)), "3.6": (1, (1,)), "3.7": (5, (3, 4, 5)), "4.1": (5, (4, 5)),
    "4.2": (5, (2, 3, 4, 5)), "4.3": (2, ()), "4.4": (4, ()), "5.1": (1, ()), "5.2": (6, (4, 5, 6)),
    "5.3": (3, (3,)), "5.4": (3, ()), "6.1": (3, ()), "6.2": (12, ()), "6.3": (8, (5, 6, 7, 8)), "6.4": (6, (5, 6)),
    "6.5": (8, (6, 7, 8)), "6.6": (4, (4,)), "6.7": (2, (1, 2)), "6.8": (4, ()), "7.1": (3, ()), "7.2": (4, ()),
    "7.3": (2, ()), "7.4": (5, ()), "7.5": (3, (3,)), "7.6": (2, ()), "8.1": (4, (3, 4)), "8.2": (4, (4,)),
    "8.3": (3, (2, 3)), "8.4": (2, (2,)), "9.1": (3, ()), "9.2": (4, ()), "10.1": (2, ()), "10.2": (3, (3,)),
    "10.3": (5, (5,)), "10.4": (16, (12, 13, 14, 15, 16)), "10.5": (5, ()), "10.6": (2, ()), "10.7": (3, ()),
    "11.1": (4, (3, 4)), "11.2": (5, (4, 5)), "11.3": (5, (4, 5)), "11.4": (4, ()), "11.5": (2, (2,)),
    "11.6": (2, (2,)), "11.7": (2, (1, 2)), "12.1": (5, (4, 5)), "12.2": (2, ()), "12.3": (5, (5,)),
    "13.1": (4, (2, 3, 4)), "13.2": (6, (6,)), "13.3": (4, (3, 4)), "13.4": (7, (6, 7)), "14.1": (2, ()),
    "14.2": (8, (5, 6, 7, 8)), "14.3": (3, ()), "15.1": (5, (4, 5)), "15.2": (5, (4, 5)), "15.3": (7, ()),
    "15.4": (4, (1, 2, 3, 4)), "16.1": (1, ()), "16.2": (5, ()), "16.3": (4, ()), "16.4": (3, ()),
    "16.5": (4, (4,)), "17.1": (2, (2,)), "17.2": (8, (5, 6, 7, 8)), "17.3": (2, ()),
}  # fmt: skip
# From level 3 the design names these.
NAMED = {
    "1.2.10", "1.3.12", "1.5.3", "2.3.5", "5.2.4", "5.2.5", "5.2.6", "8.3.2", "11.5.2", "14.2.8", "15.4.1", "15.4.2",
    "15.4.3", "16.5.4",
}  # fmt: skip


def every(*, levels: bool) -> list[str]:
    """Return all requirements in order; `levels`: only those that are aimed at."""
    found = []
    for section, (count, third) in SECTIONS.items():
        for number in range(1, count + 1):
            name = f"{section}.{number}"
            if not levels or number not in third or name in NAMED:
                found.append(name)
    return found


def rows() -> dict[str, str]:
    """Return what holds each requirement of the table."""
    order, found = every(levels=False), {}
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        span = re.fullmatch(r"(\d+\.\d+\.\d+)(?:–(\d+\.\d+\.\d+))?", cells[0])
        if span:
            first, last = order.index(span[1]), order.index(span[2] or span[1])
            for name in order[first : last + 1]:
                assert name not in found, name
                found[name] = cells[-1]
    return found


def test_the_list_here_is_that_of_the_standard() -> None:
    assert sum(count for count, _ in SECTIONS.values()) == 345
    assert sum(len(third) for _, third in SECTIONS.values()) == 92


def test_every_requirement_that_is_aimed_at_has_a_row() -> None:
    assert [name for name in every(levels=True) if name not in rows()] == []


def test_every_row_names_a_test_or_says_that_it_is_open_or_why_it_does_not_apply() -> None:
    for name, held_by in rows().items():
        tests = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", held_by)
        assert tests or "**open" in held_by or "n/a" in held_by, name
        for path, test in tests:
            text = (ROOT / "tests" / path).read_text() if (ROOT / "tests" / path).exists() else ""
            if path.startswith("lib/uploads"):  # a file of the product that a row points to
                continue
            assert text, (name, path)
            assert not test or f"def {test}(" in text, (name, path, test)
