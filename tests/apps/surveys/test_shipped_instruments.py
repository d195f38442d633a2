"""The questionnaires that come with the program."""

from itertools import pairwise

import pytest

from dinhlang.apps.surveys.queries import instrument, instruments
from dinhlang.domain.surveys.instruments import About, Instrument

FIVE_ELEMENTS = ["access", "procedures", "civil_servants", "results", "feedback_handling"]


def test_six_questionnaires_come_with_the_program() -> None:
    assert {one.code for one in instruments()} == {
        "sipas-2017", "sipas-2022", "mot-cua", "quay-nam-mat", "sau-tra-loi", "niem-tin",
    }  # fmt: skip


def test_the_old_set_has_five_elements_and_22_criteria() -> None:
    old = instrument("sipas-2017")
    assert old is not None
    elements = [one for one in old.elements if one.code in FIVE_ELEMENTS]
    assert [one.code for one in elements] == FIVE_ELEMENTS
    assert sum(len(one.questions) for one in elements) == 22


def test_the_new_set_asks_of_nine_policies_and_of_services_only_who_used_them() -> None:
    new = instrument("sipas-2022")
    assert new is not None
    policy = new.elements[0].questions
    assert len([one for one in policy if one.about is About.SATISFACTION]) == 9
    nobody = {one.code: one.scale.points[0].code for one in new.asked({"da-lam": "no"})} | {"da-lam": "no"}
    assert new.faults(nobody) == {}
    assert not any(code.startswith("thu-tuc") for code in nobody)


@pytest.mark.parametrize("one", instruments(), ids=lambda one: f"{one.code} {one.version}")
def test_no_answer_without_a_value_counts_and_every_text_is_in_both_languages(one: Instrument) -> None:
    assert all(asked.words.vi and asked.words.en and asked.criterion.vi for asked in one.questions)
    assert all(asked.scale.top for asked in one.questions)


def test_trust_is_never_in_one_element_with_anything_else() -> None:
    trust = instrument("niem-tin")
    assert trust is not None
    assert all(len(one.questions) == 1 for one in trust.elements)
    others = [one for one in instruments() if one.code != "niem-tin"]
    assert not any(asked.about is About.TRUST for one in others for asked in one.questions)


def test_a_name_of_a_method_belongs_to_one_questionnaire() -> None:
    names = sorted({(one.method, one.code) for one in instruments()})
    assert all(one[0] != other[0] for one, other in pairwise(names))


@pytest.mark.parametrize("code", ["sipas-2022", "niem-tin"])
def test_who_asks_one_adult_of_a_household_asks_how_many_there_are_and_nobody_must_say(code: str) -> None:
    newest = instrument(code)
    assert newest is not None
    assert newest.version == 2
    asked = newest.named_question(newest.persons)
    assert [one.value for one in asked.scale.points] == [1, 2, 3, 4, 5]
    assert asked.is_optional
    [first] = [one for one in instruments() if (one.code, one.version) == (code, 1)]
    assert first.persons == ""
    assert newest.questions[: len(first.questions)] == first.questions
    assert newest.changes is not None
