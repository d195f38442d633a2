"""Queries of the ORM whose SQL is made once: for a small read or a few rows, making it costs more than asking it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, connections
from django.db.models import Model, QuerySet
from psycopg import Binary

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
    Values are text, bytes or whole numbers. Related rows (select_related) are not brought along.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]], **types: type[str] | type[bytes] | type[int]) -> None:
        self._make, self._types = make, types

    def rows(self, **values: str | bytes | int) -> list[Row]:
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
        stand_ins: dict[str, str | bytes | int] = {
            name: -1_000_000 - place if kind is int else kind(f"\x00{name}", *(["utf-8"] if kind is bytes else []))
            for place, (name, kind) in enumerate(self._types.items())
        }
        names = {stand_in: _Place(name) for name, stand_in in stand_ins.items()}
        queryset = self._make(**stand_ins)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        return _Made(
            sql,
            [names.get(one.obj if isinstance(one, Binary) else one, one) for one in params],
            queryset.model,
            [column.target.attname for column in columns],
            compiler,
            compiler.get_converters(columns),
        )


@cache
def _insertion(model: type[Model], rows: int) -> str:
    """Return the statement that inserts so many rows."""
    names = ", ".join(f'"{one.column}"' for one in given(model))
    places = f"({', '.join(['%s'] * len(given(model)))})"
    return (
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([places] * rows)} '  # noqa: S608, SLF001
        f'RETURNING "{model._meta.pk.column}"'  # noqa: SLF001
    )


@cache
def given(model: type[Model]) -> list[Any]:
    """Return the fields that an insertion gives, all but a key that PostgreSQL makes."""
    return [one for one in model._meta.concrete_fields if not one.generated and not one.db_returning]  # noqa: SLF001


def insert(rows: Sequence[Model]) -> None:
    """Insert a few new rows of one model in one statement and note their keys; no signals, as nobody listens."""
    model, own = type(rows[0]), connections[connection.alias]  # asked through its proxy, each value would look it up
    values = [one.get_db_prep_save(one.pre_save(row, add=True), own) for row in rows for one in given(model)]
    with own.cursor() as cursor:
        cursor.execute(_insertion(model, len(rows)), values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = key, False, own.alias  # noqa: SLF001
