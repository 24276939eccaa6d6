"""A look through a package of office software: a ZIP judged by its directory before anything in it is unpacked."""

import io
import xml.sax
import zipfile
import zlib
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax
from defusedxml import DefusedXmlException

from .suspicion import Suspicion

MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2000
MAX_RATIO = 100
SMALL = 1024 * 1024  # a part below this size may be packed as well as it likes
LOCAL_HEADER = 30  # bytes before the name of a part
MACROS = ("vbaproject", "activex", "/embeddings/")
MACRO_FOLDERS = ("basic/", "scripts/", "object ")


class _Relations(ContentHandler):
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        outside = attrs.get("TargetMode") == "External"
        if outside and not (attrs.get("Type") or "").endswith("/hyperlink"):
            raise Suspicion("outside")


def look_through(content: bytes, kind: str) -> None:
    """Read the whole package.

    Raises:
        Suspicion: it is damaged, packed to overflow, or holds macros, objects or relations to outside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _judge_directory(package.infolist(), kind)
            for part in package.infolist():
                _judge_part(package, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError):
        raise Suspicion("damaged") from None


def _judge_directory(parts: list[zipfile.ZipInfo], kind: str) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Suspicion("packed")
    if any(
        part.file_size > SMALL and part.file_size > MAX_RATIO * max(1, part.compress_size) for part in parts
    ):
        raise Suspicion("packed")
    if any(part.flag_bits & 1 for part in parts):
        raise Suspicion("password")
    end = 0
    for part in sorted(
        parts, key=lambda part: part.header_offset
    ):  # older zipfile opens overlaps without a word
        if part.header_offset < end:
            raise Suspicion("damaged")
        end = part.header_offset + LOCAL_HEADER + part.compress_size
    names = [part.filename for part in parts]
    climbing = any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names)
    if len(set(names)) != len(names) or climbing or MAIN_PART[kind] not in names:
        raise Suspicion("damaged")


def _judge_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    if any(word in name for word in MACROS) or name.startswith(MACRO_FOLDERS):
        raise Suspicion("macros")
    if not name.endswith((".xml", ".rels")):
        return
    handler = _Relations() if name.endswith(".rels") else ContentHandler()
    try:
        with package.open(part) as file:
            defusedxml.sax.parse(file, handler, forbid_dtd=True)
    except (xml.sax.SAXException, DefusedXmlException, LookupError, ValueError):
        raise Suspicion("damaged") from None
