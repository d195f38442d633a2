"""fsck finds every way in which the stored bytes can stop fitting together."""

from contextlib import contextmanager

import pytest
from django.db import connection
from tests.apps.transparency.log_world import AT, act, acts, logged

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import Subject
from dinhlang.apps.transparency.models import Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(signer):
    """Three hundred lines under two signed heads, chains, one waiting record."""
    act(Subject("feedback.case", 1, "PA26-1"))
    act(Subject("feedback.case", 1, "PA26-1"), event="feedback.classified", minutes=5)
    logged(200, signer, first=10)
    logged(98, signer, first=1000)
    acts(1, first=5000)
    return signer


@contextmanager
def tampering():
    """A database administrator who switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor.execute
        cursor.execute("SET LOCAL session_replication_role = origin")


def codes() -> set[str]:
    return {finding.code for finding in queries.fsck(lambda *_: None).findings}


def test_a_sound_log_has_no_findings(world):
    steps = []
    report = queries.fsck(lambda *step: steps.append(step))
    assert report.findings == []
    assert (report.records, report.erased, report.lines, report.heads, report.signed) == (301, 0, 300, 2, 2)
    assert steps == [("records", 301, 301), ("lines", 300, 300)]


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE transparency_record SET payload = payload || ' ' WHERE subject_id = 10", "commitment"),
        ("UPDATE transparency_record SET salt = ''  WHERE subject_id = 10", "commitment"),
        ("UPDATE transparency_record SET at = at - interval '1 day' WHERE subject_id = 10", "columns"),
        ("UPDATE transparency_record SET event = 'feedback.answered' WHERE subject_id = 10", "columns"),
        ("UPDATE transparency_record SET unit_name = 'UBND xã khác' WHERE subject_id = 10", "columns"),
        ("UPDATE transparency_record SET facts = '{}' WHERE subject_id = 10", "columns"),
        ("UPDATE transparency_record SET facts = '{\"a\": 0.5}' WHERE subject_id = 10", "payload"),
        ("UPDATE transparency_record SET payload = 'x' WHERE subject_id = 10", "payload"),
        ("UPDATE transparency_record SET commitment = decode(repeat('00', 32), 'hex') WHERE subject_id = 10", "leaf"),
        ("UPDATE transparency_record SET previous_id = NULL WHERE event = 'feedback.classified'", "chain"),
        ("UPDATE transparency_record SET subject_id = 1 WHERE subject_id = 10", "chain"),
        ("DELETE FROM transparency_logentry WHERE index = 299", "root"),
        ("DELETE FROM transparency_logentry WHERE index = 7", "index"),
        ("DELETE FROM transparency_logentry WHERE index = 7", "outbox"),
        ("UPDATE transparency_logentry SET leaf_hash = decode(repeat('00', 32), 'hex') WHERE index = 7", "leaf"),
        ("UPDATE transparency_logentry SET index = 1000 WHERE index = 299", "index"),
        ("DELETE FROM transparency_outbox", "outbox"),
        ("UPDATE transparency_tile SET hashes = decode(repeat('00', 8192), 'hex') WHERE number = 0", "tile"),
        ("DELETE FROM transparency_tile WHERE level = 1", "tile"),
        ("INSERT INTO transparency_tile (level, number, hashes) VALUES (7, 7, '')", "tiles"),
        ("UPDATE transparency_treehead SET root = decode(repeat('00', 32), 'hex') WHERE size = 202", "root"),
        ("UPDATE transparency_treehead SET size = 203 WHERE size = 202", "root"),
        ("UPDATE transparency_treehead SET size = 203 WHERE size = 202", "signature"),
        ("DELETE FROM transparency_treehead WHERE size = 300", "head"),
        ("UPDATE transparency_treehead SET note = replace(note, '—', '-') WHERE size = 202", "signature"),
        ("UPDATE transparency_treehead SET note = (SELECT max(note) FROM transparency_treehead)", "signature"),
    ],
)
def test_tampering_is_found(world, sql, code):
    with tampering() as execute:
        execute(sql)
    assert code in codes()


def test_a_row_deleted_from_the_record_is_found(world):
    with tampering() as execute:
        execute("DELETE FROM transparency_record WHERE subject_id = 10")
    assert {"index", "root", "tile"} <= codes()
    with tampering() as execute:  # the test's own transaction must end without a dangling line
        execute("DELETE FROM transparency_logentry WHERE record_id NOT IN (SELECT id FROM transparency_record)")


def test_a_record_both_logged_and_waiting_is_found(world):
    first = queries.timeline(kind="feedback.case", subject_id=10)[0]
    Outbox.objects.create(record_id=first.id, consumer="log")
    assert codes() == {"outbox"}


def test_a_lawful_erasure_is_no_finding(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dinhlang.blinding = 'on'")
        cursor.execute("UPDATE transparency_record SET payload = '', salt = '' WHERE subject_id = 10")
    report = queries.fsck(lambda *_: None)
    assert (report.erased, report.findings) == (1, [])


def test_signatures_that_cannot_be_checked_are_a_finding(world, settings):
    settings.SIGNER_KEYS, settings.SIGNER_SOCKET = "/nonexistent", "/nonexistent/s"
    assert codes() == {"key"}


def test_an_empty_log_is_sound():
    assert queries.fsck(lambda *_: None).found == 0


def test_an_unsigned_head_is_no_finding():
    acts(3)
    actions.sequence_batch(at=AT)
    assert queries.fsck(lambda *_: None).found == 0
