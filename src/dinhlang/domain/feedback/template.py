"""Texts with {columns} in them, filled from the cells of a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

Piece = tuple[str, str]  # words, and the column that follows them ("" = none)


class TemplateError(ValueError):
    """A text has a brace that names no column."""


@dataclass(frozen=True)
class Template:
    """A text of several lines, each a row of pieces."""

    lines: tuple[tuple[Piece, ...], ...]

    @classmethod
    def read(cls, text: str) -> "Template":
        """Return the template that a text spells; {{ and }} are braces. Raises TemplateError."""
        return cls(tuple(_pieces(line) for line in text.strip().splitlines()))

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that it names."""
        return tuple(column for line in self.lines for _words, column in line if column)

    def fill(self, cells: Mapping[str, str]) -> str:
        """Return the text; a line whose columns are all blank is left out: it would say nothing."""
        filled = (_filled(line, cells) for line in self.lines)
        return "\n".join(line for line in filled if line is not None).strip()


def _pieces(line: str) -> tuple[Piece, ...]:
    try:
        parsed = list(Formatter().parse(line))
    except ValueError as error:
        raise TemplateError(line) from error
    for _words, column, form, conversion in parsed:
        if column is not None and (not column.strip() or form or conversion):
            raise TemplateError(line)
    return tuple((words, (column or "").strip()) for words, column, _form, _conversion in parsed)


def _filled(line: tuple[Piece, ...], cells: Mapping[str, str]) -> str | None:
    named = [column for _words, column in line if column]
    if named and not any(cells[column].strip() for column in named):
        return None
    return "".join(words + (cells[column].strip() if column else "") for words, column in line)
