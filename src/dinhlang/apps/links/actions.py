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
        withdrawn_on=None,
        defaults={"from_code": source.code, "to_code": target.code, "on": on, "record_id": record_id},
    )
    return is_new


@transaction.atomic
def withdraw_link(*, link_id: int, reason: str, on: date) -> None:
    """Let a link no longer count from a day on; it stays in the table with the reason."""
    Link.objects.filter(pk=link_id, withdrawn_on=None).update(withdrawn_on=on, withdrawn_why=reason)
