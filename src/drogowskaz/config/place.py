"""The data folder of an installation, made ready before the settings are read."""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

KEY_FILE = "secret-key"
DEFAULT_PORT = "8000"


def data_folder(environ: MutableMapping[str, str]) -> Path:
    """Where this installation keeps its data."""
    return Path(environ.get("DROGOWSKAZ_DATA") or "var")


def prepare(environ: MutableMapping[str, str]) -> None:
    """Make the data folder and its secret key, where they are not there yet, and say where the site will answer."""
    folder = data_folder(environ)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _key_is_given(environ):
        key = folder / KEY_FILE
        if not key.exists():
            _write_key(key)
        use_kept_key(environ)
    environ.setdefault("DROGOWSKAZ_ORIGIN", f"http://localhost:{environ.get('PORT') or DEFAULT_PORT}")


def use_kept_key(environ: MutableMapping[str, str]) -> None:
    """Name the key that lies in the data folder, unless the operator has given one."""
    key = data_folder(environ) / KEY_FILE
    if not _key_is_given(environ) and key.exists():
        environ["DROGOWSKAZ_SECRET_KEY_FILE"] = str(key)


def _key_is_given(environ: MutableMapping[str, str]) -> bool:
    return "DROGOWSKAZ_SECRET_KEY" in environ or "DROGOWSKAZ_SECRET_KEY_FILE" in environ


def _write_key(key: Path) -> None:
    """Write a new key that only we can read; of two starts at once, both use the first one's."""
    draft = key.with_name(f".{KEY_FILE}-{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, key)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
