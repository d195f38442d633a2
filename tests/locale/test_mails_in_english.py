"""Who came in English is written to in English, with links to English pages."""

import pytest
from django.test import Client
from tests.apps.accounts.people import person
from tests.locale.world import NAMES, VIETNAMESE
from tests.province import Province, found

from dinhlang.apps.feedback import actions
from dinhlang.apps.notifications.models import Message
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


def english_mails() -> list[str]:
    """Return the waiting mails without names, after seeing that there are some and all are said to be English."""
    mails = list(Message.objects.all())
    assert {one.language for one in mails} == {"en"}
    texts = [f"{one.subject}\n{one.text}" for one in mails]
    for name in NAMES:
        texts = [text.replace(name, "") for text in texts]
    return texts


@pytest.fixture
def province() -> Province:
    """Return the small province."""
    return found(clock.now())


def test_a_sender_who_wrote_in_english_is_told_in_english(province: Province) -> None:
    at = clock.now()
    token = actions.begin_draft(language="en", at=at)
    answers = {"category": "thoat-nuoc", "commune_id": province.id("T1"), "text": "The drain is blocked."}
    actions.fill_draft(token=token, answers=answers, at=at)
    sent = actions.submit_case(token=token, at=at, contact={"email": "an@example.com"})
    actions.classify_case(actor=province.actors["receiver"], case_id=sent.case_id, category="thoat-nuoc", at=at)
    for record in Record.objects.filter(subject_kind="feedback.case", subject_id=sent.case_id):
        actions.tell_sender(record=record, at=at)
    mails = english_mails()
    assert [mail for mail in mails if VIETNAMESE.search(mail)] == []
    assert all("/en/tra-cuu/" in mail for mail in mails)


def test_the_mails_of_signing_in_are_english_under_the_english_address(client: Client) -> None:
    there = person()
    client.post("/en/tai-khoan/password/reset/", {"email": there.email})
    client.post("/en/tai-khoan/password/reset/", {"email": "nobody@example.com"})
    client.post("/en/tai-khoan/signup/", {"email": "new@example.com", "password1": "a-long-sentence-to-remember"})
    mails = english_mails()
    assert len(mails) >= 2
    assert [mail for mail in mails if VIETNAMESE.search(mail)] == []
    assert any("/en/tai-khoan/" in mail for mail in mails)
