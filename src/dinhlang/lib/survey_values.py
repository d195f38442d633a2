"""Have the values of a survey computed by `dinhlang surveys values`, in a process of its own: its imports are heavy."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

SECONDS = 600


class ValuesFailedError(RuntimeError):
    """The values could not be computed; what was wrong stands in the log of the worker."""


def computed_values(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the values of a round, each as domain/surveys/results.py makes it plain; raises ValuesFailedError."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dinhlang", "surveys", "values"], check=True, timeout=SECONDS,
            input=json.dumps(given, ensure_ascii=False).encode(), stdout=subprocess.PIPE,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise ValuesFailedError("surveys values") from error
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
