"""Elections of persons: the list of candidates, and what was counted for each in every round."""

from django.db import models
from django.db.models import F, Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.domain.decisions.candidacy import Leaving
from dinhlang.domain.decisions.elections import Introduced


class Election(models.Model):
    """The part of a decision that elects persons: how many, and since when the list of candidates is frozen."""

    decision = models.OneToOneField(Decision, primary_key=True, on_delete=models.PROTECT, related_name="election")
    seats = models.SmallIntegerField()
    frozen_at = models.DateTimeField(null=True)  # frozen and sent to the People's Committee at once

    class Meta:
        constraints = [models.CheckConstraint(name="election_has_a_seat", condition=Q(seats__gt=0))]


class Candidate(models.Model):
    """One person on the ballot, with no more than the person agreed to have published."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidates", db_index=False)
    place = models.SmallIntegerField()  # on the ballot, from 1; withdrawn ones keep theirs
    name = models.CharField(max_length=120)
    birth_year = models.SmallIntegerField()
    occupation = models.CharField(max_length=120)
    introduced = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Introduced])
    biography = models.TextField(blank=True)
    agreed_on = models.DateField()  # the person agreed to the publication of the above
    at_meeting = models.BooleanField(default=False)  # nominated at the meeting itself, after the list was frozen
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    # only of who left a list that was frozen: everybody still reads the name, with how and since when
    left_by = models.CharField(max_length=8, blank=True, choices=[(one.value, one.value) for one in Leaving])
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "place"], name="candidate_place_once"),
            models.CheckConstraint(
                name="candidate_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="candidate_left_on_a_day",
                condition=Q(left_by="", left_on=None)
                | ~Q(left_by="") & Q(left_on__isnull=False, withdrawn_at__isnull=False),
            ),
        ]


class ElectionRound(models.Model):
    """One counted round; another follows where votes are equal on the last seat, or nobody has enough."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    number = models.SmallIntegerField()
    seats = models.SmallIntegerField()  # still open when it began
    present = models.IntegerField()
    given = models.IntegerField()
    valid = models.IntegerField()
    invalid = models.IntegerField()
    needed = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="election_round_once"),
            models.CheckConstraint(
                name="election_round_fits",
                condition=Q(valid__gte=0, invalid__gte=0, present__gte=F("given"))
                & Q(given__gte=F("valid") + F("invalid")),
            ),
        ]


class CandidateVotes(models.Model):
    """How many ballots were for one candidate in one round."""

    round = models.ForeignKey(ElectionRound, on_delete=models.PROTECT, related_name="votes", db_index=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="votes")
    votes = models.IntegerField()
    elected = models.BooleanField(default=False)
    tied = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "candidate"], name="candidate_votes_once"),
            models.CheckConstraint(name="candidate_votes_none_below_zero", condition=Q(votes__gte=0)),
        ]
