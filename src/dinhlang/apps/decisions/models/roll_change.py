"""Changes of a roll: each with its reason, and days in which the village may object before it is in force."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.household import Household
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.decisions.rolls import Change, ChangeState


class RollChange(models.Model):
    """One proposed change. `household` is empty for a household that is to be added, until it is."""

    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Change])
    number = models.CharField(max_length=20)
    address = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ChangeState], default=ChangeState.PROPOSED.value
    )
    proposed_at = models.DateTimeField()
    objections_until = models.DateField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="roll_change_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["village", "number"], condition=Q(state="proposed"), name="roll_change_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["village", "-id"], name="roll_change_village"),
            models.Index(fields=["objections_until", "id"], name="roll_change_open", condition=Q(state="proposed")),
        ]


class RollObjection(models.Model):
    """Somebody says that a change is wrong; it waits until the objection is answered with a reason."""

    change = models.ForeignKey(RollChange, on_delete=models.PROTECT, related_name="objections")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    reply = models.CharField(max_length=500, blank=True)
    upheld = models.BooleanField(null=True)  # null: not answered yet
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="roll_objection_answered_with_reason", condition=Q(upheld=None) | ~Q(reply=""))
        ]
