"""The desk of origins: confirm a suggestion, join by a code, nobody else's things."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from tests.consultations import AFTER, Asking, begun
from tests.security.world import Person, speak

from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions as feedback
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.links.models import Link
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in ("desk.origins.views.way", "desk.coordination.views.page", "desk.coordination.units"):
        monkeypatch.setattr(f"dinhlang.{module}.now", lambda: AFTER)
    with patch.object(clock, "now", lambda: AFTER), override_settings(MFA_REQUIRED=False):
        yield


def browser(short: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{short}@vinhlong.example"))
    return client


def spoken(asking: Asking, text: str) -> str:
    voice = speak(asking.province, Person("A", "", "", text), at=AFTER)
    feedback.publish_case(
        actor=asking.province.actors["receiver"], case_id=voice.case_id, title=text, text=text, at=AFTER
    )
    return voice.number


def test_a_suggestion_is_confirmed_and_another_case_joined_by_its_number() -> None:
    asking = begun()
    number, other = spoken(asking, "Thu phí rác cao quá"), spoken(asking, "Cống nghẹt")
    address, client = f"/lam-viec/nguon-goc/du-thao/{asking.code}/", browser("receiver")
    page = client.get(address).content.decode()
    assert ("Thu phí rác cao quá" in page, "Cống nghẹt" in page) == (True, False)
    about = page.split('value="xac-nhan"><input type="hidden" name="about" value="')[1].split('"')[0]
    sent = [
        {"verb": "xac-nhan", "about": about},
        {"verb": "noi", "about": "", "how": "<asks", "other_kind": "phieu", "code": other},
    ]
    for fields in sent:
        assert client.post(address, fields).status_code == 303
    assert set(Link.objects.values_list("from_code", "relation")) == {(number, "asks"), (other, "asks")}
    wrong = client.post(address, {**sent[1], "code": "PA26-000000"})
    assert wrong.status_code == 422


def test_the_desk_of_somebody_elses_thing_is_not_there() -> None:
    asking = begun()
    for who in ("receiver2", "village", "auditor"):
        assert browser(who).get(f"/lam-viec/nguon-goc/du-thao/{asking.code}/").status_code == 404


def test_the_other_end_is_searched_by_words_without_marks_and_picked() -> None:
    asking = begun()
    number = spoken(asking, "Nước máy yếu mỗi chiều")
    address, client = f"/lam-viec/nguon-goc/du-thao/{asking.code}/", browser("receiver")
    assert "Nước máy yếu" not in client.get(address).content.decode()
    page = client.get(address, {"tim": "may nuoc"}).content.decode()
    about = page.split('value="chon"><input type="hidden" name="about" value="')[1].split('"')[0]
    assert "Nước máy yếu" in page
    assert "Không thấy gì công khai" in client.get(address, {"tim": "cầu đường"}).content.decode()
    sent = client.post(f"{address}?tim=may+nuoc", {"verb": "chon", "about": about, "how": ">funded_by"})
    assert sent.status_code == 422  # money does not come from a case
    assert client.post(f"{address}?tim=may+nuoc", {"verb": "chon", "about": about, "how": "<asks"}).status_code == 303
    assert Link.objects.get().from_code == number
    Case.objects.update(publication="")
    assert "Nước máy yếu" not in client.get(address, {"tim": "may nuoc"}).content.decode()
