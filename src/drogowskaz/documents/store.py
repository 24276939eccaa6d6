"""The store: bytes under their SHA-256, written once, checked at each reading."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.refusal import Refusal

HASH = re.compile(r"[0-9a-f]{64}")


class FileDamaged(Refusal):
    """The stored bytes are gone or no longer those that were stored."""

    message = _(
        "This file has been damaged or lost, so it is not shown. Tell the programme office; they keep a backup."
    )


def place(sha256: str) -> Path:
    """Where the bytes with this hash lie: two digits name the folder, the others the file.

    Raises:
        ValueError: it is not a SHA-256 in lower-case hexadecimal digits.
    """
    if not HASH.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return Path(settings.FILES) / sha256[:2] / sha256[2:]


def _whole(path: Path, sha256: str) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def keep(content: bytes) -> str:
    """Store the bytes and give back their SHA-256; safe on the disk when this returns.

    The same bytes are stored once; a damaged copy is mended.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = place(sha256)
    if _whole(path, sha256) is not None:
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(waiting).replace(path)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return sha256


def fetch(sha256: str) -> bytes:
    """The bytes with this hash, exactly as they were stored.

    Raises:
        FileDamaged: they are gone, or have been changed behind our back.
    """
    content = _whole(place(sha256), sha256)
    if content is None:
        raise FileDamaged
    return content


def is_whole(sha256: str) -> bool:
    """Whether the bytes with this hash are there and unchanged."""
    return _whole(place(sha256), sha256) is not None
