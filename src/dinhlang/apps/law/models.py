"""What a deployment adds to the law over time: late days, deadlines that run, village sessions, counts of quizzes."""

from django.db import models
from django.db.models import F, Q


class CalendarDay(models.Model):
    """A day off or a worked day announced later. Rows never change: the last one for a day wins."""

    class Kind(models.TextChoices):
        OFF = "off"
        WORKED = "worked"

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    notice = models.CharField(max_length=200)  # the document, "Công văn 12729/VPCP-KGVX ngày 25/12/2025"
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day", "id"], name="calendar_day")]


class Deadline(models.Model):
    """One term of one thing, with everything its end stands on. A change makes a new row and supersedes this one."""

    class State(models.TextChoices):
        OPEN = "open"
        MET = "met"  # done in time
        MISSED = "missed"  # done late
        SUPERSEDED = "superseded"  # a newer row counts
        STOPPED = "stopped"  # no longer needed

    subject_kind = models.CharField(max_length=40)  # "feedback.case"
    subject_id = models.BigIntegerField()
    subject_code = models.CharField(max_length=40)
    clock = models.CharField(max_length=20)  # "initial", "answer"
    rule_id = models.CharField(max_length=40)
    rule_version = models.CharField(max_length=30)
    citation = models.CharField(max_length=500)
    illustrative = models.BooleanField(default=False)  # the rule is a demonstration's, binding nobody
    term = models.CharField(max_length=10)  # the period as first set, "15wd"
    direction = models.CharField(max_length=6)
    changes = models.JSONField(default=list)  # extensions and pauses in order; replayed when the calendar changes
    calendar_version = models.CharField(max_length=40)
    started_on = models.DateField()
    started_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()  # the last moment in time
    expected = models.BooleanField()  # counted over a year whose calendar is not official yet
    explanation = models.JSONField()  # {"vi": [...], "en": [...]}
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    paused_at = models.DateTimeField(null=True)  # rests since then; only of an open row
    set_at = models.DateTimeField()
    set_as = models.CharField(max_length=20)  # the role in which it was set
    closed_at = models.DateTimeField(null=True)
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="next")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "clock"], condition=Q(state="open"), name="deadline_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="deadline_closed_with_time",
            ),
            models.CheckConstraint(condition=Q(paused_at=None) | Q(state="open"), name="deadline_rests_only_open"),
            models.CheckConstraint(
                condition=Q(direction="before") | Q(due_at__gte=F("started_at")), name="deadline_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="deadline_subject"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="deadline_open_due"),
            models.Index(fields=["calendar_version", "id"], condition=Q(state="open"), name="deadline_open_calendar"),
        ]


class LearningSession(models.Model):
    """A village session on one topic: planned, then held with its attendance, or cancelled with its reason."""

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"

    code = models.CharField(max_length=12, unique=True)  # stands in the address of its quiz
    commune_id = models.BigIntegerField()
    village_id = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    materials = models.JSONField(default=list)  # codes of questions handed out
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    attendance = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    sheets = models.PositiveIntegerField(default=0)  # quizzes filled in on paper
    sheets_passed = models.PositiveIntegerField(default=0)
    received_path = models.CharField(max_length=200, blank=True)  # a photo that waits to be cleaned
    photo_path = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="held") & Q(attendance__isnull=False)) | (~Q(state="held") & Q(attendance=None)),
                name="session_held_with_attendance",
            ),
            models.CheckConstraint(condition=Q(sheets_passed__lte=F("sheets")), name="session_sheets_passed"),
        ]
        indexes = [
            models.Index(fields=["commune_id", "-starts_at"], name="session_commune"),
            models.Index(fields=["id"], condition=~Q(received_path=""), name="session_photo_waits"),
        ]


class QuizCount(models.Model):
    """How often a quiz was done in a commune in a month. Counts only: nothing here is about one person."""

    commune_id = models.BigIntegerField(null=True)  # None: the reader did not say
    topic = models.CharField(max_length=20)
    month = models.DateField()  # its first day
    tries = models.PositiveIntegerField(default=0)
    first_tries = models.PositiveIntegerField(default=0)
    first_passed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "topic", "month"], nulls_distinct=False, name="quiz_count_once"
            ),
            models.CheckConstraint(
                condition=Q(first_passed__lte=F("first_tries")) & Q(first_tries__lte=F("tries")), name="quiz_count_sums"
            ),
        ]


class AdultCount(models.Model):
    """How many adults live in a commune, as told by a source. Rows never change: the newest one counts."""

    commune_id = models.BigIntegerField()
    adults = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    counted_on = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(adults__gt=0), name="adult_count_some")]
        indexes = [models.Index(fields=["commune_id", "counted_on", "id"], name="adult_count_commune")]
