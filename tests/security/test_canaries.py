"""What belongs to a person stands in the rows of that person's case and nowhere else (trust.md test 24)."""

import io
import json
import logging
import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, connection, models, transaction
from django.test import Client
from tests.security.files import photo
from tests.security.world import World

from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.notifications import actions as notifications
from dinhlang.apps.notifications.models import Message
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock
from dinhlang.web.feedback.views import mine, review

NAME, PHONE, EMAIL = "Canary Contact", "0987654321", "canary.mail@dan.example"
TEXT, PLACE, SHOWN = "Canary text đường ngập", "canary landmark", "Canary Public"
REPLY, WORDS, AGAIN = "canary reply", "canary rating", "canary review"
CANARIES = (NAME, PHONE, EMAIL, TEXT, PLACE, SHOWN, REPLY, WORDS, AGAIN)
# The columns where each may stand, and no other of ours or of any package.
HOMES = {
    NAME: {"feedback_identity.name"},
    PHONE: set(),  # mail was chosen: a number that came along is not kept
    EMAIL: {"feedback_identity.email", "notifications_message.address"},
    TEXT: {"feedback_case.text"},  # published under another title, and the draft is emptied
    PLACE: {"feedback_case.landmark"},
    SHOWN: {"feedback_case.public_name"},
    REPLY: {"feedback_statement.text"},
    WORDS: {"feedback_rating.text"},
    AGAIN: {"feedback_statement.text"},
}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Return what the log of the product writes, in its own form."""
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    written = io.StringIO()
    before, level = handler.setStream(written), logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    yield written
    logging.getLogger().setLevel(level)
    handler.setStream(before)


def journey(world: World, browser: Client) -> tuple[str, list[dict[str, str]]]:
    """Walk one case from the form to its review; returns its code and the headers of every answer."""
    said: list[dict[str, str]] = []

    def send(address: str, **fields: object) -> str:
        answer = browser.post(address, fields)
        assert answer.status_code == 303, (address, answer.content.decode()[:3000])
        said.append(dict(answer.headers))
        return answer.headers["Location"]

    draft = send("/phan-anh/gui/", category="thoat-nuoc").removesuffix("noi/")
    send(draft + "noi/", commune="T1", shown="")
    send(draft + "noi/", commune="T1", shown="T1", landmark=PLACE)
    send(draft + "noi-dung/", text=TEXT, next="1", files=SimpleUploadedFile(f"{NAME}.jpg", photo("JPEG")))
    contact = {
        "reach": "email",
        "email": EMAIL,
        "contact_name": NAME,
        "phone": PHONE,
        "named": "yes",
        "public_name": SHOWN,
    }
    code = re.findall(r"/bien-nhan/(\w+)/", send(draft + "xem-lai/", **contact))[0]
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    people, case_id, at = world.province.actors, found.case.id, clock.now()
    actions.classify_case(actor=people["receiver"], case_id=case_id, category="khac", at=at)
    actions.ask_info(actor=people["receiver"], case_id=case_id, question="Đoạn nào?", at=clock.now())
    send(f"/phieu/{code}/bo-sung/", text=REPLY, key="1")
    actions.publish_case(
        actor=people["receiver"], case_id=case_id, title="Đường ngập", text="Đường ngập", at=clock.now()
    )
    actions.write_answer(actor=people["head"], case_id=case_id, kind="done", text="Đã làm.", at=clock.now())
    send(f"/phieu/{code}/danh-gia/", level="1", text=WORDS, key="2")
    send(f"/phieu/{code}/xem-lai/", reason="not_fixed", text=AGAIN, key="3")
    for record in Record.objects.filter(subject_id=case_id, subject_kind="feedback.case"):
        actions.tell_sender(record=record, at=clock.now())
    for waiting in actions.waiting_attachments():
        actions.process_attachment(attachment_id=waiting, at=clock.now())
    return code, said


def columns_with(word: str) -> set[str]:
    """Return every column of every table, ours and of packages, in which a text stands."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT to_jsonb(t) FROM {quoted} t WHERE position(%s in to_jsonb(t)::text) > 0", [word])
            for (row,) in cursor.fetchall():
                parsed = json.loads(row) if isinstance(row, str) else row
                found |= {
                    f"{table}.{name}" for name, value in parsed.items() if word in json.dumps(value, ensure_ascii=False)
                }
            # Bytes show in hexadecimal: payloads, digests, salts.
            cursor.execute(f"SELECT 1 FROM {quoted} t WHERE position(%s in t::text) > 0 LIMIT 1", [word.encode().hex()])
            if cursor.fetchone():
                found.add(f"{table}.(bytes)")
    return found


def test_the_words_of_a_person_stand_in_their_columns_and_in_no_other(world: World) -> None:
    journey(world, world.browser())
    assert {word: columns_with(word) for word in CANARIES} == HOMES


def test_no_line_of_the_log_quotes_anybody_in_a_whole_journey(world: World, lines: io.StringIO) -> None:
    code, said = journey(world, world.browser())
    browser = world.browser()
    for address in (f"/phieu/{code}/", f"/bien-nhan/{code}/", f"/phieu/{code}/danh-gia/", f"/phieu/{code}x/"):
        browser.get(address)
    browser.post(f"/phieu/{code}/danh-gia/", {"level": "9", "text": WORDS})
    Client(enforce_csrf_checks=True).post(f"/phieu/{code}/danh-gia/", {"level": "1", "text": WORDS})
    written = lines.getvalue()
    assert "Unprocessable Entity: /phieu/…/danh-gia/" in written
    assert [one for one in (*CANARIES, code) if one in written] == []
    assert [one for one in CANARIES if one in str(said)] == []


