"""The oracle of every fault test (trust.md 5.3): what was acknowledged against the database, the files and the log."""

import random
import subprocess
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from tests.faults.citizen import Browser
from tests.faults.running import PYTHON, Serving, command, environment
from tests.faults.world import connected, run_inside

from dinhlang.cli import verify
from dinhlang.domain.transparency import checkpoint, note, policy
from dinhlang.domain.transparency.merkle import root

# What a citizen wrote begins with a mark, by which the case is found in the database.
CASES = """
SELECT split_part(c.text, ' ', 1), c.number, count(r.id), count(e.index),
    (SELECT count(*) FROM feedback_attachment a WHERE a.case_id = c.id AND a.state = 'ready')
FROM feedback_case c
LEFT JOIN transparency_record r
    ON r.subject_kind = 'feedback.case' AND r.subject_id = c.id AND r.event = 'feedback.received'
LEFT JOIN transparency_logentry e ON e.record_id = r.id
WHERE starts_with(c.text, %s)
GROUP BY c.id
"""
WAITING = """
SELECT 'outbox ' || consumer, count(*) FROM transparency_outbox WHERE consumer IN ('log', 'feedback') GROUP BY consumer
UNION ALL SELECT 'unsigned', count(*) FROM transparency_treehead WHERE note = ''
UNION ALL SELECT 'file', count(*) FROM feedback_attachment WHERE state = 'waiting' AND case_id IS NOT NULL
"""
PATHS = """
SELECT one.place FROM feedback_attachment, unnest(ARRAY[received_path, path, thumbnail_path]) AS one(place)
WHERE one.place <> ''
"""
SWEEP = """
import django
django.setup()
from datetime import timedelta
from dinhlang.apps.feedback import actions
from dinhlang.lib import clock
print(actions.sweep_files(before=clock.now() + timedelta(seconds=1)))
"""


@dataclass(frozen=True)
class Sent:
    """What one citizen knows: the mark of the text, the photos sent along, the code if it was acknowledged."""

    mark: str
    photos: int
    code: str = ""


@dataclass
class Watch:
    """Every checkpoint that the log published while somebody looked, in the order seen."""

    port: int
    seen: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look four times a second until told to stop."""
        browser = Browser(self.port, "10.255.0.1", random.Random(0))
        while not self.stopped.wait(0.25):
            answer = browser.see("/nhat-ky/checkpoint")
            if answer.status == 200 and answer.text not in self.seen[-1:]:
                self.seen.append(answer.text)


def waiting(connection: psycopg.Connection) -> dict[str, int]:
    """Return what was recorded and is not yet in the log, signed, taken by its consumer or cleaned."""
    return {what: count for what, count in connection.execute(WAITING) if count}


def check(serving: Serving, sent: Iterable[Sent], *, begin: str, published: list[str], place: Path) -> None:
    """Check all cases whose mark begins so; a failed assertion names what is lost, doubled or not provable."""
    known = list(sent)
    with connected(serving.data_dir) as connection:
        check_cases(known, connection.execute(CASES, [begin]).fetchall())
        check_checkpoints(published, connection, place, serving)
    check_files(serving)
    check_pages(serving, [one for one in known if one.code], place)
    done = command("log", "fsck", "--data-dir", str(serving.data_dir))
    assert done.returncode == 0, done.stderr


def check_cases(known: list[Sent], rows: list[tuple[str, str, int, int, int]]) -> None:
    """An acknowledged case is there once with one record and one line; one without an answer at most once."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for mark, _, records, lines, files in rows:
        found.setdefault(mark, []).append((records, lines, files))
    expected = {one.mark: one for one in known}
    assert set(found) <= set(expected), "cases that nobody sent"
    lost = [one.mark for one in known if one.code and one.mark not in found]
    assert not lost, f"acknowledged and lost: {lost}"
    wrong = {mark: rows for mark, rows in found.items() if rows != [(1, 1, expected[mark].photos)]}
    assert not wrong, f"(records, lines, photos) are not once each: {wrong}"


def check_checkpoints(published: list[str], connection: psycopg.Connection, place: Path, serving: Serving) -> None:
    """Every checkpoint ever seen is signed by the log and is the root of a beginning of the lines as they stand."""
    answer = Browser(serving.port, "10.255.0.2", random.Random(0)).see("/nhat-ky/chinh-sach")
    (place / "policy.txt").write_text(answer.text)
    trusted = policy.parse(answer.text)
    lines = connection.execute('SELECT leaf_hash FROM transparency_logentry ORDER BY "index"')
    leaves = [bytes(one) for (one,) in lines]
    kept = [text for (text,) in connection.execute("SELECT note FROM transparency_treehead ORDER BY size")]
    sizes = []
    for text in [*kept, *published]:
        signed = note.parse(text)
        assert note.verified(signed, trusted.keys)
        head = checkpoint.parse(signed.text)
        assert head.root == root(leaves[: head.size]), f"the checkpoint of {head.size} lines is of another log"
        sizes.append(head.size)
    seen = sizes[len(kept) :]
    assert seen == sorted(seen), "the published log grew shorter"
    assert len(set(seen)) > 1, "the log published nothing new meanwhile"
    assert max(sizes) == len(leaves)


def check_files(serving: Serving) -> None:
    """After the sweep of the night every file has its row and every row its file."""
    run_inside(serving.data_dir, SWEEP)
    files = serving.data_dir / "files"
    there = {str(one.relative_to(files)) for one in files.rglob("*") if one.is_file()}
    with connected(serving.data_dir) as connection:
        spoken_of = {path for (path,) in connection.execute(PATHS)}
    assert there == spoken_of, f"orphaned: {there - spoken_of}; missing: {spoken_of - there}"


def check_pages(serving: Serving, acknowledged: list[Sent], place: Path) -> None:
    """Every code opens its case, and every receipt's proof verifies offline."""
    opening, proof = place / "opening.json", place / "case.tlog-proof"
    arguments = [str(proof), "--policy", str(place / "policy.txt"), "--opening", str(opening)]
    for number, one in enumerate(acknowledged):
        browser = Browser(serving.port, f"10.254.{number // 250}.{number % 250}", random.Random(number))
        page = browser.see(f"/phieu/{one.code}/")
        assert page.status == 200, (one.mark, page.status)
        assert one.mark in page.text
        for path, file in (("chung-cu.tlog-proof", proof), ("mo.json", opening)):
            answer = browser.see(f"/bien-nhan/{one.code}/{path}")
            assert answer.status == 200, (one.mark, path, answer.status)
            file.write_bytes(answer.body)
        assert verify.main(arguments) == 0, one.mark
    done = subprocess.run([*PYTHON, "verify", *arguments], env=environment(), check=False, capture_output=True)
    assert done.returncode == 0, done.stdout
