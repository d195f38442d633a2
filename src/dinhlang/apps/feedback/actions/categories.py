"""Bring the categories of a deployment up to its list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from dinhlang.apps.feedback.models import Category

FIELDS = ["name_vi", "name_en", "hint_vi", "hint_en", "icon", "place", "offered"]


@transaction.atomic
def import_categories(*, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add or update categories by code; a category that has cases is never removed. Returns how many rows."""
    made = [Category(**row) for row in rows]
    Category.objects.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=FIELDS)
    return len(made)
