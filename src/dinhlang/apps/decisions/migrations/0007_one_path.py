"""One path to a result: the sums of a vote stand in its course, a matter of a commune has a part in each village.

The table of sums by village goes: no release had it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_money_stays"),
        ("organisations", "0004_enterprises"),
    ]

    operations = [
        migrations.RunSQL(
            "DROP TRIGGER never_changed ON decisions_villagecount",
            "CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_villagecount "
            "FOR EACH ROW EXECUTE FUNCTION decisions_never_changed()",
        ),
        migrations.CreateModel(
            name="ResultObjection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("reply_due", models.DateField()),
                ("reply", models.TextField(blank=True)),
                ("outcome", models.CharField(blank=True, max_length=9)),
                ("replied_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=5)),
                ("received_path", models.CharField(blank=True, max_length=200)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveField(
            model_name="villagecount",
            name="decision",
        ),
        migrations.RemoveField(
            model_name="villagecount",
            name="village",
        ),
        migrations.AddField(
            model_name="decision",
            name="again_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="again",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="part_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="decisions.decision",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("part_of__isnull", False)), fields=["part_of", "id"], name="decision_parts"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("again_of__isnull", False)), fields=["again_of", "id"], name="decision_again"
            ),
        ),
        migrations.AddField(
            model_name="resultobjection",
            name="decision",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="signedsheet",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="decisions.decision"
            ),
        ),
        migrations.DeleteModel(
            name="VillageCount",
        ),
        migrations.AddConstraint(
            model_name="resultobjection",
            constraint=models.UniqueConstraint(fields=("decision", "number"), name="result_objection_in_order"),
        ),
        migrations.AddConstraint(
            model_name="resultobjection",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "confirmed", "rerun", "void"])), name="result_objection_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="resultobjection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("replied_at", None)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("reply", ""), _negated=True),
                        ("replied_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="result_objection_reasoned",
            ),
        ),
        migrations.AddIndex(
            model_name="signedsheet",
            index=models.Index(
                condition=models.Q(("received_path", ""), _negated=True), fields=["id"], name="signed_sheet_waiting"
            ),
        ),
    ]
