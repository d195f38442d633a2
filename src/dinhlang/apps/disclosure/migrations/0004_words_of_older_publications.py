"""Publications that were there before the index of words get theirs, so that they are found like new ones."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from dinhlang.domain.disclosure.duties import DUTIES
from dinhlang.domain.organisations.names import fold

ANSWERS = ("changes", "affects", "costs", "timing", "objections")
MOST, BATCH = 150_000, 500


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the words of the newest version of each publication that has none; tables of people stay out."""
    publications, versions = apps.get_model("disclosure", "Publication"), apps.get_model("disclosure", "Version")
    rows = publications.objects.filter(folded="").select_related("occasion").order_by("pk")
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(rows.filter(pk__in=ids[start : start + BATCH]))
        newest = {one.publication_id: one for one in versions.objects.filter(publication__in=batch).order_by("number")}
        for one in batch:
            one.folded = fold(_words(one.occasion, newest.get(one.pk))[:MOST])
        publications.objects.bulk_update(batch, ["folded"])


def _words(occasion: Any, version: Any) -> str:
    if version is None:
        return str(occasion.title)
    parts = [occasion.title, *(getattr(version, one) for one in ANSWERS)]
    duty = DUTIES.get(occasion.duty)
    for block in version.blocks:
        if block.get("kind") != "table":
            parts.append(str(block.get("text", "")))
        elif duty is not None and not duty.names_people:
            parts += [" ".join(map(str, row)) for row in (block["headings"], *block["rows"])]
    return " ".join(parts)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_find_by_words")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
