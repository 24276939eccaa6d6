"""Operators’ mistakes, said before they hurt: system checks with a hint."""

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from drogowskaz.advisory import triggers as of_the_ledger
from drogowskaz.documents import triggers as of_the_documents
from drogowskaz.people import triggers as of_the_journal
from drogowskaz.programmes.queries import editions_lacking_letters

from .databases import SAFE_PRAGMAS, wal_is_safe

FAR_AWAY = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs"}
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' UNION SELECT conname FROM pg_constraint",
}
KNOWN_SECRETS = ("django-insecure", "changeme", "change-me", "secret", "example", "test")
LEAST_VARIETY = 10


# --- What is set -------------------------------------------------------------------------------------


@register(Tags.security)
def nobody_public_sees_errors(**kwargs: Any) -> list[CheckMessage]:
    """DEBUG shows settings and source to everybody; it is for one's own machine."""
    if settings.DEBUG and not all(map(is_local, [_origin(), *_hosts()])):
        return [
            Error(
                "Errors would be shown to everybody: DROGOWSKAZ_DEBUG is on and the host is public.",
                hint="Remove DROGOWSKAZ_DEBUG.",
                id="drogowskaz.E001",
            )
        ]
    return []


@register(Tags.security)
def the_hosts_are_named(**kwargs: Any) -> list[CheckMessage]:
    """With any host allowed, letters could carry links to somebody else's address."""
    if "*" in settings.ALLOWED_HOSTS:
        return [
            Error(
                "DROGOWSKAZ_HOSTS allows every host.",
                hint="Name the hosts the site answers to, e.g. DROGOWSKAZ_HOSTS=programme.example.org.",
                id="drogowskaz.E002",
            )
        ]
    host = _origin()
    if not any(
        host == allowed or (allowed.startswith(".") and host.endswith(allowed)) for allowed in _hosts()
    ):
        return [
            Error(
                f"The public address {settings.ORIGIN} is not among the hosts the site answers to.",
                hint=f"Add {host} to DROGOWSKAZ_HOSTS, or correct DROGOWSKAZ_ORIGIN.",
                id="drogowskaz.E003",
            )
        ]
    return []


@register(Tags.security)
def the_secret_is_secret(**kwargs: Any) -> list[CheckMessage]:
    """Who knows or guesses the key can sign in as anybody."""
    secret = settings.SECRET_KEY
    if len(set(secret)) < LEAST_VARIETY or secret.lower().startswith(KNOWN_SECRETS):
        return [
            Error(
                "DROGOWSKAZ_SECRET_KEY can be guessed.",
                hint="Put 50 random characters into a file and name it in DROGOWSKAZ_SECRET_KEY_FILE.",
                id="drogowskaz.E004",
            )
        ]
    return []


@register(Tags.security)
def the_demo_is_no_real_site(**kwargs: Any) -> list[CheckMessage]:
    """In demo mode anybody may be anybody with one click; a public demo says so in its host name."""
    if settings.DEMO and not is_local(_origin()) and not _origin().startswith("demo."):
        return [
            Error(
                "Demo mode is on at a public address: anybody could enter as the programme office.",
                hint='Remove DROGOWSKAZ_DEMO. A public demonstration has a host name that begins with "demo.".',
                id="drogowskaz.E005",
            )
        ]
    return []


@register(Tags.security)
def the_public_address_is_encrypted(**kwargs: Any) -> list[CheckMessage]:
    """Without https, passwords travel open and cookies lose their protection."""
    if settings.ORIGIN.startswith("http://") and not is_local(_origin()):
        return [
            Error(
                f"The public address {settings.ORIGIN} is not encrypted.",
                hint="Put a proxy with a certificate in front, and set DROGOWSKAZ_ORIGIN to the https:// address.",
                id="drogowskaz.E006",
            )
        ]
    return []


@register(Tags.security)
def letters_can_leave(**kwargs: Any) -> list[CheckMessage]:
    """Without a mail server nobody is told anything."""
    if not settings.ENVIRONMENT.mail_url.get_secret_value() and not is_local(_origin()):
        return [
            Warning(
                "No mail server is set: letters stay in the log and nobody receives them.",
                hint="Set DROGOWSKAZ_MAIL_URL=smtp://user:password@host:587, best from a file.",
                id="drogowskaz.W001",
            )
        ]
    return []


def _origin() -> str:
    return urlsplit(settings.ORIGIN).hostname or ""


def _hosts() -> list[str]:
    return [host.strip("[]") for host in settings.ALLOWED_HOSTS]


def is_local(host: str) -> bool:
    """Say whether a host name or address can only be reached from this machine or a private network."""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


# --- Where the data lie -----------------------------------------------------------------------------


@register()
def the_key_is_readable_by_us_alone(**kwargs: Any) -> list[CheckMessage]:
    """A key that other accounts of the machine can read is no secret."""
    key = settings.DATA / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        return [
            Error(
                f"Other accounts of this machine can read {key.name} in the data folder.",
                hint="chmod 600 secret-key, and change it if the machine is shared.",
                id="drogowskaz.E007",
            )
        ]
    return []


