"""The catalogue: filters that combine, and downloads of exactly what is shown."""

import csv
import io
import json

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drogowskaz.portal.forms import Filters
from drogowskaz.registers.models import City
from tests.builders.participation import a_participation
from tests.builders.programmes import an_edition

from .reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """Four cities: two of goal 11 and two of goal 3, in two voivodeships."""
    edition = an_edition(slug="edycja")
    for name, goal, region in (
        ("Łódka", 11, "10"),
        ("Modrzewiec", 11, "12"),
        ("Brzezina", 3, "10"),
        ("Żuraw", 3, "12"),
    ):
        participation = a_participation(name, edition=edition, theme_number=goal)
        City.objects.filter(pk=participation.city.pk).update(
            voivodeship=region, latitude=51.5, longitude=19.5
        )
    return edition


def _counted():
    return CaptureQueriesContext(connection)


def rows(client, query):
    return [row["city"] for row in json.loads(client.get(f"/miasta.json{query}").content)]


@pytest.mark.parametrize(
    ("query", "cities"),
    [
        ("", ["Brzezina", "Łódka", "Modrzewiec", "Żuraw"]),
        ("?cel=11", ["Łódka", "Modrzewiec"]),
        ("?woj=10", ["Brzezina", "Łódka"]),
        ("?cel=11&woj=10", ["Łódka"]),
        ("?q=LODKA", ["Łódka"]),
        ("?q=zuraw&cel=3&woj=12&stan=dopracowanie&sciezka=expert", ["Żuraw"]),
        ("?q=zuraw&cel=11", []),
        ("?stan=certyfikat", []),
        ("?sciezka=open-call", []),
        ("?cel=jedenaście", ["Brzezina", "Łódka", "Modrzewiec", "Żuraw"]),
    ],
)
def test_filters_combine(client, edition, query, cities):
    assert rows(client, query) == cities


@pytest.mark.parametrize("query", ["", "?cel=11", "?q=zzz", "?cel=11&woj=10&edycja=edycja"])
def test_every_form_of_the_list_has_the_same_cities(client, edition, query):
    shown = rows(client, query)

    table = csv.DictReader(io.StringIO(client.get(f"/miasta.csv{query}").content.decode()))
    points = json.loads(client.get(f"/miasta.geojson{query}").content)
    page = client.get(f"/miasta/{query}").context
    assert [row["city"] for row in table] == shown
    assert [one["properties"]["city"] for one in points["features"]] == shown
    assert [row.city for row, _goal in page["listed"]] == shown
    assert sorted(dot.label for dot in page["dots"] if not dot.off) == sorted(shown)


def test_a_filter_is_a_pill_that_removes_it(client, edition):
    page = client.get("/miasta/?cel=11&woj=10")

    assert page.context["pills"] == [
        ("?woj=10&edycja=edycja", "cel 11"),
        ("?cel=11&edycja=edycja", "łódzkie"),
    ]
    assert '<h2 id="h-found">1 miasto</h2>' in page.content.decode()


def test_an_empty_list_says_which_filters_to_remove(client, edition):
    text = words(client.get("/miasta/?cel=11&q=zuraw"))

    assert "Brak miast dla tych filtrów" in text
    assert 'href="?q=zuraw&edycja=edycja"' in text


def test_the_list_is_paged_by_ten_and_pages_keep_the_filters(client):
    edition = an_edition(slug="edycja")
    for number in range(11):
        a_participation(f"Miasto {number:02}", edition=edition)

    first, second = client.get("/miasta/?cel=11"), client.get("/miasta/?cel=11&strona=2")

    assert (len(first.context["listed"]), len(second.context["listed"])) == (10, 1)
    assert "?cel=11&strona=2" in words(first)


def test_filters_of_an_address_make_the_same_address():
    asked = QueryDict("q=park&cel=11&woj=10&stan=plan&sciezka=expert&edycja=edycja")

    assert Filters.read(asked, "").address() == f"?{asked.urlencode()}"


def test_the_map_has_a_dot_for_each_city_whose_place_is_known(client, edition):
    City.objects.filter(name="Żuraw").update(latitude=None, longitude=None)

    page = client.get("/miasta/?cel=11")

    assert sorted((dot.label, dot.off) for dot in page.context["dots"]) == [
        ("Brzezina", True),
        ("Modrzewiec", False),
        ("Łódka", False),
    ]
    points = json.loads(client.get("/miasta.geojson").content)["features"]
    assert [one["geometry"] for one in points if one["properties"]["city"] == "Żuraw"] == [None]


@pytest.mark.parametrize(
    "name",
    [
        "cities",
        "cities_csv",
        "cities_json",
        "cities_geojson",
        "home",
        "results",
        "goals",
        "data",
        "sitemap_xml",
    ],
)
def test_a_list_takes_as_many_queries_for_three_cities_as_for_one(client, name):
    edition = an_edition()
    a_participation("Pierwsze", edition=edition)
    address = reverse(f"portal:{name}")
    client.get(address)
    with _counted() as one:
        client.get(address)
    a_participation("Drugie", edition=edition, theme_number=3)
    a_participation("Trzecie", edition=edition)
    an_edition()

    with _counted() as three:
        client.get(address)

    assert len(three) == len(one)
