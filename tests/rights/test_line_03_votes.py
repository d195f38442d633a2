"""rights.md 3: rows by random codes, sealed after the time for objections; nothing follows a household across votes."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from tests.votes import CLOSES, FREEZES, Vote, drafted, voted

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.models import Household, RollLine

# HouseholdSignIn holds a telephone nobody can read, and no row of any vote.
POINTING = ("HouseholdRepresentative", "HouseholdSignIn", "RollChange", "RollLine")
pytestmark = pytest.mark.django_db


@pytest.fixture
def vote() -> Vote:
    """Return a counted vote."""
    made = voted()
    made.cast("1")
    made.close()
    return made


def test_a_household_has_another_code_in_every_vote(vote: Vote) -> None:
    other = drafted(vote.village, consent_yes=12)
    actions.freeze(actor=vote.village.head, decision_id=other.pk, at=FREEZES)
    codes = [
        dict(RollLine.objects.filter(decision=one).values_list("household__number", "row_code"))
        for one in (vote.decision, other)
    ]
    assert not {*codes[0].values()} & {*codes[1].values()}


def test_only_the_frozen_rolls_know_which_household_a_row_is(vote: Vote) -> None:
    pointing = {
        one._meta.label
        for one in apps.get_models()
        if any(field.related_model is Household for field in one._meta.concrete_fields if field.is_relation)
    }
    assert pointing == {f"decisions.{one}" for one in POINTING}


def test_after_the_time_for_objections_nobody_reads_the_rows(vote: Vote, client: Client) -> None:
    address = f"/bang-phieu/{vote.decision.code}/"
    assert vote.rows["1"] in client.get(address).content.decode()
    actions.seal_tables(at=CLOSES + timedelta(days=16))
    page = client.get(address).content.decode()
    assert not any(code in page for code in vote.rows.values())
    assert client.get(f"{address}bang.csv").status_code == 404
    assert "Đồng ý" in client.get(f"/bo-phieu/{vote.codes['1']}/").content.decode()
