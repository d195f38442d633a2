"""`dinhlang bench decisions`: what a ballot and a close cost, and a day on which a whole province votes."""

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

import typer
from django.conf import settings
from django.db import connection, connections

from dinhlang.apps.decisions import actions
from dinhlang.cli.bench_votes import Filled, Told, fill, give, stored
from dinhlang.cli.processes import say
from dinhlang.lib.refusal import RefusedError

CLOSE_BUDGET, BALLOT_BUDGET, WANTED_RATE = 1_000.0, 5.0, 500
NOTHING_LOST = "acknowledged = stored = counted"


@dataclass(frozen=True)
class Figures:
    """What was measured. Times in ms; cores: of these, for the ballots that a province sends in a second."""

    households: int
    close_database_ms: float
    ballots: int
    ballots_per_second: float
    ballot_worker_ms: float
    ballot_database_ms: float
    cores_for_wanted_rate: float
    votes: int
    close_all_seconds: float
    lost: int
    wrong: int
    offered_per_second: int  # 0: as many as the workers took
    longest_wait_seconds: float

    @property
    def ok(self) -> bool:
        """Tell whether nothing was lost and the budgets are kept."""
        spent = self.ballot_worker_ms + self.ballot_database_ms
        return not (self.lost or self.wrong) and self.close_database_ms <= CLOSE_BUDGET and spent <= BALLOT_BUDGET


def decisions(
    households: Annotated[int, typer.Option(min=1, help="of the commune that closes")] = 10_000,
    villages: Annotated[int, typer.Option(min=1, help="votes on the day of the province")] = 3_000,
    size: Annotated[int, typer.Option(min=1, help="households of each of those")] = 100,
    seconds: Annotated[int, typer.Option(min=1, help="how long ballots come in")] = 30,
    offered: Annotated[int, typer.Option(min=0, help="ballots that come in a second; 0: as fast as taken")] = 500,
    processes: Annotated[int, typer.Option(min=1, help="web workers that take them")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Close a commune; then let a province vote, whether the workers keep up or not, and look for what was lost.

    On the throw-away deployment of --data-dir: a demo's, never a real one.
    """
    if not settings.DEMO:
        raise RefusedError("bench votes only in a demonstration: its ballots are nobody's")
    spent = _close_commune(households)
    say(f"a commune of {households:,} households: closed and published in {spent:.0f} ms of database time")
    filled = fill(villages, size, say)
    told = _day(filled, seconds, processes, offered / processes)
    found = replace(_figures(households, spent, filled, told), offered_per_second=offered)
    typer.echo(json.dumps(asdict(found) | {"ok": found.ok}) if as_json else _lines(found))
    if not found.ok:
        raise typer.Exit(1)


def _close_commune(households: int) -> float:
    """Return the ms that the database worked to close and publish a vote of so many households, 9 of 10 voting."""
    filled = fill(1, households, say, share=0.9)
    with _database_time() as spent:
        actions.close_vote(decision_id=filled.decisions[0], at=filled.closes_at)
    return spent[0]


@contextmanager
def _database_time() -> Iterator[list[float]]:
    """Add up how long statements took, seen from here."""
    spent = [0.0]

    def timed(execute: Callable[..., Any], *rest: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            spent[0] += (time.perf_counter() - start) * 1000

    with connection.execute_wrapper(timed):
        yield spent


def _day(filled: Filled, seconds: int, processes: int, each_second: float) -> list[Told]:
    """Let several workers take ballots at once; each tells what it acknowledged."""
    if processes == 1:
        return [give(filled, seconds, 0, say, each_second=each_second)]
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        more = {"each_second": each_second}
        waiting = [pool.apply_async(give, (filled, seconds, one, say), more) for one in range(processes)]
        return [one.get() for one in waiting]


def _figures(households: int, spent: float, filled: Filled, told: list[Told]) -> Figures:
    taken = sum(one.ballots for one in told)
    lost, wrong = stored(filled, told)
    start = time.perf_counter()
    for number, decision_id in enumerate(filled.decisions, start=1):
        actions.close_vote(decision_id=decision_id, at=filled.closes_at)
        if number % 500 == 0:
            say(f"{number:,} votes closed")
    closing = time.perf_counter() - start
    _same, announced = stored(filled, told, announced=True)
    worker = sum(one.worker_seconds for one in told) * 1000 / taken
    database = sum(one.database_seconds for one in told) * 1000 / taken
    rate = sum(one.ballots / one.seconds for one in told)
    return Figures(
        households, round(spent, 1), taken, round(rate, 1), round(worker, 2), round(database, 2),
        round((worker + database) * WANTED_RATE / 1000, 2), len(filled.decisions), round(closing, 2), lost,
        wrong + announced, 0, round(max(one.longest_wait for one in told), 1),
    )  # fmt: skip


def _lines(found: Figures) -> str:
    verdict = NOTHING_LOST if not (found.lost or found.wrong) else f"LOST {found.lost}, WRONG {found.wrong}"
    return "\n".join(
        (
            f"close {found.households:,} households: {found.close_database_ms:.0f} ms (budget {CLOSE_BUDGET:.0f})",
            f"ballots: {found.ballots:,}, {found.ballots_per_second:.0f}/s on this machine",
            f"offered: {found.offered_per_second}/s; the last of the queue waited {found.longest_wait_seconds:.1f} s",
            f"a ballot: {found.ballot_worker_ms:.2f} ms worker, {found.ballot_database_ms:.2f} ms database",
            f"{WANTED_RATE} ballots/s need {found.cores_for_wanted_rate} cores",
            f"{found.votes:,} votes closed in {found.close_all_seconds:.1f} s; {verdict}",
        )
    )
