"""Clean received files in a process of its own: bounded in memory and time, and without a secret in its reach.

Decoders of pictures and papers are where hostile bytes do harm: what breaks, swells or hangs there ends with the
process, the file counts as unsafe, and the worker goes on with the next one.
"""

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from dinhlang.lib.media import Cleaned, UnsafeFileError, clean_docx, clean_pdf, clean_photo
from dinhlang.lib.voice import clean_voice

CLEANERS = {"photo": clean_photo, "pdf": clean_pdf, "docx": clean_docx, "voice": clean_voice}
MOST_MEMORY = 2_000_000_000  # bytes of address space; 40 million pixels need three copies of 120 MB
MOST_CPU_SECONDS = 40
MOST_SECONDS = 90
SOURCES = Path(__file__).resolve().parents[2]
UNSAFE = 3


def clean(kind: str, source: BinaryIO) -> Cleaned:
    """Return a cleaned "photo", "pdf", "docx" or "voice"; raises UnsafeFileError for what cannot be."""
    # No settings, no keys, no database address: only where our modules lie.
    path = os.pathsep.join([str(SOURCES), *(one for one in sys.path if one)])
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, kind, str(MOST_MEMORY)],
            input=source.read(), capture_output=True, check=False, timeout=MOST_SECONDS, cwd="/",
            env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnsafeFileError("too slow") from error
    if done.returncode != 0:
        raise UnsafeFileError("unsafe" if done.returncode == UNSAFE else f"ended with {done.returncode}")
    head, _, body = done.stdout.partition(b"\n")
    told = json.loads(head)
    content = body[: told["content"]]
    return Cleaned(content, body[told["content"] :], told["width"], told["height"])


def main(kind: str, most_memory: int) -> int:
    """Read a file from standard input and write it cleaned to standard output, within the limits of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    try:
        made = CLEANERS[kind](io.BytesIO(sys.stdin.buffer.read()))
    except Exception:  # noqa: BLE001 - decoders of hostile bytes raise whatever they like, MemoryError too
        return UNSAFE
    head = {"content": len(made.content), "width": made.width, "height": made.height}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made.content + made.thumbnail)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
