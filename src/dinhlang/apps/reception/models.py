"""Meeting people face to face: heads and their days of reception, visits; dialogues, questions, promises."""

from django.db import models
from django.db.models import F, Q

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.reception.often import DUTIES
from dinhlang.domain.reception.visits import Outcome, Stage


class Head(models.Model):
    """A post whose holder must receive people in person; the post, never the person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)  # Chủ tịch UBND xã
    rule = models.CharField(max_length=20, choices=[(one, one) for one in DUTIES])
    since = models.DateField()
    until = models.DateField(null=True)
    commitment = models.TextField(blank=True)  # what the post promises whoever comes, a line each
    committed_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "title", "since"], name="head_once"),
            models.CheckConstraint(name="head_commitment_dated", condition=Q(commitment="") | ~Q(committed_on=None)),
        ]


class Day(models.Model):
    """One day on which a head receives, as posted; what became of it."""

    code = models.CharField(max_length=16, unique=True)
    head = models.ForeignKey(Head, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=200)
    online_url = models.URLField(max_length=400, blank=True)
    posted_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    deputy = models.CharField(max_length=120, blank=True)  # the post that received in the head's place
    deputy_why = models.CharField(max_length=300, blank=True)
    moved_to = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_from")
    called_off_at = models.DateTimeField(null=True)  # moved, or cancelled without another day
    called_off_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["head", "on", "begins"], name="day_of_head_once"),
            models.CheckConstraint(name="day_ends_after_it_begins", condition=Q(ends__gt=F("begins"))),
            models.CheckConstraint(
                name="day_called_off_says_why", condition=Q(called_off_at=None) | ~Q(called_off_why="")
            ),
            models.CheckConstraint(name="day_held_or_called_off", condition=Q(held_at=None) | Q(called_off_at=None)),
            models.CheckConstraint(name="day_deputy_says_why", condition=Q(deputy="") | ~Q(deputy_why="")),
        ]
        indexes = [models.Index(fields=["on", "id"], name="day_by_date")]


class Visit(models.Model):
    """Somebody who comes, alone or for a group. No name, no address: a number of the day and a secret code."""

    day = models.ForeignKey(Day, on_delete=models.PROTECT, related_name="visits")
    number = models.SmallIntegerField()
    lookup_hash = models.BinaryField(max_length=32, unique=True, null=True)  # null: no code was given
    topic = models.TextField()  # what it is about, in the person's own words; only the unit reads it
    people = models.SmallIntegerField(default=1)
    is_online = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Stage])
    booked_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Outcome])
    outcome_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    case_number = models.CharField(max_length=16, blank=True)  # the case it became

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="visit_number_once"),
            models.CheckConstraint(name="visit_of_somebody", condition=Q(people__gte=1)),
            models.CheckConstraint(name="visit_received_has_minutes", condition=Q(received_at=None) | ~Q(minutes="")),
            models.CheckConstraint(
                name="visit_answered_with_words",
                condition=Q(answered_at=None) | (~Q(outcome="") & ~Q(outcome_words="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                name="visit_unanswered",
                condition=Q(received_at__isnull=False, outcome__in=("", Outcome.MORE_TIME.value)),
            )
        ]


class Request(models.Model):
    """Voters who ask for a dialogue, as the Front checked them: how many, never who (rights 4)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # the commune
    asked_on = models.DateField()
    voters_asking = models.IntegerField()
    voters_in_all = models.IntegerField()
    about = models.CharField(max_length=300)
    counted_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_of_voters",
                condition=Q(voters_asking__gte=1, voters_in_all__gte=F("voters_asking")),
            )
        ]
        indexes = [models.Index(fields=["unit", "asked_on"], name="request_by_unit")]


class Dialogue(models.Model):
    """A dialogue of a People's Committee with its people. held_on null: still to come."""

    code = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=300)
    on = models.DateField()
    begins = models.TimeField()
    place = models.CharField(max_length=200)
    online_url = models.URLField(max_length=400, blank=True)
    is_on_request = models.BooleanField(default=False)
    announced_at = models.DateTimeField()  # of the day it has now: a moved dialogue is announced anew
    moved_from = models.DateField(null=True)  # the day it had before the last move
    called_off_at = models.DateTimeField(null=True)
    changed_why = models.CharField(max_length=300, blank=True)  # of the move or of calling off
    held_at = models.DateTimeField(null=True)
    attended = models.IntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dialogue_published_after_held",
                condition=Q(published_at=None) | (~Q(held_at=None) & ~Q(summary="")),
            ),
            models.CheckConstraint(
                name="dialogue_called_off_is_not_held", condition=Q(called_off_at=None) | Q(held_at=None)
            ),
            models.CheckConstraint(
                name="dialogue_changed_for_a_reason",
                condition=Q(moved_from=None, called_off_at=None) | ~Q(changed_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-on", "-id"], name="dialogue_newest"),
            models.Index(fields=["unit", "-on"], name="dialogue_unit"),
        ]


class Question(models.Model):
    """A question for a dialogue; merged ones live on in the one that took them in."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="questions")
    number = models.SmallIntegerField()
    lookup_hash = models.BinaryField(max_length=32, unique=True, null=True)
    text = models.TextField()
    people = models.IntegerField(default=1)
    asked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)  # null: an official has not read it yet, or its words are withheld
    withheld_why = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)  # a post
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="question_once"),
            models.CheckConstraint(name="question_of_somebody", condition=Q(people__gte=1)),
            models.CheckConstraint(name="question_shown_or_withheld", condition=Q(shown_at=None) | Q(withheld_why="")),
            models.CheckConstraint(name="question_not_into_itself", condition=~Q(merged_into=F("id"))),
            models.CheckConstraint(
                name="question_answered_by_somebody",
                condition=Q(answered_at=None) | (~Q(answer="") & ~Q(answered_by="")),
            ),
        ]


class Promise(models.Model):
    """What a post promised in public, by a day."""

    code = models.CharField(max_length=16, unique=True)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="promises")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="promises")
    text = models.TextField()
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner_post = models.CharField(max_length=120)
    made_on = models.DateField()
    due_on = models.DateField()
    kept_on = models.DateField(null=True)
    shown = models.TextField(blank=True)  # what shows that it was kept
    broken_on = models.DateField(null=True)
    broken_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="promise_kept_or_broken", condition=Q(kept_on=None) | Q(broken_on=None)),
            models.CheckConstraint(name="promise_kept_shows_it", condition=Q(kept_on=None) | ~Q(shown="")),
            models.CheckConstraint(name="promise_broken_says_why", condition=Q(broken_on=None) | ~Q(broken_why="")),
            models.CheckConstraint(name="promise_due_after_made", condition=Q(due_on__gte=F("made_on"))),
        ]
        indexes = [models.Index(fields=["-made_on", "-id"], name="promise_newest")]
