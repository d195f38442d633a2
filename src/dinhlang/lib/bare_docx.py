"""Make a received .docx safe: a new package of the parts that make its pages look as they do, and nothing that runs.

What stays behind: macros, embedded objects, links to elsewhere, templates, comments, deleted text, who wrote and
changed what, and every part or element that is not named here. Pictures are decoded and encoded anew.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree as ET

MOST_PARTS = 400
MOST_UNPACKED = 60_000_000
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
KNOWN = frozenset((*PREFIXES.values(), XML, ""))
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# The kinds of parts that are kept, by the end of the name of their relation, with what they are called in the package.
KEPT = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
    "header": "header", "footer": "footer", "fontTable": "fontTable",
}  # fmt: skip
DROPPED_WORDS = (
    "object", "pict", "altChunk", "control", "del", "moveFrom", "commentRangeStart", "commentRangeEnd",
    "commentReference", "annotationRef", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange",
    "trPrChange", "tblGridChange", "numberingChange", "tblPrExChange", "delText", "subDoc", "attachedTemplate",
    "numPicBullet", "lvlPicBulletId", "proofErr", "permStart", "permEnd", "embedRegular", "embedBold", "embedItalic",
    "embedBoldItalic", "docPartObj", "rsid", "rsids",
)  # fmt: skip
DROPPED = frozenset(f"{{{W}}}{name}" for name in DROPPED_WORDS) | {
    f"{{{PREFIXES['a']}}}{name}" for name in ("hlinkClick", "hlinkHover")
}
REFERENCES = frozenset(f"{{{W}}}{name}" for name in ("headerReference", "footerReference"))
UNWRAPPED = frozenset(f"{{{W}}}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple"))
FIELD_CHARS = (f"{{{W}}}fldChar", f"{{{W}}}instrText")
PAGE_FIELD = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b[^\"]*", re.ASCII)
TELLING = re.compile(r"^(rsid\w*|author|date|initials)$")
PLACES = frozenset((f"{{{R}}}embed", f"{{{R}}}id", f"{{{R}}}link", f"{{{R}}}pict"))
PICTURE_ELEMENT = f"{{{W}}}drawing"


class BrokenPaperError(ValueError):
    """The package is broken, too large when unpacked, or no .docx."""


@dataclass
class _Package:
    """The package that is being made: its parts, and the kind of each."""

    source: zipfile.ZipFile
    picture: Callable[[BinaryIO], bytes]
    parts: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part of the received package; raises BrokenPaperError where it is not there."""
        try:
            return self.source.read(name)
        except KeyError as error:
            raise BrokenPaperError("a part is missing") from error


def bare_docx(source: BinaryIO, picture: Callable[[BinaryIO], bytes]) -> bytes:
    """Return the cleaned package; `picture` makes a safe JPEG of a picture or raises ValueError."""
    for prefix, space in PREFIXES.items():
        ET.register_namespace(prefix, space)
    try:
        with zipfile.ZipFile(source) as received:
            _require_small(received)
            made = _Package(received, picture)
            _take(made, "word/document.xml", "document.main")
    except (zipfile.BadZipFile, ET.ParseError, RuntimeError, EOFError) as error:
        raise BrokenPaperError(type(error).__name__) from error
    return _packed(made)


def _require_small(received: zipfile.ZipFile) -> None:
    """Raise BrokenPaperError for a package that unpacks to more than we take."""
    parts = received.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise BrokenPaperError("too large when unpacked")


