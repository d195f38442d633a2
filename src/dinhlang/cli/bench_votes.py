"""Votes of a bench: thousands of frozen rolls, ballots from several processes, and the oracle that looks for losses."""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import md5
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from dinhlang.apps.decisions import actions
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError

Say = Callable[[str], None]
TICKS = 100  # of the kernel's clock, a second
HOUSEHOLDS = """
INSERT INTO decisions_household (village_id, number, sort_key, address, valid)
SELECT %(village)s, %(run)s || n, %(run)s || lpad(n::text, 8, '0'), '', daterange(%(on)s, NULL)
FROM generate_series(1, %(size)s) n
"""
DECISIONS = """
INSERT INTO decisions_decision (code, unit_id, scope, matter, form, secrecy, state, question, options, opens_at,
    closes_at, rule_id, rule_version, created_at, is_demo)
SELECT %(run)s || n, %(village)s, 'village', '15.6', 'online', 'roll_call', 'open', 'Đo thử', %(options)s::jsonb,
    %(opens)s, %(closes)s, 'DEC-15-6', '', %(opens)s, true
FROM generate_series(1, %(votes)s) n RETURNING id
"""
COURSES = """
INSERT INTO decisions_proceeding (decision_id, step, ballot_case, explanation, proposed_by, agreed_by, place, way,
    chair, secretary, counters, witnesses, answer_number, answer_reason, report, ended_reason)
SELECT one.id, '', '', '', 'bench', '', '', '', '', '', '', '', '', '', '', ''
FROM unnest(%(decisions)s::bigint[]) AS one(id)
"""
LINES = """
INSERT INTO decisions_rollline (decision_id, village_id, household_id, row_code)
SELECT d.id, d.unit_id, h.id, upper(substr(md5(d.id || '-' || h.id), 1, 8))
FROM unnest(%(decisions)s::bigint[]) AS one(id) JOIN decisions_decision d ON d.id = one.id
CROSS JOIN (SELECT id FROM decisions_household WHERE village_id = %(village)s AND number LIKE %(run)s || '%%') h
"""
CODES = """
INSERT INTO decisions_householdcode (line_id, hash, issued_at)
SELECT id, sha256(convert_to(E'dinhlang/lookup/1\\n' || upper(substr(md5(%(run)s || id), 1, 10)), 'UTF8')), %(opens)s
FROM decisions_rollline WHERE decision_id = ANY(%(decisions)s) RETURNING line_id
"""
FREEZE = """
UPDATE decisions_decision SET frozen_at = %(opens)s - interval '1 day', roll_size = %(size)s,
    roll_digest = sha256(convert_to(code, 'UTF8')) WHERE id = ANY(%(decisions)s)
"""
VOTED = """
INSERT INTO decisions_ballot (line_id, choice, channel, at, casts)
SELECT id, CASE WHEN random() < 0.7 THEN 'agree' ELSE 'disagree' END, 'phone', %(opens)s, 1
FROM decisions_rollline WHERE decision_id = ANY(%(decisions)s) AND random() < %(share)s
"""


@dataclass(frozen=True)
class Filled:
    """Votes that are open, by their ids, and the lines of their rolls; the code of a line follows from the run."""

    run: str
    decisions: list[int]
    lines: list[int]
    at: datetime
    closes_at: datetime

    def code(self, line: int) -> str:
        """Return the secret of a household in this bench."""
        return md5(f"{self.run}{line}".encode(), usedforsecurity=False).hexdigest()[:10].upper()


@dataclass
class Told:
    """What one worker acknowledged: for each line the number and the choice of its last ballot; and what it cost."""

    last: dict[int, tuple[int, str]] = field(default_factory=dict)
    ballots: int = 0
    seconds: float = 0.0
    worker_seconds: float = 0.0
    database_seconds: float = 0.0
    longest_wait: float = 0.0  # seconds from coming to being served

    def wait_for(self, due: float, passed: float) -> float:
        """Wait for the next ballot, or note how long it has waited already; returns the clock."""
        if passed < due:
            time.sleep(due - passed)
            return due
        self.longest_wait = max(self.longest_wait, passed - due)
        return passed


