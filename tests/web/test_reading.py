"""Reading changes nothing: what everybody may read answers while somebody else holds the database."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.web.access import public
from tests.web.access.world import World, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = [row for row in public.ROWS if row.method == "GET" and row.own[0] == "g" and row.route != "ready"]
READS = ("SELECT", "EXPLAIN", "WITH")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for all pages; nothing of it is left afterwards."""
    with django_db_blocker.unblock(), translation.override("pl"), transaction.atomic():
        yield a_world(timezone.now())
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_a_public_page_only_reads(world: World, row):
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(reverse(row.name, kwargs=world.own.get(row.route)))
        answer.close()

    assert answer.status_code == 200
    assert [query["sql"] for query in queries if not query["sql"].startswith(READS)] == []


def test_the_page_that_asks_whether_we_are_ready_writes_and_is_found_out():
    """The exception that shows that the test above can fail."""
    with CaptureQueriesContext(connection) as queries:
        Client().get(reverse("ready"))

    assert any(query["sql"].startswith("INSERT") for query in queries)
