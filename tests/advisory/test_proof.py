"""Many processes at once: the guarded ledger holds, and the same run without the guard overspends."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.settings import ENGINE

pytestmark = pytest.mark.slow


def prove(guard):
    out = StringIO()
    call_command("prove_ledger", db=ENGINE, guard=guard, processes=8, cities=3, stdout=out)
    return json.loads(out.getvalue())


def test_no_account_is_overspent_by_eight_processes():
    figures = prove("ledger")

    assert (figures["overspent"], figures["booked"], figures["errors"]) == (0, figures["allowed"], 0)


def test_without_the_guard_the_same_run_overspends():
    figures = prove("none")

    assert figures["overspent"] > 0
    assert figures["booked"] > figures["allowed"]


def test_an_unknown_guard_is_refused():
    with pytest.raises(CommandError):
        call_command("prove_ledger", "--guard=prayer")
