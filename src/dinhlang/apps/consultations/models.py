"""Consultations: drafts in versions, opinions, the points they ask for, the answer to each; votes on statements."""

from django.db import models
from django.db.models import F, Q

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.consultations.answers import Answer, Origin, Outcome, Stance
from dinhlang.domain.consultations.matters import MATTERS


def choices_of(kind: type[Answer] | type[Origin] | type[Outcome] | type[Stance]) -> list[tuple[str, str]]:
    """Return the values of a column."""
    return [(one.value, one.value) for one in kind]


class Consultation(models.Model):
    """One draft put before the people. opened_at null: still in preparation; closed_at null: not answered yet."""

    code = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=10, choices=[(one, one) for one in MATTERS])
    title = models.CharField(max_length=300)
    changes = models.TextField(blank=True)  # the five answers: what changes
    gains = models.TextField(blank=True)  # for whom: who gains
    pays = models.TextField(blank=True)  # who pays
    loses = models.TextField(blank=True)  # who loses
    affects = models.TextField(blank=True)  # the three in one, of before they were asked one by one
    costs = models.TextField(blank=True)
    timing = models.TextField(blank=True)
    objections = models.TextField(blank=True)  # how to object
    drafted_on = models.DateField()
    plan_sent_on = models.DateField(null=True)  # to the People's Council and the Front
    told_on = models.DateField(null=True)  # those on whom duties are laid were told (Article 27)
    reported_on = models.DateField(null=True)  # to the nearest ordinary session of the Council, and to the Front
    session_on = models.DateField(null=True)  # that session
    opened_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)  # the last day on which opinions are taken
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, choices=choices_of(Outcome))
    against_majority = models.BooleanField(default=False)
    reasons = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="consultation_open_has_end", condition=Q(opened_at=None) | ~Q(closes_on=None)),
            models.CheckConstraint(
                name="consultation_closed_has_outcome", condition=Q(closed_at=None) | ~Q(outcome="")
            ),
            models.CheckConstraint(
                name="consultation_against_majority_says_why", condition=Q(against_majority=False) | ~Q(reasons="")
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="consultation_newest"),
            models.Index(fields=["unit", "-drafted_on", "-id"], name="consultation_unit"),
        ]


class Version(models.Model):
    """One version of the draft, as passages with anchors."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    blocks = models.JSONField(default=list)  # [{anchor, label, text}]: labels are the law's own words

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="draft_version_once")]


class Point(models.Model):
    """What several opinions ask in common; answer "": none yet."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="points")
    number = models.SmallIntegerField()
    title = models.CharField(max_length=300)
    answer = models.CharField(max_length=10, blank=True, choices=choices_of(Answer))
    reason = models.TextField(blank=True)
    anchor = models.CharField(max_length=60, blank=True)  # the passage that was changed
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="point_once"),
            models.CheckConstraint(name="point_answered_with_reason", condition=Q(answer="") | ~Q(reason="")),
        ]


class Opinion(models.Model):
    """What somebody, or several at a meeting, said to a draft; never lost: it stays with the point it was put to."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="opinions")
    code = models.CharField(max_length=16, unique=True)
    lookup_hash = models.BinaryField(max_length=32, unique=True, null=True)  # null: no receipt was given
    anchor = models.CharField(max_length=60, blank=True)  # "": on the whole
    stance = models.CharField(max_length=8, choices=choices_of(Stance), default=Stance.NONE.value)
    text = models.TextField()
    signed = models.CharField(max_length=60, blank=True)  # as the person wants to be named in public, or ""
    origin = models.CharField(max_length=8, choices=choices_of(Origin))
    people = models.IntegerField(default=1)
    given_at = models.DateTimeField()
    point = models.ForeignKey(Point, null=True, on_delete=models.PROTECT, related_name="opinions")
    shown_at = models.DateTimeField(null=True)  # null: an official has not read it yet, or its words are withheld
    withheld_why = models.CharField(max_length=300, blank=True)
    files_may_show = models.BooleanField(default=False)  # the sender lets photo and voice be public too

    class Meta:
        constraints = [
            models.CheckConstraint(name="opinion_of_somebody", condition=Q(people__gte=1)),
            models.CheckConstraint(name="opinion_shown_or_withheld", condition=Q(shown_at=None) | Q(withheld_why="")),
        ]
        indexes = [
            models.Index(fields=["consultation", "point", "id"], name="opinion_by_point"),
            models.Index(fields=["consultation", "-id"], name="opinion_newest"),
            models.Index(
                fields=["consultation", "id"], name="opinion_unread", condition=Q(shown_at=None, withheld_why="")
            ),
        ]


class OpinionFile(models.Model):
    """A photo or a spoken note. Nobody sees or hears it before the worker has written it anew without metadata."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=5)  # photo | voice
    state = models.CharField(max_length=10, default="waiting")  # waiting | ready | failed
    received_path = models.CharField(max_length=200, blank=True)  # emptied once processed
    received_sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200, blank=True)
    thumbnail_path = models.CharField(max_length=200, blank=True)
    size = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["id"], name="opinion_file_waiting", condition=Q(state="waiting"))]


