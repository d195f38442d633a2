"""Have an opinion map made by `dinhlang consultations map`, in a process of its own: what it imports is heavy."""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

SECONDS = 600


def made_map(votes: Iterable[tuple[int, int, int]], moderated_out: Collection[int]) -> dict[str, Any] | None:
    """Return the map of votes (participant, statement, vote) as the command prints it; None where it makes none."""
    with tempfile.TemporaryDirectory(prefix="dinhlang-map-") as folder:
        given, out = Path(folder) / "votes.csv", Path(folder) / "statements.csv"
        _write(given, ("participant", "statement", "vote"), votes)
        _write(out, ("statement", "moderated"), ((one, -1) for one in sorted(moderated_out)))
        done = subprocess.run(
            [sys.executable, "-m", "dinhlang", "consultations", "map", given, "--comments", out, "--json"],
            capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    answer: dict[str, Any] | None = json.loads(done.stdout) if done.returncode == 0 else None
    return answer


def _write(path: Path, names: tuple[str, ...], rows: Iterable[tuple[int, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
