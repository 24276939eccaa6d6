"""The upload guard: a file is parsed, not sniffed; what it does not understand, it refuses with a sentence."""

import math
import unicodedata
from collections.abc import Collection

from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drogowskaz.common.refusal import Refusal

from . import office, pdf, pictures
from .suspicion import Suspicion

MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
KINDS = tuple(MEDIA_TYPES)
OTHER_ENDINGS = {"jpeg": "jpg", "jpe": "jpg"}
LONGEST_STEM = 100


class FileRefused(Refusal):
    """The file cannot be taken; the sentence says why and what to do."""


def safe_name(name: str) -> str:
    """The label we keep of a person's file name: one line, no path, no control or direction marks; never a path."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, _dot, ending = name.rpartition(".")
    if not stem:
        stem, ending = ending, ""
    stem = stem[:LONGEST_STEM] or "plik"
    return f"{stem}.{ending[:10].lower()}" if ending else stem


def kind_of(name: str) -> str:
    """What a file says it is, by its ending: "pdf", "jpg"."""
    label = safe_name(name)
    ending = label.rpartition(".")[2] if "." in label else ""
    return OTHER_ENDINGS.get(ending, ending)


def listed(kinds: Collection[str]) -> str:
    """Kinds of files for people: "PDF, DOCX or JPG"."""
    words = [kind.upper() for kind in kinds]
    if len(words) == 1:
        return words[0]
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def _megabytes(size: int) -> str:
    tenths = math.ceil(size * 10 / MEGABYTE)
    return number_format(tenths / 10, 0 if tenths % 10 == 0 else 1)


def _what_may_come(kinds: tuple[str, ...], limit: int) -> str:
    return _("%(kinds)s, up to %(limit)s MB.") % {"kinds": listed(kinds), "limit": _megabytes(limit)}


def what_may_come(kinds: Collection[str], limit: int) -> str:
    """The hint under a file field, in the reader's language: "PDF, DOCX or JPG, up to 10 MB."."""
    return lazy(_what_may_come, str)(tuple(kinds), limit)


SENTENCES: dict[str, str | Promise] = {
    "damaged": gettext_lazy(
        "The file is damaged or is not what its name says. Open it, save it anew and send it again."
    ),
    "password": gettext_lazy("The file is protected with a password. Send a version without one."),
    "active": gettext_lazy(
        "The file contains a script, a form that sends data, or another file inside. Print it to PDF and send that."
    ),
    "macros": gettext_lazy(
        "The document contains macros or embedded objects. Save it as PDF and send the PDF."
    ),
    "outside": gettext_lazy(
        "The document fetches something from another address. Save it as PDF and send the PDF."
    ),
    "packed": gettext_lazy(
        "The document unpacks to far more than its size. Save it as PDF and send the PDF."
    ),
    "other": gettext_lazy(
        "The picture is of another kind than its name says. Save it as JPG or PNG and send it again."
    ),
}


def _refused(reason: str) -> FileRefused:
    if reason in SENTENCES:
        return FileRefused(SENTENCES[reason])
    if reason == "pages":
        return FileRefused(
            _("The file has more than %(count)s pages. Divide it into parts.") % {"count": pdf.MAX_PAGES}
        )
    return FileRefused(
        _("The picture has more than %(count)s million pixels. Make it smaller and send it again.")
        % {"count": pictures.MAX_PIXELS // 1_000_000}
    )


def checked(
    file: File[bytes], *, allowed: Collection[str] = KINDS, limit: int = LIMIT
) -> tuple[str, bytes, str]:
    """The label, the bytes to keep and the media type of a file that may be kept; pictures come stored anew.

    Raises:
        FileRefused: it may not be kept; the sentence says what to do.
    """
    name = safe_name(file.name or "")
    kind = kind_of(name)
    if kind not in allowed:
        raise FileRefused(
            _("Files of this kind are not accepted. Send %(kinds)s.") % {"kinds": listed(allowed)}
        )
    if file.size > limit:
        raise FileRefused(
            _("The file has %(size)s MB. Choose a file of up to %(limit)s MB.")
            % {"size": _megabytes(file.size), "limit": _megabytes(limit)}
        )
    file.seek(0)
    content = file.read(limit + 1)
    if not content:
        raise FileRefused(_("The file is empty. Choose another one."))
    try:
        if kind == "pdf":
            pdf.look_through(content)
        elif kind in pictures.FORMATS:
            content = pictures.bare(content, kind)
        else:
            office.look_through(content, kind)
    except Suspicion as suspicion:
        raise _refused(suspicion.reason) from suspicion
    return name, content, MEDIA_TYPES[kind]
