"""A process of its own that writes one paper: JSON on standard input, .docx and .pdf into the folder given.

Run as `python -m dinhlang.lib.paper_writer FOLDER NAME FONTS`. What it imports is heavy and never stays in a server.
"""

import json
import sys
from pathlib import Path

from dinhlang.domain.coordination.papers import from_plain
from dinhlang.lib.paper_docx import docx_of
from dinhlang.lib.paper_fonts import build_paper_fonts
from dinhlang.lib.paper_pdf import pdf_of


def main(folder: Path, name: str, fonts: Path) -> None:
    """Write both files, each whole or not at all."""
    paper = from_plain(json.load(sys.stdin))
    folder.mkdir(parents=True, exist_ok=True)
    letters = build_paper_fonts(fonts)
    for suffix, content in ((".docx", docx_of(paper, fonts=letters)), (".pdf", pdf_of(paper, fonts=letters))):
        part = folder / f"{name}{suffix}.part"
        part.write_bytes(content)
        part.rename(folder / f"{name}{suffix}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
