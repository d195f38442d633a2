"""The ballot behind a household's code, its receipt, and the table that anybody can add up."""

import csv
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from tests.votes import CLOSES, DURING, OPENS, Vote, voted

from dinhlang.apps.decisions.models import BallotCast
from dinhlang.domain.decisions.ballots import Choice, digest_of_table
from dinhlang.lib.private_addresses import without_codes

KEY = "a" * 32


@pytest.fixture
def vote(db: None) -> Iterator[Vote]:
    """Return a vote that is open."""
    made = voted()
    with time_machine.travel(DURING, tick=False):
        yield made


def give(client: Client, code: str, choice: str = "agree", key: str = KEY):  # type: ignore[no-untyped-def]
    return client.post(f"/bo-phieu/{code}/", {"choice": choice, "key": key})


def test_from_the_code_to_the_receipt(vote: Vote, client: Client) -> None:
    code = vote.codes["1"]
    asked = client.post("/bo-phieu/", {"code": f"{code[:5].lower()} {code[5:]}"})
    assert asked["Location"] == f"/bo-phieu/{code}/"
    page = client.get(asked["Location"]).content.decode()
    assert vote.decision.question in page
    assert "Không bí mật" in page
    sent = give(client, code)
    receipt = client.get(sent["Location"]).content.decode()
    assert (sent.status_code, vote.ballots()) == (303, {"1": "agree"})
    assert vote.rows["1"] in receipt


def test_the_receipt_does_not_tell_the_choice(vote: Vote, client: Client) -> None:
    pages = []
    for household, choice in (("1", "agree"), ("2", "disagree")):
        page = client.get(give(client, vote.codes[household], choice, key=household * 32)["Location"]).content.decode()
        for own in (vote.codes[household], vote.rows[household]):
            page = page.replace(own, "")
        pages.append(re.sub(r"<svg.*?</svg>|csrfmiddlewaretoken.*?>", "", page, flags=re.DOTALL))
    assert pages[0] == pages[1]


def test_sent_twice_it_is_one_ballot_and_another_choice_from_the_same_page_is_refused(
    vote: Vote, client: Client
) -> None:
    code = vote.codes["1"]
    assert [give(client, code).status_code for _ in range(2)] == [303, 303]
    refused = give(client, code, "disagree")
    assert (refused.status_code, BallotCast.objects.count()) == (422, 1)


@pytest.mark.parametrize("sent", [{"choice": "agree"}, {"key": KEY}, {"choice": "maybe", "key": KEY}])
def test_what_is_no_ballot_is_refused_in_words(vote: Vote, client: Client, sent: dict[str, str]) -> None:
    answer = client.post(f"/bo-phieu/{vote.codes['1']}/", sent)
    assert answer.status_code == 422
    assert "Hãy chọn một trong các ý kiến" in answer.content.decode()


@pytest.mark.parametrize("where", ["", "bien-nhan/"])
def test_a_wrong_code_opens_nothing_and_the_page_is_kept_nowhere(vote: Vote, client: Client, where: str) -> None:
    wrong = client.get(f"/bo-phieu/0000000000/{where}")
    own = client.get(f"/bo-phieu/{vote.codes['1']}/")
    assert wrong.status_code == 404
    assert "mang mã này" in wrong.content.decode()
    assert all("no-store" in one["Cache-Control"] and "noindex" in one["X-Robots-Tag"] for one in (wrong, own))


def test_no_line_of_a_log_holds_a_code(vote: Vote) -> None:
    assert vote.codes["1"] not in without_codes(f'"GET /bo-phieu/{vote.codes["1"]}/bien-nhan/ HTTP/1.1" 200')


@pytest.mark.parametrize(
    ("at", "said"), [(OPENS - timedelta(hours=1), "Mở biểu quyết lúc"), (CLOSES + timedelta(hours=1), "Đã đóng lúc")]
)
def test_outside_its_hours_the_page_says_so_and_has_no_form(vote: Vote, client: Client, at, said: str) -> None:  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        page = client.get(f"/bo-phieu/{vote.codes['1']}/").content.decode()
    assert said in page
    assert 'name="choice"' not in page


def test_a_ballot_typed_at_the_office_can_be_taken_back_by_its_household(vote: Vote, client: Client) -> None:
    vote.assist(choice=Choice.YES)
    code = vote.codes["1"]
    page = client.get(f"/bo-phieu/{code}/bien-nhan/").content.decode()
    assert "Bấm giúp: Cán bộ tiếp nhận" in page
    answer = client.post(f"/bo-phieu/{code}/khong-phai-y-toi/")
    assert (answer.status_code, vote.ballots()) == (303, {"1": ""})
    assert client.post(f"/bo-phieu/{code}/khong-phai-y-toi/").status_code == 422


def test_the_table_opens_at_the_close_adds_up_and_names_nobody(vote: Vote, client: Client) -> None:
    address = f"/bang-phieu/{vote.decision.code.lower()}/"
    address = f"/bang-phieu/{vote.decision.code}/"
    vote.cast("1")
    vote.cast("2", Choice.NO)
    before = client.get(address).content.decode()
    assert vote.rows["1"] not in before
    assert client.get(f"{address}bang.csv").status_code == 404
    closed = vote.close()
    page = client.get(address)
    told = page.content.decode()
    assert all(code in told for code in vote.rows.values())
    assert "Người thứ" not in told
    assert "csrfmiddlewaretoken" not in told
    lines = list(csv.DictReader(client.get(f"{address}bang.csv").content.decode().splitlines()))
    told_rows = [("", "") if row["choice"] == "absent" else (row["choice"], row["channel"]) for row in lines]
    rows = [(row["row_code"], *one) for row, one in zip(lines, told_rows, strict=True)]
    assert digest_of_table(rows) == closed.digest


def test_a_table_costs_a_fixed_number_of_queries(vote: Vote, client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    vote.close()
    with django_assert_max_num_queries(12):
        client.get(f"/bang-phieu/{vote.decision.code}/?x=1")
