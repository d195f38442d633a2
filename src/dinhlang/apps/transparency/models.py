"""The one record of everything that was done, the outbox that it feeds, and the public log."""

from django.db import models
from django.db.models import Q


class Record(models.Model):
    """One act: who did what in which capacity, on what ground. Written once; timelines, audit, log read it."""

    at = models.DateTimeField()
    event = models.CharField(max_length=60)  # "feedback.received"
    subject_kind = models.CharField(max_length=40)  # "feedback.case"
    subject_id = models.BigIntegerField()
    subject_code = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    user_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    post_title = models.CharField(max_length=200, blank=True)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField(max_length=200, blank=True)
    grounds = models.JSONField(default=list)  # [{"rule", "version", "citation"}]
    facts = models.JSONField(default=dict)  # never personal
    # One successor at most: two acts on one subject that did not lock it cannot fork its history.
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    payload = models.BinaryField()  # the canonical bytes, never recomputed from JSON
    salt = models.BinaryField()
    commitment = models.BinaryField(max_length=32)
    request_key = models.CharField(max_length=64, null=True)  # idempotency key of the door
    request_digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="record_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"], condition=Q(request_key__isnull=False), name="request_key_once"
            )
        ]


class PartSalt(models.Model):
    """The salt of one removable part of a record (a name, a text, a file): erasing it blinds the commitment."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=80)
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "part"], name="part_salt_once")]


class Outbox(models.Model):
    """A record that a consumer still has to take; the consumer deletes the row in its own transaction."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+", db_index=False)
    consumer = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["consumer", "id"], name="outbox_consumer")]
        constraints = [models.UniqueConstraint(fields=["record", "consumer"], name="outbox_once")]


class LogEntry(models.Model):
    """The place of a record in the public log. The index has no gaps and never changes."""

    index = models.BigIntegerField(primary_key=True)
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="log_entry")
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["leaf_hash"], name="line_leaf")]  # a receipt names its leaf, not its index


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree (C2SP tlog-tiles); only the last of a level grows."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="tile_once")]


class TreeHead(models.Model):
    """A size and root of the log, and its signed note once the signer has signed it."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["size"], name="head_unsigned", condition=Q(note=""))]


class OpenSubject(models.Model):
    """A thing that is public: the openings (salt and payload) of its records may be shown to anybody."""

    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="open_subject_once")]


class ContentBump(models.Model):
    """One change of what pages about a topic show; insert-only, because a counter row would be a lock."""

    topic = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["topic", "id"], name="bump_topic")]
