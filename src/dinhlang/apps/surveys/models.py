"""Surveys in the field. A sheet of answers points to nobody: no slip, interviewer or moment; only wave, place, day."""

from uuid import uuid4

from django.db import models

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.surveys.collection import Aside, Channel


class Wave(models.Model):
    """One round of asking with one version of a questionnaire."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    instrument = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_illustration = models.BooleanField(default=False)
    plan = models.JSONField(null=True)  # how the sample is drawn; None: whoever comes answers, there is no sample
    frame_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the frame as it was published
    seed = models.CharField(max_length=64, blank=True)  # made by the program and published before the draw
    drawn_at = models.DateTimeField(null=True)
    validated_at = models.DateTimeField(null=True)  # from here on nothing is left that leads to a household
    computed_at = models.DateTimeField(null=True)  # the values below are of this moment

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_wave_closes_after_opening", condition=models.Q(closes_on__gte=models.F("opens_on"))
            )
        ]


class Slip(models.Model):
    """An invitation with a code, for one answer. Whether it was used is known; when, and what was answered, is not."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="slips")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lookup_hash = models.BinaryField(max_length=32, unique=True)
    is_used = models.BooleanField(default=False)


class Interviewer(models.Model):
    """A post in the field: a code to enrol one device, and the public key of that device."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="interviewers")
    number = models.SmallIntegerField()
    lookup_hash = models.BinaryField(max_length=32, unique=True)
    public_key = models.BinaryField(max_length=65, blank=True, default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="survey_interviewer_number_once")]


class FramePlace(models.Model):
    """A village of the frame, frozen when the seed was published; its chance once it was drawn."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="frame")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=20, blank=True)
    size = models.IntegerField()  # how many households its list has
    chance = models.CharField(max_length=120, blank=True)  # an exact fraction, "" for a village that was not drawn
    interviewer = models.ForeignKey(Interviewer, null=True, on_delete=models.SET_NULL, related_name="villages")
    results = models.JSONField(default=dict)  # after validation: how many households by what became of them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "place"], name="survey_frame_place_once")]


class DrawnEntry(models.Model):
    """A line of the household list of a village that was drawn; gone after validation."""

    village = models.ForeignKey(FramePlace, on_delete=models.CASCADE, related_name="entries")
    serial = models.IntegerField()  # its number in the list of the village
    turn = models.SmallIntegerField(default=0)  # 0: drawn; above: its turn among the replacements
    result = models.CharField(max_length=3, blank=True)
    instead_of = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="replaced_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["village", "serial"], name="survey_entry_of_list_once")]


class Delivery(models.Model):
    """That a device delivered an entry, so that the same one is not taken twice. It holds nothing of the answers."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.PROTECT, related_name="deliveries")
    entry = models.UUIDField()
    digest = models.BinaryField(max_length=32)  # keyed: nobody can find the answers by trying

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interviewer", "entry"], name="survey_entry_once")]


class Sheet(models.Model):
    """The answers of somebody."""

    id = models.UUIDField(primary_key=True, default=uuid4)  # random, so that rows have no order
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="sheets")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Channel])
    answers = models.JSONField()
    answered_on = models.DateField()  # a day, never a moment


class Counter(models.Model):
    """A screen with faces at a one-stop counter: a place and the code that opens it."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="counters")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lookup_hash = models.BinaryField(max_length=32, unique=True)
    is_stopped = models.BooleanField(default=False)


class Asked(models.Model):
    """That the sender of a case, or one press at a counter, answered already; a keyed digest, nothing of the answer."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="asked")
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "digest"], name="survey_asked_once")]


class TypedSheet(models.Model):
    """A paper sheet as one typist read it; gone as soon as two agree."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="typed")
    slip_hash = models.BinaryField(max_length=32)
    typist = models.BigIntegerField()  # a user; two different ones must type
    answers = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "slip_hash", "typist"], name="survey_typed_once_each")]


class SetAside(models.Model):
    """A paper sheet that leaves the count, and why; it leads to no slip and no household."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="set_aside")
    reason = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Aside])
    on = models.DateField()


class FollowUp(models.Model):
    """A fall that is more than chance: somebody must say why, and what will be done, by a day."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="follow_ups")
    code = models.CharField(max_length=60)  # of the measure
    due_on = models.DateField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # that was asked to explain
    cause = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    explained_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "code"], name="survey_follow_up_once")]


class Result(models.Model):
    """A value of a wave as the worker computed it; what each field means stands in domain/surveys/results.py."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="results")
    place = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, blank=True)
    number = models.JSONField()  # n, value, low, high … as one value: they are read and shown together only

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "place", "code", "answer"], name="survey_result_once", nulls_distinct=False
            )
        ]
