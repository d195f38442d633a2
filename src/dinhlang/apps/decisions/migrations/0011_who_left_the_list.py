"""Who left a frozen list of candidates stays on it: the database lets only that be written, until the first count."""

from django.db import migrations, models

HEAD = """
CREATE OR REPLACE FUNCTION decisions_candidate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.election_id ELSE NEW.election_id END;
    frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM decisions_election WHERE decision_id = owner;
"""

TAIL = """
        RAISE EXCEPTION 'the candidates of decision % are frozen: % is refused', owner, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

EARLIER = """
    IF frozen IS NOT NULL AND NOT (
        TG_OP = 'INSERT' AND NEW.at_meeting
        AND NOT EXISTS (SELECT 1 FROM decisions_electionround WHERE election_id = owner)
    ) THEN
"""

# After the freeze, until the first count: somebody is nominated at the meeting, or leaves with the way and the day.
LATER = """
    IF frozen IS NOT NULL AND (
        EXISTS (SELECT 1 FROM decisions_electionround WHERE election_id = owner) OR NOT (
            (TG_OP = 'INSERT' AND NEW.at_meeting) OR
            (TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.left_by <> '' AND
             to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_reason', 'left_by', 'left_on'] =
             to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_reason', 'left_by', 'left_on'])
        )
    ) THEN
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0010_passed_by_day_initiatives_linked"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="left_by",
            field=models.CharField(blank=True, choices=[("written", "written"), ("died", "died")], max_length=8),
        ),
        migrations.AddField(
            model_name="candidate",
            name="left_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_by", ""), ("left_on", None)),
                    models.Q(
                        models.Q(("left_by", ""), _negated=True),
                        ("left_on__isnull", False),
                        ("withdrawn_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="candidate_left_on_a_day",
            ),
        ),
        migrations.RunSQL(HEAD + LATER + TAIL, HEAD + EARLIER + TAIL),
    ]
