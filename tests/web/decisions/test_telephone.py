"""The pages of the telephone: tie it with the slip, open the ballot by the digits, end it."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from tests.telephones import GATEWAY, NUMBER, OTHER, digits, wrong
from tests.votes import DURING, Vote, voted

from dinhlang.lib import sms_gateway


@pytest.fixture
def vote(db: None, settings: Settings) -> Iterator[Vote]:
    """Return a vote that is open, where messages can be sent."""
    settings.SMS_URL = GATEWAY
    made = voted(3)
    with time_machine.travel(DURING, tick=False):
        yield made


def ask(client: Client, address: str, number: str = NUMBER) -> str:
    """Send a number; return the secret in the page that asks for the digits."""
    page = client.post(address, {"telephone": number}).content.decode()
    found = re.search(r'name="secret" value="([0-9A-Z]{20})"', page)
    assert found is not None
    return found[1]


def tie(client: Client, vote: Vote, household: str = "1"):  # type: ignore[no-untyped-def]
    address = f"/bo-phieu/{vote.codes[household]}/dien-thoai/"
    return client.post(address, {"secret": ask(client, address), "digits": digits()})


def test_from_the_slip_to_the_telephone_and_from_the_telephone_to_the_receipt(vote: Vote, client: Client) -> None:
    assert f"/bo-phieu/{vote.codes['1']}/dien-thoai/" in client.get(f"/bo-phieu/{vote.codes['1']}/").content.decode()
    page = client.get(tie(client, vote)["Location"]).content.decode()
    assert "••• 678" in page
    assert "345" not in page.replace("0912 345 678", "")
    assert "/bo-phieu/dien-thoai/" in client.get("/bo-phieu/").content.decode()
    opened = client.post("/bo-phieu/dien-thoai/", {"secret": ask(client, "/bo-phieu/dien-thoai/"), "digits": digits()})
    assert opened.status_code == 303
    assert "đến" in client.get(opened["Location"]).content.decode()
    sent = client.post(opened["Location"], {"choice": "agree", "key": "a" * 32})
    assert (sent.status_code, vote.ballots()) == (303, {"1": "agree"})
    assert vote.rows["1"] in client.get(sent["Location"]).content.decode()


def test_a_strange_number_gets_the_same_page(vote: Vote, client: Client) -> None:
    tie(client, vote)
    pages = []
    for number in (NUMBER, OTHER):
        answer = client.post("/bo-phieu/dien-thoai/", {"telephone": number})
        hidden = r'name="secret" value="\w+"|csrfmiddlewaretoken.*?>'
        pages.append((answer.status_code, re.sub(hidden, "", answer.content.decode())))
    assert pages[0] == pages[1]


def test_wrong_digits_and_unreadable_numbers_are_refused_in_words(vote: Vote, client: Client) -> None:
    tie(client, vote)
    secret = ask(client, "/bo-phieu/dien-thoai/")
    answer = client.post("/bo-phieu/dien-thoai/", {"secret": secret, "digits": wrong(digits())})
    assert answer.status_code == 422
    assert "hết hạn" in answer.content.decode()
    refused = client.post("/bo-phieu/dien-thoai/", {"telephone": "113"})
    assert refused.status_code == 422
    assert "di động" in refused.content.decode()


def test_too_many_messages_to_one_number_are_refused_with_the_time_and_the_other_ways(
    vote: Vote, client: Client
) -> None:
    answers = [client.post("/bo-phieu/dien-thoai/", {"telephone": OTHER}) for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * 4 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "trụ sở" in answers[-1].content.decode()


def test_one_slip_asks_for_few_messages_whatever_the_numbers(vote: Vote, client: Client) -> None:
    address = f"/bo-phieu/{vote.codes['1']}/dien-thoai/"
    answers = [client.post(address, {"telephone": f"091234567{one}"}) for one in range(5)]
    assert [one.status_code for one in answers] == [200] * 4 + [429]


def test_the_household_ends_its_telephone_and_a_wrong_code_ends_nothing(vote: Vote, client: Client) -> None:
    tie(client, vote)
    assert client.post("/bo-phieu/0000000000/dien-thoai/bo/").status_code == 404
    assert client.get("/bo-phieu/0000000000/dien-thoai/").status_code == 404
    ended = client.post(f"/bo-phieu/{vote.codes['1']}/dien-thoai/bo/")
    assert "Đã bỏ số" in client.get(ended["Location"]).content.decode()
    again = client.post(f"/bo-phieu/{vote.codes['1']}/dien-thoai/bo/")
    assert again.status_code == 303


def test_a_number_of_another_household_is_refused_in_words(vote: Vote, client: Client) -> None:
    tie(client, vote)
    answer = tie(client, vote, "2")
    assert answer.status_code == 422
    assert "hộ khác" in answer.content.decode()


def test_with_a_pass_no_other_number_is_tied(vote: Vote, client: Client) -> None:
    tie(client, vote)
    address = "/bo-phieu/dien-thoai/"
    opened = client.post(address, {"secret": ask(client, address), "digits": digits()})["Location"]
    page = client.get(f"{opened}dien-thoai/").content.decode()
    assert 'name="telephone"' not in page
    assert client.post(f"{opened}dien-thoai/", {"telephone": OTHER}).status_code == 404


def test_without_a_gateway_the_telephone_is_not_offered(vote: Vote, client: Client, settings: Settings) -> None:
    settings.SMS_URL = ""
    assert "dien-thoai" not in client.get("/bo-phieu/").content.decode()
    assert client.get("/bo-phieu/dien-thoai/").status_code == 404
    assert client.get("/minh-hoa/tin-nhan/").status_code == 404


def test_a_demo_shows_its_messages_on_a_page_of_its_own(vote: Vote, client: Client, settings: Settings) -> None:
    cache.clear()
    settings.SMS_URL, settings.DEMO, settings.ROLE_CARDS = "", True, True
    sms_gateway.send("+84912345678", "mã 123456")
    page = client.get("/minh-hoa/tin-nhan/").content.decode()
    assert "123456" in page
    assert "912345678" not in page
