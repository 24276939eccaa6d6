"""A look through a PDF: every object is visited, also those in object streams, where a search of bytes is blind."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pikepdf

from .suspicion import Suspicion

MAX_PAGES = 500
MAX_OBJECTS = 500_000
ACTIVE = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/RichMedia",
    "/Movie",
    "/Rendition",
    "/XFA",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
}


def look_through(content: bytes) -> None:
    """Read the whole file.

    Raises:
        Suspicion: it is damaged, locked, too long, or holds scripts, sending forms or files other than JSON.
    """
    if not content.startswith(b"%PDF-"):
        raise Suspicion("damaged")
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
            if document.is_encrypted:
                raise Suspicion("password")
            if len(document.pages) > MAX_PAGES:
                raise Suspicion("pages")
            _visit(document.trailer)
    except pikepdf.PasswordError:
        raise Suspicion("password") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Suspicion("damaged") from None


def _visit(trailer: pikepdf.Object) -> None:
    waiting: list[Any] = [trailer]
    seen: set[tuple[int, int]] = set()
    for _ in range(MAX_OBJECTS):
        if not waiting:
            return
        thing = waiting.pop()
        number = getattr(thing, "objgen", (0, 0))
        if number != (0, 0):
            if number in seen:
                continue
            seen.add(number)
        waiting.extend(_inside(thing))
    raise Suspicion("damaged")


def _inside(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.Array):
        yield from (value for value in thing if isinstance(value, pikepdf.Object))
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            if key in ACTIVE or (
                key in ("/S", "/Subtype") and isinstance(value, pikepdf.Name) and str(value) in ACTIVE
            ):
                raise Suspicion("active")
            if key == "/EF":
                _look_into_attachment(value)
            if isinstance(value, pikepdf.Object):
                yield value


def _look_into_attachment(files: Any) -> None:
    """Our own documents carry their facts as JSON and come back signed; nothing else may travel inside."""
    for _key, stream in files.items():
        try:
            json.loads(stream.read_bytes())
        except (ValueError, pikepdf.PdfError, AttributeError):
            raise Suspicion("active") from None
