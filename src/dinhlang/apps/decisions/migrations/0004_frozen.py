"""The database itself holds what was frozen: the roll, its size, the question and the times of a vote."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION decisions_decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.frozen_at IS NOT NULL THEN
            RAISE EXCEPTION 'decision % is frozen', OLD.code USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.frozen_at IS NULL THEN
        -- A meeting that is only counted needs no lines; whoever votes line by line does.
        IF NEW.frozen_at IS NOT NULL AND NEW.secrecy = 'roll_call' AND NEW.roll_size IS DISTINCT FROM
           (SELECT count(*) FROM decisions_rollline WHERE decision_id = NEW.id) THEN
            RAISE EXCEPTION 'the roll of decision % has other lines', OLD.code USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.unit_id, OLD.scope, OLD.matter, OLD.form, OLD.secrecy, OLD.question, OLD.options, OLD.consent_yes,
        OLD.opens_at, OLD.closes_at, OLD.rule_id, OLD.rule_version, OLD.roll_size, OLD.roll_digest, OLD.frozen_at)
       IS DISTINCT FROM
       (NEW.unit_id, NEW.scope, NEW.matter, NEW.form, NEW.secrecy, NEW.question, NEW.options, NEW.consent_yes,
        NEW.opens_at, NEW.closes_at, NEW.rule_id, NEW.rule_version, NEW.roll_size, NEW.roll_digest, NEW.frozen_at)
       OR (OLD.closed_at IS NOT NULL AND OLD.closed_at IS DISTINCT FROM NEW.closed_at) THEN
        RAISE EXCEPTION 'decision % is frozen', OLD.code USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION decisions_rollline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM decisions_decision WHERE id = owner AND frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the roll of decision % is frozen: % is refused', owner, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION decisions_ballot_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM decisions_rollline l JOIN decisions_decision d ON d.id = l.decision_id
        WHERE l.id = NEW.line_id AND (d.closed_at IS NOT NULL OR d.frozen_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'no ballot for line % now', NEW.line_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION decisions_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % of a row is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION decisions_decision_guard();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_rollline
    FOR EACH ROW EXECUTE FUNCTION decisions_rollline_guard();
CREATE TRIGGER while_open BEFORE INSERT OR UPDATE ON decisions_ballot
    FOR EACH ROW EXECUTE FUNCTION decisions_ballot_guard();
CREATE TRIGGER never_deleted BEFORE DELETE ON decisions_ballot
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_ballotcast
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_villagecount
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
"""

UNDO = """
DROP TRIGGER never_changed ON decisions_villagecount;
DROP TRIGGER never_changed ON decisions_ballotcast;
DROP TRIGGER never_deleted ON decisions_ballot;
DROP TRIGGER while_open ON decisions_ballot;
DROP TRIGGER frozen ON decisions_rollline;
DROP TRIGGER frozen ON decisions_decision;
DROP FUNCTION decisions_never_changed();
DROP FUNCTION decisions_ballot_guard();
DROP FUNCTION decisions_rollline_guard();
DROP FUNCTION decisions_decision_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_ballots")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
