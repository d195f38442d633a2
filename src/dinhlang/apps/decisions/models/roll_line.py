"""The frozen roll of one decision: the denominator. The database refuses every later change (see migrations)."""

from django.db import models

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.decisions.models.household import Household
from dinhlang.apps.organisations.models import Unit


class RollLine(models.Model):
    """One household in the roll of one decision, under a random code that only this decision knows it by."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines", db_index=False)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    row_code = models.CharField(max_length=8, db_collation="C")  # public, in the table

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "household"], name="roll_line_household_once"),
            models.UniqueConstraint(fields=["decision", "row_code"], name="roll_line_code_once"),
        ]
        indexes = [models.Index(fields=["decision", "village", "id"], name="roll_line_village")]


class HouseholdCode(models.Model):
    """The secret of a household in one decision, printed on its slip; we keep only its hash."""

    line = models.OneToOneField(RollLine, primary_key=True, on_delete=models.PROTECT, related_name="code")
    hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
