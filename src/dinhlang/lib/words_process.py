"""Have the words of a received paper read in a process of its own: bounded, and without a secret in its reach."""

import json
import os
import subprocess
import sys
from typing import Any, BinaryIO

from dinhlang.lib.media import UnsafeFileError
from dinhlang.lib.media_process import MOST_CPU_SECONDS, MOST_MEMORY, MOST_SECONDS, SOURCES


def read_blocks(kind: str, source: BinaryIO) -> list[dict[str, Any]]:
    """Return paragraphs and tables of a "docx" (or .xlsx) or a "pdf"; raises UnsafeFileError when it cannot."""
    path = os.pathsep.join([str(SOURCES), *(one for one in sys.path if one)])
    limits = [str(MOST_MEMORY), str(MOST_CPU_SECONDS)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dinhlang.lib.paper_words", kind, *limits],
            input=source.read(), capture_output=True, check=False, timeout=MOST_SECONDS, cwd="/",
            env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnsafeFileError("too slow") from error
    if done.returncode != 0:
        raise UnsafeFileError(f"ended with {done.returncode}")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
