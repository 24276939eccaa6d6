"""Operators' mistakes are said before they hurt; each check is also shown to fail."""

import pytest
from django.conf import settings as conf
from django.core.checks import run_checks
from django.db import connection

from drogowskaz.advisory import triggers as of_the_ledger
from drogowskaz.config import checks, databases
from drogowskaz.documents import triggers as of_the_documents
from drogowskaz.people import triggers as of_the_journal

SQLITE = "sqlite" in conf.DATABASES["default"]["ENGINE"]
PUBLIC = {"ORIGIN": "https://programme.example.org", "ALLOWED_HOSTS": ["programme.example.org"]}


def ids(found):
    return [message.id for message in found]


def ours(**kwargs):
    return [message.id for message in run_checks(**kwargs) if (message.id or "").startswith("drogowskaz.")]


@pytest.mark.django_db
def test_the_installation_of_the_tests_is_in_order():
    assert ours(databases=["default"]) == []


def test_debug_is_for_ones_own_machine(settings):
    settings.DEBUG = True
    settings.ORIGIN, settings.ALLOWED_HOSTS = "http://localhost:8000", ["localhost", "127.0.0.1", "[::1]"]
    assert ids(checks.nobody_public_sees_errors()) == []

    settings.ALLOWED_HOSTS = ["localhost", "programme.example.org"]
    assert ids(checks.nobody_public_sees_errors()) == ["drogowskaz.E001"]

    settings.DEBUG = False
    assert ids(checks.nobody_public_sees_errors()) == []


def test_hosts_are_named_one_by_one(settings):
    settings.ORIGIN, settings.ALLOWED_HOSTS = "https://programme.example.org", ["*"]

    assert ids(checks.the_hosts_are_named()) == ["drogowskaz.E002"]


@pytest.mark.parametrize(
    ("hosts", "found"),
    [
        (["programme.example.org"], []),
        ([".example.org"], []),
        (["other.example.org"], ["drogowskaz.E003"]),
    ],
)
def test_the_public_address_is_among_the_hosts(settings, hosts, found):
    settings.ORIGIN, settings.ALLOWED_HOSTS = "https://programme.example.org", hosts

    assert ids(checks.the_hosts_are_named()) == found


@pytest.mark.parametrize(
    "secret", ["x" * 60, "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz0123", "ab" * 30]
)
def test_a_secret_that_can_be_guessed_is_refused(settings, secret):
    settings.SECRET_KEY = secret

    assert ids(checks.the_secret_is_secret()) == ["drogowskaz.E004"]


@pytest.mark.parametrize(
    ("demo", "origin", "found"),
    [
        (True, "http://localhost:8000", []),
        (True, "http://192.168.1.7:8000", []),
        (True, "https://demo.example.org", []),
        (True, "https://programme.example.org", ["drogowskaz.E005"]),
        (False, "https://programme.example.org", []),
    ],
)
def test_a_demo_is_recognisable_where_it_is_public(settings, demo, origin, found):
    settings.DEMO, settings.ORIGIN = demo, origin

    assert ids(checks.the_demo_is_no_real_site()) == found


def test_a_public_site_is_encrypted_and_sends_letters(settings):
    settings.ORIGIN = "http://programme.example.org"
    assert ids(checks.the_public_address_is_encrypted()) == ["drogowskaz.E006"]

    settings.ORIGIN = "https://programme.example.org"
    assert ids(checks.the_public_address_is_encrypted()) == []
    assert ids(checks.letters_can_leave()) == ["drogowskaz.W001"]


def test_a_key_that_others_can_read_is_found(settings, tmp_path):
    settings.DATA = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("x")

    key.chmod(0o600)
    assert ids(checks.the_key_is_readable_by_us_alone()) == []
    key.chmod(0o640)
    assert ids(checks.the_key_is_readable_by_us_alone()) == ["drogowskaz.E007"]


def test_the_longest_mount_point_tells_the_file_system(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path}/far nfs4 rw 0 0\n")

    assert checks._file_system(tmp_path / "near", mounts) == "ext4"
    assert checks._file_system(tmp_path / "far" / "data", mounts) == "nfs4"
    assert checks._file_system(tmp_path, tmp_path / "no such file") == ""


@pytest.mark.skipif(not SQLITE, reason="asks SQLite")
def test_a_database_on_a_network_folder_is_refused(settings, monkeypatch):
    monkeypatch.setattr(checks, "_file_system", lambda folder, mounts: "nfs4")

    assert ids(checks.the_database_file_is_near()) == ["drogowskaz.E008"]


@pytest.mark.django_db
@pytest.mark.skipif(not SQLITE, reason="asks SQLite")
def test_a_pragma_that_was_not_taken_is_found(monkeypatch):
    assert ids(checks.pragmas(connection)) == []

    monkeypatch.setitem(checks.SAFE_PRAGMAS, "synchronous", ("3",))
    assert ids(checks.pragmas(connection)) == ["drogowskaz.E010"]


@pytest.mark.django_db
@pytest.mark.skipif(not SQLITE, reason="asks SQLite")
def test_an_old_library_is_warned_of(monkeypatch):
    assert ids(checks.library(connection)) == []

    monkeypatch.setattr(checks, "wal_is_safe", lambda version: databases.wal_is_safe((3, 40, 1)))
    assert ids(checks.library(connection)) == ["drogowskaz.W002"]


@pytest.mark.django_db
@pytest.mark.skipif(SQLITE, reason="asks PostgreSQL")
def test_another_isolation_is_refused():
    assert ids(checks.isolation(connection)) == []

    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_isolation = 'repeatable read'")
    assert ids(checks.isolation(connection)) == ["drogowskaz.E011"]
    with connection.cursor() as cursor:
        cursor.execute("RESET default_transaction_isolation")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "thing", [of_the_ledger, of_the_documents, of_the_journal], ids=["ledger", "documents", "journal"]
)
def test_lost_triggers_are_found_by_name(thing):
    assert list(checks.triggers(connection)) == []

    thing.remove(connection)

    (found,) = checks.triggers(connection)
    assert found.id == "drogowskaz.E012"
    assert found.msg.endswith(f": {', '.join(sorted(thing.TRIGGERS))}.")


@pytest.mark.django_db
def test_nobody_asks_for_triggers_before_the_migrations():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")
    of_the_ledger.remove(connection)

    assert list(checks.triggers(connection)) == []
