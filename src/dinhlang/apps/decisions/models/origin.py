"""Where a decision comes from, when it is more than a proposal of the head of the village."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.domain.decisions.origins import Board, From


class Origin(models.Model):
    """Why a matter is on the table: households, a head who goes, an earlier decision, a board to be filled."""

    decision = models.OneToOneField(Decision, primary_key=True, on_delete=models.PROTECT, related_name="origin")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in From])
    earlier = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="later")
    board = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Board])
    seats = models.SmallIntegerField(null=True)
    project = models.CharField(max_length=300, blank=True)  # of a board that watches one investment

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="origin_names_the_earlier",
                condition=Q(kind__in=["changes", "annuls"], earlier__isnull=False)
                | (~Q(kind__in=["changes", "annuls"]) & Q(earlier=None)),
            ),
            models.CheckConstraint(
                name="origin_names_the_board",
                condition=Q(kind="board", seats__gt=0) & ~Q(board="") | ~Q(kind="board") & Q(board="", seats=None),
            ),
        ]
