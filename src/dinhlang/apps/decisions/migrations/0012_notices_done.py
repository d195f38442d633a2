"""What was done of the calendar of a decision; a row never changes."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_noticedone
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0011_who_left_the_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule_id", models.CharField(max_length=40)),
                ("counted_from", models.DateField()),
                ("done_on", models.DateField()),
                ("document", models.CharField(blank=True, max_length=60)),
                ("written_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices_done",
                        to="decisions.decision",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(GUARD, "DROP TRIGGER never_changed ON decisions_noticedone;"),
    ]
