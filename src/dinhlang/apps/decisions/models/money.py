"""What was collected and spent for a decision, line by line, with pictures. Lines never change (see migrations)."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.decisions.models.roll_line import RollLine
from dinhlang.domain.decisions.money import Flow


class Payer(models.Model):
    """A household that paid, under a code of its own: not that of its row in the table of votes."""

    line = models.OneToOneField(RollLine, primary_key=True, on_delete=models.PROTECT, related_name="payer")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="payers", db_index=False)
    code = models.CharField(max_length=8, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "code"], name="payer_code_once")]


class MoneyLine(models.Model):
    """Money that came or went. Below nothing: it takes back what an earlier line said too much."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="money", db_index=False)
    number = models.IntegerField()
    flow = models.CharField(max_length=3, choices=[(one.value, one.value) for one in Flow])
    on = models.DateField()
    amount = models.BigIntegerField()  # đồng
    words = models.CharField(max_length=300)  # from whom else than a household, or for what
    payer = models.ForeignKey(Payer, null=True, on_delete=models.PROTECT, related_name="paid")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)  # the post

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="money_line_number"),
            models.CheckConstraint(name="money_line_not_nothing", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="money_line_takes_back_a_line", condition=Q(amount__gt=0) | Q(corrects__isnull=False)
            ),
            models.CheckConstraint(name="money_line_payer_pays_in", condition=Q(payer=None) | Q(flow="in")),
        ]


class Picture(models.Model):
    """The photo of a receipt, or of the work. Nobody sees it before its pixels are copied."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="pictures", db_index=False)
    money = models.ForeignKey(MoneyLine, null=True, on_delete=models.PROTECT, related_name="receipts")
    words = models.CharField(max_length=200)
    on = models.DateField()
    received_path = models.CharField(max_length=200, blank=True)
    received_sha256 = models.BinaryField(max_length=32)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=7, default="waiting")  # waiting | ready | failed
    path = models.CharField(max_length=200, blank=True)
    small_path = models.CharField(max_length=200, blank=True)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["decision", "-id"], name="picture_decision"),
            models.Index(fields=["id"], name="picture_waiting", condition=Q(state="waiting")),
        ]


class FinalAccount(models.Model):
    """The end of the account: the sums as they then were, and what the village says of the work."""

    decision = models.OneToOneField(Decision, primary_key=True, on_delete=models.PROTECT, related_name="final_account")
    money_in = models.BigIntegerField()
    money_out = models.BigIntegerField()
    words = models.TextField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)  # the post
