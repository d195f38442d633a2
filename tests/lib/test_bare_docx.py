"""A received .docx is built anew: the pages stay, and what tells, runs or leads elsewhere stays behind."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from dinhlang.lib.media import UnsafeFileError, clean_docx
from dinhlang.lib.media_process import clean

SECRET = "BIMAT"


def saved(made: docx.document.Document) -> bytes:
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def paper() -> bytes:
    """Return a paper with a table, a picture, a header and numbered pages, and with everything that must go."""
    made = docx.Document()
    made.core_properties.author = made.core_properties.comments = SECRET
    made.add_heading("Kế hoạch", 1)
    made.add_paragraph("Điều một", style="List Number")
    made.add_table(rows=1, cols=2).cell(0, 1).text = "Trong bảng"
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), (200, 30, 30)).save(picture, "PNG")
    made.add_picture(picture)
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    line = made.add_paragraph("Chữ còn lại ")
    line._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>')
    )
    line._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:author="{SECRET}"><w:r><w:t>chữ mới thêm</w:t></w:r></w:ins>'))
    outside = made.part.relate_to(f"https://{SECRET}.example/", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), outside)
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>chữ của liên kết</w:t></w:r>"))
    line._p.append(link)
    line._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:instrText>DDEAUTO cmd {SECRET}</w:instrText></w:r>"))
    line._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:object w:dxaOrig="1"/></w:r>'))
    return with_part(saved(made), "word/vbaProject.bin", SECRET.encode())


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(name, part)
    return target.getvalue()


def test_the_pages_stay_and_open_again() -> None:
    found = docx.Document(io.BytesIO(clean("docx", io.BytesIO(paper())).content))
    told = "\n".join(one.text for one in found.paragraphs)
    assert "Kế hoạch" in told
    assert "Chữ còn lại chữ mới thêmchữ của liên kết" in told
    assert found.paragraphs[1].style is not None
    assert found.paragraphs[1].style.name == "List Number"
    assert found.tables[0].cell(0, 1).text == "Trong bảng"
    assert found.sections[0].header.paragraphs[0].text == "Đầu trang"
    assert len(found.inline_shapes) == 1


def test_nothing_that_tells_or_runs_is_left() -> None:
    content = clean_docx(io.BytesIO(paper())).content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not [name for name, part in parts.items() if SECRET.encode() in part]
    assert not [name for name in parts if re.search("docProps|vba|embeddings|customXml|settings|comments", name)]
    assert not [name for name, part in parts.items() if b"External" in part or b"rsid" in part or b"w:author" in part]


def test_equal_papers_become_equal_bytes() -> None:
    received = paper()
    assert clean_docx(io.BytesIO(received)).content == clean_docx(io.BytesIO(received)).content


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04 and nothing more", with_part(b"", "readme.txt", b"a package, no paper"),
        with_part(b"", "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        with_part(b"", "word/document.xml", b"<w:document"),
    ],
)  # fmt: skip
def test_what_is_no_paper_is_refused(content: bytes) -> None:
    with pytest.raises(UnsafeFileError):
        clean_docx(io.BytesIO(content))


def test_a_package_that_unpacks_too_large_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 61_000_000)
    with pytest.raises(UnsafeFileError):
        clean_docx(io.BytesIO(target.getvalue()))
