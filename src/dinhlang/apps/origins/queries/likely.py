"""Which wishes a thing may come from: suggested by words and by place; people confirm."""

from datetime import datetime

from django.utils import timezone

from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins.queries.things import Thing, things
from dinhlang.domain.consultations.similar import nearest
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.origins.relations import CASE

MOST_COMPARED = 400


def likely_wishes(one: Thing, at: datetime) -> tuple[Thing, ...]:
    """Return the public cases whose words are nearest to a thing's, of its commune where it has one; four queries."""
    unit = organisations.unit(one.unit_id, timezone.localdate(at)) if one.unit_id else None
    rows = Case.objects.filter(publication=PUBLIC).order_by("-received_at", "-id")
    if unit is not None and unit.kind is Kind.COMMUNE:
        rows = rows.filter(commune_id=unit.id)
    texts = {pk: f"{title} {text}" for pk, title, text in rows.values_list("pk", "title", "text")[:MOST_COMPARED]}
    found = nearest(one.title, texts)
    told = things([(CASE, pk) for pk in found], at)
    return tuple(told[CASE, pk] for pk in found if (CASE, pk) in told)
