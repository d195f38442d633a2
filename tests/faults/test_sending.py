"""People send cases, the same one at once and while processes are killed: nothing is lost, nothing doubled.

Rounds and seed come from DINHLANG_KILL_ROUNDS (20) and DINHLANG_KILL_SEED; a failure names both.
"""

import io
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from tests.faults import citizen, oracle
from tests.faults.running import Serving, children_of, wait_for, words_of
from tests.faults.world import connected, province

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("DINHLANG_KILL_ROUNDS", "20"))
SEED = int(os.environ.get("DINHLANG_KILL_SEED", "20261123"))
CITIZENS_AT_ONCE = 3
SENDS_AT_ONCE = 50
# One round each, in an order that the seed draws. A dash names a point inside a transaction (inside/sitecustomize.py).
KILLS = (
    "case-before", "case-before", "case-after", "case-after", "case-response", "case-response",
    "file-before", "file-after", "cleaned-before", "cleaned-after",
    "web worker", "web worker", "web worker", "granian", "sequencer", "signer", "worker",
    "postgres", "postgres", "backend",
)  # fmt: skip


@dataclass
class Crowd:
    """Citizens who send one case after another until told to stop."""

    port: int
    seed: int
    sent: list[oracle.Sent] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def acknowledged(self) -> int:
        """Return how many cases were acknowledged so far."""
        return sum(bool(one.code) for one in self.sent)

    def run(self, lane: int) -> None:
        """Be one citizen after another."""
        number = 0
        while not self.stopped.is_set():
            self._send_one(lane, number)
            number += 1

    def _send_one(self, lane: int, number: int) -> None:
        chance = random.Random(f"{self.seed}-{lane}-{number}")
        browser = citizen.Browser(
            self.port, f"10.{lane}.{number // 250}.{number % 250}", chance, impatient=chance.random() < 0.15
        )
        mark, photos = f"[{self.seed}-{lane}-{number}]", chance.randrange(2)
        code = ""
        try:
            text = f"{mark} Cống thoát nước nghẹt, mưa là ngập."
            review = citizen.fill(browser, text=text, photo=photo(chance) if photos else b"")
            form = citizen.last_step(browser, review)
            code = citizen.code_of(browser.send(review, form))
            receipt = browser.see(f"/bien-nhan/{code}/")
            assert receipt.status == 200, receipt.status
        except citizen.GaveUpError:
            pass
        self.sent.append(oracle.Sent(mark, photos, code))
        self.troubles += browser.troubles


def photo(chance: random.Random) -> bytes:
    """Return a small photo unlike any other."""
    made = io.BytesIO()
    Image.frombytes("RGB", (16, 16), chance.randbytes(768)).save(made, "JPEG")
    return made.getvalue()


@contextmanager
def crowd(serving: Serving) -> Iterator[Crowd]:
    """Let citizens send until the block ends; then each finishes what was begun."""
    people = Crowd(serving.port, SEED)
    with ThreadPoolExecutor(CITIZENS_AT_ONCE) as threads:
        running: list[Future[None]] = [threads.submit(people.run, lane) for lane in range(CITIZENS_AT_ONCE)]
        try:
            yield people
        finally:
            people.stopped.set()
    for one in running:
        one.result()


def kill(serving: Serving, what: str, faults: Path, chance: random.Random) -> None:
    """Kill one process at once, or wait until one has died at an armed point."""
    if "-" in what:
        (faults / what).touch()
        wait_for((faults / f"{what}.done").exists, f"a process died at {what}")
        (faults / f"{what}.done").unlink()
        return
    os.kill(victim(serving, what, chance), signal.SIGKILL)


