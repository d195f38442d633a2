"""What documents and tasks spring from: the wishes and the cases of people."""

from collections.abc import Collection
from datetime import date

from dinhlang.apps.coordination.queries.shapes import CASE, Spring
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.links.queries import Linked, springs_of


def springs(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Spring, ...]]:
    """Return by id what things spring from; a case that is not public shows neither number nor title. Two queries."""
    linked = springs_of(kind, ids, as_of)
    cases = {one.id for ends in linked.values() for one in ends if one.kind == CASE}
    public = Case.objects.filter(pk__in=cases, publication=PUBLIC).values_list("pk", "number", "title")
    shown = {pk: (number, title) for pk, number, title in public}
    return {own: tuple(_spring(one, shown) for one in ends) for own, ends in linked.items()}


def _spring(end: Linked, shown: dict[int, tuple[str, str]]) -> Spring:
    code, title = shown.get(end.id, ("", "")) if end.kind == CASE else (end.code, "")
    return Spring(end.kind, end.id, code, title, end.on)
