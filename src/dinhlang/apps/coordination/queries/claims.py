"""Said and shown: each claim weighed by what could be known on its day, and by what is known on the day asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count

from dinhlang.apps.coordination.models import Claim as ClaimModel
from dinhlang.apps.coordination.models import IndexValue, Indicator, Remark, Statement
from dinhlang.apps.coordination.queries.said_shapes import (
    ClaimRow,
    MeasuredRow,
    RemarkRow,
    StatementRow,
    StatementView,
    ValueRow,
)
from dinhlang.apps.coordination.queries.shapes import PAPERS
from dinhlang.apps.organisations.queries import Named, named_then
from dinhlang.domain.coordination.claims import Claim, Comparison, Direction, Value, judge
from dinhlang.domain.law.rule import Confidence
from dinhlang.lib.remembered import remembered

COUNTRY = "VN"


def statements(as_of: date, *, conference: str = "") -> tuple[StatementView, ...]:
    """Return what was said by a day (at one conference, where it is named), each claim weighed. Eight queries."""
    said = Statement.objects.filter(said_on__lte=as_of).select_related("conference")
    if conference:
        said = said.filter(conference__code=conference)
    return _views(list(said.order_by("-said_on", "id")), as_of)


@remembered(PAPERS)
def statement_rows(as_of: date) -> tuple[StatementRow, ...]:
    """Return the statements that were made by a day, newest first. One query."""
    said = Statement.objects.filter(said_on__lte=as_of).order_by("-said_on", "id").annotate(count=Count("claims"))
    return tuple(StatementRow(*row) for row in said.values_list("code", "said_on", "post_title", "count"))


def statement(code: str, as_of: date) -> StatementView | None:
    """Return one statement with its claims weighed, None before it was made. Eight queries."""
    found = list(Statement.objects.filter(code=code, said_on__lte=as_of).select_related("conference"))
    return next(iter(_views(found, as_of)), None)


def _views(found: Sequence[Statement], as_of: date) -> tuple[StatementView, ...]:
    claims = list(ClaimModel.objects.filter(statement__in=found).select_related("statement").order_by("number"))
    wanted = {code for one in claims for code in (*one.indicators, *one.related)}
    values = _values(wanted, as_of)
    indicators = dict(Indicator.objects.filter(code__in=wanted).values_list("code", "name"))
    remarks: dict[int, list[RemarkRow]] = {one.pk: [] for one in claims}
    for own in Remark.objects.filter(claim__in=claims, known_on__lte=as_of).order_by("known_on", "id"):
        remarks[own.claim_id].append(RemarkRow(own.known_on, own.text, own.source))
    named = _named(found, claims, values, as_of)
    rows: dict[int, list[ClaimRow]] = {one.pk: [] for one in found}
    in_all = _asked_in_all(values.values())
    shown = {pk: _value_row(value, named, as_of, in_all) for pk, value in values.items()}
    for claim in claims:
        rows[claim.statement_id].append(
            _claim_row(claim, list(values.values()), shown, indicators, tuple(remarks[claim.pk]), named, as_of)
        )
    return tuple(_statement(one, tuple(rows[one.pk]), named) for one in found)


def _values(codes: Iterable[str], as_of: date) -> dict[int, IndexValue]:
    known = IndexValue.objects.filter(indicator__code__in=codes, known_on__lte=as_of).select_related("indicator")
    return {one.pk: one for one in known.order_by("indicator__place", "period", "known_on", "id")}


def _named(
    found: Sequence[Statement], claims: Sequence[ClaimModel], values: dict[int, IndexValue], as_of: date
) -> dict[tuple[int, date], Named]:
    speakers = {(one.unit_id, one.said_on) for one in found if one.unit_id}
    places = {(one.territory_id, one.statement.said_on) for one in claims}
    measured = {(one.territory_id, _day_of(one, as_of)) for one in values.values() if one.territory_id}
    return named_then(speakers | places | measured, as_of)


def _day_of(value: IndexValue, as_of: date) -> date:
    """Return a day on which the measured place bore its name: the end of the year that the value is about."""
    return min(date(value.period, 12, 31), as_of)


def _statement(one: Statement, claims: tuple[ClaimRow, ...], named: dict[tuple[int, date], Named]) -> StatementView:
    return StatementView(
        code=one.code,
        post_title=one.post_title,
        unit=named[one.unit_id, one.said_on] if one.unit_id else None,
        name=one.name,
        place=one.place,
        said_on=one.said_on,
        conference=one.conference.code if one.conference else "",
        source=one.source,
        source_url=one.source_url,
        claims=claims,
    )


def _claim_row(
    claim: ClaimModel,
    values: Sequence[IndexValue],
    shown: dict[int, ValueRow],
    indicators: dict[str, str],
    remarks: tuple[RemarkRow, ...],
    named: dict[tuple[int, date], Named],
    as_of: date,
) -> ClaimRow:
    said = Claim(tuple(claim.indicators), Comparison(claim.comparison), claim.period, str(claim.territory_id))
    weighed = [_value(one) for one in values]
    own = {*claim.indicators, *claim.related}
    near = [
        shown[one.pk] for one in values if one.indicator.code in own and one.territory_id in (None, claim.territory_id)
    ]
    return ClaimRow(
        number=claim.number,
        text=claim.text,
        quote=claim.quote,
        comparison=said.comparison,
        period=claim.period,
        territory=named[claim.territory_id, claim.statement.said_on],
        indicators=tuple((code, indicators.get(code, code)) for code in claim.indicators),
        reading=claim.reading,
        then=judge(said, weighed, on=claim.statement.said_on),
        now=judge(said, weighed, on=as_of),
        values=tuple(near),
        remarks=remarks,
    )


def _value(one: IndexValue) -> Value:
    territory = COUNTRY if one.territory_id is None else str(one.territory_id)
    return Value(
        one.indicator.code, territory, one.period, one.value, one.known_on, one.source, one.method, one.benchmark,
        one.rank, one.out_of, one.about_on,
    )  # fmt: skip


def _asked_in_all(values: Iterable[IndexValue]) -> dict[tuple[int, int], int | None]:
    """Return how many people the survey of each index and year asked in the whole country."""
    return {(one.indicator_id, one.period): one.asked for one in values if one.territory_id is None}


def _value_row(
    one: IndexValue, named: dict[tuple[int, date], Named], as_of: date, in_all: dict[tuple[int, int], int | None]
) -> ValueRow:
    return ValueRow(
        asked_in_all=in_all.get((one.indicator_id, one.period)),
        indicator=one.indicator.code,
        indicator_name=one.indicator.name,
        unit_word=one.indicator.unit_word,
        territory=named[one.territory_id, _day_of(one, as_of)] if one.territory_id else None,
        period=one.period,
        value=one.value,
        benchmark=one.benchmark,
        rank=one.rank,
        out_of=one.out_of,
        about_on=one.about_on,
        known_on=one.known_on,
        known_on_is_estimate=one.known_on_is_estimate,
        method=one.method,
        source=one.source,
        source_url=one.source_url,
        asked=one.asked,
        confidence=Confidence(one.confidence),
        note=one.note,
    )


def index_values(as_of: date, *, indicator: str = "") -> tuple[ValueRow, ...]:
    """Return the values that were known by a day, of one indicator or all. Three queries."""
    known = IndexValue.objects.filter(known_on__lte=as_of).select_related("indicator")
    if indicator:
        known = known.filter(indicator__code=indicator)
    found = {one.pk: one for one in known.order_by("indicator__place", "indicator_id", "-period", "known_on", "id")}
    named, in_all = _named([], [], found, as_of), _asked_in_all(found.values())
    return tuple(_value_row(one, named, as_of, in_all) for one in found.values())


def measured(as_of: date) -> tuple[MeasuredRow, ...]:
    """Return every indicator with the values that were known of it by a day. Four queries."""
    values: dict[str, list[ValueRow]] = defaultdict(list)
    for one in index_values(as_of):
        values[one.indicator].append(one)
    known = Indicator.objects.exclude(defined_on__gt=as_of).order_by("place", "code")
    found = known.values_list("code", "name", "about", "formula", "direction", "method", "publisher")
    return tuple(
        MeasuredRow(code, name, about, formula, Direction(way) if way else None, method, by, tuple(values[code]))
        for code, name, about, formula, way, method, by in found
    )
