"""A fingerprint of the shipped files: the same as last time means nothing has to be prepared again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(folders: Iterable[Path]) -> str:
    """Sum up place, size and time of every file in `folders`; a folder that is not there has no files."""
    seen = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                facts = file.stat()
                seen.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
