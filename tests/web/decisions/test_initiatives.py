"""Initiatives as households meet them: begin with the code of a slip, consent, step back; the bar for everybody."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client, override_settings
from tests.villages import moment
from tests.votes import Vote, voted

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.domain.accounts.roles import Actor

KEY = "a" * 32
WORDS = {
    "matter": "15.6", "question": "Thắp đèn hẻm 3 mỗi tối", "explanation": "Hẻm tối, học sinh đi về khuya.",
}  # fmt: skip


@pytest.fixture
def vote(db: None) -> Iterator[Vote]:
    made = voted()
    with time_machine.travel(moment(8), tick=False), override_settings(MFA_REQUIRED=False):
        yield made


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def begun(vote: Vote, client: Client) -> str:
    sent = client.post("/sang-kien/moi/", {**WORDS, "code": vote.codes["1"], "key": KEY})
    assert sent.status_code == 303, sent.content.decode()[-3000:]
    return sent["Location"].split("/")[-3]


def test_from_a_household_to_the_proposal(vote: Vote, client: Client) -> None:
    code = begun(vote, client)
    page = client.get(f"/sang-kien/{code}/").content.decode()
    assert WORDS["question"] not in page  # nobody looked at the words yet
    assert "Đã nhận sáng kiến" in client.get(f"/sang-kien/{code}/y-kien/?xong=gui").content.decode()
    head = browser(vote.village.head)
    desk = f"/lam-viec/sang-kien/{code}/"
    assert head.post(desk, {"verb": "cho-doc", "about": "", "request_key": "1"}).status_code == 303
    page = client.get(f"/sang-kien/{code}/").content.decode()
    assert "1 hộ đồng ý, cần 2, tổng số 12 hộ" in page
    spoken = client.post(f"/sang-kien/{code}/y-kien/", {"code": vote.codes["2"], "act": "dong-y", "key": "b" * 32})
    assert spoken["Location"].endswith("?xong=dong-y")
    assert "phải được đưa ra" in client.get(f"/sang-kien/{code}/").content.decode()
    assert head.post(desk, {"verb": "dua-ra", "about": "", "request_key": "2"}).status_code == 303
    made, _vote = queries.decisions_of([vote.village.unit.id])
    assert f"/sang-kien/{code}/" in client.get(f"/ban-va-quyet/{made.code}/").content.decode()
    assert f"/ban-va-quyet/{made.code}/" in client.get(f"/sang-kien/{code}/").content.decode()
    assert WORDS["question"] in client.get(f"/ban-va-quyet/o/{vote.village.unit.slug}/").content.decode()


def test_a_wrong_code_opens_nothing_and_keeps_what_was_typed(vote: Vote, client: Client) -> None:
    sent = client.post("/sang-kien/moi/", {**WORDS, "code": "0000000000", "key": KEY})
    assert sent.status_code == 422
    said = sent.content.decode()
    assert "Không có hộ nào mang mã này" in said
    assert WORDS["explanation"] in said
    assert client.post("/sang-kien/moi/", {"key": KEY}).status_code == 422


def test_stepping_back_and_withdrawing_need_the_right_code(vote: Vote, client: Client) -> None:
    code = begun(vote, client)
    told = queries.initiative(code)
    assert told is not None
    actions.take_up(actor=vote.village.head, initiative_id=told.id, at=moment(8))
    address = f"/sang-kien/{code}/y-kien/"
    assert client.post(address, {"code": vote.codes["3"], "act": "thoi", "key": "c" * 32}).status_code == 422
    assert client.post(address, {"code": vote.codes["3"], "act": "rut", "key": "d" * 32}).status_code == 422
    assert client.post(address, {"code": vote.codes["1"], "act": "thoi", "key": "e" * 32}).status_code == 303
    assert client.post(address, {"code": vote.codes["1"], "act": "rut", "key": "f" * 32}).status_code == 303
    assert client.post(address, {"code": vote.codes["1"], "act": "dong-y", "key": "0" * 32}).status_code == 422


def test_the_desk_writes_down_what_comes_on_paper(vote: Vote) -> None:
    officer = browser(vote.village.who("receiver"))
    page = officer.get("/lam-viec/sang-kien/").content.decode()
    assert vote.village.unit.name in page
    write = f"/lam-viec/sang-kien/moi/{vote.village.unit.slug}/"
    sent = {"verb": "ghi", "about": "", "request_key": "1", "household": "4", **WORDS}
    assert officer.post(write, sent).status_code == 303
    (made,) = queries.initiatives_of([vote.village.unit.id])
    desk = f"/lam-viec/sang-kien/{made.code}/"
    assert officer.post(desk, {"verb": "dong-y", "about": "", "request_key": "2", "household": "5"}).status_code == 303
    assert browser(vote.village.who("receiver2")).get(desk).status_code == 404
    assert browser(vote.village.head).get(write).status_code == 404
