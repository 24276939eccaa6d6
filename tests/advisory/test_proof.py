"""Several processes at once: the guarded ledger holds, and the same run without the guard overspends.

They work on the database of the tests, on SQLite on a copy of it; `make prove-ledger` lets 32 loose on one of its own.
"""

import os
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from drogowskaz.advisory import proof
from drogowskaz.advisory.management.commands import prove_ledger
from tests.settings import ENGINE

OPTIONS = {"db": ENGINE, "processes": 3, "cities": 1}


def prove(guard, folder):
    """The figures of three processes that empty the same two accounts at once."""
    options = OPTIONS | {"guard": guard}
    proof.prepare(options["cities"], guarded=guard == "ledger", at=timezone.now())
    environment = prove_ledger.environment_in(folder)
    if connection.vendor == "sqlite":
        connection.cursor().execute(f"VACUUM INTO '{folder / 'drogowskaz.sqlite3'}'")
    else:
        server = urlsplit(os.environ["TEST_DATABASE_URL"])
        here = server._replace(path=f"/{connection.settings_dict['NAME']}")
        environment["DROGOWSKAZ_DATABASE_URL"] = urlunsplit(here)
    return prove_ledger.drained(environment, options)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_account_is_overspent_by_several_processes(tmp_path):
    figures = prove("ledger", tmp_path)

    assert (figures["overspent"], figures["booked"], figures["errors"]) == (0, figures["allowed"], 0)
    assert not any(figures["verify"].values())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_the_same_run_overspends(tmp_path):
    figures = prove("none", tmp_path)

    assert figures["overspent"] > 0
    assert figures["booked"] > figures["allowed"]


def test_an_unknown_guard_is_refused():
    with pytest.raises(CommandError):
        call_command("prove_ledger", "--guard=prayer")