def victim(serving: Serving, what: str, chance: random.Random) -> int:
    """Return the process to kill, as soon as there is one."""
    found: list[int] = []

    def there() -> bool:
        if what == "web worker":
            found[:] = serving.web_workers()
        elif what == "backend":
            server = serving.pid("postgres")
            found[:] = [one for one in children_of(server or 0) if "127.0.0.1" in " ".join(words_of(one))]
        else:
            found[:] = filter(None, [serving.pid(what)])
        return bool(found)

    wait_for(there, f"there is a {what}")
    return chance.choice(found)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the deployment and of what the test writes."""
    return tmp_path_factory.mktemp("sending")


@pytest.fixture(scope="module")
def serving(place: Path) -> Iterator[Serving]:
    """Serve a small province."""
    with province(place) as running:
        yield running


def answers_to(serving: Serving, review: str, first: citizen.Browser, bodies: list[dict[str, str]]) -> list[str]:
    """Send the last step of one draft fifty times at once; return where each answer leads, or its status."""

    def sent(number: int) -> str:
        browser = citizen.Browser(serving.port, f"10.99.0.{number}", random.Random(number), cookies=first.cookies)
        answer = browser.send(review, bodies[number % len(bodies)])
        return answer.location or str(answer.status)

    with ThreadPoolExecutor(SENDS_AT_ONCE) as threads:
        return list(threads.map(sent, range(SENDS_AT_ONCE)))


def test_fifty_equal_sends_at_once_are_one_case_with_one_receipt(serving: Serving) -> None:
    browser = citizen.Browser(serving.port, "10.98.0.1", random.Random(1))
    review = citizen.fill(browser, text="[equal] Đèn đường tắt đã ba đêm.")
    form = citizen.last_step(browser, review)
    receipts = set(answers_to(serving, review, browser, [form]))
    assert len(receipts) == 1
    assert receipts.pop().startswith("/bien-nhan/")
    assert cases_of(serving, "[equal]") == 1
    other = browser.send(review, form | {"phone": "0900000000"})
    assert other.status == 409
    assert cases_of(serving, "[equal]") == 1


def test_of_two_bodies_sent_at_once_one_is_kept_and_the_other_refused(serving: Serving) -> None:
    browser = citizen.Browser(serving.port, "10.98.0.2", random.Random(2))
    review = citizen.fill(browser, text="[rivals] Đèn đường tắt đã ba đêm.")
    form = citizen.last_step(browser, review)
    bodies = [form, form | {"phone": "0911111111"}]
    answers = answers_to(serving, review, browser, bodies)
    assert len({one for one in answers if one.startswith("/bien-nhan/")}) == 1
    kept = {number % 2 for number, one in enumerate(answers) if one.startswith("/bien-nhan/")}
    assert len(kept) == 1
    assert {one for number, one in enumerate(answers) if number % 2 not in kept} == {"409"}
    assert cases_of(serving, "[rivals]") == 1


def cases_of(serving: Serving, mark: str) -> int:
    """Return how many cases have a mark."""
    with connected(serving.data_dir) as connection:
        row = connection.execute("SELECT count(*) FROM feedback_case WHERE starts_with(text, %s)", [mark]).fetchone()
    assert row
    return int(row[0])


def test_nothing_acknowledged_is_lost_or_doubled_when_processes_are_killed(serving: Serving, place: Path) -> None:
    chance = random.Random(SEED)
    deck = [what for _ in range(-(-ROUNDS // len(KILLS))) for what in chance.sample(KILLS, len(KILLS))][:ROUNDS]
    watch = oracle.Watch(serving.port)
    watching = threading.Thread(target=watch.run)
    watching.start()
    began = time.monotonic()
    with crowd(serving) as people:
        for number, what in enumerate(deck):
            enough = people.acknowledged + 2
            wait_for(lambda enough=enough: people.acknowledged >= enough, f"cases are taken before kill {number}")
            time.sleep(chance.uniform(0, 0.5))
            say = f"round {number} of seed {SEED}: {what} after {people.acknowledged} acknowledged"
            sys.stderr.write(f"{time.monotonic() - began:5.1f} s {say}\n")
            kill(serving, what, place / "faults", chance)
    with connected(serving.data_dir) as connection:
        wait_for(lambda: not oracle.waiting(connection), "the log and the worker catch up")
    time.sleep(0.5)
    watch.stopped.set()
    watching.join()
    assert serving.process.poll() is None
    assert people.troubles, "no citizen ever noticed a kill: the kills missed"
    assert "500" not in people.troubles, "an error page that a citizen cannot act on"
    oracle.check(serving, people.sent, begin=f"[{SEED}-", published=watch.seen, place=place)
