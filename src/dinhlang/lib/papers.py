"""Have a paper written as .docx and .pdf, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from dinhlang.domain.coordination.papers import Paper, to_plain

SECONDS = 240  # the first paper of a deployment also makes the fonts


class PaperFailedError(RuntimeError):
    """The paper could not be written; what was wrong stands in the log of the worker."""


def write_paper(paper: Paper, *, folder: Path, name: str) -> tuple[Path, Path]:
    """Write <folder>/<name>.docx and .pdf and return their paths; raises PaperFailedError."""
    command = [sys.executable, "-m", "dinhlang.lib.paper_writer", str(folder), name, str(settings.PAPER_FONTS)]
    plain = json.dumps(to_plain(paper), ensure_ascii=False).encode()
    try:
        subprocess.run(command, input=plain, check=True, timeout=SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise PaperFailedError(name) from error
    return folder / f"{name}.docx", folder / f"{name}.pdf"
