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

from tests.page import Page
from tests.web.access.asking import ROLES
from tests.web.access.world import World, a_world
from tests.web.test_access import ROWS
from tools.screenshots import WEIGHT, WIDTHS, Walk, judge, listen, with_axe

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.slow, pytest.mark.django_db]
GIVEN = "g"
FILES = {
    *(
        "live",
        "ready",
        "api:openapi-json",
        "api:cities",
        "api:goals",
        "api:hours",
        "api:certificates",
        "api:tools",
    ),
    *(
        "desk:journal_csv",
        "applications:export",
        "applications:attachment",
        "applications:copy",
        "participation:agreement_file",
    ),
    *("participation:agreement_text", "advisory:accounts_csv", "projects:evidence", "reports:download"),
    *(
        "plans:download",
        "certificates:download",
        "portal:cities_csv",
        "portal:cities_json",
        "portal:cities_geojson",
    ),
    *(
        "portal:milestones",
        "portal:evidence",
        "portal:report_pdf",
        "portal:plan_pdf",
        "portal:certificate_pdf",
    ),
    *(
        "portal:dataset_csv",
        "portal:dataset_csvw",
        "portal:dataset_json",
        "portal:sitemap_xml",
        "portal:robots",
    ),
}
PAGES = [row for row in ROWS if row.method == "GET" and GIVEN in row.own and row.name not in FILES]
PACKED = ("text/", "application/javascript", "image/svg")  # what a server sends compressed
PHOTOGRAPHS = ("image/jpeg", "image/png")


@pytest.fixture(scope="module")
def world(chromium, django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world of the access table; nothing of it is left afterwards."""
    with django_db_blocker.unblock(), translation.override("pl"), transaction.atomic():
        yield a_world(timezone.now())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def server(world) -> Iterator[LiveServer]:
    """A server that sees the world: it shares the connection of a database in memory."""
    running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def cookies(world, server):
    """For each person of the table who has signed in, what their browser keeps."""
    kept = {}
    for role, person in world.people.items():
        if person:
            client = Client()
            client.force_login(person, backend="drogowskaz.people.accounts.Backend")
            kept[role] = {"name": "session", "value": client.cookies["session"].value, "url": server.url}
    return kept


@pytest.fixture(scope="module")
def window(chromium):
    """A window for all who have signed in, one after another."""
    context = with_axe(chromium.new_context(locale="pl-PL", reduced_motion="reduce"))
    yield context
    context.close()


@pytest.fixture
def fresh(chromium):
    """A window that has seen nothing yet."""
    context = with_axe(chromium.new_context(locale="pl-PL", reduced_motion="reduce"))
    yield context
    context.close()


@pytest.mark.parametrize("row", [row for row in PAGES if row.own[0] != GIVEN], ids=str)
def test_a_page_of_the_workspace(row, world, server, window, cookies):
    role = ROLES[row.own.index(GIVEN)]
    window.clear_cookies()
    window.add_cookies([cookies[role]])

    look_at(window, server, reverse(row.name, kwargs=world.own.get(row.route)))


@pytest.mark.parametrize("row", [row for row in PAGES if row.own[0] == GIVEN], ids=str)
def test_a_public_page(row, world, server, fresh):
    assert look_at(fresh, server, reverse(row.name, kwargs=world.own.get(row.route))) <= WEIGHT


def look_at(window, server, address) -> int:
    """Make sure that a page is accessible, fits both widths and asks nobody else; gives the weight of what came."""
    walk = Walk("somebody", server.url, None)
    page = window.new_page()
    heard, answers = listen(page, server.url), []
    page.on("response", lambda answer: answers.append(answer))  # playwright wants a function

    answer = page.goto(server.url + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        judge(page, address, walk)
    weight = sum(weight_of(answer) for answer in answers)
    faults = Page(answer.text()).faults
    page.close()

    assert faults == []
    assert walk.found == []
    assert heard.foreign == []
    assert heard.errors == []
    return weight


def weight_of(answer) -> int:
    """Bytes of an answer as a server in front would send it."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith(PHOTOGRAPHS):
        return 0
    body = answer.body()
    return len(gzip.compress(body) if kind.startswith(PACKED) else body)
