"""Files as telephones, scanners and attackers make them."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image, PngImagePlugin

PLACE = b"10.2435N-105.9722E"
SECRETS = (b"SECRETMAKER", b"SECRETXMP", b"SECRETCOMMENT", b"SECRETTAIL", PLACE)


def exif() -> Image.Exif:
    """Return what a telephone writes: its maker, a comment, where it stood."""
    made = Image.Exif()
    made[0x010F] = "SECRETMAKER"
    made[0x9286] = "SECRETCOMMENT"
    place = made.get_ifd(0x8825)
    place[1], place[2], place[0x1B] = "N", (10.0, 14.0, 36.6), PLACE
    return made


def photo(form: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a photo in a format of telephones with everything in it that tells something, and bytes after its end."""
    target = io.BytesIO()
    picture = Image.new("RGB", size, (200, 60, 30))
    told: dict[str, object] = {"exif": exif().tobytes()}
    if form == "JPEG":
        told |= {"comment": b"SECRETCOMMENT", "xmp": b"<x:xmpmeta>SECRETXMP</x:xmpmeta>"}
    elif form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "SECRETCOMMENT")
        text.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SECRETXMP</x:xmpmeta>")
        told["pnginfo"] = text
    else:
        told["xmp"] = b"<x:xmpmeta>SECRETXMP</x:xmpmeta>"
    picture.save(target, form, **told)
    return target.getvalue() + b"SECRETTAIL"


def paper() -> bytes:
    """Return a PDF that tells, acts and hides in every way we know of, with an earlier version of itself inside."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 100))
    page, name = made.pages[0], pikepdf.Name
    script = pikepdf.Dictionary(S=name.JavaScript, JS="app.alert('SECRETSCRIPT')")
    link = pikepdf.Dictionary(
        Type=name.Annot,
        Subtype=name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=name.URI, URI="http://SECRETLINK/"),
    )
    field = made.make_indirect(
        pikepdf.Dictionary(Type=name.Annot, Subtype=name.Widget, FT=name.Tx, T="SECRETFIELD", V="x", Rect=[0, 0, 9, 9])
    )
    picture = made.make_stream(photo("JPEG"))
    picture.Type, picture.Subtype, picture.Filter = name.XObject, name.Image, name.DCTDecode
    picture.Width, picture.Height, picture.ColorSpace, picture.BitsPerComponent = 64, 48, name.DeviceRGB, 8
    picture.Metadata = made.make_stream(b"<x:xmpmeta>SECRETXMP</x:xmpmeta>")
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.obj.Contents = made.make_stream(b"q 64 0 0 48 0 0 cm /Im0 Do Q")
    page.obj.Annots = made.make_indirect(pikepdf.Array([link, field]))
    page.obj.AA = pikepdf.Dictionary(O=script)
    page.obj.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.Dictionary(Private="SECRETMAKER"))
    outline = made.make_indirect(pikepdf.Dictionary(Title="SECRETOUTLINE", A=script))
    made.Root.Outlines = made.make_indirect(pikepdf.Dictionary(Type=name.Outlines, First=outline, Last=outline))
    made.Root.OpenAction = script
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    made.attachments["SECRETATTACHMENT.txt"] = b"SECRETATTACHMENT"
    made.docinfo["/Author"] = "SECRETAUTHOR"
    with made.open_metadata() as told:
        told["dc:creator"] = ["SECRETXMP"]
    target = io.BytesIO()
    made.save(target, compress_streams=False)
    return target.getvalue() + b"SECRETTAIL"


def png_of(width: int, height: int) -> bytes:
    """Return a tiny PNG that says that it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def swelling_paper(times: int) -> bytes:
    """Return a small whole PDF with one table of objects that unpacks to `times` megabytes of nothing."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 <</Type/Catalog/Pages 4 0 R>>")
    packed += b"".join(packer.compress(b" " * 1_000_000) for _ in range(times)) + packer.flush()
    body, places = b"%PDF-1.5\n", {}
    for number, words, stream in (
        (2, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d" % len(packed), packed),
        (4, b"/Type/Pages/Count 1/Kids[5 0 R]", b""),
        (5, b"/Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]/Resources<<>>", b""),
    ):
        places[number] = len(body)
        body += b"%d 0 obj\n<<%s>>\n" % (number, words)
        body += (b"stream\n%s\nendstream\n" % stream if stream else b"") + b"endobj\n"
    places[3] = len(body)
    rows = [(0, 0, 0), (2, 2, 0), *((1, places[number], 0) for number in (2, 3, 4, 5))]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    words = b"/Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d" % len(table)
    return body + b"3 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (words, table, places[3])


def archive() -> bytes:
    """Return a ZIP with a name that climbs."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("../../etc/x.html", "<script>1</script>")
    return target.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
