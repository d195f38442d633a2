"""Several writers and sequencers at once: nothing is lost, nothing doubled, one tree."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from tests.apps.transparency.log_world import AT, act, acts

from dinhlang.apps.transparency import actions, queries
from dinhlang.apps.transparency.actions import SEQUENCER_LOCK, Subject
from dinhlang.apps.transparency.models import LogEntry, TreeHead

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work: Callable[[], None]) -> threading.Thread:
    """Run work with a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_record_committed_after_a_later_one_still_gets_its_place():
    recorded, may_commit = threading.Event(), threading.Event()
    early: list[int] = []

    @transaction.atomic
    def slow() -> None:
        early.append(act(Subject("feedback.case", 1, "PA26-1")).pk)
        recorded.set()
        assert may_commit.wait(20)

    writer = in_thread(slow)
    assert recorded.wait(20)
    late = acts(1, first=2)[0].pk
    assert early[0] < late
    assert actions.sequence_batch(at=AT) == 1
    may_commit.set()
    writer.join()
    assert actions.sequence_batch(at=AT) == 1
    assert list(LogEntry.objects.order_by("index").values_list("record_id", flat=True)) == [late, early[0]]


def test_while_one_sequencer_holds_the_lock_another_does_nothing():
    acts(3)
    held, may_leave = threading.Event(), threading.Event()

    def first() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [SEQUENCER_LOCK])
            held.set()
            assert may_leave.wait(20)
            # A closed connection lets its locks go a moment later; this one must be gone when the thread is.
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SEQUENCER_LOCK])

    other = in_thread(first)
    assert held.wait(20)
    assert actions.sequence_batch(at=AT) == 0
    may_leave.set()
    other.join()
    assert actions.sequence_batch(at=AT) == 3


def test_many_writers_rollbacks_and_sequencers_give_one_sound_log():
    written = threading.Barrier(7)
    finished = threading.Event()

    def write(number: int) -> None:
        written.wait(20)
        for step in range(25):
            with transaction.atomic():
                act(Subject("feedback.case", number * 1000 + step, f"PA26-{number}-{step}"))
                transaction.set_rollback(step % 7 == 3)

    def sequence() -> None:
        written.wait(20)
        while not finished.is_set():
            actions.sequence_batch(at=AT, limit=5)

    writers = [in_thread(lambda number=number: write(number)) for number in range(1, 5)]
    sequencers = [in_thread(sequence) for _ in range(3)]
    for thread in writers:
        thread.join()
    finished.set()
    for thread in sequencers:
        thread.join()
    while actions.sequence_batch(at=AT, limit=5):
        pass
    report = queries.fsck(lambda *_: None)
    assert report.findings == []
    assert report.lines == 4 * (25 - 4)
    assert TreeHead.objects.count() >= report.lines // 5


def test_two_consumers_never_take_the_same_record(settings):
    settings.OUTBOX_SUBSCRIPTIONS = {"post": ["*"]}
    with transaction.atomic():
        made = {act(Subject("feedback.case", number, f"PA26-{number}")).pk for number in range(1, 5)}
    taken, may_commit = threading.Event(), threading.Event()
    first: set[int] = set()

    @transaction.atomic
    def one() -> None:
        first.update(record.pk for record in actions.take(consumer="post", limit=2))
        taken.set()
        assert may_commit.wait(20)

    other = in_thread(one)
    assert taken.wait(20)
    with transaction.atomic():
        second = {record.pk for record in actions.take(consumer="post", limit=9)}
    may_commit.set()
    other.join()
    assert (len(first), first | second, first & second) == (2, made, set())


def test_compacting_waits_for_no_busy_writer():
    with transaction.atomic():
        for number in range(5):
            act(Subject("feedback.case", number, f"PA26-{number}"), topics=["crowded"])
    recorded, may_commit = threading.Event(), threading.Event()

    @transaction.atomic
    def slow() -> None:
        act(Subject("feedback.case", 9, "PA26-9"), topics=["crowded"])
        recorded.set()
        assert may_commit.wait(20)

    writer = in_thread(slow)
    assert recorded.wait(20)
    assert actions.compact_bumps(above=2) == 0
    may_commit.set()
    writer.join()
    assert actions.compact_bumps(above=2) == 1
