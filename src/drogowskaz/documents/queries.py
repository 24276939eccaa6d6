"""Readings of documents: by code for the check page, and those whose bytes are damaged."""

from collections.abc import Iterator

from . import codes, store
from .models import Issued, Upload


def by_code(typed: str) -> Issued | None:
    """The issued document that a person means by a typed code, however it is written; None if there is none."""
    code = codes.normalised(typed)
    return Issued.objects.filter(code=code).first() if code else None


def damaged() -> Iterator[Upload | Issued]:
    """Uploads and issued documents whose bytes are gone or changed, in the order they came."""
    for model in (Upload, Issued):
        for file in model._default_manager.order_by("pk").iterator():
            if not store.is_whole(file.sha256):
                yield file
