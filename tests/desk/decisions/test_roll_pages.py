"""The roll at the desk: who sees it, and a change from its proposal to the answer of an objection."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.villages import Village

from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.models import Household, RollObjection

LIST, ROLL = "/lam-viec/ho-dan/", "/lam-viec/ho-dan/{}/"
AtDesk = Callable[[str], Client]


def test_the_village_head_sees_the_own_roll_with_names(village: Village, at_desk: AtDesk) -> None:
    client = at_desk("village_head")
    assert village.unit.name in client.get(LIST).content.decode()
    page = client.get(ROLL.format(village.unit.slug)).content.decode()
    assert "12 hộ" in page
    assert "Người thứ" in page


@pytest.mark.parametrize("who", ["receiver2", "handler", "auditor"])
def test_for_others_the_roll_is_not_there(village: Village, at_desk: AtDesk, who: str) -> None:
    pk = Household.objects.first().pk  # type: ignore[union-attr]
    client, address = at_desk(who), ROLL.format(village.unit.slug)
    assert [client.get(one).status_code for one in (address, f"{address}{pk}/")] == [404, 404]


def test_a_change_from_proposal_to_answer(village: Village, at_desk: AtDesk) -> None:
    client, address = at_desk("village_head"), ROLL.format(village.unit.slug)
    sent = {"verb": "them-ho", "about": "", "number": "13", "name": "Lê Thị Mới", "address": "", "reason": "Tách hộ"}
    assert client.post(address, sent).status_code == 303
    change = queries.changes_of(village.unit.id)[0]
    objected = {"verb": "y-kien", "about": str(change.id), "text": "Chưa tách"}
    assert at_desk("receiver").post(address, objected).status_code == 303
    said = RollObjection.objects.get()
    answered = {"verb": "tra-loi", "about": str(said.pk), "outcome": "upheld", "reply": "Đúng vậy"}
    assert client.post(address, answered).status_code == 303
    page = client.get(address).content.decode()
    assert "không thay đổi" in page
    assert "Chưa tách" in page


def test_a_refusal_keeps_what_was_typed(village: Village, at_desk: AtDesk) -> None:
    sent = {"verb": "them-ho", "about": "", "number": "5", "name": "Lê Thị Mới", "address": "", "reason": "Tách hộ"}
    answer = at_desk("village_head").post(ROLL.format(village.unit.slug), sent)
    assert answer.status_code == 422
    assert "Danh sách đã có hộ mang số này." in answer.content.decode()
    assert "Lê Thị Mới" in answer.content.decode()


def test_a_household_has_its_own_page(village: Village, at_desk: AtDesk) -> None:
    pk = Household.objects.get(number="4").pk
    address = f"{ROLL.format(village.unit.slug)}{pk}/"
    client = at_desk("village_head")
    assert "Hộ số 4" in client.get(address).content.decode()
    sent = {"verb": "doi-dai-dien", "about": "", "name": "Trần Văn Con", "reason": "Người cũ đi làm xa"}
    assert client.post(address, sent).status_code == 303


def test_a_number_finds_its_household(village: Village, at_desk: AtDesk) -> None:
    page = at_desk("village_head").get(ROLL.format(village.unit.slug) + "?so=007").content.decode()
    assert page.count('class="tap"') == 1
