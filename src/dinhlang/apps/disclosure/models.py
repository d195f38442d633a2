"""What units must make public, what they made public, and what shows it. The history of it all is the record."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.disclosure.duties import Source
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.domain.disclosure.status import Status

OVERDUE = ("missing", "incomplete")


class Equipment(models.Model):
    """Which means a unit has; one without a row has both. A form is compulsory only where its means exist."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    has_portal = models.BooleanField(default=True)
    has_loudspeaker = models.BooleanField(default=True)


class Occasion(models.Model):
    """Something that an event made due: one thing to make public, by a day, under a provision."""

    code = models.CharField(max_length=16, unique=True)  # its address in the web and in the record
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=8)  # "11.7"
    source = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Source])
    title = models.CharField(max_length=300)
    happened_on = models.DateField()
    quarter = models.CharField(max_length=7)  # "2026-Q1"
    key = models.BinaryField(max_length=32)  # digest of what tells it from others of its unit
    rule_id = models.CharField(max_length=40)
    due_on = models.DateField(null=True)  # null: no number in the law, and no local one
    responsible = models.CharField(max_length=200, blank=True)  # the post that answers for it
    status = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Status], default="not_due")
    published_on = models.DateField(null=True)  # first, in any form
    settled = models.BooleanField(default=False)  # time alone changes nothing any more
    counted_on = models.DateField(null=True)  # the day that the status is of
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="occasion_once")]
        indexes = [
            models.Index(fields=["unit", "-happened_on", "-id"], name="occasion_unit"),
            models.Index(fields=["unit", "quarter", "duty"], name="occasion_cell"),
            models.Index(fields=["duty", "-due_on", "-id"], name="occasion_duty"),
            models.Index(fields=["due_on", "id"], name="occasion_overdue", condition=Q(status__in=OVERDUE)),
            models.Index(fields=["counted_on", "id"], name="occasion_open", condition=Q(settled=False)),
        ]


class Publication(models.Model):
    """What a unit made public for an occasion. Withdrawn, it keeps its place with the reason (a tombstone)."""

    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="publication")
    latest = models.SmallIntegerField(default=1)
    audience = models.CharField(max_length=200, blank=True)  # whom it concerns, "" for everybody
    covers = models.CharField(max_length=60, blank=True)  # the period it tells of, as written
    published_at = models.DateTimeField()
    embargo_until = models.DateTimeField(null=True)  # nobody outside sees it before
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    folded = models.TextField(blank=True)  # its words without marks, for finding; no lists of people

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publication_withdrawn_with_reason", condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason="")
            )
        ]
        indexes = [GinIndex(SearchVector("folded", config="simple"), name="publication_words", fastupdate=False)]


class Version(models.Model):
    """One version of a publication: the five answers in plain words, and the readable text."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    number = models.SmallIntegerField(default=1)
    published_at = models.DateTimeField()
    changed_on = models.DateField(null=True)  # since when the content was other; of a correction only
    due_on = models.DateField(null=True)  # until when the correction had to be shown
    reason = models.CharField(max_length=300, blank=True)  # why it was corrected
    changes = models.TextField()  # điều gì thay đổi
    affects = models.TextField()  # với ai
    costs = models.TextField()  # tốn kém gì
    timing = models.TextField()  # khi nào
    objections = models.TextField()  # hỏi, phản đối ở đâu
    blocks = models.JSONField(default=list)  # the readable text: paragraphs and tables, as the public sees them
    names_until = models.DateField(null=True)  # lists of people leave the web after this day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="publication_version_once"),
            models.CheckConstraint(
                name="correction_says_why", condition=Q(number=1) | (Q(changed_on__isnull=False) & ~Q(reason=""))
            ),
        ]


class Evidence(models.Model):
    """One version shown in one form at one place for some days; last_day null: it is still there."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="evidence")
    version = models.SmallIntegerField(default=1)
    form = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Form])
    place = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Place])
    village = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # null: all of them
    began = models.DateField()
    last_day = models.DateField(null=True)
    told = models.CharField(max_length=200, blank=True)  # where exactly, at what hours, through whom
    shown_by = models.CharField(max_length=200, blank=True)  # the post that says so
    confirmed_by = models.CharField(max_length=200, blank=True)  # who else stands for it: a post, a photo
    reached = models.IntegerField(null=True)  # households that acknowledged it
    doubted_on = models.DateField(null=True)  # a resident no longer sees it; null once answered
    recheck_by = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_ends_after_start", condition=Q(last_day=None) | Q(last_day__gte=F("began"))
            ),
            models.CheckConstraint(name="evidence_reached", condition=Q(reached=None) | Q(reached__gte=0)),
        ]
        indexes = [
            models.Index(fields=["publication", "began", "id"], name="evidence_in_order"),
            models.Index(fields=["doubted_on"], name="evidence_doubted", condition=Q(doubted_on__isnull=False)),
        ]


class File(models.Model):
    """A paper for a version, or the photo of a posting. Nobody outside sees it before it is read and cleaned."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="files")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="files")  # null: not yet
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="photos")
    kind = models.CharField(max_length=6)  # photo | pdf | docx | xlsx
    state = models.CharField(max_length=10, default="waiting")  # waiting | ready | failed; writing: a table to be made
    received_at = models.DateTimeField(null=True)
    received_path = models.CharField(max_length=200, blank=True)  # emptied once processed
    received_sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200, blank=True)  # cleaned; of an .xlsx one made anew of what is public
    thumbnail_path = models.CharField(max_length=200, blank=True)
    size = models.IntegerField(default=0)
    blocks = models.JSONField(default=list)  # its words and tables as received: never shown unmasked
    masked = models.JSONField(default=dict)  # columns by the place of their table: {"0": [1, 3]}
    purged = models.BooleanField(default=False)  # what lies under the masks, or the paper itself, is gone

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="disclosure_file_waiting", condition=Q(state="waiting")),
            models.Index(fields=["id"], name="disclosure_file_writing", condition=Q(state="writing")),
        ]


class Look(models.Model):
    """One tap of a resident: the posting was seen, or not. Nothing says who tapped."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="looks")
    on = models.DateField()
    seen = models.BooleanField()


class Standing(models.Model):
    """One cell of the heat table: an item of a unit in a quarter, counted by the worker and after each act."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=8)
    quarter = models.CharField(max_length=7)
    status = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Status])
    occasions = models.SmallIntegerField(default=0)
    overdue = models.SmallIntegerField(default=0)
    counted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "quarter", "duty"], name="standing_once")]
        indexes = [
            models.Index(fields=["quarter", "unit"], name="standing_quarter"),
            models.Index(fields=["duty", "unit"], name="standing_duty"),
            # How every quarter stands is counted from this index alone.
            models.Index(
                fields=["quarter", "status", "duty"], name="standing_shares", condition=models.Q(occasions__gt=0)
            ),
        ]


class InformationRequest(models.Model):
    """Somebody asks for what is overdue, under the Access to Information Law; the clock is one of apps/law."""

    code = models.CharField(max_length=16, unique=True)
    lookup_hash = models.BinaryField(max_length=32, unique=True)  # of the code that only the asker holds
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="received")  # received | answered | refused
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_on", "id"], name="request_open", condition=Q(state="received")),
            models.Index(fields=["occasion", "id"], name="request_occasion"),
        ]


class Asker(models.Model):
    """Who asked and how to reach them: apart from the request, erased when it is done with."""

    request = models.OneToOneField(InformationRequest, primary_key=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    contact = models.CharField(max_length=120)
