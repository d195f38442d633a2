import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0003_outlines"),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20)),
                ("sort_key", models.CharField(db_collation="C", max_length=80)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdRepresentative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="decisions.household",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("ended", "ended"),
                            ("representative", "representative"),
                            ("address", "address"),
                        ],
                        max_length=16,
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("applied", "applied"), ("refused", "refused")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("objections_until", models.DateField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="decisions.household",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("reply", models.CharField(blank=True, max_length=500)),
                ("upheld", models.BooleanField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="decisions.rollchange",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, unique=True)),
                ("scope", models.CharField(max_length=8)),
                ("matter", models.CharField(max_length=5)),
                ("form", models.CharField(max_length=8)),
                ("secrecy", models.CharField(default="roll_call", max_length=12)),
                ("state", models.CharField(default="proposed", max_length=20)),
                ("question", models.CharField(max_length=500)),
                ("options", models.JSONField(default=list)),
                ("consent_yes", models.IntegerField(null=True)),
                ("meeting_at", models.DateTimeField(null=True)),
                ("opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("rule_id", models.CharField(blank=True, max_length=40)),
                ("rule_version", models.CharField(blank=True, max_length=40)),
                ("roll_size", models.IntegerField(null=True)),
                ("roll_digest", models.BinaryField(max_length=32, null=True)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("objections_until", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-id"], name="decision_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at", None),
                            ("closes_at", None),
                            ("opens_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="decision_opens_before_it_closes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at", None),
                            models.Q(
                                ("closes_at__isnull", False),
                                ("opens_at__isnull", False),
                                ("roll_digest__isnull", False),
                                ("roll_size__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="decision_frozen_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closed_at", None), ("frozen_at__isnull", False), _connector="OR"),
                        name="decision_closed_after_freeze",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["village", "sort_key", "id"], name="household_in_order"),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("village", "="), ("number", "="), ("valid", "&&")], name="household_number_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__isempty", False)), name="household_valid_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="household_has_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="householdrepresentative",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("household", "="), ("valid", "&&")], name="household_one_representative"
            ),
        ),
        migrations.AddConstraint(
            model_name="householdrepresentative",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__isempty", False)), name="representative_valid_not_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="rollchange",
            index=models.Index(fields=["village", "-id"], name="roll_change_village"),
        ),
        migrations.AddIndex(
            model_name="rollchange",
            index=models.Index(
                condition=models.Q(("state", "proposed")), fields=["objections_until", "id"], name="roll_change_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="roll_change_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("village", "number"), name="roll_change_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollobjection",
            constraint=models.CheckConstraint(
                condition=models.Q(("upheld", None), models.Q(("reply", ""), _negated=True), _connector="OR"),
                name="roll_objection_answered_with_reason",
            ),
        ),
    ]
