from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.coordination.conftest import Bodies, holder, moment

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions import NewClaim, NewValue
from dinhlang.apps.coordination.models import IndexValue, Indicator, Statement
from dinhlang.domain.accounts.roles import CITIZEN, Role
from dinhlang.domain.coordination.claims import Comparison, Verdict, Why
from dinhlang.domain.law.rule import Confidence
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

SAID = date(2026, 3, 13)
PUBLISHED = date(2026, 4, 19)
TODAY = date(2026, 5, 20)
AT = moment(TODAY)


@pytest.fixture
def measured(bodies: Bodies) -> Bodies:
    """An indicator, and a claim that the province is above the country in it."""
    Indicator.objects.create(code="sipas.access", name="Tiếp cận dịch vụ", unit_word="%", publisher="Bộ Nội vụ")
    claim = NewClaim(
        "Cao hơn trung bình cả nước", Comparison.ABOVE_BENCHMARK, 2025, bodies.ids["86"], ("sipas.access",)
    )
    actions.publish_statement(
        actor=bodies.coordinator(),
        post_title="Trưởng ban",
        said_on=SAID,
        source="Báo Vĩnh Long",
        claims=(claim,),
        at=AT,
    )
    return bodies


def value(bodies: Bodies, number: str, benchmark: str | None, known_on: date = PUBLISHED) -> NewValue:
    return NewValue(
        "sipas.access", bodies.ids["86"], 2025, Decimal(number), known_on, "m1", "Bộ Nội vụ", Confidence.SURE,
        Decimal(benchmark) if benchmark else None,
    )  # fmt: skip


def add(bodies: Bodies, *said: Any) -> None:
    actions.add_index_value(actor=bodies.coordinator(), new=value(bodies, *said), at=AT)


def weighed(as_of: date = TODAY) -> queries.ClaimRow:
    return queries.statements(as_of)[0].claims[0]


def test_a_claim_is_weighed_by_what_could_be_known_then_and_by_what_is_known_now(measured: Bodies) -> None:
    assert (weighed().then.verdict, weighed().now.verdict) == (Verdict.UNVERIFIABLE, Verdict.UNVERIFIABLE)
    add(measured, "84.00", "83.00")
    assert (weighed().then.verdict, weighed().then.parts[0].why) == (Verdict.UNVERIFIABLE, Why.NOT_KNOWN_THEN)
    assert weighed().now.verdict is Verdict.CONFIRMED
    assert not weighed().known_then(weighed().values[0])
    assert weighed().values[0].gap == Decimal("1.00")


def test_before_the_publication_nobody_knows_that_it_will_come(measured: Bodies) -> None:
    add(measured, "84.00", "83.00")
    before = weighed(PUBLISHED - timedelta(days=1))
    assert (before.now.verdict, before.then.parts[0].why, before.values) == (Verdict.UNVERIFIABLE, Why.NO_VALUE, ())


def test_a_correction_is_a_later_value_and_turns_the_verdict_from_its_day_on(measured: Bodies) -> None:
    add(measured, "84.00", "83.00")
    add(measured, "82.00", "83.00", PUBLISHED + timedelta(days=10))
    assert weighed(PUBLISHED).now.verdict is Verdict.CONFIRMED
    assert weighed().now.verdict is Verdict.NOT_TRUE


def test_nothing_is_said_before_it_was_said(measured: Bodies) -> None:
    assert queries.statements(SAID - timedelta(days=1)) == ()
    assert queries.statement("phat-bieu-2026-03-13", SAID) is not None
    assert queries.statement("phat-bieu-2026-03-13", SAID - timedelta(days=1)) is None


def test_no_verdict_is_kept_in_any_column() -> None:
    words = {one.value for one in Verdict}
    columns = {field.name for model in (Statement, IndexValue) for field in model._meta.get_fields()}
    assert not {name for name in columns if "verdict" in name or name in words}


def test_a_statement_needs_a_source_a_claim_and_indicators_that_are_known(measured: Bodies) -> None:
    fine = NewClaim("Tốt hơn", Comparison.HIGHER_THAN_BEFORE, 2025, measured.ids["86"])
    wrong: list[dict[str, Any]] = [
        {"source": ""}, {"claims": ()}, {"post_title": " "}, {"said_on": TODAY + timedelta(days=1)},
        {"claims": (NewClaim("x", Comparison.HIGHER_THAN_BEFORE, 2025, measured.ids["86"], ("sipas.none",)),)},
        {"claims": (NewClaim(" ", Comparison.HIGHER_THAN_BEFORE, 2025, measured.ids["86"]),)},
    ]  # fmt: skip
    for changed in wrong:
        said = {"post_title": "Trưởng ban", "said_on": SAID, "source": "Báo", "claims": (fine,)} | changed
        with pytest.raises(RefusedError):
            actions.publish_statement(actor=measured.coordinator(), at=AT, **said)
    assert Statement.objects.count() == 1


def test_a_value_is_written_once_and_not_before_it_is_public(measured: Bodies) -> None:
    add(measured, "84.00", None)
    with pytest.raises(RefusedError, match="đính chính"):
        add(measured, "85.00", None)
    with pytest.raises(RefusedError):
        add(measured, "85.00", None, TODAY + timedelta(days=1))
    Indicator.objects.all().update(code="other")
    with pytest.raises(NotFoundError):
        add(measured, "85.00", None)


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.HANDLER])
def test_only_coordinators_write_statements_and_values(measured: Bodies, role: Role) -> None:
    claim = NewClaim("Tốt hơn", Comparison.HIGHER_THAN_BEFORE, 2025, measured.ids["86"])
    for actor in (CITIZEN, holder(measured.ids["DV"], role)):
        with pytest.raises(NotAllowedError):
            actions.publish_statement(actor=actor, post_title="x", said_on=SAID, source="y", claims=(claim,), at=AT)
        with pytest.raises(NotAllowedError):
            actions.add_index_value(actor=actor, new=value(measured, "84.00", None), at=AT)
