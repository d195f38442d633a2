"""What estimates from surveys cost, and whether their intervals keep what they promise."""

import json
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import typer

from dinhlang.cli.bench_province import Drawn, Province, answers
from dinhlang.cli.processes import say
from dinhlang.domain.statistics.columns import FloatArray
from dinhlang.domain.statistics.design import parse_design
from dinhlang.domain.statistics.estimates import Estimator, Kind
from dinhlang.domain.statistics.sample import build

SECONDS, MEGABYTES = 10.0, 2000.0  # of CPU: wall time drifts on a shared machine
ASKED_OF_SVY = 4  # questions; it takes minutes for forty
COVERED = (0.93, 0.97)
COMMUNES = 124
app = typer.Typer(add_completion=False)
SVY = """
import json, resource, sys, time
import numpy as np, polars as pl
from svy import Design, Sample
held = np.load(sys.argv[1])
frame = pl.DataFrame({name: held[name] for name in ("commune", "village", "weight")} | {
    f"q{n}": held["answers"][n] for n in range(len(held["answers"]))})
sample = Sample(frame, Design(stratum="commune", psu="village", wgt="weight"))
began = time.process_time()
for n in range(len(held["answers"])):
    sample.estimation.mean(f"q{n}", by="commune")
print(json.dumps([time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@app.command(epilog="Example: dinhlang bench surveys --svy-python /tmp/svy/bin/python --json")
def surveys(
    people: Annotated[int, typer.Option(min=10_000)] = 1_000_000,
    questions: Annotated[int, typer.Option(min=1)] = 40,
    draws: Annotated[int, typer.Option(min=100, help="samples drawn for the coverage of intervals")] = 2_000,
    svy_python: Annotated[str, typer.Option(metavar="PATH", help="a Python that has `svy`, to compare with")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Time one large survey by communes, and count how often 95 % intervals of a drawn province hold the truth."""
    say(f"{people:,} answers × {questions} questions × {COMMUNES} communes …")
    result = large(people, questions, svy_python)
    say(f"{draws:,} draws of a province …")
    result |= {f"covered_{name}": share for name, share in coverage(draws).items()}
    good = result["seconds"] < SECONDS and result["megabytes"] < MEGABYTES
    good = good and all(COVERED[0] <= share <= COVERED[1] for name, share in result.items() if "covered" in name)
    if as_json:
        typer.echo(json.dumps(result))
    else:
        typer.echo("\n".join(f"{name}: {value:.4g}" for name, value in result.items()))
    raise typer.Exit(0 if good else 1)


def large(people: int, questions: int, svy_python: str) -> dict[str, float]:
    """Return CPU seconds and megabytes of all estimates with intervals, and how many times longer `svy` takes."""
    commune, village, weight, given = answers(people, questions, COMMUNES)
    began = time.process_time()
    raw = {"weights": "weight", "strata": "commune", "stage": [{"cluster": "village"}]}
    table = Drawn({"commune": commune, "village": village, "weight": weight})
    estimator = Estimator(build(parse_design(raw), table), commune, COMMUNES)
    for one in given:
        estimator.estimate(one.astype(float), Kind.MEAN)
    result = {"seconds": time.process_time() - began}
    result["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if svy_python:
        few = given[:ASKED_OF_SVY]
        result |= _by_svy(svy_python, {"commune": commune, "village": village, "weight": weight, "answers": few})
        result["times_faster"] = result["svy_seconds"] / len(few) / (result["seconds"] / questions)
    return result


def _by_svy(python: str, held: dict[str, Any]) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        np.savez(file, **held)
        file.flush()
        told = subprocess.run([python, "-c", SVY, file.name], capture_output=True, text=True, check=False)
    if told.returncode:
        raise typer.BadParameter(f"svy did not run: {told.stderr[-300:]}")
    seconds, megabytes = json.loads(told.stdout.splitlines()[-1])
    return {"svy_seconds": seconds, "svy_megabytes": megabytes}


def coverage(draws: int, seed: int = 1) -> dict[str, float]:
    """Return how often the interval of a mean and of a share held the truth of a province drawn so many times."""
    province, held = Province(seed), {"mean": 0, "share": 0}
    asked: dict[str, tuple[Kind, Callable[[FloatArray], FloatArray]]] = {
        "mean": (Kind.MEAN, lambda score: score),
        "share": (Kind.SHARE, lambda score: (score >= 4).astype(float)),
    }
    truth = {name: float(of(province.score).mean()) for name, (_kind, of) in asked.items()}
    for _ in range(draws):
        table, score = province.draw()
        estimator = Estimator(build(province.design, table))
        for name, (kind, of) in asked.items():
            found = estimator.estimate(of(score), kind)
            held[name] += bool(found.low[0] <= truth[name] <= found.high[0])
    return {name: count / draws for name, count in held.items()}
