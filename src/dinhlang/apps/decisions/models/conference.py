"""The yearly conference of a village (Article 33): its day, its agenda, what was reported."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.organisations.models import Unit


class VillageConference(models.Model):
    """One a village and year."""

    code = models.CharField(max_length=16, unique=True)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.SmallIntegerField()
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField()
    called_on = models.DateField(null=True)  # when the households were told of this day; another day begins anew
    present = models.IntegerField(null=True)  # how many households came
    all_of_them = models.IntegerField(null=True)  # of how many
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["village", "year"], name="village_conference_once_a_year"),
            models.CheckConstraint(
                name="village_conference_reported_whole",
                condition=Q(reported_at=None) | Q(present__gte=0, all_of_them__gte=models.F("present")) & ~Q(report=""),
            ),
        ]
