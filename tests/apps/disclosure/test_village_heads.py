"""Village heads: they speak for their own village, for no other, and never for the commune's own board."""

from datetime import date

import pytest
from tests.disclosures import Register, moment

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.actions import NewEvidence
from dinhlang.apps.disclosure.models import Evidence
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

SIXTH = date(2026, 3, 6)


def village_of(register: Register) -> int:
    return register.province.id("T1-A1")


def steps(register: Register) -> dict[Form, queries.VillageStep]:
    (one,) = queries.village_items(register.province.id("T1"), village_of(register), moment(8))
    return {step.form: step for step in one.steps}


def board(register: Register) -> Evidence:
    return Evidence.objects.get(publication__occasion_id=register.occasion, place=Place.HOUSES.value, village=None)


def test_a_head_confirms_the_board_of_the_own_village_and_the_register_says_who(register: Register) -> None:
    register.publish()
    register.post(Place.HOUSES, SIXTH, moment(6))
    assert not steps(register)[Form.POSTING].is_done
    for _twice in range(2):
        actions.confirm(
            actor=register.who("village"), occasion_id=register.occasion, evidence_id=board(register).pk, at=moment(7),
            reached=120,
        )  # fmt: skip
    own = Evidence.objects.get(village_id=village_of(register))
    assert (own.confirmed_by, own.reached, own.began) == ("Trưởng ấp Ấp Phước Hậu", 120, SIXTH)
    assert board(register).confirmed_by == ""
    assert steps(register)[Form.POSTING].is_done


def test_what_a_head_told_the_people_stands_at_once_but_a_board_needs_another_eye(register: Register) -> None:
    register.publish()
    village, head = village_of(register), register.who("village")
    told = NewEvidence(Form.HEADS, Place.VILLAGES, SIXTH, None, village, "họp ấp", 98)
    hung = NewEvidence(Form.POSTING, Place.HOUSES, SIXTH, None, village)
    for new in (told, hung):
        actions.show(actor=head, occasion_id=register.occasion, new=new, at=moment(7))
    rows = {one.form: one for one in Evidence.objects.filter(village_id=village)}
    assert rows[Form.HEADS.value].confirmed_by == "Trưởng ấp Ấp Phước Hậu"
    assert rows[Form.POSTING.value].confirmed_by == ""
    with pytest.raises(NotAllowedError):
        actions.confirm(
            actor=head, occasion_id=register.occasion, evidence_id=rows[Form.POSTING.value].pk, at=moment(7)
        )


@pytest.mark.parametrize("who", ["village", "village2"])
def test_nobody_speaks_for_the_board_of_the_office_or_for_another_village(register: Register, who: str) -> None:
    register.publish()
    at_office = NewEvidence(Form.POSTING, Place.OFFICE, SIXTH, None, village_of(register))
    elsewhere = NewEvidence(Form.POSTING, Place.HOUSES, SIXTH, None, register.province.id("T2-K1"))
    everywhere = NewEvidence(Form.POSTING, Place.HOUSES, SIXTH)
    for new in (at_office, elsewhere, everywhere):
        with pytest.raises(RefusedError):
            actions.show(actor=register.who(who), occasion_id=register.occasion, new=new, at=moment(7))
    register.post(Place.OFFICE, SIXTH, moment(6))
    office = Evidence.objects.get(place=Place.OFFICE.value)
    with pytest.raises((NotAllowedError, NotFoundError)):
        actions.confirm(actor=register.who(who), occasion_id=register.occasion, evidence_id=office.pk, at=moment(7))


def test_a_head_of_another_commune_ends_nothing_here(register: Register) -> None:
    register.publish()
    register.post(Place.HOUSES, SIXTH, moment(6))
    row = board(register)
    for verb, more in ((actions.confirm, {}), (actions.take_down, {"last_day": SIXTH})):
        with pytest.raises(NotAllowedError):
            verb(  # type: ignore[operator]
                actor=register.who("village2"), occasion_id=register.occasion, evidence_id=row.pk, at=moment(7), **more
            )
    with pytest.raises(NotAllowedError):  # not even the head of a village here, for all of them
        actions.take_down(
            actor=register.who("village"), occasion_id=register.occasion, evidence_id=row.pk, last_day=SIXTH,
            at=moment(7),
        )  # fmt: skip


def test_a_resident_who_gets_no_answer_in_time_ends_the_posting(register: Register) -> None:
    register.complete()
    office = Evidence.objects.get(place=Place.OFFICE.value)
    actions.look(evidence_id=office.pk, seen=False, at=moment(10))  # to be checked by 12 March
    assert register.row.status == "verifying"
    assert not register.row.settled
    actions.count_waiting(at=moment(12))
    assert register.row.status == "verifying"
    actions.count_waiting(at=moment(13))
    assert (register.row.status, register.row.settled) == ("incomplete", True)
    actions.confirm(actor=register.who("head"), occasion_id=register.occasion, evidence_id=office.pk, at=moment(14))
    assert register.row.status == "in_time"  # seen again: the word of the unit is asked for late, and counts
