"""What somebody says against a result, and the reasoned answer; the words are for those who answer."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.domain.decisions.objections import Outcome


class ResultObjection(models.Model):
    """One objection to the result of a decision; the answer and what came of it are public, the words are not."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections", db_index=False)
    number = models.SmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    reply_due = models.DateField()
    reply = models.TextField(blank=True)
    outcome = models.CharField(max_length=9, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="result_objection_in_order"),
            models.CheckConstraint(name="result_objection_outcome", condition=Q(outcome__in=["", *Outcome])),
            models.CheckConstraint(
                name="result_objection_reasoned",
                condition=Q(outcome="", replied_at=None) | Q(~Q(outcome=""), ~Q(reply=""), replied_at__isnull=False),
            ),
        ]
