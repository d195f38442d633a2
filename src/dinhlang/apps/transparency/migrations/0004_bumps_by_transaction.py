"""Each bump bears the number of its transaction: readers ask only for what was committed since they asked last."""

from django.db import migrations

ADD = """
ALTER TABLE transparency_contentbump ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX bump_xact ON transparency_contentbump (xact);
"""
DROP = "ALTER TABLE transparency_contentbump DROP COLUMN xact"


class Migration(migrations.Migration):
    dependencies = [
        ("transparency", "0003_find_by_leaf"),
    ]

    operations = [
        migrations.RunSQL(ADD, DROP),
    ]
