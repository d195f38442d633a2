"""Documents in a list, as they stood on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Q, QuerySet

from dinhlang.apps.coordination.models import Document
from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.records import KnownPaper
from dinhlang.apps.coordination.queries.shapes import DocumentRow
from dinhlang.apps.organisations.queries import Named, named_then
from dinhlang.domain.coordination.documents import Field, Kind, Life, Side, Standing, side_of
from dinhlang.domain.coordination.symbols import key_of
from dinhlang.domain.organisations.names import fold

PAGE = 50
KINDS = {one.value: one for one in Kind}
Names = Mapping[tuple[int, date], Named]


@dataclass(frozen=True)
class RegisterFilter:
    """What of the register is wanted; None and "" mean everything. `words` are found without marks."""

    side: Side | None = None
    kind: Kind | None = None
    field: Field | None = None
    standing: Standing | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register, newest first; `years` are those in which anything was passed."""

    rows: tuple[DocumentRow, ...]
    total: int
    page: int
    pages: int
    years: tuple[int, ...]


def known(as_of: date) -> QuerySet[Document]:
    """Return the documents that were passed by a day."""
    return Document.objects.filter(passed_on__lte=as_of)


def names_of(papers: Iterable[KnownPaper]) -> set[tuple[int, date]]:
    """Return what must be named: each issuer on the day of its document."""
    return {(unit_id, one.passed_on) for one in papers for unit_id in one.issuers}


def document_rows(ids: Collection[int], as_of: date) -> dict[int, DocumentRow]:
    """Return documents by id as they stood on a day. Three queries."""
    found = records.papers(ids, as_of).values()
    return rows_with(found, named_then(names_of(found), as_of), as_of)


def rows_with(papers: Iterable[KnownPaper], named: Names, as_of: date) -> dict[int, DocumentRow]:
    """Return documents by id, with names that were read before."""
    return {one.pk: _row(one, named, as_of) for one in papers}


def _row(one: KnownPaper, named: Names, as_of: date) -> DocumentRow:
    kind = KINDS[one.kind]
    return DocumentRow(
        id=one.pk, code=one.code, symbol=one.symbol, kind=kind, side=side_of(kind), title=one.title,
        issuers=tuple([named[unit_id, one.passed_on] for unit_id in one.issuers]),
        passed_on=one.passed_on, in_force_from=one.in_force_from, in_force_until=one.in_force_until,
        standing=Life(one.passed_on, one.in_force_from, one.in_force_until).standing(as_of),
        field=Field(one.field) if one.field else None, is_illustration=one.is_illustration,
    )  # fmt: skip


def register(wanted: RegisterFilter, as_of: date, page: int = 1) -> RegisterPage:
    """Return one page of the documents that were passed by a day, newest first. Six queries."""
    years = tuple(one.year for one in known(as_of).dates("passed_on", "year", order="DESC"))
    fitting = _fitting(wanted, as_of)
    total = fitting.count()
    pages = max(1, ceil(total / PAGE))
    page = min(max(1, page), pages)
    found = list(fitting.order_by("-passed_on", "-id").values_list("pk", flat=True)[(page - 1) * PAGE : page * PAGE])
    rows = document_rows(found, as_of)
    return RegisterPage(tuple(rows[pk] for pk in found), total, page, pages, years)


def _fitting(wanted: RegisterFilter, as_of: date) -> QuerySet[Document]:
    found = known(as_of)
    kinds = [kind for kind in Kind if wanted.side is None or side_of(kind) is wanted.side]
    if wanted.kind is not None:
        kinds = [kind for kind in kinds if kind is wanted.kind]
    found = found.filter(kind__in=[kind.value for kind in kinds])
    if wanted.field is not None:
        found = found.filter(field__in=("", wanted.field.value))
    if wanted.year is not None:
        found = found.filter(passed_on__year=wanted.year)
    if wanted.standing is not None:
        found = found.filter(standing_on(wanted.standing, as_of))
    return found.filter(_worded(wanted.words)) if wanted.words.strip() else found


def _worded(words: str) -> Q:
    every = Q()
    for word in fold(words).split():
        every &= Q(folded__contains=word)
    return every | Q(symbol_key=key_of(words))


def standing_on(standing: Standing, as_of: date) -> Q:
    """Return the condition by which documents stand so on a day; what domain Life.standing says, in SQL."""
    ended = Q(end_known_on__lte=as_of, in_force_until__lte=as_of)
    if standing is Standing.ENDED:
        return Q(passed_on__lte=as_of) & ended
    waiting = Q(in_force_from__gt=as_of)
    alive = Q(passed_on__lte=as_of) & ~ended
    if standing is Standing.PASSED:
        return alive & waiting
    if standing is Standing.IN_FORCE:
        return alive & ~waiting
    return Q(passed_on__gt=as_of)


def documents_by_symbol(text: str, as_of: date) -> tuple[DocumentRow, ...]:
    """Return the documents that bear a symbol however it is written, newest first. Four queries."""
    fitting = known(as_of).filter(symbol_key=key_of(text)).order_by("-passed_on", "-id")
    found = list(fitting.values_list("pk", flat=True))
    rows = document_rows(found, as_of)
    return tuple(rows[pk] for pk in found)
