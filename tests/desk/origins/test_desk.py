"""The desk of origins: confirm a suggestion, join by a code, nobody else's things."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from tests.consultations import AFTER, Asking, begun
from tests.security.world import Person, speak

from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions as feedback
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
