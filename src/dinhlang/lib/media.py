"""Make received photos and PDFs safe: new pixels, no metadata, nothing that runs."""

import io
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 480
MOST_PAGES = 200
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF")
# What a PDF may carry that acts, hides or tells: dropped from the document and from every page.
ACTIVE_ROOT_KEYS = ("/Names", "/OpenAction", "/AA", "/AcroForm", "/Metadata", "/PieceInfo", "/Collection", "/AF")
ACTIVE_PAGE_KEYS = ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/AF")

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
    """Rewrite a PDF without information dictionary, XMP, attachments, scripts, forms and links."""
    try:
        with pikepdf.open(source) as document:
            if len(document.pages) > MOST_PAGES:
                raise UnsafeFileError("too many pages")
            _drop(document.Root, ACTIVE_ROOT_KEYS)
            _drop(document.trailer, ("/Info",))
            for page in document.pages:
                _drop(page.obj, ACTIVE_PAGE_KEYS)
            target = io.BytesIO()
            document.remove_unreferenced_resources()
            document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UnsafeFileError(type(error).__name__) from error
    return Cleaned(target.getvalue())


def _drop(holder: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
