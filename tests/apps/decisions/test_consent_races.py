"""Households that stand behind an initiative at the same instant: each counts once, the share is noted once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from tests.deciding import Deciding, deciding
from tests.villages import moment

from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewInitiative
from dinhlang.apps.decisions.models import Consent, Initiative
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.decisions.initiatives import Standing
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db(transaction=True)
LAMPS = NewInitiative("15.6", "Thắp đèn hẻm 3 mỗi tối", "Hẻm tối, học sinh đi học thêm về khuya.")
THREADS = 12


@pytest.fixture
def at(transactional_db: None) -> Iterator[Deciding]:
    yield deciding()
    connections.close_all()


def begun(at: Deciding) -> int:
    """Begin an initiative by household 1; of 12 households 2 are enough."""
    return actions.write_initiative(
        actor=at.board, village_id=at.village.unit.id, household="1", new=LAMPS, at=moment(2)
    )


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Do all works, the first of them at the same instant; return what each was told: its answer or its refusal."""
    start = Barrier(min(THREADS, len(works)))

    def one(place: int) -> Any:
        try:
            if place < THREADS:
                start.wait(timeout=20)
            return works[place]()
        except RefusedError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(len(works))))


def signs(at: Deciding, made: int, household: str, day: int = 3, month: int = 3) -> Callable[[], Any]:
    return lambda: actions.write_consent(actor=at.board, initiative_id=made, household=household, at=moment(day, month))


def leaves(at: Deciding, made: int, household: str, day: int = 3, month: int = 3) -> Callable[[], Any]:
    return lambda: actions.write_step_back(
        actor=at.board, initiative_id=made, household=household, at=moment(day, month)
    )


def standing(made: int) -> int:
    return Consent.objects.filter(initiative_id=made, ended_at=None).count()


def test_sixty_consents_of_one_household_at_once_are_one(at: Deciding) -> None:
    made = begun(at)
    told = at_once([signs(at, made, "2")] * 60)
    assert told == [made] * 60
    assert standing(made) == 2
    assert Consent.objects.filter(initiative_id=made).count() == 61  # the history of each stays
    assert Record.objects.filter(event="decisions.initiative_reached").count() == 1
    assert Record.objects.filter(event="decisions.initiative_consent").count() == 60


def test_the_share_is_noted_once_and_only_by_households_that_stood_there(at: Deciding) -> None:
    """Households come while the first one leaves and comes back: whoever is counted at the note stood there then."""
    made = begun(at)
    works = [signs(at, made, str(number)) for number in range(2, 13)]
    works += [leaves(at, made, "1"), signs(at, made, "1")] * 6 + [leaves(at, made, "2"), signs(at, made, "2")] * 3
    told = at_once(works)
    assert sum(isinstance(one, RefusedError) for one in told) <= 9  # a household that is not there cannot leave
    (reached,) = Record.objects.filter(event="decisions.initiative_reached")
    row = Initiative.objects.get(pk=made)
    assert (row.standing, row.consents, reached.facts["consents"]) == (Standing.REACHED.value, 2, 2)
    running = 1  # the record is the oracle: replay every act in its order
    for event, facts in (
        Record.objects.filter(event__in=("decisions.initiative_consent", "decisions.initiative_stepped_back"))
        .order_by("id").values_list("event", "facts")
    ):  # fmt: skip
        running += 0 if facts.get("anew") else -1 if event.endswith("stepped_back") else 1
        assert facts["consents"] == running
    assert running == standing(made)


def test_consents_that_grew_old_never_make_up_the_share_whoever_comes_at_once(at: Deciding) -> None:
    """The consent of household 1 of 2 March counts until 2 June; the day after it is alone that counts who is new."""
    made = begun(at)
    works = [signs(at, made, "2", 3, 6), leaves(at, made, "2", 3, 6)] * 15 + [signs(at, made, "2", 3, 6)]
    at_once(works)
    view = queries.initiative(Initiative.objects.get(pk=made).code)
    assert view is not None
    assert view.standing is Standing.GATHERING
    assert not Record.objects.filter(event="decisions.initiative_reached").exists()
    assert queries.support(view, date(2026, 6, 3)).consents <= 1
    at_once([signs(at, made, "1", 3, 6), signs(at, made, "2", 3, 6)])
    assert Initiative.objects.get(pk=made).standing == Standing.REACHED.value
    assert Record.objects.filter(event="decisions.initiative_reached").count() == 1
