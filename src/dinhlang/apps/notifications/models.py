"""Messages on their way out. What was said and to whom is forgotten as soon as it is sent."""

from django.db import models
from django.db.models import Q

QUEUED, SENT, FAILED = "queued", "sent", "failed"
MAIL, SMS = "mail", "sms"
PURPOSE = "text message"  # number and words of a text message lie here sealed, until they are sent


class Message(models.Model):
    """One message; the row outlives it as a bare fact: of which kind, for which record, when, in how many tries."""

    record_id = models.BigIntegerField(null=True)  # transparency.Record that it tells of; none for sign-in mails
    kind = models.CharField(max_length=60)  # "feedback.answered"
    way = models.CharField(max_length=4, default=MAIL)
    address = models.CharField(max_length=254, blank=True)  # erased with subject and text once sent or given up
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # when to try (again); none when nothing is left to do
    useless_at = models.DateTimeField(null=True)  # what arrives later helps nobody: no try after it
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_way", condition=Q(way__in=[MAIL, SMS])),
            models.CheckConstraint(name="message_state", condition=Q(state__in=[QUEUED, SENT, FAILED])),
            models.CheckConstraint(
                name="message_forgotten",
                condition=Q(state=QUEUED, next_at__isnull=False)
                | (~Q(state=QUEUED) & Q(address="", subject="", text="", next_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="message_once", fields=["record_id", "kind", "address"], condition=~Q(address="")
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="message_waiting", condition=Q(state=QUEUED)),
            models.Index(fields=["record_id"], name="message_record", condition=Q(record_id__isnull=False)),
        ]

    def __str__(self) -> str:
        """Return number, kind and state: what may stand in a log."""
        return f"message {self.pk} {self.kind} {self.state}"

    def forget(self) -> None:
        """Erase what was said and to whom."""
        self.address = self.subject = self.text = ""
        self.next_at = None
