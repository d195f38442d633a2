"""Queries of the ORM whose SQL is made once: for a small read, making it costs more than asking it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class _Place:
    """Where a value goes."""

    name: str


@dataclass(frozen=True)
class _Made(Generic[Row]):
    """The SQL, what stands at its places, and how its rows become objects."""

    sql: str
    places: list[Any]
    model: type[Row]
    columns: list[str]
    compiler: Any
    converters: Any


class Compiled(Generic[Row]):
    """A query asked again and again with other values: `make` builds it from its named values, whose types are given.

    Example: `Compiled(lambda number: Case.objects.filter(number=number), number=str).rows(number="PA26-…")`.
    Values are text or whole numbers. Related rows (select_related) are not brought along.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]], **types: type[str] | type[int]) -> None:
        self._make, self._types = make, types

    def rows(self, **values: str | int) -> list[Row]:
        """Return the rows for these values."""
        made = self._made
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [values[one.name] if isinstance(one, _Place) else one for one in made.places])
            found = cursor.fetchall()
        if made.converters:
            found = made.compiler.apply_converters(found, made.converters)
        return [made.model.from_db(connection.alias, made.columns, row) for row in found]

    @cached_property
    def _made(self) -> _Made[Row]:
        """Return the query compiled; the places of its values are found by stand-ins that look like nothing else."""
        stand_ins = {
            name: -1_000_000 - place if kind is int else f"\x00{name}"
            for place, (name, kind) in enumerate(self._types.items())
        }
        names = {stand_in: _Place(name) for name, stand_in in stand_ins.items()}
        queryset = self._make(**stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        return _Made(
            sql,
            [names.get(one, one) for one in params],
            queryset.model,
            [column.target.attname for column in columns],
            compiler,
            compiler.get_converters(columns),
        )
