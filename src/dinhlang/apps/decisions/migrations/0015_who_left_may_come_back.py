"""A withdrawal from a frozen list may be undone: the database lets that be written too, until the first count."""

from django.db import migrations

HEAD = """
CREATE OR REPLACE FUNCTION decisions_candidate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.election_id ELSE NEW.election_id END;
    left_columns text[] := ARRAY['withdrawn_at', 'withdrawn_reason', 'left_by', 'left_on'];
    frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM decisions_election WHERE decision_id = owner;
    IF frozen IS NOT NULL AND (
        EXISTS (SELECT 1 FROM decisions_electionround WHERE election_id = owner) OR NOT (
            (TG_OP = 'INSERT' AND NEW.at_meeting) OR
            (TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.left_by <> '' AND
             to_jsonb(OLD) - left_columns = to_jsonb(NEW) - left_columns)
"""
# Who was on the list when it was frozen, and left it, comes back as the person stood there.
BACK = """
            OR
            (TG_OP = 'UPDATE' AND OLD.left_by <> '' AND NEW.withdrawn_at IS NULL AND NEW.left_by = '' AND
             to_jsonb(OLD) - left_columns = to_jsonb(NEW) - left_columns)
"""
TAIL = """
        )
    ) THEN
        RAISE EXCEPTION 'the candidates of decision % are frozen: % is refused', owner, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0014_sums_typed_twice")]

    operations = [migrations.RunSQL(HEAD + BACK + TAIL, HEAD + TAIL)]