@register()
def the_database_file_is_near(**kwargs: Any) -> list[CheckMessage]:
    """SQLite needs locks and memory maps that network file systems only pretend to have."""
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        return []
    kind = _file_system(settings.DATA, Path("/proc/self/mounts"))
    if kind in FAR_AWAY or kind.startswith("fuse."):
        return [
            Error(
                f"The data folder lies on a network file system ({kind}); SQLite would lose data there.",
                hint="Set DROGOWSKAZ_DATA to a folder on a local disk, or use PostgreSQL.",
                id="drogowskaz.E008",
            )
        ]
    return []


def _file_system(folder: Path, mounts: Path) -> str:
    """The kind of file system `folder` lies on, by the longest mount point above it; empty where it is unknown."""
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text().splitlines()]
    above = [(len(at), kind) for _, at, kind, *_ in lines if folder == Path(at) or Path(at) in folder.parents]
    return max(above)[1] if above else ""


# --- What the database says ---------------------------------------------------------------------------


@register(Tags.database)
def the_database_is_ours(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Ask the running database: library, settings, triggers."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            for question in QUESTIONS[connection.vendor]:
                found += question(connection)
        except DatabaseError as error:
            found.append(
                Error(
                    f"The database cannot be asked: {error}".rstrip(),
                    hint="Is the server running, and does DROGOWSKAZ_DATABASE_URL or DROGOWSKAZ_DATA point to it?",
                    id="drogowskaz.E009",
                )
            )
    return found


def library(connection: BaseDatabaseWrapper) -> Iterable[CheckMessage]:
    """The SQLite library, which older than 3.51.3 could lose a transaction when the log is reset."""
    version = ask(connection, "SELECT sqlite_version()")
    if not wal_is_safe(tuple(int(part) for part in version.split("."))):
        yield Warning(
            f"SQLite {version} has a fault in its write-ahead log; a rollback journal is used, safe but slower.",
            hint="Install the locked requirements: they bring a newer library (pysqlite3).",
            id="drogowskaz.W002",
        )


def pragmas(connection: BaseDatabaseWrapper) -> Iterable[CheckMessage]:
    """Every setting of SQLite, read back from the open connection."""
    for name, wanted in SAFE_PRAGMAS.items():
        answer = ask(connection, f"PRAGMA {name}")
        if answer not in wanted:
            yield Error(
                f"SQLite answers {name} = {answer}, which is not safe.",
                hint=f"It must be {' or '.join(wanted)}; somebody changed config/databases.py or the library.",
                id="drogowskaz.E010",
            )


def isolation(connection: BaseDatabaseWrapper) -> Iterable[CheckMessage]:
    """The isolation the ledger was proved under, and the promise that a commit is on disk."""
    for name, wanted in (("default_transaction_isolation", "read committed"), ("synchronous_commit", "on")):
        answer = ask(connection, f"SHOW {name}")
        if answer != wanted:
            yield Error(
                f"PostgreSQL answers {name} = {answer} instead of {wanted}.",
                hint=f"ALTER ROLE … SET {name} = '{wanted}';",
                id="drogowskaz.E011",
            )


def triggers(connection: BaseDatabaseWrapper) -> Iterable[CheckMessage]:
    """The triggers that keep the ledger and the journal; asked for once the migrations of their app are applied."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    for app, thing in (
        ("advisory", of_the_ledger),
        ("documents", of_the_documents),
        ("people", of_the_journal),
    ):
        if not applied.issuperset(loader.graph.leaf_nodes(app)):
            continue
        with connection.cursor() as cursor:
            cursor.execute(PRESENT[connection.vendor])
            lost = set(thing.TRIGGERS) - {str(row[0]) for row in cursor.fetchall()}
        if lost:
            yield Error(
                f"The database has lost triggers of {app}: {', '.join(sorted(lost))}.",
                hint="Stop the site, put them back from the backup or with the app's triggers.install, and find out"
                " what removed them: on SQLite, rebuilding a table does.",
                id="drogowskaz.E012",
            )


def letters(connection: BaseDatabaseWrapper) -> Iterable[CheckMessage]:
    """Editions older than the product, without a text for a letter it sends; people then get a plain one."""
    loader = MigrationLoader(connection)
    if not set(loader.applied_migrations).issuperset(loader.graph.leaf_nodes("programmes")):
        return
    for edition, keys in editions_lacking_letters():
        yield Warning(
            f"The edition {edition.slug} has no text for {len(keys)} letters: {', '.join(keys)}.",
            hint="Load the preset of this version again: drogowskaz preset load FOLDER --slug"
            f" {edition.slug}. It adds what is missing and changes nothing else.",
            id="drogowskaz.W003",
        )


def ask(connection: BaseDatabaseWrapper, sql: str) -> str:
    """The one answer to a question, as text."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


QUESTIONS: dict[str, tuple[Callable[[BaseDatabaseWrapper], Iterable[CheckMessage]], ...]] = {
    "sqlite": (library, pragmas, triggers, letters),
    "postgresql": (isolation, triggers, letters),
}
