"""`dinhlang sequencer`: puts records into the public log and has its checkpoints signed."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import typer
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from dinhlang.apps.transparency import actions, queries
from dinhlang.lib.clock import now
from dinhlang.lib.signer import Signer, SignerRefusedError, SignerUnavailableError

app = typer.Typer(add_completion=False)
log = logging.getLogger("dinhlang.sequencer")

POLL = 0.2  # seconds between two looks into the outbox
INTERVAL = 10.0  # a checkpoint at most this often
RETRY = 1.0  # after the database or the signer was away, or while another sequencer works
COMPACT_EVERY = 60.0


@app.command()
def sequencer() -> None:
    """Take records from the outbox into the log, and sign a checkpoint at most every ten seconds.

    One sequencer works at a time; a second one waits for its turn. It needs its own direct connection to the
    database (not through pgbouncer) and the signer's socket.

    Example: dinhlang sequencer --data-dir /var/lib/dinhlang
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    typer.echo("ready sequencer", err=True)
    try:
        run_sequencer(stop)
    except actions.LogForkedError as error:
        typer.echo(
            f"dinhlang sequencer: {error}. Nothing is signed until the missing entries are re-imported.", err=True
        )
        raise typer.Exit(1) from error


def run_sequencer(stop: threading.Event, *, interval: float = INTERVAL) -> None:
    """Work until told to stop, over restarts of database and signer; raises LogForkedError after a restored backup."""
    signer = Signer(settings.SIGNER_SOCKET)
    told = ""
    while not stop.is_set():
        try:
            if _take_turn():
                _work(stop, signer, interval)
            trouble = ""
        except (OperationalError, InterfaceError) as error:
            trouble = f"the database is away ({type(error).__name__})"
        except (SignerUnavailableError, SignerRefusedError) as error:
            trouble = str(error)
        if trouble and trouble != told:
            log.warning("waiting: %s", trouble)
        told = trouble
        connection.close()  # lets the lock go; the next round begins from the start
        stop.wait(RETRY)


def _take_turn() -> bool:
    """Take the lock of the one sequencer for this session, without waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [actions.SEQUENCER_LOCK])
        return bool(cursor.fetchone()[0])


@dataclass
class _Timer:
    """Says when something is due again."""

    every: float
    last: float = float("-inf")

    def due(self) -> bool:
        """Tell whether it is time, and start counting anew if so."""
        if time.monotonic() - self.last < self.every:
            return False
        self.last = time.monotonic()
        return True


def _work(stop: threading.Event, signer: Signer, interval: float) -> None:
    """Sequence and sign until told to stop; before anything else compare with what was signed last."""
    actions.require_not_behind(signer=signer)
    checkpoints, compacting = _Timer(interval), _Timer(COMPACT_EVERY)
    while not stop.is_set():
        if (queries.anything_waiting() or queries.anything_unsigned()) and checkpoints.due():
            append_all(stop.is_set)
            actions.sign_heads(signer=signer)
        if compacting.due():
            actions.compact_bumps()
        stop.wait(POLL)


def append_all(enough: Callable[[], bool] = lambda: False) -> int:
    """Sequence whatever waits, batch by batch, and return how many entries; also for loaders after a bulk load."""
    total = 0
    while not enough() and (count := actions.sequence_batch(at=now())):
        total += count
    return total
