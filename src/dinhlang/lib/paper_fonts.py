"""Make the four cuts of the serif that papers are set in from the variable fonts of its package, once."""

from pathlib import Path

import fontpkg_noto_serif
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(fontpkg_noto_serif.__file__).parent / "files"
CUTS = {
    "Regular": ("NotoSerif[wdth,wght].ttf", 400),
    "Bold": ("NotoSerif[wdth,wght].ttf", 700),
    "Italic": ("NotoSerif-Italic[wdth,wght].ttf", 400),
    "BoldItalic": ("NotoSerif-Italic[wdth,wght].ttf", 700),
}


# Latin, the Vietnamese letters, combining marks, punctuation, currency, arrows, signs of mathematics.
LETTERS = (
    *range(0x20, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x300, 0x304), 0x306, 0x309, 0x31B, 0x323,
    *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2027), 0x20AB, 0x2116, *range(0x2190, 0x2194), 0x2212, 0x2264, 0x2265,
)  # fmt: skip


def build_paper_fonts(target: Path) -> Path:
    """Write NotoSerif-<cut>.ttf for each cut that is not there yet, and return the folder.

    typst takes a variable font at its default weight only, so that bold would be missing.
    """
    target.mkdir(parents=True, exist_ok=True)
    for cut, (name, weight) in CUTS.items():
        made = target / f"NotoSerif-{cut}.ttf"
        if not made.exists():
            with TTFont(FOLDER / name) as font:
                _keep_letters(font)  # first: fixing the weight of thousands of letters takes half a minute
                fixed = instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True)
                part = made.with_suffix(".part")
                fixed.save(part)
            part.rename(made)
    return target


def _keep_letters(font: TTFont) -> None:
    """Drop every letter that Vietnamese and English papers do not use."""
    options = Options(
        layout_features=["mark", "mkmk", "ccmp", "locl"], name_IDs=["*"], notdef_outline=True, glyph_names=False
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
