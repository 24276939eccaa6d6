"""The connection that runs is the safe one."""

import pytest
from django.conf import settings
from django.db import connection

from drogowskaz.config import databases


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_only_where_its_fault_is_mended(tmp_path, version, safe):
    assert databases.wal_is_safe(version) is safe
    journal = "WAL" if safe else "DELETE"
    assert f"journal_mode={journal};" in databases.sqlite(tmp_path / "x", version)["OPTIONS"]["init_command"]


def test_a_write_transaction_takes_the_lock_at_its_start(tmp_path):
    assert databases.sqlite(tmp_path / "x", (3, 53, 0))["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_web_waits_for_the_lock_as_long_as_a_person_and_the_worker_longer(tmp_path):
    database = databases.sqlite(tmp_path / "x", (3, 53, 0))
    assert database["OPTIONS"]["timeout"] == 20

    databases.answer_soon(database)

    assert database["OPTIONS"]["timeout"] == 5
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_on_postgresql_the_web_waits_as_the_server_is_told():
    database = databases.postgresql("postgresql://me@db.example.org/drogowskaz")
    before = dict(database["OPTIONS"])

    databases.answer_soon(database)

    assert database["OPTIONS"] == before


def test_an_address_of_postgresql_is_taken_apart():
    parts = databases.postgresql("postgresql://me:secret@db.example.org:5433/drogowskaz")

    assert [parts[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me",
        "secret",
        "db.example.org",
        "5433",
        "drogowskaz",
    ]


@pytest.mark.django_db
@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="asks SQLite")
def test_sqlite_answers_with_the_settings_that_were_asked_for():
    asked = ("synchronous", "foreign_keys", "recursive_triggers", "trusted_schema", "cell_size_check")
    with connection.cursor() as cursor:
        answers = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}

    assert answers == {
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


@pytest.mark.django_db
@pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="asks PostgreSQL")
def test_nobody_waits_for_ever_on_postgresql():
    asked = (
        "default_transaction_isolation",
        "lock_timeout",
        "statement_timeout",
        "idle_in_transaction_session_timeout",
    )
    with connection.cursor() as cursor:
        answers = {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in asked}

    assert answers == {
        "default_transaction_isolation": "read committed",
        "lock_timeout": "3s",
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "30s",
    }
