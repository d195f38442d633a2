"""Read the keys of an import map one by one: a wrong, missing or unknown key is named with what it should hold."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from dinhlang.domain.feedback.template import Template, TemplateError


class Wants(StrEnum):
    """What a key should hold; the doors put it into words."""

    NOTHING = "nothing"  # there is no such key
    TEXT = "text"
    YES_OR_NO = "yes_or_no"
    TABLE = "table"
    TABLES = "tables"
    NAMES = "names"
    ONE_OF = "one_of"
    COLUMN = "column"  # a column of the file
    TEMPLATE = "template"
    ZONE = "zone"
    TIME_FORMAT = "time_format"
    TIME_NAME = "time_name"  # a key of [times.columns]
    RECEIVED = "received"  # [times.columns] must say when a case was received
    ORDER = "order"  # the step cannot follow the one before
    ENCODING = "encoding"
    ONE_LETTER = "one_letter"
    ONCE = "once"
    OTHER_PREFIX = "other_prefix"
    TWO_COLUMNS = "two_columns"  # latitude and longitude go together


class MapError(ValueError):
    """A map cannot be used; `key` is the dotted path, `found` what stands there, `choices` what may stand there."""

    def __init__(self, key: str, wants: Wants, found: object = "", choices: Collection[str] = ()) -> None:
        super().__init__(f"{key}: {wants.value}: {found}")
        self.key, self.wants, self.found, self.choices = key, wants, str(found), tuple(choices)


class Section:
    """A table of the map while it is read; `close` refuses what nobody asked for. Sections share `columns`."""

    def __init__(self, table: Mapping[str, Any], path: str = "", columns: list[tuple[str, str]] | None = None) -> None:
        self.table = table
        self.at = path
        self.columns = [] if columns is None else columns  # every column that the map names, by key
        self.asked: set[str] = set()

    def path(self, key: str) -> str:
        """Return the dotted path of a key."""
        return f"{self.at}.{key}" if self.at else key

    def _take(self, key: str) -> Any:
        self.asked.add(key)
        return self.table.get(key)

    def text(self, key: str, default: str | None = None, *, among: Collection[str] = ()) -> str:
        """Return a text (one of some, if given); raises MapError."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise MapError(self.path(key), Wants.TEXT, "" if value is None else value)
        if among and value not in among:
            raise MapError(self.path(key), Wants.ONE_OF, value, among)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false; raises MapError."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise MapError(self.path(key), Wants.YES_OR_NO, value)
        return value

    def column(self, key: str, default: str | None = None) -> str:
        """Return the name of a column and keep it for the check of the file; raises MapError."""
        name = self.text(key, default)
        if name:
            self.columns.append((self.path(key), name))
        return name

    def template(self, key: str, default: str | None = None) -> Template:
        """Return a text with {columns} in it; raises MapError."""
        value = self.text(key, default)
        try:
            made = Template.read(value)
        except TemplateError as error:
            raise MapError(self.path(key), Wants.TEMPLATE, value) from error
        self.columns += [(self.path(key), name) for name in made.columns]
        return made

    def section(self, key: str, *, needed: bool = True) -> "Section":
        """Return a table of the map, an empty one where it may be missing; raises MapError."""
        value = self._take(key)
        if value is None and not needed:
            value = {}
        if not isinstance(value, dict):
            raise MapError(self.path(key), Wants.TABLE, "" if value is None else value)
        return Section(value, self.path(key), self.columns)

    def sections(self, key: str, *, least: int = 1) -> list["Section"]:
        """Return the tables of a list, counted from 1 in their paths; raises MapError."""
        value = self._take(key)
        rows = [] if value is None else value
        if not isinstance(rows, list) or len(rows) < least or not all(isinstance(one, dict) for one in rows):
            raise MapError(self.path(key), Wants.TABLES, "" if value is None else value)
        return [Section(one, f"{self.path(key)}[{place}]", self.columns) for place, one in enumerate(rows, 1)]

    def names(self, key: str) -> dict[str, str]:
        """Return a table of texts by name, empty where it is missing; raises MapError."""
        value = self._take(key)
        rows = {} if value is None else value
        if not isinstance(rows, dict) or not all(isinstance(one, str) and one.strip() for one in rows.values()):
            raise MapError(self.path(key), Wants.NAMES, rows)
        return dict(rows)

    def close(self) -> None:
        """Raise MapError for a key that the map does not know: most often a slip of the pen."""
        for key in self.table:
            if key not in self.asked:
                raise MapError(self.path(key), Wants.NOTHING, "", sorted(self.asked))
