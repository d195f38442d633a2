"""What comes on paper: slips typed twice, photos of signed sheets; and who came to the meeting."""

from django.db import models
from django.db.models import Q

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.decisions.models.roll_line import RollLine
from dinhlang.domain.decisions.entries import SEATS, Entry


class TypistSeat(models.Model):
    """One of the two who type the slips of a vote; one person never takes both seats."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="typists", db_index=False)
    seat = models.SmallIntegerField()
    user_id = models.BigIntegerField()
    post_title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="typist_seat_once"),
            models.UniqueConstraint(fields=["decision", "user_id"], name="typist_one_seat"),
            models.CheckConstraint(name="typist_two_seats", condition=Q(seat__in=SEATS)),
        ]


class SlipEntry(models.Model):
    """What one typist read on one household's slip."""

    line = models.ForeignKey(RollLine, on_delete=models.PROTECT, related_name="entries", db_index=False)
    seat = models.SmallIntegerField()
    choice = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Entry])
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "seat"], name="slip_entry_once"),
            models.CheckConstraint(name="slip_entry_seat", condition=Q(seat__in=SEATS)),
        ]


class SumsEntry(models.Model):
    """What one typist read on the sheet of the team that counted an election: sums, no ballot of any household."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sums", db_index=False)
    seat = models.SmallIntegerField()
    lines = models.JSONField()  # by the name of the line; of a candidate the place on the ballot
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="sums_entry_once"),
            models.CheckConstraint(name="sums_entry_seat", condition=Q(seat__in=SEATS)),
        ]


class AttendanceMark(models.Model):
    """One tap on one telephone; never changed."""

    line = models.ForeignKey(RollLine, on_delete=models.PROTECT, related_name="marks")
    key = models.CharField(max_length=40, unique=True)  # made by the telephone: sent twice it is one mark
    present = models.BooleanField()
    settles = models.BooleanField(default=False)
    device = models.CharField(max_length=40)
    marked_at = models.DateTimeField()  # by the telephone's clock, never later than it arrived
    received_at = models.DateTimeField()


class SignedSheet(models.Model):
    """A photo or scan of signed minutes: received as it is, shown at the desk only as a copy of its pixels."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=5)  # photo | pdf
    received_path = models.CharField(max_length=200, blank=True)  # "" once it is cleaned
    path = models.CharField(max_length=200, blank=True)  # "" while it waits, and for one that cannot be made safe
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["id"], name="signed_sheet_waiting", condition=~Q(received_path=""))]
