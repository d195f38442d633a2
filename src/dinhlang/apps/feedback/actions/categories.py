"""Bring the categories of a deployment up to its list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from dinhlang.apps.feedback.actions.step import FEEDBACK_TOPIC
from dinhlang.apps.feedback.models import Case, Category
from dinhlang.apps.feedback.queries.lists import CATEGORIES_TOPIC
from dinhlang.apps.transparency.actions import bump

FIELDS = ["name_vi", "name_en", "hint_vi", "hint_en", "icon", "place", "offered"]


@transaction.atomic
def import_categories(*, rows: Iterable[Mapping[str, Any]], alone: bool = False) -> int:
    """Add or update categories by code; returns how many rows.

    `alone`: the deployment has no others. A category that has cases is never removed, only no longer offered.
    """
    made = [Category(**row) for row in rows]
    Category.objects.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=FIELDS)
    if alone:
        others = Category.objects.exclude(code__in=[one.code for one in made])
        others.exclude(Exists(Case.objects.filter(category=OuterRef("pk")))).delete()
        others.update(offered=False)
    bump(topics=[FEEDBACK_TOPIC, CATEGORIES_TOPIC])
    return len(made)
