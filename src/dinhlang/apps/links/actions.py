"""Every write of links. The action that draws a link decides who may, and records it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dinhlang.apps.links.models import Link


@dataclass(frozen=True)
class End:
    """One side of a link."""

    kind: str
    id: int
    code: str


@transaction.atomic
def add_link(*, source: End, relation: str, target: End, on: date, record_id: int | None = None) -> bool:
    """Draw a link once; returns False where it stands already."""
    _link, is_new = Link.objects.get_or_create(
        from_kind=source.kind,
        from_id=source.id,
        relation=relation,
        to_kind=target.kind,
        to_id=target.id,
        defaults={"from_code": source.code, "to_code": target.code, "on": on, "record_id": record_id},
    )
    return is_new
