"""The register of institutionalisation: documents of the Party and the State, and how they stand to each other."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.coordination.documents import Field, Kind, Relation
from dinhlang.domain.law.rule import Confidence


class Document(models.Model):
    """A document as it was issued; issuers are shown under their names of its day. Its text is its source's."""

    code = models.SlugField(max_length=40, unique=True)  # its address in the web and in the record
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    symbol = models.CharField(max_length=80)  # as printed: 31-CTr/BDVTU-BCSĐUBND
    symbol_key = models.CharField(max_length=120)  # what two writings of it share (domain symbols.key_of)
    title = models.CharField(max_length=500)
    folded = models.CharField(max_length=600)  # for finding: symbol and title, no marks, no case
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # the first that is named
    passed_on = models.DateField()
    in_force_from = models.DateField(null=True)  # null: when passed
    in_force_until = models.DateField(null=True)  # the first day on which it no longer counts
    end_known_on = models.DateField(null=True)  # since when one could know of that end
    field = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Field])  # "": all
    signed_by_post = models.CharField(max_length=200, blank=True)
    signed_by_name = models.CharField(max_length=120, blank=True)  # an official, as printed
    # The summary: five answers in plain words.
    changes = models.TextField(blank=True)  # điều gì thay đổi
    affects = models.TextField(blank=True)  # với ai
    costs = models.TextField(blank=True)  # tốn kém gì
    timing = models.TextField(blank=True)  # khi nào
    objections = models.TextField(blank=True)  # hỏi, phản đối ở đâu
    summarised_on = models.DateField(null=True)  # since when the answers read so; null: since the document itself
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    confidence = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Confidence])
    is_illustration = models.BooleanField(default=False)  # made up to show how it works

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("symbol_key"), ExtractYear("passed_on"), F("issuer"), name="document_symbol_once_a_year"
            ),
            models.CheckConstraint(
                name="document_in_force_after_passing",
                condition=Q(in_force_from__isnull=True) | Q(in_force_from__gte=F("passed_on")),
            ),
            models.CheckConstraint(
                name="document_end_is_known_since",
                condition=Q(in_force_until__isnull=True, end_known_on__isnull=True)
                | Q(in_force_until__gt=F("passed_on"), end_known_on__isnull=False),
            ),
            models.CheckConstraint(
                name="document_source_or_illustration", condition=~Q(source="") | Q(is_illustration=True)
            ),
        ]
        indexes = [
            models.Index(fields=["-passed_on", "-id"], name="document_newest"),
            models.Index(fields=["symbol_key"], name="document_symbol"),
        ]


class JointIssuer(models.Model):
    """Another body that issued a document together with the first, in the order in which it is named."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="joint_issuers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.SmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "unit"], name="joint_issuer_once")]


class DocumentRelation(models.Model):
    """How one document stands to another; an asked-for act that does not exist yet has no second document."""

    from_document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="relations")
    relation = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Relation])
    to_document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="backward_relations")
    clause = models.CharField(max_length=300, blank=True)  # where it says so, or what is asked for
    due_on = models.DateField(null=True)  # the day that it sets for the act

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_document", "to_document", "relation"], name="document_relation_once"),
            models.CheckConstraint(name="document_relation_other", condition=~Q(from_document=F("to_document"))),
            models.CheckConstraint(
                name="document_relation_open_only_when_asked",
                condition=Q(to_document__isnull=False) | (Q(relation=Relation.ASSIGNS.value) & ~Q(clause="")),
            ),
            models.CheckConstraint(
                name="document_relation_due_when_asked",
                condition=Q(due_on__isnull=True) | Q(relation=Relation.ASSIGNS.value),
            ),
        ]
