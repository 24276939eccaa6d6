"""The one way out for files: as a download, never shown or run inside our pages. The owner's page checks who may."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from . import store
from .guard import safe_name
from .models import Issued, Upload

PDF = "application/pdf"


def _download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=safe_name(name)) or ""
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def send(file: Upload | Issued) -> HttpResponse:
    """Answer with the stored bytes of an upload or an issued document, as a download under its name.

    The view that calls this has decided that the person may have the file.

    Raises:
        FileDamaged: the bytes are gone or changed; the person gets the sentence, not the bytes.
    """
    if isinstance(file, Upload):
        return _download(store.fetch(file.sha256), name=file.name, media_type=file.media_type)
    return send_pdf(file.sha256, name=f"{file.number} {file.title}.pdf".replace("/", "-"))


def download(pdf: bytes, *, name: str) -> HttpResponse:
    """Answer with a PDF made for this moment and stored nowhere, a draft for instance, as a download."""
    return _download(pdf, name=name, media_type=PDF)


def send_pdf(sha256: str, *, name: str) -> HttpResponse:
    """Answer with stored bytes of a PDF that is not issued, a proof for instance, as a download.

    Raises:
        FileDamaged: the bytes are gone or changed.
    """
    return download(store.fetch(sha256), name=name)
