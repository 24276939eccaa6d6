"""The two engines, each with the settings that make it safe."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

PRAGMAS = (
    "PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
    "PRAGMA journal_size_limit=67108864;"
)
# What SQLite must answer when it is asked; "memory" is the journal of a database that lives in memory, in tests.
SAFE_PRAGMAS = {
    "journal_mode": ("wal", "delete", "memory"),
    "synchronous": ("2",),
    "foreign_keys": ("1",),
    "recursive_triggers": ("1",),
    "trusted_schema": ("0",),
    "cell_size_check": ("1",),
    "mmap_size": ("0", ""),
}
WAIT = 20  # seconds a transaction waits for the one lock of SQLite
WEB_WAIT = 5  # seconds a reader waits in the browser, and a thread of the web with them
WAITS = "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite library is free of the WAL-reset fault.

    Source: fixed in 3.51.3 and carried back to 3.50.7 and 3.44.6.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def sqlite(file: Path, version: tuple[int, ...]) -> dict[str, Any]:
    """One file; every transaction takes the write lock at its start, so reading before writing is safe.

    A library with the WAL-reset fault gets a rollback journal: slower, and safe.
    """
    journal = "WAL" if wal_is_safe(version) else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT,
            "init_command": PRAGMAS.format(journal=journal),
        },
    }


def answer_soon(database: dict[str, Any]) -> None:
    """Let this process wait for SQLite's lock only as long as a person waits for a page; PostgreSQL knows its limits.

    Before the first connection is opened.
    """
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"]["timeout"] = WEB_WAIT


def postgresql(url: str) -> dict[str, Any]:
    """A server, reached by a postgresql:// address; READ COMMITTED, and nobody waits for ever."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname"),
        "USER": parts.get("user"),
        "PASSWORD": parts.get("password"),
        "HOST": parts.get("host"),
        "PORT": parts.get("port"),
        "OPTIONS": {"pool": True, "options": WAITS},
    }
