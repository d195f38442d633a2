"""How a decision is prepared, held, counted, sent, recognised and carried out. The vote itself stands in Decision."""

from django.db import models
from django.db.models import F, Q

from dinhlang.apps.decisions.models.decision import Decision


class Proceeding(models.Model):
    """The course of one decision. Names of people in it are for the minutes only, never for a public page."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="proceeding")
    step = models.CharField(max_length=8, blank=True)  # elect | dismiss, of matters about persons
    ballot_case = models.CharField(max_length=1, blank=True)  # a | b | c of Article 19.1
    explanation = models.TextField()  # what every household reads: how much, for what, until when
    proposed_by = models.CharField(max_length=200)  # the post
    agreed_by = models.CharField(max_length=200, blank=True)  # the post of the Front
    agreed_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=6, blank=True)  # show | secret
    chair = models.CharField(max_length=200, blank=True)
    secretary = models.CharField(max_length=200, blank=True)
    counters = models.CharField(max_length=400, blank=True)
    witnesses = models.CharField(max_length=400, blank=True)  # two households, by their numbers
    held_on = models.DateField(null=True)
    present = models.IntegerField(null=True)
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    other = models.IntegerField(null=True)
    needed = models.IntegerField(null=True)
    submission_due = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    recognition_due = models.DateField(null=True)
    answered_on = models.DateField(null=True)  # recognised, or refused in writing
    answer_number = models.CharField(max_length=60, blank=True)  # of the document
    answer_reason = models.TextField(blank=True)
    effective_from = models.DateField(null=True)
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True)  # withdrawn, set aside, annulled

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proceeding_counts_fit",
                condition=Q(present=None) | Q(yes__gte=0, no__gte=0, other__gte=0, yes__lte=F("present")),
            ),
            models.CheckConstraint(
                name="proceeding_agreed_by_somebody", condition=Q(agreed_at=None) | ~Q(agreed_by="")
            ),
        ]


class Sitting(models.Model):
    """One meeting of a village or of one of its clusters; the numbers of all sittings are added up."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="sittings")
    number = models.SmallIntegerField()
    place = models.CharField(max_length=300)
    present = models.IntegerField()
    yes = models.IntegerField()
    no = models.IntegerField()
    other = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "number"], name="sitting_once"),
            models.CheckConstraint(
                name="sitting_counts_fit",
                condition=Q(yes__gte=0, no__gte=0, other__gte=0, present__gte=F("yes") + F("no") + F("other")),
            ),
        ]
