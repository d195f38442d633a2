"""The invented publications: made by the rules, the same each time, of every sort, and marked as invented."""

from collections import Counter
from datetime import date, datetime

import pytest

from dinhlang.apps.disclosure import actions
from dinhlang.apps.disclosure import queries as registers
from dinhlang.apps.disclosure.models import Occasion, Standing
from dinhlang.apps.disclosure.queries import assessing
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.organisations import queries as units
from dinhlang.apps.transparency import queries as log
from dinhlang.apps.transparency.actions import sequence_batch
from dinhlang.cli.demo_province.disclosing import load_disclosures, with_register
from dinhlang.cli.demo_province.disclosures import Law, generate
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.disclosure.due import occasion_of
from dinhlang.domain.disclosure.past import Past
from dinhlang.domain.disclosure.status import Status
from dinhlang.domain.disclosure.term import term_of

TODAY, SINCE = date(2026, 11, 23), date(2025, 7, 1)


def made(codes: list[str], seed: int = 1) -> list[Past]:
    book, calendar = law.rulebook(), law.compiled_calendar()
    knows = Law(assessing.needs, lambda rule, on: term_of(rule, on, book, calendar))
    events = actions.calendar_event
    return list(generate(codes, seed=seed, since=SINCE, today=TODAY, law=knows, calendar_event=events))


def test_the_same_seed_gives_the_same_register_and_another_seed_another() -> None:
    assert made(["a", "b"]) == made(["a", "b"])
    assert made(["a"]) != made(["a"], seed=2)


def test_each_thing_is_due_by_a_rule_and_nothing_happens_after_today() -> None:
    for past in made(["a", "b", "c"]):
        assert occasion_of(past.event).rule
        assert SINCE <= past.event.happened_on < TODAY
        if past.publication:
            assert past.publication.on <= TODAY
            assert all(one.began <= TODAY for one in past.publication.shown if one.version == 1)


def test_every_ended_quarter_has_its_budget_and_its_list() -> None:
    found = Counter(past.event.duty for past in made(["a"]) if past.event.source.value.endswith("_ended"))
    assert found == {"11.2": 5, "13.2": 5}


@pytest.mark.parametrize(("cases", "communes"), [(0, 12), (999, 12), (1000, 124), (5000, 124)])
def test_a_small_demo_fills_the_registers_of_twelve_communes_the_first_among_them(cases: int, communes: int) -> None:
    every = list(units.vinh_long_rows())
    chosen = with_register(every, cases=cases)
    assert len({one.code for one in chosen}) == communes
    assert chosen[0] == every[0]


@pytest.mark.django_db
def test_the_register_of_some_communes_is_filled_counted_and_in_the_log() -> None:
    at = datetime(2026, 11, 23, 6, tzinfo=VIETNAM)
    organisations.import_country(actor=SYSTEM, at=at)
    communes = list(units.vinh_long_rows())[:4]
    outcome = load_disclosures(communes, seed=1, at=at)
    assert outcome.refused == []
    assert outcome.added == Occasion.objects.count() > 150
    assert not Occasion.objects.filter(is_demo=False).exists()
    assert Standing.objects.count() == 124 * 15 * 6  # every commune, item and quarter, empty ones too
    statuses = set(Occasion.objects.values_list("status", flat=True))
    assert {one.value for one in Status} - statuses <= {Status.DUE_SOON.value, Status.NOT_DUE.value}
    while sequence_batch(at=at, limit=10_000):
        pass
    assert log.fsck(lambda *_: None).findings == []
    assert load_disclosures(communes, seed=1, at=at).added == 0
    first = units.units_by_code([communes[0].code], on=TODAY)[communes[0].code]
    shown = registers.audit(first, TODAY)
    counted = dict(Occasion.objects.filter(unit_id=first.id).values_list("code", "status"))
    assert {item.code: item.assessment.status.value for cell in shown.cells for item in cell.items} == counted