def fill(votes: int, size: int, say: Say, *, share: float = 0.0) -> Filled:
    """Make votes that are open now, each with so many households; `share` of them have voted."""
    at = now()
    on = timezone.localdate(at)
    village = next(
        (one for commune in organisations.communes(on) for one in organisations.villages(commune.id, on)), None
    )
    if village is None:
        raise RefusedError("there is no village: load a demo first")
    run = f"B{secrets.token_hex(3).upper()}-"
    told: dict[str, Any] = {
        "run": run, "village": village.id, "on": on, "size": size, "votes": votes, "share": share,
        "options": '["agree", "disagree", "other"]', "opens": at - timedelta(hours=1), "closes": at + timedelta(days=1),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(HOUSEHOLDS, told)
        cursor.execute(DECISIONS, told)
        told["decisions"] = decisions = [row[0] for row in cursor.fetchall()]
        cursor.execute(COURSES, told)
        cursor.execute(LINES, told)
        say(f"{cursor.rowcount:,} lines in {votes:,} rolls")
        cursor.execute(CODES, told)
        lines = [row[0] for row in cursor.fetchall()]
        cursor.execute(FREEZE, told)
        if share:
            cursor.execute(VOTED, told)
        cursor.execute("ANALYZE decisions_rollline, decisions_householdcode, decisions_ballot, decisions_decision")
    return Filled(run, decisions, lines, at, at + timedelta(days=1))


def give(filled: Filled, seconds: int, worker: int, say: Say, *, each_second: float = 0.0) -> Told:
    """Take ballots as one web worker does, some households changing their mind.

    each_second: how many come to this worker in a second, for so many seconds, whether it keeps up or not: whoever
    comes too soon waits in line until served. 0: as many as it takes, one after the other.
    """
    chance = random.Random(worker)  # noqa: S311 - no secret
    told, choices = Told(), list(Choice)
    start, cpu, backend = time.perf_counter(), time.process_time(), _backend_seconds()
    said, coming = start, int(each_second * seconds)
    while (passed := time.perf_counter()) - start < seconds or told.ballots < coming:
        if each_second:
            if told.ballots == coming:
                break
            passed = told.wait_for(start + told.ballots / each_second, passed)
        line, choice = chance.choice(filled.lines), chance.choice(choices)
        given = actions.cast(code=filled.code(line), choice=choice, at=filled.at)
        told.last[line] = max(told.last.get(line, (0, "")), (given.casts, choice.value))
        told.ballots += 1
        if passed - said > 5:
            said = passed
            say(f"worker {worker}: {told.ballots:,} ballots")
    told.seconds = time.perf_counter() - start
    told.worker_seconds, told.database_seconds = time.process_time() - cpu, _backend_seconds() - backend
    return told


def _backend_seconds() -> float:
    """Return the CPU seconds of this connection's backend; 0 where it runs on another machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not path.exists():
        return 0.0
    fields = path.read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def stored(filled: Filled, told: list[Told], *, announced: bool = False) -> tuple[int, int]:
    """Return how many acknowledged ballots are missing, and how many households count otherwise than they were told.

    announced: look at the sums of the closed votes instead of the ballots.
    """
    last: dict[int, tuple[int, str]] = {}
    for one in told:
        for line, given in one.last.items():
            last[line] = max(last.get(line, (0, "")), given)
    with connection.cursor() as cursor:
        if announced:
            cursor.execute(
                "SELECT coalesce(sum(yes + no + other), 0) FROM decisions_proceeding WHERE decision_id = ANY(%s)",
                [filled.decisions],
            )
            return 0, abs(int(cursor.fetchone()[0]) - len(last))
        cursor.execute("SELECT count(*) FROM decisions_ballotcast WHERE line_id = ANY(%s)", [filled.lines])
        kept = int(cursor.fetchone()[0])
        cursor.execute("SELECT line_id, casts, choice FROM decisions_ballot WHERE line_id = ANY(%s)", [filled.lines])
        counted = {line: (casts, choice) for line, casts, choice in cursor.fetchall()}
    wrong = sum(counted.get(line) != given for line, given in last.items()) + len(counted.keys() - last.keys())
    return sum(one.ballots for one in told) - kept, wrong
