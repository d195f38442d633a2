"""rights.md 2 and 12: what people answer in a survey is joined to nobody."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from dinhlang.apps.surveys.models import Sheet


def test_no_table_points_to_a_sheet_and_a_sheet_points_only_to_its_survey_and_its_place() -> None:
    pointing = [
        f"{one._meta.label}.{field.name}"
        for one in apps.get_models()
        for field in one._meta.concrete_fields
        if field.related_model is Sheet
    ]
    assert pointing == []
    arrows = {one.name for one in Sheet._meta.concrete_fields if isinstance(one, models.ForeignKey)}
    assert arrows == {"wave", "place"}


def test_a_sheet_holds_a_day_and_never_a_moment_and_its_key_tells_no_order() -> None:
    kinds = {type(one) for one in Sheet._meta.concrete_fields}
    assert models.DateTimeField not in kinds
    assert isinstance(Sheet._meta.pk, models.UUIDField)


def test_nothing_in_the_program_changes_or_deletes_an_answer() -> None:
    writes = re.compile(r"(?<!Typed)Sheet\.objects[^\n]*\.(update|delete|update_or_create|bulk_update)\(")
    places = Path(apps.get_app_config("surveys").path).rglob("*.py")
    assert [one.name for one in places if writes.search(one.read_text(encoding="utf-8"))] == []
