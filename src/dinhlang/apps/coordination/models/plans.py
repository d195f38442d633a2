"""Coordination between two bodies: a programme of years, its yearly plans, their lines, and what became of them."""

from django.db import models
from django.db.models import F, Q

from dinhlang.apps.coordination.models.documents import Document
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.coordination.documents import Field

PERIODS = ("six_months", "year")


class Programme(models.Model):
    """Chương trình phối hợp: what two bodies mean to do together over some years."""

    code = models.SlugField(max_length=34, unique=True)  # a plan adds its year
    title = models.CharField(max_length=300)
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    lead_body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    partner_body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="programmes")
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="programme_years", condition=Q(last_year__gte=F("first_year"))),
            models.CheckConstraint(name="programme_of_two", condition=~Q(lead_body=F("partner_body"))),
        ]


class Plan(models.Model):
    """The plan of one year. A draft is not signed yet and nobody but the two bodies sees it."""

    code = models.SlugField(max_length=40, unique=True)  # dan-van-chinh-quyen-2022
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plans")
    year = models.SmallIntegerField()
    lead_body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    partner_body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="plans")
    signed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)  # since then every line is done, dropped or carried
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="plan_once_a_year"),
            models.CheckConstraint(
                name="plan_closed_after_signing",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("signed_on"), signed_on__isnull=False),
            ),
            models.CheckConstraint(name="plan_of_two", condition=~Q(lead_body=F("partner_body"))),
        ]


class Task(models.Model):
    """A line of a plan: what is to be done, by whom, measured how, by when, and how it ended."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    number = models.SmallIntegerField()
    text = models.TextField()
    field = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Field])
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # today's; see Handover for before
    owner_post = models.CharField(max_length=200)
    product = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=200, blank=True)
    baseline = models.CharField(max_length=100, blank=True)
    target = models.CharField(max_length=100, blank=True)
    set_on = models.DateField()
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)
    dropped_reason = models.TextField(blank=True)
    carried_on = models.DateField(null=True)
    carried_to = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="carried_from")
    conclusion = models.ForeignKey("coordination.Conclusion", null=True, on_delete=models.PROTECT, related_name="tasks")
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="task_number_once"),
            models.CheckConstraint(
                name="task_ends_once",
                condition=Q(done_on__isnull=True, dropped_on__isnull=True)
                | Q(done_on__isnull=True, carried_on__isnull=True)
                | Q(dropped_on__isnull=True, carried_on__isnull=True),
            ),
            models.CheckConstraint(
                name="task_dropped_with_a_reason",
                condition=Q(dropped_on__isnull=True, dropped_reason="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_reason="")),
            ),
            models.CheckConstraint(
                name="task_carried_to_a_line",
                condition=Q(carried_on__isnull=True, carried_to__isnull=True)
                | Q(carried_on__isnull=False, carried_to__isnull=False),
            ),
        ]


class Evidence(models.Model):
    """What shows that a line was worked on: words, a document, an address."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    on = models.DateField()
    text = models.TextField()
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=400, blank=True)
    is_illustration = models.BooleanField(default=False)


class Handover(models.Model):
    """A line passes to another unit while it is open, because its owner ended or was merged."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="handovers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    from_post = models.CharField(max_length=200)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    change = models.CharField(max_length=20)  # domain Change: merged, function_passed …
    citation = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "from_unit", "to_unit", "on"], name="handover_once"),
        ]


class Contribution(models.Model):
    """A section of a report that a named body owes by a day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="contributions")
    period = models.CharField(max_length=10, choices=[(one, one) for one in PERIODS])
    section = models.CharField(max_length=200)
    field = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Field])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    text = models.TextField(blank=True)
    handed_in_on = models.DateField(null=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "period", "section", "unit"], name="contribution_once"),
            models.CheckConstraint(
                name="contribution_handed_in_with_text",
                condition=Q(handed_in_on__isnull=True, text="") | (Q(handed_in_on__isnull=False) & ~Q(text="")),
            ),
        ]
