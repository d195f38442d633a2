"""Surveys in the field. A sheet of answers points to nobody: no slip, interviewer or moment; only wave, place, day."""

from uuid import uuid4

from django.db import models

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.surveys.collection import Channel


class Wave(models.Model):
    """One round of asking with one version of a questionnaire."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    instrument = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_wave_closes_after_opening", condition=models.Q(closes_on__gte=models.F("opens_on"))
            )
        ]


class Slip(models.Model):
    """An invitation with a code, for one answer. Whether it was used is known; when, and what was answered, is not."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="slips")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lookup_hash = models.BinaryField(max_length=32, unique=True)
    is_used = models.BooleanField(default=False)


class Interviewer(models.Model):
    """A post in the field: a code to enrol one device, and the public key of that device."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="interviewers")
    number = models.SmallIntegerField()
    lookup_hash = models.BinaryField(max_length=32, unique=True)
    public_key = models.BinaryField(max_length=65, blank=True, default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="survey_interviewer_number_once")]


class Delivery(models.Model):
    """That a device delivered an entry, so that the same one is not taken twice. It holds nothing of the answers."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.PROTECT, related_name="deliveries")
    entry = models.UUIDField()
    digest = models.BinaryField(max_length=32)  # keyed: nobody can find the answers by trying

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interviewer", "entry"], name="survey_entry_once")]


class Sheet(models.Model):
    """The answers of somebody."""

    id = models.UUIDField(primary_key=True, default=uuid4)  # random, so that rows have no order
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="sheets")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Channel])
    answers = models.JSONField()
    answered_on = models.DateField()  # a day, never a moment
