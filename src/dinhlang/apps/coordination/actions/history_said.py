"""The indicators, values and statements of the history."""

from decimal import Decimal

from dinhlang.apps.coordination.actions.acts import INDICATOR, STATEMENT
from dinhlang.apps.coordination.actions.claims import NewClaim, claim_row
from dinhlang.apps.coordination.actions.history import Loading
from dinhlang.apps.coordination.models import Claim, Conference, IndexValue, Indicator, Remark, Statement
from dinhlang.apps.coordination.queries.seeds import Raw, seed
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.coordination.claims import Comparison

AS_WRITTEN = (
    "period", "rank", "out_of", "known_on", "known_on_is_estimate", "method", "source", "source_url", "asked",
    "confidence", "note",
)  # fmt: skip


def load_values(loading: Loading) -> int:
    """Write the indicators and values that are not there yet; return how many values."""
    raw = seed("indices")
    known = set(Indicator.objects.values_list("code", flat=True))
    Indicator.objects.bulk_create(Indicator(**one) for one in raw["indicators"] if one["code"] not in known)
    indicators = {one.code: one for one in Indicator.objects.all()}
    there = set(IndexValue.objects.values_list("indicator__code", "territory_id", "period", "known_on"))
    made = []
    for one in raw["values"]:
        territory = loading.unit(one["territory"]) if "territory" in one else None
        if (one["indicator"], territory, one["period"], one["known_on"]) not in there:
            made.append(_value(one, indicators[one["indicator"]], territory))
    IndexValue.objects.bulk_create(made)
    for value in made:
        facts = {"period": value.period, "value": str(value.value), "known_on": value.known_on.isoformat()}
        loading.did("value_added", Subject(INDICATOR, value.indicator_id, value.indicator.code), facts)
    return len(made)


def _value(raw: Raw, indicator: Indicator, territory_id: int | None) -> IndexValue:
    return IndexValue(
        indicator=indicator,
        territory_id=territory_id,
        value=Decimal(raw["value"]),
        benchmark=Decimal(raw["benchmark"]) if "benchmark" in raw else None,
        **{name: raw[name] for name in AS_WRITTEN if name in raw},
    )


def load_statements(loading: Loading) -> None:
    """Write the statements that are not there yet, with their claims and the remarks on them."""
    known = set(Statement.objects.values_list("code", flat=True))
    for raw in seed("statements")["statements"]:
        if raw["code"] in known:
            continue
        made = Statement.objects.create(
            code=raw["code"], post_title=raw["post_title"], unit_id=loading.unit(raw["unit"]), place=raw["place"],
            said_on=raw["said_on"], conference=Conference.objects.filter(code=raw["conference"]).first(),
            source=raw["source"],
        )  # fmt: skip
        claims = Claim.objects.bulk_create(claim_row(made, one["number"], _new(one, loading)) for one in raw["claims"])
        Remark.objects.bulk_create(
            Remark(claim=claim, **remark)
            for claim, one in zip(claims, raw["claims"], strict=True)
            for remark in one.get("remarks", ())
        )
        facts = {"said_on": made.said_on.isoformat(), "claims": len(claims)}
        loading.did("statement_published", Subject(STATEMENT, made.pk, made.code), facts)


def _new(raw: Raw, loading: Loading) -> NewClaim:
    return NewClaim(
        text=raw["text"],
        comparison=Comparison(raw["comparison"]),
        period=raw["period"],
        territory_id=loading.unit(raw["territory"]),
        indicators=tuple(raw["indicators"]),
        related=tuple(raw.get("related", ())),
        quote=raw["quote"],
        reading=raw["reading"],
    )
