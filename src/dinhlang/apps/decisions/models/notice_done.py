"""That something in the calendar of a decision was done. Never changed: what was wrong is written down once more."""

from django.db import models

from dinhlang.apps.decisions.models.decision import Decision


class NoticeDone(models.Model):
    """One thing that the law wants done, with the day it was done; the last row of the same count is what holds."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="notices_done")
    rule_id = models.CharField(max_length=40)
    counted_from = models.DateField()  # the day that its calendar counts from: another day begins anew
    done_on = models.DateField()
    document = models.CharField(max_length=60, blank=True)  # its number, where there is one
    written_at = models.DateTimeField()
