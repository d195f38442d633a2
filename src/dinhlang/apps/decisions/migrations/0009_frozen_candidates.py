"""The database itself holds the frozen list of candidates and what was counted; earlier elections get their row."""

from django.db import migrations

EARLIER = """
INSERT INTO decisions_election (decision_id, seats)
SELECT p.decision_id, coalesce(o.seats, 1)
FROM decisions_proceeding p LEFT JOIN decisions_origin o ON o.decision_id = p.decision_id WHERE p.step = 'elect';
"""

GUARDS = """
CREATE FUNCTION decisions_candidate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.election_id ELSE NEW.election_id END;
    frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM decisions_election WHERE decision_id = owner;
    -- After the freeze somebody may still be nominated at the meeting itself, until the first count.
    IF frozen IS NOT NULL AND NOT (
        TG_OP = 'INSERT' AND NEW.at_meeting
        AND NOT EXISTS (SELECT 1 FROM decisions_electionround WHERE election_id = owner)
    ) THEN
        RAISE EXCEPTION 'the candidates of decision % are frozen: % is refused', owner, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION decisions_election_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL AND (OLD.seats, OLD.frozen_at) IS DISTINCT FROM (NEW.seats, NEW.frozen_at) THEN
        RAISE EXCEPTION 'the election of decision % is frozen', OLD.decision_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_candidate
    FOR EACH ROW EXECUTE FUNCTION decisions_candidate_guard();
CREATE TRIGGER frozen BEFORE UPDATE ON decisions_election
    FOR EACH ROW EXECUTE FUNCTION decisions_election_guard();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_electionround
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_candidatevotes
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
"""

UNDO = """
DROP TRIGGER never_changed ON decisions_candidatevotes;
DROP TRIGGER never_changed ON decisions_electionround;
DROP TRIGGER frozen ON decisions_election;
DROP TRIGGER frozen ON decisions_candidate;
DROP FUNCTION decisions_election_guard();
DROP FUNCTION decisions_candidate_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_elections")]

    operations = [
        migrations.RunSQL(EARLIER, migrations.RunSQL.noop),
        migrations.RunSQL(GUARDS, UNDO),
    ]
