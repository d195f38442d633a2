"""Candidates of elections, and what was counted for each."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_one_path"),
    ]

    operations = [
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="election",
                        serialize=False,
                        to="decisions.decision",
                    ),
                ),
                ("seats", models.SmallIntegerField()),
                ("frozen_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seats__gt", 0)), name="election_has_a_seat")
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.SmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("birth_year", models.SmallIntegerField()),
                ("occupation", models.CharField(max_length=120)),
                (
                    "introduced",
                    models.CharField(
                        choices=[("front", "front"), ("self", "self"), ("households", "households")], max_length=10
                    ),
                ),
                ("biography", models.TextField(blank=True)),
                ("agreed_on", models.DateField()),
                ("at_meeting", models.BooleanField(default=False)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="decisions.election",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ElectionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField()),
                ("seats", models.SmallIntegerField()),
                ("present", models.IntegerField()),
                ("given", models.IntegerField()),
                ("valid", models.IntegerField()),
                ("invalid", models.IntegerField()),
                ("needed", models.IntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "election",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="decisions.election",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CandidateVotes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("votes", models.IntegerField()),
                ("elected", models.BooleanField(default=False)),
                ("tied", models.BooleanField(default=False)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="decisions.candidate"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="decisions.electionround",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("election", "place"), name="candidate_place_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="candidate_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="electionround",
            constraint=models.UniqueConstraint(fields=("election", "number"), name="election_round_once"),
        ),
        migrations.AddConstraint(
            model_name="electionround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invalid__gte", 0),
                    ("present__gte", models.F("given")),
                    ("valid__gte", 0),
                    (
                        "given__gte",
                        django.db.models.expressions.CombinedExpression(models.F("valid"), "+", models.F("invalid")),
                    ),
                ),
                name="election_round_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatevotes",
            constraint=models.UniqueConstraint(fields=("round", "candidate"), name="candidate_votes_once"),
        ),
        migrations.AddConstraint(
            model_name="candidatevotes",
            constraint=models.CheckConstraint(
                condition=models.Q(("votes__gte", 0)), name="candidate_votes_none_below_zero"
            ),
        ),
    ]
