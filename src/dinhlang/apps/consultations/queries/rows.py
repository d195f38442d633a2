"""Consultations as lists show them."""

from datetime import datetime

from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.consultations.queries.shapes import ConsultationRow
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.consultations.steps import is_open


def rows_of(found: list[Consultation], at: datetime) -> tuple[ConsultationRow, ...]:
    """Return consultations as lists show them."""
    names = organisations.names({one.unit_id for one in found}, timezone.localdate(at))
    return tuple(row_of(one, names.get(one.unit_id, ""), at) for one in found)


def row_of(one: Consultation, unit: str, at: datetime) -> ConsultationRow:
    """Return a consultation as a row."""
    opened = timezone.localdate(one.opened_at) if one.opened_at else None
    taking = one.closes_on is not None and is_open(opened, one.closes_on, timezone.localdate(at))
    return ConsultationRow(
        one.pk, one.code, one.title, one.unit_id, unit, one.matter, one.closes_on, taking, one.closed_at is not None,
        one.is_demo,
    )  # fmt: skip
