"""The files of documents: each is kept with what it was received as; a new version never removes the one before."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.coordination.models.documents import Document
from dinhlang.apps.transparency.models import Record

FILE_KINDS = ("pdf", "docx")
WAITING, READY, FAILED = "waiting", "ready", "failed"


class DocumentFile(models.Model):
    """One version of one file of a document. Nobody sees it before the worker has made it safe."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    part = models.CharField(max_length=120)  # Toàn văn, Phụ lục I
    version = models.SmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)  # why it takes the place of the version before
    kind = models.CharField(max_length=4, choices=[(one, one) for one in FILE_KINDS])
    state = models.CharField(max_length=10, default=WAITING)  # waiting | ready | failed
    added_at = models.DateTimeField()
    received_path = models.CharField(max_length=200, blank=True)  # emptied once processed
    received_sha256 = models.BinaryField(max_length=32)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.BinaryField(max_length=32, null=True)  # of what is handed out
    size = models.IntegerField(default=0)
    added_record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    processed_record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "part", "version"], name="document_file_version_once"),
            models.CheckConstraint(
                name="document_file_ready_with_its_hash",
                condition=~Q(state=READY) | (Q(sha256__isnull=False) & ~Q(path="")),
            ),
            models.CheckConstraint(name="document_file_replaced_with_a_reason", condition=Q(version=1) | ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["id"], name="document_file_waiting", condition=Q(state=WAITING))]
