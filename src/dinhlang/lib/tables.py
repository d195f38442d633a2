"""Have tables written as .xlsx, in a process of its own: what it imports is heavy and never stays in a server."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

SECONDS = 60


class TableFailedError(RuntimeError):
    """The table could not be written; what was wrong stands in the log of the worker."""


def write_table(blocks: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the tables of some blocks as the bytes of an .xlsx; raises TableFailedError."""
    plain = json.dumps([dict(one) for one in blocks], ensure_ascii=False).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dinhlang.lib.table_writer"], input=plain, check=True, timeout=SECONDS,
            stdout=subprocess.PIPE,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise TableFailedError("table") from error
    return done.stdout
