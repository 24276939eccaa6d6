"""Who gets which page: every route, every role, own and foreign objects. The tables stand in access/."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.settings import ENGINE, THOROUGH
from tests.web.access import (
    accounts,
    acting,
    advice,
    applications,
    asking,
    desk,
    office,
    participations,
    plan_and_certificates,
    projects,
    public,
    reports,
)
from tests.web.access.asking import Row
from tests.web.access.world import World, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AREAS = (
    desk,
    office,
    applications,
    acting,
    participations,
    advice,
    projects,
    reports,
    plan_and_certificates,
    public,
    accounts,
)
ROWS = [row for area in AREAS for row in area.ROWS]
WITH_OBJECT = [row for row in ROWS if row.foreign != "-"]
FOR_READING = [
    row for row in public.ROWS if row.method == "GET" and row.own[0] == "g" and row.route != "ready"
]
READS = ("SELECT", "EXPLAIN", "WITH")
PEOPLE_OF_ALL_SIDES = ("coordinator", "office", "guardian")
# Who may is answered by queries and policies, which are tested on both engines in their apps; here SQLite asks
# everybody. PostgreSQL is asked for each page by a few, because a page may send it what only SQLite takes.
EVERYBODY = ENGINE == "sqlite" or THOROUGH
ASKED = asking.ROLES if EVERYBODY else ("anyone", *PEOPLE_OF_ALL_SIDES)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for all rows; nothing of it is left afterwards."""
    with django_db_blocker.unblock(), translation.override("pl"), transaction.atomic():
        built = a_world(timezone.now())
        gc.freeze()  # so many things that stay need not be looked through again and again
        yield built
        gc.unfreeze()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world, django_db_blocker) -> dict[str, Client]:
    """A browser for each person, signed in once."""
    found = {}
    with django_db_blocker.unblock():
        for role in asking.ROLES:
            found[role] = Client()
            if person := world.people[role]:
                found[role].force_login(person)
    return found


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_own_page(world: World, clients: dict[str, Client], row: Row):
    assert asking.own(clients, world, row, ASKED) == asking.before(row.own, ASKED)


@pytest.mark.skipif(not EVERYBODY, reason="asked on sqlite")
@pytest.mark.parametrize("row", WITH_OBJECT, ids=str)
def test_a_foreign_page_is_as_good_as_none(world: World, clients: dict[str, Client], row: Row):
    """404, the very page that something unknown gets; where the table says otherwise, it is public or asked of all."""
    said, telling = asking.foreign_and_unknown(clients, world, row, PEOPLE_OF_ALL_SIDES)

    assert (said, telling) == (row.before_foreign, [])


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "POST"], ids=str)
def test_a_body_of_no_bytes_is_never_our_fault(world: World, clients: dict[str, Client], row: Row):
    arguments = world.own.get(row.route)
    answers = [asking.ask(clients, role, row, arguments, {}) for role in ("coordinator", "office2")]

    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


@pytest.mark.parametrize("row", FOR_READING, ids=str)
def test_a_public_page_only_reads(world: World, row: Row):
    """It answers while somebody else holds the database."""
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(reverse(row.name, kwargs=world.own.get(row.route)))
        b"".join(answer)  # what comes in pieces asks while it comes

    assert answer.status_code == 200
    assert [query["sql"] for query in queries if not query["sql"].startswith(READS)] == []


def test_the_page_that_asks_whether_we_are_ready_writes_and_is_found_out():
    """The exception that shows that the test above can fail."""
    with CaptureQueriesContext(connection) as queries:
        Client().get(reverse("ready"))

    assert any(query["sql"].startswith("INSERT") for query in queries)


def test_every_route_is_in_the_table():
    assert {row.name for row in ROWS} == asking.every_route()


def test_every_row_says_something_of_every_role():
    assert [str(row) for row in ROWS if len(row.own) != len(asking.ROLES)] == []
    assert len({str(row) for row in ROWS}) == len(ROWS)


def test_every_route_with_an_object_has_an_own_and_a_foreign_one(world: World):
    named = {row.route for row in WITH_OBJECT}

    assert named - set(world.own) == set()
    assert {route for route in named if world.own[route] == world.foreign[route]} == SHARED


# Things of the whole installation: there is one for everybody.
SHARED = {
    "portal:chapter",
    "portal:goal",
    "portal:tool",
    "portal:news_item",
    "portal:dataset_csv",
    "portal:dataset_csvw",
    "portal:dataset_json",
}
