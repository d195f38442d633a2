"""Real papers of each kind, made with the tools that offices use."""

import io

import typst
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw

HEADINGS = ("Họ và tên", "Số CCCD", "Ấp", "Mức hỗ trợ")
ROWS = (("Hộ số 1", "079000000001", "Phước Hậu", "500000"), ("Hộ số 2", "079000000002", "Phước Hậu", "700000"))


def text_paper() -> bytes:
    """Return a .docx of a paragraph and a list of households, as a clerk saves it."""
    made = Document()
    made.core_properties.author = "SECRETAUTHOR"
    made.add_heading("Danh sách hỗ trợ", level=1)
    made.add_paragraph("Xã hỗ trợ 2 hộ bị ngập.")
    table = made.add_table(rows=1, cols=len(HEADINGS))
    for cell, words in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = words
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return _saved(made.save)


def table_paper() -> bytes:
    """Return an .xlsx with the same list."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Danh sách"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    return _saved(made.save)


def printed_paper() -> bytes:
    """Return a PDF of one page with words."""
    source = (
        b"= K\xe1\xba\xbf ho\xe1\xba\xa1ch\nX\xc3\xa3 l\xc3\xa0m 3 km \xc4\x91\xc6\xb0\xe1\xbb\x9dng trong n\xc4\x83m."
    )
    return bytes(typst.compile(source))


def board_photo() -> bytes:
    """Return a photo as a telephone takes it: large, turned, with the place and time in it."""
    picture = Image.new("RGB", (3000, 2000), "#8aa")
    ImageDraw.Draw(picture).rectangle((600, 400, 2400, 1600), fill="#fff", outline="#000", width=12)
    marks = Image.Exif()
    marks[0x0112], marks[0x010F], marks[0x9003] = 6, "SECRETPHONE", "2026:03:05 08:00:00"
    return _saved(lambda target: picture.save(target, "JPEG", exif=marks, quality=90))


def _saved(save) -> bytes:  # type: ignore[no-untyped-def]
    target = io.BytesIO()
    save(target)
    return target.getvalue()
