"""Said and shown: public statements of results, and the values by which they can be weighed. No verdict is stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from dinhlang.apps.coordination.models.conferences import Conference
from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.coordination.claims import Comparison, Direction
from dinhlang.domain.law.rule import Confidence


class Statement(models.Model):
    """Who said something in public, by post, where and when."""

    code = models.SlugField(max_length=40, unique=True)
    post_title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    conference = models.ForeignKey(Conference, null=True, on_delete=models.PROTECT, related_name="statements")
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=400, blank=True)


class Claim(models.Model):
    """One thing that was claimed, in structured form; without indicators it names nothing that is measured."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="claims")
    number = models.SmallIntegerField()
    text = models.TextField()  # in our own words
    quote = models.CharField(max_length=200, blank=True)  # a few words as printed
    indicators = ArrayField(models.CharField(max_length=40), default=list)
    related = ArrayField(models.CharField(max_length=40), default=list)  # shown beside it, decide nothing
    comparison = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Comparison])
    period = models.SmallIntegerField()
    territory = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reading = models.TextField(blank=True)  # how we put the words into this form

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="claim_number_once")]


class Remark(models.Model):
    """Something that helps to weigh a claim and is not a value, with the day since when it is known."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="remarks")
    known_on = models.DateField()
    text = models.TextField()
    source = models.CharField(max_length=300)


class Indicator(models.Model):
    """Something that is measured and published."""

    code = models.CharField(max_length=40, unique=True)  # sipas.overall
    name = models.CharField(max_length=200)
    unit_word = models.CharField(max_length=20)  # %, điểm
    about = models.TextField(blank=True)  # what is measured, who is asked, how often
    formula = models.TextField(blank=True)  # how the number is made
    direction = models.CharField(max_length=6, blank=True, choices=[(one.value, one.value) for one in Direction])
    method = models.CharField(max_length=40, blank=True)  # the version of the way of measuring in use now
    publisher = models.CharField(max_length=200)
    defined_on = models.DateField(null=True)  # since when there is such an indicator; null: since before any page
    place = models.SmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_direction_known", condition=Q(direction__in=["", *(one.value for one in Direction)])
            ),
        ]


class IndexValue(models.Model):
    """A published value, about a period, known since a day; it is never changed, a correction is a later row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    territory = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # null: the country
    period = models.SmallIntegerField()  # the year that it is about
    about_on = models.DateField(null=True)  # the day that it is about; null: the whole year
    value = models.DecimalField(max_digits=8, decimal_places=2)
    benchmark = models.DecimalField(max_digits=8, decimal_places=2, null=True)  # the country's, same period and method
    rank = models.SmallIntegerField(null=True)
    out_of = models.SmallIntegerField(null=True)
    known_on = models.DateField()
    known_on_is_estimate = models.BooleanField()  # only the month or the year of publication is known
    method = models.CharField(max_length=40)  # values of two methods cannot be compared
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=400, blank=True)
    asked = models.PositiveIntegerField(null=True)  # how many people the survey asked
    confidence = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Confidence])
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "territory", "period", "about_on", "known_on"],
                name="index_value_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="index_value_about_a_day_of_its_year",
                condition=Q(about_on__isnull=True) | Q(about_on__year=F("period"), about_on__lte=F("known_on")),
            ),
        ]
