"""The database itself refuses to change or delete what was recorded, logged or signed."""

from django.db import migrations

# Row triggers only: TRUNCATE of a test database stays possible. Blinding (erasure of content by law) is the one
# permitted change of a record: payload and salt become empty, everything else stays, and only inside a
# transaction that says `SET LOCAL dinhlang.blinding = 'on'`.
GUARDS = """
CREATE FUNCTION transparency_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % of a row is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION transparency_record_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    blinded transparency_record := OLD;
BEGIN
    blinded.payload := '';
    blinded.salt := '';
    IF TG_OP = 'UPDATE' AND current_setting('dinhlang.blinding', true) = 'on' AND NEW IS NOT DISTINCT FROM blinded THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: % of a row is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION transparency_treehead_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed transparency_treehead := OLD;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.note = '' THEN
        signed.note := NEW.note;
        IF NEW IS NOT DISTINCT FROM signed THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: % of a row is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON transparency_record
    FOR EACH ROW EXECUTE FUNCTION transparency_record_guard();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON transparency_logentry
    FOR EACH ROW EXECUTE FUNCTION transparency_never_changed();
CREATE TRIGGER signed_once BEFORE UPDATE OR DELETE ON transparency_treehead
    FOR EACH ROW EXECUTE FUNCTION transparency_treehead_guard();
"""

UNDO = """
DROP TRIGGER signed_once ON transparency_treehead;
DROP TRIGGER never_changed ON transparency_logentry;
DROP TRIGGER never_changed ON transparency_record;
DROP FUNCTION transparency_treehead_guard();
DROP FUNCTION transparency_record_guard();
DROP FUNCTION transparency_never_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_first_tables")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
