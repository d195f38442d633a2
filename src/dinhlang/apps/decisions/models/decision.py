"""One matter that a village or a commune decides."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.organisations.models import Unit

COMING = ("proposed", "agreed", "scheduled", "open", "closed")
DECIDED = ("passed", "failed", "submitted", "recognised", "refused", "reported", "void", "annulled")


class Decision(models.Model):
    """A matter of Article 15 put to the households. What is frozen before the vote never changes (see migrations)."""

    code = models.CharField(max_length=16, unique=True)  # its address in the web and in the record
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # a village, or a commune for all
    scope = models.CharField(max_length=8)  # village | commune
    matter = models.CharField(max_length=5)  # "15.1"
    form = models.CharField(max_length=8)  # meeting | ballot | online
    secrecy = models.CharField(max_length=12, default="roll_call")  # minutes | roll_call | secret_paper
    state = models.CharField(max_length=20, default="proposed")
    question = models.CharField(max_length=500)
    options = models.JSONField(default=list)  # codes of what may be chosen
    consent_yes = models.IntegerField(null=True)  # households that agreed to vote online
    meeting_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    rule_id = models.CharField(max_length=40, blank=True)
    rule_version = models.CharField(max_length=40, blank=True)
    roll_size = models.IntegerField(null=True)  # all households: the denominator
    roll_digest = models.BinaryField(max_length=32, null=True)
    frozen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)
    objections_until = models.DateField(null=True)
    # of a matter of the whole commune: each village has its own part of it, led as a decision of its own
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts", db_index=False)
    again_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="again", db_index=False)
    sealed_at = models.DateTimeField(null=True)  # since then the rows of the table are shown to nobody else
    created_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_opens_before_it_closes",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=models.F("closes_at")),
            ),
            models.CheckConstraint(
                name="decision_frozen_whole",
                condition=Q(frozen_at=None)
                | Q(roll_size__gt=0, roll_digest__isnull=False, opens_at__isnull=False, closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_closed_after_freeze", condition=Q(closed_at=None) | Q(frozen_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="decision_unit"),
            models.Index(fields=["part_of", "id"], name="decision_parts", condition=Q(part_of__isnull=False)),
            models.Index(fields=["again_of", "id"], name="decision_again", condition=Q(again_of__isnull=False)),
            models.Index(fields=["-id"], name="decision_coming", condition=Q(state__in=COMING)),
            models.Index(fields=["-id"], name="decision_decided", condition=Q(state__in=DECIDED)),
            models.Index(fields=["-closed_at"], name="decision_passed", condition=Q(passed=True)),
            models.Index(
                fields=["closes_at", "id"],
                name="decision_to_close",
                condition=Q(frozen_at__isnull=False, closed_at=None),
            ),
            models.Index(
                fields=["objections_until", "id"],
                name="decision_to_seal",
                condition=Q(closed_at__isnull=False, sealed_at=None),
            ),
        ]
