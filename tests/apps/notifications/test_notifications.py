"""Mails go out by the worker, are retried, and are forgotten once sent."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.accounts.people import AT

from dinhlang.apps.notifications import actions, queries, tasks
from dinhlang.apps.notifications.actions.deliver import MOST_ATTEMPTS
from dinhlang.apps.notifications.models import Message

pytestmark = pytest.mark.django_db
ADDRESS, TEXT = "nguoi-dan@vi-du.example", "Phiếu VL-26-0001 đã được trả lời."
BACKEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def queue(record_id: int | None = None) -> Message | None:
    return actions.queue_message(
        record_id=record_id, kind="feedback.answered", address=ADDRESS, language="vi",
        subject="Đã có\ntrả lời", text=TEXT, at=AT,
    )  # fmt: skip


def test_a_message_waits_for_the_worker_and_its_job_holds_only_a_number() -> None:
    message = queue()
    assert message is not None
    assert mail.outbox == []
    job = ProcrastinateJob.objects.get(task_name="notifications.send_message")
    assert job.args == {"message_id": message.pk}


def test_a_sent_message_is_forgotten() -> None:
    message = queue(7)
    assert message is not None
    actions.deliver(message_id=message.pk, at=AT)
    assert (mail.outbox[0].to, mail.outbox[0].subject, mail.outbox[0].body) == ([ADDRESS], "Đã có trả lời", TEXT)
    kept = Message.objects.values().get(pk=message.pk)
    assert (kept["state"], kept["address"], kept["subject"], kept["text"]) == ("sent", "", "", "")
    assert queries.messages_of([7])[0].sent_at == AT
    assert actions.deliver(message_id=message.pk, at=AT + timedelta(days=1)) is None
    assert len(mail.outbox) == 1


def test_one_record_tells_one_address_once() -> None:
    assert queue(7) is not None
    assert queue(7) is None
    assert queue(8) is not None


def test_a_failed_message_is_tried_again_later_and_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> int:
        raise SMTPRecipientsRefused({ADDRESS: (550, TEXT.encode())})

    monkeypatch.setattr(BACKEND, refuse)
    message, at, waits = queue(), AT, []
    assert message is not None
    with caplog.at_level(logging.DEBUG):
        for _ in range(MOST_ATTEMPTS):
            assert actions.deliver(message_id=message.pk, at=at - timedelta(seconds=1)) is None
            assert queries.overdue(at=at, limit=10) == [message.pk]
            actions.deliver(message_id=message.pk, at=at)
            message.refresh_from_db()
            waits.append((message.next_at or at) - at)
            at = message.next_at or at
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=16)]
    assert (message.state, message.address, message.text, message.attempts) == ("failed", "", "", MOST_ATTEMPTS)
    assert "SMTPRecipientsRefused" in caplog.text
    assert ADDRESS not in caplog.text
    assert "VL-26-0001" not in caplog.text


def test_what_lost_its_job_is_sent_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    monkeypatch.setattr("dinhlang.lib.clock.now", lambda: AT)
    tasks.send_waiting.func(0)
    assert len(mail.outbox) == 1
    assert queries.counts() == {"sent": 1}
