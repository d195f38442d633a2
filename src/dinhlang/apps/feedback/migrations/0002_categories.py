"""The province's own list of categories; a deployment for a city brings another by its import map."""

import tomllib
from importlib.resources import files

from django.db import migrations


def add(apps, schema_editor):
    """Add the categories of data/categories.toml."""
    category = apps.get_model("feedback", "Category")
    table = tomllib.loads(files("dinhlang.apps.feedback").joinpath("data/categories.toml").read_text(encoding="utf-8"))
    category.objects.bulk_create(category(place=place, **row) for place, row in enumerate(table["category"], start=1))


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_first_tables")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
