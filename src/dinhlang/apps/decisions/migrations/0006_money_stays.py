"""The database itself holds that a line of money never changes, and that none comes after the final account."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION decisions_account_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM decisions_finalaccount WHERE decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'the account of decision % is closed', NEW.decision_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER while_open BEFORE INSERT ON decisions_moneyline
    FOR EACH ROW EXECUTE FUNCTION decisions_account_open();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_moneyline
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON decisions_finalaccount
    FOR EACH ROW EXECUTE FUNCTION decisions_never_changed();
"""

UNDO = """
DROP TRIGGER never_changed ON decisions_finalaccount;
DROP TRIGGER never_changed ON decisions_moneyline;
DROP TRIGGER while_open ON decisions_moneyline;
DROP FUNCTION decisions_account_open();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_initiatives_money_conferences")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
