"""A vote at the desk: times, freeze, slips printed once, help at the office, slips typed twice, attendance."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.security.world import jpeg
from tests.votes import CLOSES, DURING, FREEZES, Vote, drafted, voted

from dinhlang.apps.accounts.models import User
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.models import BallotCast, Decision
from dinhlang.apps.transparency.models import Record

AtDesk = Callable[[str], Client]
LONG = json.dumps({"marks": [{"key": "k" * 41, "row": "b", "present": True, "device": "d", "at": DURING.isoformat()}]})
BALLOT = {"choice": "agree", "key": "k1", "present": "yes"}


@pytest.fixture
def vote(request: pytest.FixtureRequest, db: None) -> Iterator[Vote]:
    """Return a frozen vote while it is open; its form by the parameter."""
    form = getattr(request, "param", "online")
    made = voted(form=form, consent_yes=12 if form == "online" else None)
    with time_machine.travel(DURING, tick=False), override_settings(MFA_REQUIRED=False):
        yield made


@pytest.fixture
def sit(vote: Vote) -> AtDesk:
    """Return the browser of somebody who signed in."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=vote.village.who(short).user_id))
        return client

    return signed_in


def address(vote: Vote, more: str = "") -> str:
    return f"/lam-viec/bieu-quyet/{vote.decision.code}/{more}"


def test_from_times_to_the_printed_slips(vote: Vote, sit: AtDesk) -> None:
    new = drafted(vote.village, consent_yes=12, opens_at=None, closes_at=None, state="agreed")
    place, client = f"/lam-viec/ban-va-quyet/{new.code}/", sit("village_head")
    times = {
        "verb": "dat-gio", "about": "", "opens_on": "2026-03-12", "opens_time": "7:00", "closes_on": "2026-03-13",
        "closes_time": "17h", "team": "Trưởng Ban công tác Mặt trận, bà Tư, anh Năm",
    }  # fmt: skip
    assert client.post(place, times | {"opens_on": "mai"}).status_code == 422
    assert client.post(place, times | {"team": "một mình"}).status_code == 422
    assert client.post(place, times).status_code == 303
    assert client.post(place, {"verb": "chot", "about": ""}).status_code == 303
    assert Decision.objects.get(pk=new.pk).roll_size == 12
    printed = client.post(f"/lam-viec/bieu-quyet/{new.code}/phieu/")
    codes = re.findall(r'class="code">(\w{5} \w{5})<', printed.content.decode())
    assert (len(set(codes)), printed["Cache-Control"].count("no-store")) == (12, 1)
    assert client.get(f"/lam-viec/bieu-quyet/{new.code}/phieu/").status_code == 405  # shown once


@pytest.mark.parametrize("who", ["receiver2", "auditor", "front"])
def test_for_strangers_no_vote_is_there(vote: Vote, sit: AtDesk, who: str) -> None:
    client = sit(who)
    pages = [f"/lam-viec/ban-va-quyet/{vote.decision.code}/", address(vote, "nhap-phieu/"), address(vote, "diem-danh/")]
    assert [client.get(one).status_code for one in pages] == [404] * 3
    assert client.post(address(vote, "phieu/")).status_code == 404


def test_after_the_opening_only_a_lost_slip_is_made_anew(vote: Vote, sit: AtDesk) -> None:
    client = sit("village_head")
    assert client.post(address(vote, "phieu/")).status_code == 422
    one = client.post(address(vote, "phieu/"), {"household": "3"})
    assert one.status_code == 200
    assert one.content.decode().count('class="slip"') == 1


def test_an_officer_helps_a_household_that_came(vote: Vote, sit: AtDesk) -> None:
    client, code = sit("receiver"), vote.codes["5"]
    opened = client.post("/lam-viec/giup-bo-phieu/", {"code": code.lower()})
    assert opened["Location"] == f"/lam-viec/giup-bo-phieu/{code}/"
    assert client.post(opened["Location"], BALLOT | {"present": ""}).status_code == 422
    done = client.post(opened["Location"], BALLOT)
    assert done["Location"] == f"/bo-phieu/{code}/bien-nhan/"
    assert client.post(opened["Location"], BALLOT).status_code == 303  # sent twice it is one
    assert BallotCast.objects.get().helper == "Cán bộ tiếp nhận"
    assert client.get("/lam-viec/giup-bo-phieu/0000000000/").status_code == 404