def _take(package: _Package, name: str, kind: str) -> None:
    """Take a part with the parts that it refers to."""
    package.kinds[name] = kind
    kept, related = _related(package, name)
    root = _parsed(package.read(name))
    _clean(root, frozenset(kept))
    _plain_fields(root)
    package.parts[name] = _written(root)
    if kept:
        package.parts[_relations_of(name)] = _relations(kept)
    for other, other_kind in related:
        if other not in package.kinds:
            _take(package, other, other_kind)


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def _parsed(content: bytes) -> ET.Element:
    """Return the tree of a part; nothing of our kind declares entities, and what does is refused."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BrokenPaperError("declares entities")
    return ET.fromstring(content)  # noqa: S314 - entities are refused above


def _related(package: _Package, name: str) -> tuple[dict[str, tuple[str, str]], list[tuple[str, str]]]:
    """Return the relations of a part that stay (id: its kind and target), and the parts that come along."""
    kept: dict[str, tuple[str, str]] = {}
    parts: list[tuple[str, str]] = []
    if _relations_of(name) not in package.source.namelist():
        return kept, parts
    for one in _parsed(package.read(_relations_of(name))):
        kind = one.get("Type", "").rsplit("/", 1)[-1]
        if one.get("TargetMode") == "External" or not one.get("Id"):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), one.get("Target", "")).lstrip("/"))
        if kind in KEPT and target.startswith("word/") and target in package.source.namelist():
            kept[one.get("Id", "")] = (kind, posixpath.relpath(target, posixpath.dirname(name)))
            parts.append((target, KEPT[kind]))
        elif kind == "image" and (stored := _picture(package, target)):
            kept[one.get("Id", "")] = (kind, posixpath.relpath(stored, posixpath.dirname(name)))
    return kept, parts


def _picture(package: _Package, target: str) -> str:
    """Store a picture made anew and return its name, "" for one that is of no kind we take."""
    stored = f"word/media/{re.sub('[^A-Za-z0-9]', '', posixpath.splitext(posixpath.basename(target))[0])}.jpeg"
    if stored in package.parts:
        return stored
    try:
        package.parts[stored] = package.picture(io.BytesIO(package.read(target)))
    except ValueError:
        return ""
    return stored


def _clean(element: ET.Element, kept: frozenset[str]) -> None:
    """Take from an element and all below it what tells, runs or leads elsewhere."""
    for key in [
        key for key in element.attrib if _is_telling(key) or (key in PLACES and element.attrib[key] not in kept)
    ]:
        del element.attrib[key]
    for child in list(element):
        if not _stays(child, kept):
            element.remove(child)
        elif child.tag in UNWRAPPED:
            _clean(child, kept)
            place = list(element).index(child)
            element[place : place + 1] = list(child)
        else:
            _clean(child, kept)


def _stays(element: ET.Element, kept: frozenset[str]) -> bool:
    """Tell whether an element is of a kind that we know, shows something, and leads only to parts that are kept."""
    if not isinstance(element.tag, str) or _space(element.tag) not in KNOWN or element.tag in DROPPED:
        return False
    if element.tag in REFERENCES:
        return element.get(f"{{{R}}}id") in kept
    return element.tag != PICTURE_ELEMENT or _is_whole(element, kept)


def _is_telling(key: str) -> bool:
    space, name = _space(key), key.rsplit("}", 1)[-1]
    return space not in KNOWN or (space == W and bool(TELLING.match(name)))


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _is_whole(drawing: ET.Element, kept: frozenset[str]) -> bool:
    """Tell whether a drawing shows pictures that are kept, and nothing else."""
    blips = list(drawing.iter(f"{{{PREFIXES['a']}}}blip"))
    return bool(blips) and all(one.get(f"{{{R}}}embed") in kept for one in blips)


def _plain_fields(root: ET.Element) -> None:
    """Keep fields only where all of a part number pages; everywhere else what they showed last stands as text."""
    orders = [one.text or "" for one in root.iter(FIELD_CHARS[1])]
    if all(PAGE_FIELD.fullmatch(one) or not one.strip() for one in orders):
        return
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag in FIELD_CHARS]:
            parent.remove(child)


def _relations(kept: dict[str, tuple[str, str]]) -> bytes:
    root = ET.Element("Relationships", xmlns=f"{PACKAGE}/relationships")
    for name, (kind, target) in kept.items():
        ET.SubElement(root, "Relationship", Id=name, Type=f"{R}/{kind}", Target=target)
    return _written(root)


def _written(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _packed(made: _Package) -> bytes:
    """Return the package as bytes, equal for equal parts."""
    kinds = ET.Element("Types", xmlns=f"{PACKAGE}/content-types")
    for suffix, mime in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
        ("jpeg", "image/jpeg"),
    ):  # fmt: skip
        ET.SubElement(kinds, "Default", Extension=suffix, ContentType=mime)
    for name, kind in made.kinds.items():
        ET.SubElement(kinds, "Override", PartName=f"/{name}", ContentType=f"{MIME}{kind}+xml")
    first = {
        "[Content_Types].xml": _written(kinds),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (first | made.parts).items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