CRASHES = (
    (review.actions, "submit_case", ValueError(f"{NAME} {PHONE}")),
    (review.actions, "submit_case", IntegrityError(f"Key (email)=({EMAIL}) already exists")),
    (review.actions, "submit_case", DataError(TEXT)),
    (mine.queries, "sender_case", KeyError(PHONE)),
    (mine, "half_shown", RuntimeError(EMAIL)),
)


@pytest.mark.parametrize(("where", "what", "error"), CRASHES, ids=lambda one: type(one).__name__)
def test_a_crash_quotes_nobody_to_anybody(
    world: World, lines: io.StringIO, where: object, what: str, error: Exception
) -> None:
    browser, voice = world.browser(), world.voices["open"]
    browser.raise_request_exception = False
    actions.fill_draft(token=world.draft, answers={"text": TEXT}, at=clock.now())
    with patch.object(where, what, side_effect=error):
        if what == "submit_case":
            contact = {"reach": "email", "email": EMAIL, "contact_name": NAME, "named": "no"}
            answer = browser.post(f"/phan-anh/gui/{world.draft}/xem-lai/", contact)
        else:
            answer = browser.get(f"/phieu/{voice.code}/")
    assert answer.status_code == 500
    written = lines.getvalue()
    assert type(error).__qualname__ in written
    assert [one for one in (*CANARIES, world.draft, voice.code) if one in written + answer.content.decode()] == []


def test_a_refusal_of_the_database_quotes_nobody(world: World, lines: io.StringIO) -> None:
    def break_(**_: object) -> None:
        with connection.cursor() as cursor:
            columns = "email, name, password, is_active, is_demo"
            told = [EMAIL.upper(), NAME]  # refused: addresses stand in small letters
            cursor.execute(f"INSERT INTO accounts_user ({columns}) VALUES (%s, %s, '', true, false)", told)

    browser = world.browser()
    browser.raise_request_exception = False
    with patch.object(review.actions, "submit_case", side_effect=break_), transaction.atomic():
        answer = browser.post(f"/phan-anh/gui/{world.draft}/xem-lai/", {"reach": "nothing", "named": "no"})
        transaction.set_rollback(True)
    assert answer.status_code == 500
    assert "IntegrityError" in lines.getvalue()
    assert [one for one in (*CANARIES, EMAIL.upper()) if one in lines.getvalue()] == []


def test_records_and_their_openings_hold_no_word_of_a_person(world: World) -> None:
    code, _ = journey(world, world.browser())
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    for record in Record.objects.filter(subject_kind="feedback.case", subject_id=found.case.id):
        held = json.dumps([record.facts, record.grounds], ensure_ascii=False) + bytes(record.payload).decode()
        assert [one for one in CANARIES if one in held] == [], record.event
        assert record.event != "feedback.rated" or "level" not in held
        assert not re.search(r"user_id|user", held), record.event  # the role acts, never the person


def test_jobs_carry_numbers_only(world: World) -> None:
    journey(world, world.browser())
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs")
        arguments = [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]
    assert arguments
    assert all(isinstance(value, int) for one in arguments for value in one.values())


def test_a_mail_says_that_something_happened_and_nothing_else(world: World) -> None:
    code, _ = journey(world, world.browser())
    for message in Message.objects.filter(state="queued"):
        notifications.deliver(message_id=message.pk, at=clock.now())
    assert len(mail.outbox) > 3
    for sent in mail.outbox:
        whole = f"{sent.subject}\n{sent.body}\n{sent.extra_headers}"
        assert [one for one in (*CANARIES, code) if one in whole] == []
        assert sent.to == [EMAIL]
    assert not Message.objects.exclude(address="", subject="", text="").exists()  # forgotten once sent


def test_a_mail_that_does_not_go_leaves_no_address_in_the_log(world: World, lines: io.StringIO) -> None:
    journey(world, world.browser())
    waiting = Message.objects.filter(state="queued")[0]
    refusal = OSError(f"550 <{EMAIL}> unknown, {NAME}")
    with patch("django.core.mail.EmailMessage.send", side_effect=refusal):
        notifications.deliver(message_id=waiting.pk, at=clock.now())
    assert "OSError" in lines.getvalue()
    assert [one for one in CANARIES if one in lines.getvalue()] == []


def test_nothing_that_prints_a_row_prints_a_person(world: World) -> None:
    journey(world, world.browser())
    ours = [one for one in apps.get_models() if one.__module__.startswith("dinhlang.")]
    for model in ours:
        for row in model._default_manager.all()[:200]:
            printed = f"{row!s} {row!r}"
            assert [one for one in CANARIES if one in printed] == [], printed
    assert issubclass(ours[0], models.Model)


def test_where_one_came_from_is_told_to_no_other_site(world: World) -> None:
    code = world.voices["open"].code
    for address in (f"/phieu/{code}/", f"/bien-nhan/{code}/", f"/phan-anh/gui/{world.draft}/noi-dung/"):
        assert world.browser().get(address).headers["Referrer-Policy"] in ("same-origin", "no-referrer")
