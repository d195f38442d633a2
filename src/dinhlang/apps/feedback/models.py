"""Feedback cases: what was said, where, who answers, and by when. Their history is the record, not a table here."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.organisations.models import Unit
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.feedback.states import OPEN, State

OPEN_STATES = sorted(OPEN)
PUBLIC = "public"


class Category(models.Model):
    """What a case is about; its words are data, so that a province or a city brings its own."""

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    hint_vi = models.CharField(max_length=200, blank=True)
    hint_en = models.CharField(max_length=200, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    place = models.SmallIntegerField(default=100)
    offered = models.BooleanField(default=True)  # shown on the form

    class Meta:
        ordering = ["place", "code"]


class Case(models.Model):
    """One voice: an opinion, a report, a petition, and the way it goes until it is answered."""

    number = models.CharField(max_length=16, unique=True)  # public
    lookup_hash = models.BinaryField(max_length=32, unique=True)  # of the code that only the sender holds
    external_key = models.CharField(max_length=80, null=True, unique=True)  # of an import
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State])
    publication = models.CharField(max_length=10, default="pending")  # pending | public | withheld
    withheld_reason = models.CharField(max_length=30, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    text = models.TextField()
    public_text = models.TextField(blank=True)  # when an officer had to mask personal data
    commune = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    landmark = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # who must answer
    office = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # who works on it
    post_id = models.BigIntegerField(null=True)  # the post it is given to
    public_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, default="vi")
    origin = models.CharField(max_length=10, default="web")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # the nearest open clock, for the inbox
    first_due_at = models.DateTimeField(null=True)  # the first deadline for the answer, never moved by an extension
    answered_at = models.DateTimeField(null=True)  # the first answer
    last_answer_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)  # null until classified
    refusal = models.CharField(max_length=30, blank=True)
    times_extended = models.SmallIntegerField(default=0)
    times_reopened = models.SmallIntegerField(default=0)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_at", "id"], name="case_inbox", condition=Q(state__in=OPEN_STATES)),
            models.Index(fields=["office", "due_at", "id"], name="case_office", condition=Q(state__in=OPEN_STATES)),
            models.Index(fields=["-received_at", "-id"], name="case_public", condition=Q(publication=PUBLIC)),
            models.Index(
                fields=["commune", "-received_at", "-id"], name="case_public_commune", condition=Q(publication=PUBLIC)
            ),
            models.Index(
                fields=["category", "-received_at", "-id"], name="case_public_category", condition=Q(publication=PUBLIC)
            ),
            models.Index(
                fields=["state", "-received_at", "-id"], name="case_public_state", condition=Q(publication=PUBLIC)
            ),
            models.Index(fields=["-answered_at"], name="case_answered", condition=Q(publication=PUBLIC)),
            models.Index(fields=["unit", "received_at"], name="case_unit_month"),
            models.Index(fields=["last_answer_at"], name="case_to_close", condition=Q(state="answered")),
            models.Index(
                fields=["unit", "-last_answer_at", "-id"],
                name="case_unit_answered",
                condition=Q(last_answer_at__isnull=False),
            ),
            models.Index(
                fields=["office", "-last_answer_at", "-id"],
                name="case_office_answered",
                condition=Q(last_answer_at__isnull=False, office__isnull=False),
            ),
        ]


class Identity(models.Model):
    """How to reach the sender; apart from the case, because handling a case is not a right to see this."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)


class Statement(models.Model):
    """Words said at one step of the record: a question, a reply, a note, a reason, an answer."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    audience = models.CharField(max_length=10)  # public (case page when published) | sender | unit
    text = models.TextField()


class Attachment(models.Model):
    """A photo or PDF. Nobody sees it before the worker has re-encoded it and stripped its metadata."""

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="attachments")
    draft = models.ForeignKey("Draft", null=True, on_delete=models.SET_NULL, related_name="files")
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, default="sender")  # sender | answer
    kind = models.CharField(max_length=5)  # photo | pdf
    state = models.CharField(max_length=10, default="waiting")  # waiting | ready | failed
    received_path = models.CharField(max_length=200, blank=True)  # emptied once processed
    received_sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200, blank=True)
    thumbnail_path = models.CharField(max_length=200, blank=True)
    size = models.IntegerField(default=0)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    place = models.SmallIntegerField(default=0)


class Draft(models.Model):
    """A form half filled in; its address is its key. Becomes one case, however often it is sent."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    data = models.JSONField(default=dict)
    language = models.CharField(max_length=5, default="vi")
    changed_at = models.DateTimeField()
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="draft_changed")]


class Rating(models.Model):
    """What the sender thought of an answer: 3 levels and words. The unit never sees a single one (rights 5)."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    level = models.SmallIntegerField()  # 1 không hài lòng · 2 bình thường · 3 hài lòng
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="rating_level")]


class Tally(models.Model):
    """Counts of a unit's cases received in one month, made by the worker in batches, reconcilable by recount."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    received = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)  # answered by the first deadline
    extended = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)  # first deadline passed without an answer, or answered after it
    counted_at = models.DateTimeField(null=True)
    stale = models.BooleanField(default=False)  # something happened since it was counted

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="tally_once")]
        indexes = [
            models.Index(fields=["month"], name="tally_month"),
            models.Index(fields=["unit", "month"], name="tally_stale", condition=Q(stale=True)),
        ]
