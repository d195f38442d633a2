"""Ballots: one a household, with the history of what came before it."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.roll_line import RollLine
from dinhlang.domain.decisions.ballots import Channel, Choice

CHOICES = [(one.value, one.value) for one in Choice]
CHANNELS = [(one.value, one.value) for one in Channel]


class Ballot(models.Model):
    """The ballot of a household that counts. An empty choice: taken back, the household is absent again."""

    line = models.OneToOneField(RollLine, primary_key=True, on_delete=models.PROTECT, related_name="ballot")
    choice = models.CharField(max_length=8, blank=True, choices=CHOICES)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    at = models.DateTimeField()
    casts = models.IntegerField(default=1)  # how many ballots the household gave, this one included

    class Meta:
        constraints = [
            models.CheckConstraint(name="ballot_choice", condition=Q(choice__in=["", *Choice])),
            models.CheckConstraint(name="ballot_casts", condition=Q(casts__gte=1)),
        ]


class BallotCast(models.Model):
    """One ballot as it was given; never changed. The last valid one of a household is its Ballot."""

    line = models.ForeignKey(RollLine, on_delete=models.PROTECT, related_name="casts")
    number = models.IntegerField()
    choice = models.CharField(max_length=8, blank=True, choices=CHOICES)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    at = models.DateTimeField()
    helper = models.CharField(max_length=200, blank=True)  # the post that typed it
    record_id = models.BigIntegerField()  # its act in the record, of which the household has a receipt

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="ballot_cast_in_order")]


class AssistedObjection(models.Model):
    """A household says within two days that a ballot typed for it was not its will."""

    cast = models.OneToOneField(BallotCast, primary_key=True, on_delete=models.PROTECT, related_name="objection")
    at = models.DateTimeField()
    after_close = models.BooleanField()  # then the count stands with this mark until it is looked at
