"""The deeds of the Office with editions, calls and roles."""

import pytest

from drogowskaz.programmes import queries
from drogowskaz.programmes.lifecycle import EditionState
from tests.builders.programmes import NOW, a_call, an_edition

pytestmark = pytest.mark.django_db


def test_a_call_is_open_for_its_time():
    call = a_call()

    assert call.edition.state == EditionState.RUNNING
    assert queries.currently_open_call(NOW) == call
    assert queries.currently_open_call(call.closes_at) is None


def test_parts_read_back():
    edition = an_edition()

    assert queries.rule_set(edition).version == "FR-1.0"
