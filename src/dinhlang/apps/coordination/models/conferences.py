"""The yearly review conference: its agenda, who spoke, what was concluded."""

from django.db import models

from dinhlang.apps.coordination.models.documents import Document
from dinhlang.apps.coordination.models.plans import Plan
from dinhlang.apps.organisations.models import Unit

PARTS = ("chair", "reporter", "speaker")


class Conference(models.Model):
    """Hội nghị tổng kết: reviews one plan and sets going the next."""

    code = models.SlugField(max_length=40, unique=True)  # hoi-nghi-2023-03-13
    reviewed_plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    next_plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="set_going_by")
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    notice = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="conferences")
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    is_illustration = models.BooleanField(default=False)


class AgendaItem(models.Model):
    """One point of the agenda."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="agenda")
    number = models.SmallIntegerField()
    text = models.CharField(max_length=300)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")  # the report
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="agenda_number_once")]


class Participant(models.Model):
    """Somebody who chaired, reported or spoke, by post; the name only of a public official, as printed."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="participants")
    place = models.SmallIntegerField()
    part = models.CharField(max_length=10, choices=[(one, one) for one in PARTS])
    post_title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)  # what was said, in our own words
    source = models.CharField(max_length=300, blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "place"], name="participant_place_once")]


class Conclusion(models.Model):
    """What the conference concluded; tasks of the next plan name it."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="conclusions")
    number = models.SmallIntegerField()
    text = models.TextField()  # in our own words
    source = models.CharField(max_length=300, blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="conclusion_number_once")]