def test_the_village_head_does_not_help(vote: Vote, sit: AtDesk) -> None:
    place = f"/lam-viec/giup-bo-phieu/{vote.codes['5']}/"
    assert [sit("village_head").get(place).status_code, sit("village_head").post(place, BALLOT).status_code] == [
        403
    ] * 2


@pytest.mark.parametrize("vote", ["ballot"], indirect=True)
def test_two_people_type_slips_and_the_head_counts(vote: Vote, sit: AtDesk) -> None:
    slips = {f"p-{vote.rows['1']}": "agree", f"p-{vote.rows['2']}": "disagree", f"p-{vote.rows['3']}": ""}
    place = address(vote, "nhap-phieu/")
    assert sit("village_head").post(place, slips).status_code == 303
    assert sit("receiver").post(place, slips | {f"p-{vote.rows['2']}": "agree"}).status_code == 303
    assert "Còn 1 phiếu nhập khác nhau" in sit("village_head").get(place).content.decode()
    sit("receiver").post(place, slips)
    with time_machine.travel(CLOSES, tick=False):
        client, page = sit("village_head"), f"/lam-viec/ban-va-quyet/{vote.decision.code}/"
        assert "Hai người nhập giống nhau" in client.get(place).content.decode()
        people = {"chair": "Trưởng Ban công tác Mặt trận", "secretary": "Lê Thị Thư", "witnesses": "hộ 3, hộ 7"}
        sent = {"verb": "kiem-phieu-giay", "about": "", **people}
        assert client.post(page, sent).status_code == 422  # no sheet
        assert client.post(page, sent | {"sheet": SimpleUploadedFile("x.jpg", jpeg(), "image/jpeg")}).status_code == 303
        (waiting,) = actions.waiting_sheets()
        assert actions.process_sheet(sheet_id=waiting, at=CLOSES)
        copy = f"{page}to-ky/{waiting}/"
        assert copy in client.get(page).content.decode()
        assert (client.get(copy)["Content-Type"], sit("receiver").get(copy).status_code) == ("image/jpeg", 404)
    assert Record.objects.filter(event="decisions.sheet_processed").count() == 1


def test_attendance_works_by_single_taps_and_by_lots(vote: Vote, sit: AtDesk) -> None:
    client, place = sit("village_head"), address(vote, "diem-danh/")
    assert client.post(place, {"row": vote.rows["1"], "present": "yes"}).status_code == 303
    assert client.get(place).content.decode().count('aria-pressed="true"') == 1
    marks = [
        {"key": f"k{n}", "row": vote.rows[str(n)], "present": True, "device": "d", "at": DURING.isoformat()}
        for n in (2, 3)
    ]
    for _ in range(2):
        told = client.post(f"{place}gui/", json.dumps({"marks": marks}), content_type="application/json").json()
        assert told["kept"] == ["k2", "k3"]
    assert (told["seats"][vote.rows["2"]], queries.present(vote.decision.pk)) == ([True, False], 3)


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"marks": [1]}', '{"marks": [{"key": "a", "row": "b", "present": 1, "at": "x"}]}', LONG]
)
def test_what_is_no_tap_is_refused(vote: Vote, sit: AtDesk, body: str) -> None:
    answer = sit("village_head").post(address(vote, "diem-danh/gui/"), body, content_type="application/json")
    assert answer.status_code == 422


def test_a_vote_that_is_frozen_shows_no_times_to_set(vote: Vote, sit: AtDesk) -> None:
    page = sit("village_head").get(f"/lam-viec/ban-va-quyet/{vote.decision.code}/").content.decode()
    assert 'name="opens_on"' not in page
    assert FREEZES.strftime("%d/%m/%Y") in page


@pytest.mark.parametrize("vote", ["ballot"], indirect=True)
def test_roll_and_ballots_are_printed_by_who_may(vote: Vote, sit: AtDesk) -> None:
    roll, slips = (
        sit("village_head").get(address(vote, one)).content.decode() for one in ("danh-sach/", "phieu-giay/")
    )
    assert roll.count('class="sign"') == 12
    assert all(row in slips for row in vote.rows.values())
    assert "Người thứ" in roll
    assert "Người thứ" not in slips  # a ballot is known by its row code
    assert "<svg" in slips
    assert [sit("receiver").get(address(vote, one)).status_code for one in ("danh-sach/", "phieu-giay/")] == [200, 404]
    assert sit("auditor").get(address(vote, "danh-sach/")).status_code == 404
