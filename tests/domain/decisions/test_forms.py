"""The matrix of permitted forms, cell by cell, and why a form is closed."""

from datetime import date

import pytest

from dinhlang.domain.decisions.forms import BallotCase, Chosen, Form, allowed
from dinhlang.domain.decisions.matters import MATTERS, Scope
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
DAY = date(2026, 3, 1)
VILLAGE = {
    **{code: {"b"} for code in ("15.1", "15.2", "15.3", "15.4", "15.5")},
    "15.6": {"b", "c"},
}


def answer(matter: str, scope: Scope, chosen: Chosen, households: int | None = 100) -> tuple[bool, set[str]]:
    found = allowed(MATTERS[matter], scope, chosen, BOOK, on=DAY, households=households)
    return found.yes, {one.code for one in found.findings}


@pytest.mark.parametrize("matter", VILLAGE)
@pytest.mark.parametrize("case", list(BallotCase))
def test_ballots_in_a_village_are_open_only_in_the_cases_of_article_19(matter: str, case: BallotCase) -> None:
    assert answer(matter, Scope.VILLAGE, Chosen(Form.BALLOT, case))[0] is (case.value in VILLAGE[matter])


@pytest.mark.parametrize("matter", ["15.1", "15.2"])
@pytest.mark.parametrize("case", list(BallotCase))
def test_ballots_in_a_whole_commune(matter: str, case: BallotCase) -> None:
    assert answer(matter, Scope.COMMUNE, Chosen(Form.BALLOT, case), None)[0] is (case.value in {"a", "b"})


@pytest.mark.parametrize("matter", VILLAGE)
def test_a_meeting_is_open_to_every_matter(matter: str) -> None:
    assert answer(matter, Scope.VILLAGE, Chosen(Form.MEETING)) == (True, {"form_meeting"})


@pytest.mark.parametrize("matter", VILLAGE)
def test_online_is_open_to_clause_six_only(matter: str) -> None:
    found = answer(matter, Scope.VILLAGE, Chosen(Form.ONLINE, consent_yes=100))
    assert found == ((True, {"form_online_consent"}) if matter == "15.6" else (False, {"form_online_never"}))


@pytest.mark.parametrize("households", range(1, 501, 7))
def test_prior_consent_to_voting_online_is_more_than_half_of_all(households: int) -> None:
    half = households // 2
    assert not answer("15.6", Scope.VILLAGE, Chosen(Form.ONLINE, consent_yes=half), households)[0]
    assert answer("15.6", Scope.VILLAGE, Chosen(Form.ONLINE, consent_yes=half + 1), households)[0]


def test_without_word_of_consent_or_case_a_form_is_closed_and_says_what_lacks() -> None:
    assert answer("15.6", Scope.VILLAGE, Chosen(Form.ONLINE)) == (False, {"form_online_consent_untold"})
    assert answer("15.3", Scope.VILLAGE, Chosen(Form.BALLOT)) == (False, {"form_ballot_untold"})
    assert answer("15.6", Scope.VILLAGE, Chosen(Form.BALLOT)) == (True, {"form_ballot"})
    assert answer("15.1", Scope.COMMUNE, Chosen(Form.BALLOT), None) == (True, {"form_ballot"})


def test_ballots_after_a_meeting_that_could_have_decided_are_closed() -> None:
    enough = Chosen(Form.BALLOT, BallotCase.SMALL_MEETING, meeting_present=67)
    assert answer("15.1", Scope.VILLAGE, enough) == (False, {"form_ballot_meeting_enough"})
    assert answer("15.1", Scope.VILLAGE, Chosen(Form.BALLOT, BallotCase.SMALL_MEETING, meeting_present=66))[0]
