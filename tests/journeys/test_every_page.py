"""Every page of the product in Chromium, at 1280 and at 390 px, as the first person who is given it.

The pages are those of the access table, which knows every route and an object for each; so none is left out here.
`make prove-pages` walks the demo of 104 cities as everybody, and once more without JavaScript.
"""

import gzip
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.live_server_helper import LiveServer

from tests.page import CheckedClient
from tests.web.access.asking import ROLES, Row
from tests.web.access.world import World, a_world
from tests.web.test_access import ROWS
from tools.screenshots import WEIGHT, WIDTHS, Walk, judge, listen

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]
GIVEN = "g"
PAGES = [row for row in ROWS if row.method == "GET" and GIVEN in row.own]
PACKED = ("text/", "application/javascript", "image/svg")  # what a server sends compressed


@pytest.fixture(scope="module")
def world(chromium, django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world of the access table; nothing of it is left afterwards."""
    with django_db_blocker.unblock(), translation.override("pl"), transaction.atomic():
        yield a_world(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world) -> dict[str, Client]:
    """A client for each person of the table."""
    found = {}
    for role, person in world.people.items():
        found[role] = CheckedClient()
        if person:
            found[role].force_login(person, backend="drogowskaz.people.accounts.Backend")
    return found


@pytest.fixture(scope="module")
def server(world) -> Iterator[LiveServer]:
    """A server that sees the world: it shares the connection of a database in memory."""
    running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def windows(chromium, server, clients):
    """A window for each person."""
    opened = {}
    for role, client in clients.items():
        opened[role] = chromium.new_context(locale="pl-PL", reduced_motion="reduce")
        if "session" in client.cookies:
            cookie = {"name": "session", "value": client.cookies["session"].value, "url": server.url}
            opened[role].add_cookies([cookie])
    yield opened
    for window in opened.values():
        window.close()


def address_of(row: Row, world: World) -> str:
    return reverse(row.name, kwargs=world.own.get(row.route))


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_a_page_is_accessible_fits_and_is_on_its_own(row, world, clients, windows, server):
    role, address = ROLES[row.own.index(GIVEN)], address_of(row, world)
    if not clients[role].get(address)["Content-Type"].startswith("text/html"):
        pytest.skip("a file")
    walk = Walk(role, server.url, None)
    page = windows[role].new_page()
    heard = listen(page, server.url)

    page.goto(server.url + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page, address, walk)
    page.close()

    assert walk.found == []
    assert heard.foreign == []
    assert heard.errors == []


@pytest.mark.parametrize("row", [row for row in PAGES if row.own[0] == GIVEN], ids=str)
def test_the_first_load_of_a_public_page_is_light(row, world, clients, chromium, server):
    address = address_of(row, world)
    if not clients["anyone"].get(address)["Content-Type"].startswith("text/html"):
        pytest.skip("a file")
    window = chromium.new_context(locale="pl-PL")
    page = window.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # playwright wants a function

    page.goto(server.url + address, wait_until="networkidle")
    weight = sum(
        len(gzip.compress(answer.body()) if kind_of(answer).startswith(PACKED) else answer.body())
        for answer in answers
        if not kind_of(answer).startswith(("image/jpeg", "image/png"))
    )
    window.close()

    assert weight <= WEIGHT


def kind_of(answer) -> str:
    return answer.headers.get("content-type", "")
