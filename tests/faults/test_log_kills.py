"""Sequencer and signer are killed again and again while records come in: none lost, none doubled, one signed tree."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from tests.apps.transparency.log_world import act

from dinhlang.apps.transparency import queries
from dinhlang.apps.transparency.actions import Subject
from dinhlang.apps.transparency.models import LogEntry, TreeHead
from dinhlang.lib.signer import Signer

ROUNDS = int(os.environ.get("DINHLANG_KILL_ROUNDS", "20"))
SEED = 20261123
SIGNER = "import sys; from dinhlang.cli.main import run; sys.exit(run(sys.argv[1:]))"
# The sequencer of the command, only with a checkpoint every tenth of a second.
SEQUENCER = """
import threading, django
django.setup()
from dinhlang.cli.sequencer import run_sequencer
run_sequencer(threading.Event(), interval=0.1)
"""

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


class Process:
    """One of our processes, started again after each kill."""

    def __init__(self, environment: dict[str, str], *arguments: str) -> None:
        self.environment, self.arguments = environment, arguments
        self.start()

    def start(self) -> None:
        """Start, and do not wait: the next kill may hit the start itself."""
        command = [sys.executable, "-c", *self.arguments]
        self.running = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        """Kill without warning."""
        self.running.kill()
        self.running.wait()


@contextmanager
def processes(place: Path) -> Iterator[tuple[Process, Process]]:
    part = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    url = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**part)
    environment = os.environ | {
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "dinhlang.config.settings",
        "DINHLANG_DATA_DIR": str(place / "data"),
        "DINHLANG_SIGNER_SOCKET": str(place / "s"),
        "DATABASE_URL": url,
    }
    signer = Process(environment, SIGNER, "signer", "--data-dir", str(place / "data"))
    sequencer = Process(environment, SEQUENCER)
    try:
        yield signer, sequencer
    finally:
        signer.kill()
        sequencer.kill()


def test_nothing_is_lost_when_sequencer_and_signer_are_killed(settings):
    chance = random.Random(SEED)
    acknowledged: list[int] = []
    with tempfile.TemporaryDirectory(prefix="k") as name:
        place = Path(name)
        settings.SIGNER_SOCKET, settings.SIGNER_KEYS = str(place / "s"), place / "data" / "keys"
        with processes(place) as (signer, sequencer):
            for _ in range(ROUNDS):
                until = time.monotonic() + chance.uniform(0.5, 3.0)
                while time.monotonic() < until:
                    with transaction.atomic():
                        made = act(Subject("feedback.case", len(acknowledged) + 1, f"PA26-{len(acknowledged)}"))
                    acknowledged.append(made.pk)
                    time.sleep(0.005)
                for victim in chance.choice([(signer,), (sequencer,), (sequencer, signer)]):
                    victim.kill()
                    victim.start()
            end = time.monotonic() + 60
            while queries.anything_waiting() or queries.anything_unsigned():
                assert time.monotonic() < end, "the log did not catch up"
                time.sleep(0.1)
            assert Signer(settings.SIGNER_SOCKET).state().size == len(acknowledged)
        assert sorted(LogEntry.objects.values_list("record_id", flat=True)) == acknowledged
        assert not TreeHead.objects.filter(note="").exists()
        assert queries.fsck(lambda *_: None).findings == []
