"""Units over time. A row is never deleted and its id never means another unit; periods start in and end out."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from dinhlang.domain.organisations.kinds import Kind, Subkind
from dinhlang.domain.organisations.lineage import Change, Share


class Unit(models.Model):
    """A place, an office or a board from its founding to its end; its names and parents have their own periods."""

    code = models.CharField(max_length=40)  # the official code; a code may serve another unit later, never at once
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    subkind = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Subkind])
    valid = DateRangeField()  # without a lower end: founded on a day that our sources do not tell
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)  # a point inside the place
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    working_hours = models.CharField(max_length=200, blank=True)
    answer_needs_approval = models.BooleanField(default=False)  # a second person signs each answer of this unit

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_code_one_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="unit_valid_not_empty", condition=Q(valid__isempty=False)),
        ]
        indexes = [models.Index(fields=["kind"], name="unit_kind")]


class UnitName(models.Model):
    """What a unit is called in a period, as the law writes it, and its address in the web, which is never reused."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    folded = models.CharField(max_length=200)  # for finding: no marks, no case
    sort_key = models.CharField(max_length=600, db_collation="C")  # the Vietnamese order, computed
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_name_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="unit_name_valid_not_empty", condition=Q(valid__isempty=False)),
        ]


class UnitParent(models.Model):
    """Which unit another belongs to in a period."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_parent_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="unit_parent_not_itself", condition=~Q(unit=models.F("parent"))),
            models.CheckConstraint(name="unit_parent_valid_not_empty", condition=Q(valid__isempty=False)),
        ]


class UnitOutline(models.Model):
    """The outline of a place, for maps; rings of [longitude, latitude]. `source` empty: drawn schematically."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="outline")
    rings = models.JSONField()
    source = models.CharField(max_length=200, blank=True)


class ChangeEvent(models.Model):
    """What happened to units on a day, and the decision it stands on."""

    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Change])
    on = models.DateField()
    citation = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    announced = models.BooleanField()  # False until the day comes: only then do open cases follow

    class Meta:
        indexes = [models.Index(fields=["on"], name="change_waiting", condition=Q(announced=False))]


class ChangePart(models.Model):
    """One arrow of a change: how much of one unit became (part of) another; see domain Move."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.PROTECT, related_name="parts")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="departures")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="arrivals")
    share = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Share])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="change_part_has_an_end", condition=Q(from_unit__isnull=False) | Q(to_unit__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["event", "from_unit", "to_unit"], name="change_part_once", nulls_distinct=False
            ),
        ]
