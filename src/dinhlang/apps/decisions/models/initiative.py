"""What households start themselves, and how many stand behind it; never which.

A consent is kept under a key that this deployment alone derives from the initiative and the household: it counts each
household once and lets it step back, and nobody who reads the table learns who signed.
"""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.decisions.initiatives import Call, Standing


class Initiative(models.Model):
    """A matter that households of a village want to be put to all of them (Article 16; Decree 59, Article 9)."""

    code = models.CharField(max_length=16, unique=True)
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    call = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Call])
    matter = models.CharField(max_length=5)
    step = models.CharField(max_length=8, blank=True)
    question = models.CharField(max_length=500)
    explanation = models.TextField()
    standing = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Standing], default=Standing.SENT.value
    )
    created_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    consents = models.IntegerField(null=True)  # how many it had when it was reached
    answered_by = models.CharField(max_length=200, blank=True)  # the post that looked at it last
    reason = models.TextField(blank=True)
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="initiative")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="initiative_put_has_decision", condition=~Q(standing="put") | Q(decision__isnull=False)
            ),
            models.CheckConstraint(
                name="initiative_declined_with_reason", condition=~Q(standing="declined") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["village", "-id"], name="initiative_village")]


class Consent(models.Model):
    """One household stands behind an initiative, until a day or until it steps back."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="given")
    key = models.BinaryField(max_length=32)
    given_at = models.DateTimeField()
    counts_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)  # stepped back, or given anew
    starts = models.BooleanField(default=False)  # of the household that began it
    helper = models.CharField(max_length=200, blank=True)  # the post that wrote it down

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], condition=Q(ended_at=None), name="consent_once")
        ]
