"""A process of its own that sets one sheet as PDF: the sheet as JSON on standard input, the file on standard output.

Run as `python -m dinhlang.lib.sheet_writer`. What it imports is heavy and never stays in a server.
"""

import json
import sys
from pathlib import Path

import fontpkg_be_vietnam_pro
import segno
import typst

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


def pdf_of(plain: dict[str, object]) -> bytes:
    """Return a sheet as tagged PDF bytes, its address as a QR code."""
    code = segno.make_qr(str(plain["address"]), error="m").svg_inline(border=2, dark="#000", light="#fff")
    told = json.dumps({**plain, "qr": code}, ensure_ascii=False)
    return bytes(
        typst.compile(
            TEMPLATE, format="pdf", font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"sheet": told},
            pdf_standards="ua-1",
        )
    )  # fmt: skip


if __name__ == "__main__":
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin)))
