"""Queries of the ORM whose SQL is made once: for a small read, making it costs more than asking it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Compiled(Generic[Row]):
    """A query asked again and again with other values: `make` builds it from its named values, whose types are given.

    Example: `Compiled(lambda number: Case.objects.filter(number=number), number=str).rows(number="PA26-…")`.
    Values are text or whole numbers. Related rows (select_related) are not brought along.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]], **types: type[str] | type[int]) -> None:
        self._make, self._types = make, types

    def rows(self, **values: str | int) -> list[Row]:
        """Return the rows for these values."""
        model, sql, places = self._compiled
        return list(QuerySet(model).raw(sql, [values[one.name] if isinstance(one, _Place) else one for one in places]))

    @cached_property
    def _compiled(self) -> tuple[type[Row], str, list[Any]]:
        """Return the SQL and what stands at its places, found by values that stand for themselves alone."""
        stand_ins = {
            name: -1_000_000 - place if kind is int else f"\x00{name}"
            for place, (name, kind) in enumerate(self._types.items())
        }
        names = {stand_in: _Place(name) for name, stand_in in stand_ins.items()}
        queryset = self._make(**stand_ins)
        sql, params = queryset.query.sql_with_params()
        return queryset.model, sql, [names.get(one, one) for one in params]


class _Place:
    """Where a value goes."""

    def __init__(self, name: str) -> None:
        self.name = name
