"""Typed links between things of any noun: kinds, ids and names only, so that every app can link."""

from django.db import models
from django.db.models import F, Q

ASKS = "asks"  # a wish or a case → the draft that people are asked about
ADOPTED_IN = "adopted_in"  # a draft → the document that it became
MERGED_INTO = "merged_into"  # a wish → the one that took it in
SPLIT_FROM = "split_from"  # a wish → the one that it was part of
ANSWERED_BY = "answered_by"  # a wish, a visit, a draft → what answers it
FUNDED_BY = "funded_by"  # a decision or a task → the paper or the item that gives the money
DONE_BY = "done_by"  # a document or a draft → the task that carries it out
REFUSED_BECAUSE = "refused_because"  # a wish → the document or the answer that says why not
MEASURED_BY = "measured_by"  # a document or a task → the survey or the indicator that shows what it brought
RELATIONS = (
    ASKS, MERGED_INTO, SPLIT_FROM, ANSWERED_BY, ADOPTED_IN, FUNDED_BY, DONE_BY, REFUSED_BECAUSE, MEASURED_BY,
)  # fmt: skip
SPRINGS_FROM = "springs_from"  # a document or a task ← the wish or the case that it answers


class Link(models.Model):
    """One arrow between two things: "this … that"."""

    from_kind = models.CharField(max_length=40)  # "coordination.task"
    from_id = models.BigIntegerField()
    from_code = models.CharField(max_length=40)
    relation = models.CharField(max_length=20)
    to_kind = models.CharField(max_length=40)  # "feedback.case"
    to_id = models.BigIntegerField()
    to_code = models.CharField(max_length=40)
    on = models.DateField()  # the day on which it was drawn: earlier views do not know it
    record_id = models.BigIntegerField(null=True)  # the act that drew it
    withdrawn_on = models.DateField(null=True)  # the day from which it no longer counts; the row stays
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_kind", "from_id", "relation", "to_kind", "to_id"],
                name="link_once",
                condition=Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="link_withdrawn_says_why", condition=Q(withdrawn_on=None) | ~Q(withdrawn_why="")
            ),
            models.CheckConstraint(name="link_not_to_itself", condition=~Q(from_kind=F("to_kind"), from_id=F("to_id"))),
        ]
        indexes = [
            models.Index(fields=["from_kind", "from_id", "relation"], name="link_forwards"),
            models.Index(fields=["to_kind", "to_id", "relation"], name="link_backwards"),
        ]
