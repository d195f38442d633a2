"""Make received photos, PDFs and .docx safe: new pixels, no metadata, nothing that runs."""

import io
import zlib
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from dinhlang.lib.bare_docx import BrokenPaperError, bare_docx
from dinhlang.lib.bare_pictures import BrokenPictureError, bare_jpeg, bare_jpeg2000

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 480
MOST_PAGES = 200
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF")
MOST_PDF_BYTES = 40_000_000
# A new document takes only what makes the pages look as they do: everything else of the received one stays behind
# (information, XMP, scripts, attachments, links, forms, outlines, earlier versions, bytes after the end).
PAGE_KEYS = frozenset(
    ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
)  # fmt: skip
TELLING_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Alternates")

BARE = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg2000}
pillow_heif.register_heif_opener()


class UnsafeFileError(ValueError):
    """The file is broken, too large when unpacked, or not of a kind we take."""


@dataclass(frozen=True)
class Cleaned:
    """A re-encoded file: its bytes, a small picture of it (photos), and its size in pixels."""

    content: bytes
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None


def clean_photo(source: BinaryIO) -> Cleaned:
    """Decode a photo, turn it upright, copy its pixels and encode them anew as JPEG; raises UnsafeFileError.

    A plain re-save keeps the JPEG comment; a new image of the same pixels keeps nothing.
    """
    try:
        with Image.open(source, formats=PHOTO_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnsafeFileError("too many pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnsafeFileError(str(type(error).__name__)) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels = Image.new("RGB", upright.size)
    pixels.paste(upright)
    small = pixels.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Cleaned(_jpeg(pixels), _jpeg(small), pixels.width, pixels.height)


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=82, optimize=True, progressive=True)
    return target.getvalue()


def clean_pdf(source: BinaryIO) -> Cleaned:
    """Build a new PDF of the looks of the pages alone, its pictures without what they tell; raises UnsafeFileError."""
    try:
        with pikepdf.open(source) as received, pikepdf.new() as made:
            if not 0 < len(received.pages) <= MOST_PAGES:
                raise UnsafeFileError("no pages, or too many")
            for page in received.pages:
                _keep_only(page.obj, PAGE_KEYS)
                made.pages.append(page)
            for one in made.objects:
                if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
                    _quieten(one)
            target = io.BytesIO()
            made.remove_unreferenced_resources()
            made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, BrokenPictureError, zlib.error) as error:
        raise UnsafeFileError(type(error).__name__) from error
    if target.tell() > MOST_PDF_BYTES:
        raise UnsafeFileError("too large when unpacked")
    return Cleaned(target.getvalue())


def clean_docx(source: BinaryIO) -> Cleaned:
    """Build a new .docx of what makes its pages look as they do, its pictures decoded; raises UnsafeFileError."""
    try:
        made = bare_docx(source, lambda picture: clean_photo(picture).content)
    except BrokenPaperError as error:
        raise UnsafeFileError(str(error)) from error
    return Cleaned(made)


def _keep_only(holder: pikepdf.Object, keys: frozenset[str]) -> None:
    for key in set(holder.keys()) - keys:
        del holder[key]


def _quieten(one: pikepdf.Object) -> None:
    """Take from an object what tells where it comes from; a picture loses what its camera wrote into it."""
    for key in TELLING_KEYS:
        if key in one:
            del one[key]
    if not isinstance(one, pikepdf.Stream) or one.get("/Subtype") != "/Image":
        return
    filters = one.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names[-1:] and names[-1] in BARE:
        parameters = one.get("/DecodeParms")
        if isinstance(parameters, pikepdf.Array):
            parameters = parameters[-1] if len(parameters) else None
        known = parameters if isinstance(parameters, pikepdf.Dictionary) else None
        one.write(BARE[names[-1]](_picture(one, names[:-1])), filter=pikepdf.Name(names[-1]), decode_parms=known)


def _picture(one: pikepdf.Stream, packed: list[str]) -> bytes:
    """Return the bytes of a picture as its camera made them; raises UnsafeFileError when they are packed strangely."""
    if packed not in ([], ["/FlateDecode"]):
        raise UnsafeFileError("strangely packed")
    raw = one.read_raw_bytes()
    if not packed:
        return raw
    unpacker = zlib.decompressobj()
    made = unpacker.decompress(raw, MOST_PDF_BYTES)
    if unpacker.unconsumed_tail:
        raise UnsafeFileError("too large when unpacked")
    return made
