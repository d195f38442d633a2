"""The sequencer at work: over restarts of signer and database, one at a time, and never below what was signed."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.transparency.log_world import acts, running_signer

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import LogForkedError
from dinhlang.cli import sequencer
from dinhlang.domain.transparency.checkpoint import Checkpoint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(sequencer, "POLL", 0.01)
    monkeypatch.setattr(sequencer, "RETRY", 0.02)


@pytest.fixture
def signer(settings):
    with running_signer() as (client, keys):
        settings.SIGNER_SOCKET, settings.SIGNER_KEYS = client.path, keys
        yield client


@contextmanager
def working(interval: float = 0.02) -> Iterator[list[BaseException]]:
    """Run a sequencer in a thread; yields what it raised."""
    stop, raised = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            sequencer.run_sequencer(stop, interval=interval)
        except LogForkedError as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield raised
    finally:
        stop.set()
        thread.join()


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until something holds; it must within twenty seconds."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def signed() -> int:
    head = queries.latest_head()
    return head.size if head else 0


def test_records_get_their_place_under_a_signed_checkpoint(signer):
    with working():
        acts(3)
        eventually(lambda: signed() == 3)
        acts(2, first=10)
        eventually(lambda: signed() == 5)
    assert queries.fsck(lambda *_: None).findings == []


def test_checkpoints_come_no_closer_than_the_interval(signer):
    with working(interval=1000):
        acts(1)
        eventually(lambda: signed() == 1)
        acts(1, first=10)
        time.sleep(0.2)
        assert (signed(), queries.counts().waiting) == (1, 1)


def test_it_goes_on_when_the_database_cuts_its_connection(signer):
    with working():
        acts(1)
        eventually(lambda: signed() == 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        acts(1, first=10)
        eventually(lambda: signed() == 2)


def test_it_waits_for_the_signer_over_its_restarts(settings, tmp_path):
    with tempfile.TemporaryDirectory(prefix="s") as place:
        settings.SIGNER_SOCKET, path = f"{place}/s", Path(place) / "s"
        with working():
            acts(2)
            time.sleep(0.1)
            assert signed() == 0
            with running_signer(tmp_path, path):
                eventually(lambda: signed() == 2)
            acts(2, first=10)
            with running_signer(tmp_path, path):
                eventually(lambda: signed() == 4)


def test_a_second_sequencer_waits_for_its_turn(signer):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [actions.SEQUENCER_LOCK])
        with working():
            acts(2)
            time.sleep(0.2)
            assert queries.counts().lines == 0
            cursor.execute("SELECT pg_advisory_unlock(%s)", [actions.SEQUENCER_LOCK])
            eventually(lambda: signed() == 2)


def test_after_a_restored_backup_it_appends_and_signs_nothing(signer):
    signer.sign_checkpoint(Checkpoint(signer.state().origin, 9, bytes(32)).text, old=0, proof=[])
    acts(2)
    with working() as raised:
        eventually(lambda: bool(raised))
    assert "the signer has signed 9 entries, the database has 0" in str(raised[0])
    assert (signed(), queries.counts().lines, queries.counts().waiting) == (0, 0, 2)
