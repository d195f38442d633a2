"""How a household comes to its ballot without its slip: what it tied to itself. Nothing here can be read or dialled."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.household import Household
from dinhlang.apps.decisions.models.roll_line import RollLine
from dinhlang.domain.decisions.sign_in import Way

WAYS = [(one.value, one.value) for one in Way]


class HouseholdSignIn(models.Model):
    """A telephone or an account that a household tied to itself with its slip; it serves one household at a time."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="sign_ins", db_index=False)
    way = models.CharField(max_length=8, choices=WAYS)
    lookup = models.BinaryField(max_length=32)  # keyed hash of the number, or of issuer and subject; emptied at the end
    sealed = models.TextField(blank=True)  # the number, to send to; emptied at the end
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sign_in_one_household", fields=["way", "lookup"], condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="sign_in_one_of_each_way", fields=["household", "way"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="sign_in_forgotten", condition=Q(ended_at__isnull=True) | Q(lookup=b"", sealed="")
            ),
        ]


class TelephoneCode(models.Model):
    """Six digits on their way to a telephone; known or unknown, every number that is typed leaves such a row."""

    token_hash = models.BinaryField(max_length=32, unique=True)  # of the secret in the form that asks for the digits
    digits_hash = models.BinaryField(max_length=32)  # keyed, together with that secret
    lookup = models.BinaryField(max_length=32)
    sealed = models.TextField(blank=True)  # the number, where it is to be tied
    line = models.ForeignKey(RollLine, null=True, on_delete=models.PROTECT, related_name="+")  # whose slip ties it
    tries = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)


class HouseholdPass(models.Model):
    """A secret that opens one ballot for some minutes after a sign-in; we keep only its hash."""

    line = models.ForeignKey(RollLine, on_delete=models.PROTECT, related_name="passes")
    hash = models.BinaryField(max_length=32, unique=True)
    ends_at = models.DateTimeField(db_index=True)
