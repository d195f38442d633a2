"""Take out of a JPEG or JPEG 2000 what is not picture, undecoded: pictures inside a PDF keep their quality."""

START, END, SCAN = 0xD8, 0xD9, 0xDA
RESTARTS = range(0xD0, 0xD8)
ALONE = frozenset([0x01, START, *RESTARTS])  # markers without a length
# JFIF and Adobe say how colours are meant. The others hold EXIF with the place, XMP, profiles, thumbnails, comments.
COLOUR_MARKERS = frozenset([0xE0, 0xEE])
SPEAKING_MARKERS = frozenset(range(0xE0, 0xF0)) - COLOUR_MARKERS | {0xFE}
BOX_HEAD, LONG_BOX_HEAD = 8, 16
SPEAKING_BOXES = frozenset([b"uuid", b"xml ", b"uinf", b"jp2i"])


class BrokenPictureError(ValueError):
    """The bytes are not the picture that they say they are."""


def bare_jpeg(picture: bytes) -> bytes:
    """Return a JPEG without comments and application data, ended at its end; raises BrokenPictureError."""
    if picture[:2] != b"\xff\xd8":
        raise BrokenPictureError("no JPEG")
    kept, at = [b"\xff\xd8"], 2
    while at + 1 < len(picture):
        if picture[at] != 0xFF:
            raise BrokenPictureError("no marker")
        marker = picture[at + 1]
        if marker == END:
            break
        if marker == 0xFF:
            at += 1
            continue
        after = at + 2 if marker in ALONE else at + 2 + _length(picture, at + 2)
        if marker == SCAN:
            after = _end_of_scan(picture, after)
        if marker not in SPEAKING_MARKERS:
            kept.append(picture[at:after])
        at = after
    return b"".join([*kept, b"\xff\xd9"])


def _length(picture: bytes, at: int) -> int:
    """Return the length of a segment, which counts itself."""
    length = int.from_bytes(picture[at : at + 2], "big")
    if length < 2:
        raise BrokenPictureError("no length")
    return length


def _end_of_scan(picture: bytes, at: int) -> int:
    """Return where the picture data of a scan ends: at the next marker that is no restart."""
    while True:
        at = picture.find(b"\xff", at)
        if at < 0 or at + 1 >= len(picture):
            return len(picture)
        if picture[at + 1] != 0 and picture[at + 1] not in RESTARTS:
            return at
        at += 2


def bare_jpeg2000(picture: bytes) -> bytes:
    """Return a JPEG 2000 file without its boxes of XML and application data; raises BrokenPictureError."""
    if picture[:4] == b"\xff\x4f\xff\x51":  # a bare codestream has no boxes
        return picture
    kept, at = [], 0
    while at < len(picture):
        length, kind = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(picture[at + 8 : at + LONG_BOX_HEAD], "big")
        length = length or len(picture) - at  # 0: to the end
        if length < BOX_HEAD:
            raise BrokenPictureError("no box")
        if kind not in SPEAKING_BOXES:
            kept.append(picture[at : at + length])
        at += length
    return b"".join(kept)
