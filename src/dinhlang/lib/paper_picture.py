"""Make a picture that a word processor takes from one drawn as lines. Imported by workers and commands only."""

from pathlib import Path

import typst

PAGE = Path(__file__).with_name("paper_picture.typ")
DOTS_PER_INCH = 200.0


def png_of(svg: str, *, fonts: Path | None = None) -> bytes:
    """Return an SVG as PNG bytes of the width of a page's text; `fonts`: the folder with its letters."""
    letters = [fonts] if fonts else []
    return typst.compile(PAGE, format="png", font_paths=letters, sys_inputs={"svg": svg}, ppi=DOTS_PER_INCH)
