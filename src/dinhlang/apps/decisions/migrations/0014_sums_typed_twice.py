"""The sums of an election from door to door, as two people typed them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0013_sign_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="SumsEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seat", models.SmallIntegerField()),
                ("lines", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sums",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "seat"), name="sums_entry_once"),
                    models.CheckConstraint(condition=models.Q(("seat__in", (1, 2))), name="sums_entry_seat"),
                ],
            },
        ),
    ]
