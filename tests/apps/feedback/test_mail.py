"""Mails to senders: that something happened, never what was said, and nothing without an address."""

from collections.abc import Callable
from datetime import timedelta

from django.core import mail
from tests.province import BEGIN, Province

from dinhlang.apps.feedback import actions, tasks
from dinhlang.apps.notifications import tasks as mailing
from dinhlang.apps.notifications.models import Message

Send = Callable[..., actions.Submitted]


def work() -> None:
    """Let the worker take the outbox and deliver."""
    while tasks._take_batch(BEGIN + timedelta(hours=3)):
        pass
    for key in Message.objects.values_list("pk", flat=True):
        mailing.send_message(key)


def test_the_sender_hears_of_each_step_without_its_content(send: Send, province: Province) -> None:
    sent = send(text="Ông Bảy xả nước thải ra rạch.", contact={"email": "dan@nha.example", "phone": "0901"})
    actions.classify_case(
        actor=province.actors["receiver"], case_id=sent.case_id, category="khac", at=BEGIN + timedelta(hours=1)
    )
    work()
    assert [one.to for one in mail.outbox] == [["dan@nha.example"]] * 2
    for one in mail.outbox:
        assert sent.number in one.subject
        assert "/tra-cuu/" in one.body
        for private in ("Bảy", "0901", sent.lookup_code):
            assert private not in one.subject + one.body
    assert not Message.objects.exclude(address="").exists()  # forgotten once sent


def test_a_sender_without_address_gets_no_mail(send: Send) -> None:
    send(contact={"phone": "0901"})
    work()
    assert not mail.outbox
    assert not Message.objects.exists()


def test_a_step_taken_from_the_outbox_is_told_once(send: Send) -> None:
    send(contact={"email": "dan@nha.example"})
    work()
    work()
    assert len(mail.outbox) == 1
