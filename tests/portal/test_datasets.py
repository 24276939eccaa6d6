"""Open data: declared once, the same by every door, and safe to open in a spreadsheet."""

import csv
import io
import json
from dataclasses import fields

import pytest
from django.urls import reverse

from drogowskaz.participation.models import Participation
from drogowskaz.portal.datasets import DATASETS
from drogowskaz.registers.models import City
from tests.builders.participation import a_participation
from tests.builders.portal import a_news_item
from tests.builders.toolbox import a_tool


@pytest.mark.django_db
def test_a_city_cannot_put_a_formula_into_the_download(client):
    participation = a_participation("Modrzewiec")
    City.objects.filter(pk=participation.city.pk).update(name='=HYPERLINK("https://example.org")')
    Participation.objects.filter(pk=participation.pk).update(project_title="+cmd|' /C calc'!A0")

    for address in ("/miasta.csv", "/dane/cities.csv"):
        (row,) = csv.DictReader(io.StringIO(client.get(address).content.decode()))
        assert (row["city"][:2], row["project"][:2]) == ("'=", "'+")


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_every_column_is_explained(dataset):
    assert [column.name for column in dataset.columns] == [field.name for field in fields(dataset.record)]
    assert all(
        column.description and column.type in {"str", "int", "float", "bool", "date"}
        for column in dataset.columns
    )
    assert dataset.record.__doc__


@pytest.mark.django_db
@pytest.mark.parametrize("slug", DATASETS)
def test_the_api_gives_the_rows_of_the_dataset(client, slug):
    a_participation("Łódka")
    a_tool()

    api = json.loads(client.get(reverse(f"api:{slug}")).content)
    download = json.loads(client.get(f"/dane/{slug}.json").content)

    assert api == download
    assert list(csv.DictReader(io.StringIO(DATASETS[slug].as_csv()))) != [] or slug == "certificates"


def test_the_description_of_a_csv_names_its_columns_types_and_licence():
    described = DATASETS["cities"].as_csvw("https://example.org/cities.csv")

    columns = {column["name"]: column["datatype"] for column in described["tableSchema"]["columns"]}
    assert (columns["teryt"], columns["population"], columns["withdrawn_on"], columns["invented"]) == (
        "string",
        "integer",
        "date",
        "boolean",
    )
    assert described["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    goals = DATASETS["goals"].as_csvw("")["tableSchema"]["columns"]
    assert [column["separator"] for column in goals if column["name"] == "guardians"] == ["; "]


def test_the_api_describes_itself_and_has_no_page_with_scripts(client):
    described = json.loads(client.get("/api/v1/openapi.json").content)

    city = described["components"]["schemas"]["PublicCity"]["properties"]
    assert city["teryt"]["description"] == "number in the state register of territorial units, as text"
    assert sorted(described["paths"]) == sorted(f"/api/v1/{slug}" for slug in DATASETS)
    assert {method for path in described["paths"].values() for method in path} == {"get"}
    assert client.get("/api/v1/docs").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("lodka", ["Łódka"]),
        ("ŁÓDKA", ["Łódka"]),
        ("lod", ["Łódka"]),
        ("spacer badawczy", ["Spacer badawczy"]),
        ("nabor otwarty", ["Nabór otwarty"]),
        ("glod", ["Zero głodu"]),
        ("odka", []),
        ("nie ma tego nigdzie", []),
        ("", []),
    ],
)
def test_search_finds_names_without_polish_letters(client, typed, titles):
    a_participation("Łódka")
    a_tool("spacer", name_pl="Spacer badawczy", body_pl="Idź.", summary_pl="Krótko.")
    a_news_item()

    page = client.get("/szukaj/", {"q": typed})

    assert [hit.title.text for hit in page.context["page"]] == titles
    assert page.context["number"] == len(titles)


@pytest.mark.django_db
def test_what_was_typed_is_shown_as_text(client):
    page = client.get("/szukaj/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_every_operation_of_the_api_has_a_name_of_its_own(client):
    paths = json.loads(client.get("/api/v1/openapi.json").content)["paths"]

    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert sorted(names) == sorted(DATASETS)
