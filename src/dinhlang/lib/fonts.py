"""Make the web fonts from the font package: only the letters of Vietnamese and English, as woff2."""

from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
# Latin, Latin-1, the Vietnamese letters, combining marks, punctuation, currency, signs. (It has no arrows.)
LETTERS = ",".join(
    (
        "U+0020-007E,U+00A0-00FF,U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0",
        "U+0300-0309,U+0323,U+1EA0-1EF9,U+2010-2026,U+2039-203A,U+20AB,U+2212,U+2264-2265",
    )
)


def source(weight: int) -> Path:
    """Return the whole TrueType file of a weight inside the font package."""
    folder = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    return next(folder.rglob(f"*-{WEIGHTS[weight]}.ttf"))


def missing(target: Path) -> dict[int, Path]:
    """Return the files that are still to be made, by weight."""
    files = {weight: target / f"be-vietnam-pro-{weight}.woff2" for weight in WEIGHTS}
    return {weight: file for weight, file in files.items() if not file.exists()}


def build_fonts(target: Path) -> list[Path]:
    """Write be-vietnam-pro-<weight>.woff2 for each weight that is not there yet; returns what was written."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = missing(target)
    for weight, made in wanted.items():
        part = made.with_suffix(".part")
        subset.main([str(source(weight)), f"--unicodes={LETTERS}", "--flavor=woff2", "--layout-features=*",
                     f"--output-file={part}"])  # fmt: skip
        part.rename(made)
    return list(wanted.values())
