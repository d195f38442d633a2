"""The households of a village over time, and who speaks for each. Nothing else is kept about them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from dinhlang.apps.organisations.models import Unit


class Household(models.Model):
    """A household of a village in a period; its number may serve another household later, never at once."""

    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)  # as the village knows it, see domain normal_number
    sort_key = models.CharField(max_length=80, db_collation="C")
    address = models.CharField(max_length=200, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="household_number_one_at_a_time",
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="household_valid_not_empty", condition=Q(valid__isempty=False)),
            models.CheckConstraint(name="household_has_number", condition=~Q(number="")),
        ]
        indexes = [models.Index(fields=["village", "sort_key", "id"], name="household_in_order")]


class HouseholdRepresentative(models.Model):
    """Who speaks for a household in a period: a name, no number of any card."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="representatives")
    name = models.CharField(max_length=200)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="household_one_representative",
                expressions=[("household", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="representative_valid_not_empty", condition=Q(valid__isempty=False)),
        ]
