"""Measure the opinion map: agreement with the published groups, and what a hundred thousand participants cost."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import comb
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from dinhlang.cli.processes import say
from dinhlang.lib.refusal import RefusedError

LEAST_AGREEMENT, MOST_SECONDS, MOST_GIGABYTES = 0.85, 60.0, 2.0  # the budgets of the map
PARTICIPANTS, STATEMENTS, PATTERNS, SEEN_OF_TEN = 100_000, 1000, 5000, 3
CAMPS = 3
KILOBYTES_IN_GIGABYTE = 1_000_000
RED_DWARF = Path(__file__).with_name("bench_red_dwarf.py")


@dataclass(frozen=True)
class Cost:
    """What one run of the map cost, in a process of its own."""

    seconds: float
    cpu_seconds: float
    gigabytes: float
    answer: dict[str, Any]


def consultations(
    data: Annotated[Path, typer.Option(help="folder of published conversations")] = Path("../shared/data/polis"),
    red_dwarf: Annotated[
        Path | None, typer.Option("--red-dwarf", metavar="PYTHON", help="a Python that has red-dwarf, to compare with")
    ] = None,
    large: Annotated[bool, typer.Option(help="also 100,000 participants × 1,000 statements")] = True,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Print how our opinion groups agree with published ones (adjusted Rand index), and what a large map costs."""
    folders = sorted(one.parent for one in data.glob("*/participants-votes.csv"))
    if not folders and not large:
        raise RefusedError(f"no conversation in {data}: name their folder with --data")
    rows = [_conversation(one, red_dwarf) for one in folders] + ([_large()] if large else [])
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        Console().print(_table(rows))
    if not all(row["ok"] for row in rows):
        raise RefusedError("some maps miss their budget")


def adjusted_rand(first: Iterable[object], second: Iterable[object]) -> float:
    """Return how far two groupings of the same people agree: 1 the same, 0 as by chance."""
    pairs = list(zip(first, second, strict=True))
    if len(pairs) < 2:
        return 1.0
    together = sum(comb(number, 2) for number in Counter(pairs).values())
    ones, others = (sum(comb(number, 2) for number in Counter(side).values()) for side in zip(*pairs, strict=True))
    expected, most = ones * others / comb(len(pairs), 2), (ones + others) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def against_published(votes: Path, groups: dict[str, Any]) -> float:
    """Return the agreement of groups by participant with the column group-id, over those who have both."""
    with votes.open(encoding="utf-8-sig", newline="") as lines:
        published = {row["participant"]: row["group-id"] for row in csv.DictReader(lines)}
    both = [one for one, number in groups.items() if number is not None and published.get(one)]
    return adjusted_rand((groups[one] for one in both), (published[one] for one in both))


def _conversation(folder: Path, red_dwarf: Path | None) -> dict[str, Any]:
    votes, comments = folder / "participants-votes.csv", folder / "comments.csv"
    cost = _map(votes, "--comments", str(comments))
    ours = against_published(votes, {one["participant"]: one["group"] for one in cost.answer["participants"]})
    theirs = None
    if red_dwarf is not None:
        told = subprocess.run([red_dwarf, RED_DWARF, votes, comments], capture_output=True, text=True, check=False)
        if told.returncode:
            raise RefusedError(f"{red_dwarf} cannot run red-dwarf: {told.stderr.strip().splitlines()[-1:]}")
        theirs = round(against_published(votes, json.loads(told.stdout)), 3)
    say(f"{folder.name}: {ours:.3f}")
    return {
        "map": folder.name, "people": len(cost.answer["participants"]), "groups": len(cost.answer["groups"]),
        "adjusted_rand": round(ours, 3), "red_dwarf": theirs, "seconds": round(cost.seconds, 1),
        "cpu_seconds": round(cost.cpu_seconds, 1), "gigabytes": round(cost.gigabytes, 2), "ok": ours >= LEAST_AGREEMENT,
    }  # fmt: skip


def _large() -> dict[str, Any]:
    say(f"writing {PARTICIPANTS:,} participants × {STATEMENTS:,} statements …")
    with tempfile.TemporaryDirectory() as folder:
        votes = Path(folder) / "votes.csv"
        camps = _write_large(votes)
        cost = _map(votes)
    found = {one["participant"]: one["group"] for one in cost.answer["participants"]}
    return {
        "map": f"{PARTICIPANTS:,} × {STATEMENTS:,}", "people": len(found), "groups": len(cost.answer["groups"]),
        "adjusted_rand": round(adjusted_rand(found.values(), (camps[one] for one in found)), 3), "red_dwarf": None,
        "seconds": round(cost.seconds, 1), "cpu_seconds": round(cost.cpu_seconds, 1),
        "gigabytes": round(cost.gigabytes, 2), "ok": cost.seconds < MOST_SECONDS and cost.gigabytes < MOST_GIGABYTES,
    }  # fmt: skip


def _write_large(path: Path) -> dict[str, int]:
    """Write votes of made-up people from a few camps; returns the camp of each."""
    chance, camps = Random(1), {}  # noqa: S311 - made-up votes, the same on every run
    leaning = [[chance.random() for _ in range(STATEMENTS)] for _ in range(CAMPS)]
    patterns = [(number % CAMPS, _row(chance, leaning[number % CAMPS])) for number in range(PATTERNS)]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"participant,{','.join(map(str, range(STATEMENTS)))}\n")
        for number in range(PARTICIPANTS):
            camp, row = patterns[number % PATTERNS]
            camps[str(number)] = camp
            file.write(f"{number},{row}\n")
    return camps


def _row(chance: Random, leaning: list[float]) -> str:
    return ",".join(
        ("1" if chance.random() < agrees else "-1") if chance.random() * 10 < SEEN_OF_TEN else "" for agrees in leaning
    )


def _map(votes: Path, *more: str) -> Cost:
    """Run the command as a user would; returns its cost and its answer."""
    with tempfile.TemporaryFile() as answer:
        start = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-m", "dinhlang", "consultations", "map", str(votes), *more, "--json"], stdout=answer
        )
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if child.returncode:
            raise RefusedError(f"the map of {votes} failed")
        answer.seek(0)
        told = json.loads(answer.read())
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / KILOBYTES_IN_GIGABYTE, told)


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table("map", "people", "groups", "adjusted Rand", "red-dwarf", "s", "CPU s", "GB", "kept", padding=0)
    for row in rows:
        cells = [row[one] for one in ("people", "groups", "adjusted_rand", "red_dwarf", "seconds", "cpu_seconds")]
        shown = ["–" if one is None else f"{one:,}" for one in cells]
        table.add_row(row["map"], *shown, str(row["gigabytes"]), "yes" if row["ok"] else "NO")
    return table