class Review(models.Model):
    """The sender of a withheld opinion asks once for another decision, which somebody else of the unit takes."""

    opinion = models.OneToOneField(Opinion, on_delete=models.PROTECT, related_name="review")
    text = models.TextField()  # why, in the sender's words; not shown in public
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    decided_at = models.DateTimeField(null=True)
    is_shown = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_decided_says_why", condition=Q(decided_at=None) | ~Q(reason="")),
        ]


class Hearing(models.Model):
    """Somebody on whom a duty would be laid asks to be heard (Article 27): heard, explained to; never who."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="hearings")
    number = models.SmallIntegerField()
    asked_on = models.DateField()
    is_dialogue = models.BooleanField(default=False)  # with the Front and the People's Inspection Board, for many
    heard_on = models.DateField(null=True)
    summary = models.TextField(blank=True)  # what they said; it goes into the file for signing
    explained_on = models.DateField(null=True)
    explanation = models.TextField(blank=True)  # what they were told

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="hearing_once"),
            models.CheckConstraint(name="hearing_heard_sums_up", condition=Q(heard_on=None) | ~Q(summary="")),
            models.CheckConstraint(
                name="hearing_explained_after_heard",
                condition=Q(explained_on=None) | (~Q(heard_on=None) & ~Q(explanation="")),
            ),
        ]


class Statement(models.Model):
    """A short sentence to vote on; never edited: another takes its place, or it is taken out with the reason shown."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="statements")
    number = models.SmallIntegerField()
    text = models.CharField(max_length=140)
    added_at = models.DateTimeField()
    superseded_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="supersedes")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="statement_once"),
            models.CheckConstraint(
                name="statement_taken_out_says_why", condition=Q(taken_out_at=None) | ~Q(taken_out_why="")
            ),
            models.CheckConstraint(name="statement_not_by_itself", condition=~Q(superseded_by=F("id"))),
        ]


class Proposal(models.Model):
    """A statement that somebody proposes for the votes, read by an official first; refused words are not shown."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="proposals")
    number = models.SmallIntegerField()
    text = models.CharField(max_length=140)
    proposed_at = models.DateTimeField()
    statement = models.OneToOneField(Statement, null=True, on_delete=models.PROTECT, related_name="proposal")
    refused_at = models.DateTimeField(null=True)
    refused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="proposal_once"),
            models.CheckConstraint(name="proposal_refused_says_why", condition=Q(refused_at=None) | ~Q(refused_why="")),
            models.CheckConstraint(name="proposal_one_answer", condition=Q(refused_at=None) | Q(statement=None)),
        ]


class Vote(models.Model):
    """One vote on a statement by a random id of this consultation only; all are destroyed after the last map."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="votes")
    participant = models.BinaryField(max_length=16)
    value = models.SmallIntegerField()  # 1 agree, 0 pass, -1 disagree

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="vote_once"),
            models.CheckConstraint(name="vote_is_one_of_three", condition=Q(value__in=(-1, 0, 1))),
        ]


class OpinionMap(models.Model):
    """The map as last made by the worker: groups and statements with their counts, nobody's place."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="opinion_map")
    made_at = models.DateTimeField()
    votes = models.IntegerField()
    participants = models.IntegerField()
    is_last = models.BooleanField(default=False)  # made after the end; the votes are destroyed
    groups = models.JSONField(default=list)  # [{number, size, x, y, representative: […]}]
    consensus = models.JSONField(default=list)
    divisive = models.JSONField(default=list)
    tallies = models.JSONField(default=dict)  # statement number -> [agree, disagree, pass]


class DraftFile(models.Model):
    """A draft as it was sent, until the worker has read it: its words become a version, the file itself goes."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="draft_files")
    received_path = models.CharField(max_length=120, blank=True)
    sha256 = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=300)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")  # waiting | read | failed

    class Meta:
        indexes = [models.Index(fields=["id"], name="draft_file_waiting", condition=Q(state="waiting"))]


class VillageCount(models.Model):
    """The household slips of one village on a change of administrative units (Decree 321/2025)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="village_counts")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    of_all = models.IntegerField()  # all households of the village
    agree = models.IntegerField()
    against = models.IntegerField()
    other = models.IntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "village"], name="village_counted_once"),
            models.CheckConstraint(
                name="village_count_adds_up",
                condition=Q(agree__gte=0, against__gte=0, other__gte=0)
                & Q(of_all__gte=F("agree") + F("against") + F("other")),
            ),
        ]
