"""Importing where cities lie: what is read, what is refused, and that all or nothing is done."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from drogowskaz.people.models import JournalEntry
from drogowskaz.registers import places
from drogowskaz.registers.models import City
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db

REAL = os.environ.get("PLACES_FILE", "")
TABLE = "teryt;lat;lon\n0664011;50,72;23.25\n1021011;51.80;19.75"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _cities():
    a_city("Zamość", teryt="0664011", voivodeship="06", latitude=None, longitude=None)
    a_city("Brzeziny", teryt="1021011", voivodeship="10", latitude=51.0, longitude=19.0)


def on_the_map():
    return list(City.objects.order_by("teryt").values_list("latitude", "longitude"))


def test_cities_are_shown_first_then_put_on_the_map_and_a_second_time_nothing_changes():
    prepared = places.plan(TABLE.encode())

    assert [place.city.name for place in prepared.placed] == ["Zamość"]
    assert [place.city.name for place in prepared.moved] == ["Brzeziny"]
    assert on_the_map() == [(None, None), (51.0, 19.0)]

    places.carry_out(prepared)

    assert on_the_map() == [(50.72, 23.25), (51.8, 19.75)]
    again = places.plan(TABLE.encode())
    assert (again.placed, again.moved, again.unchanged) == ([], [], 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_table_may_be_written_in_any_usual_way(encoding):
    content = "teryt,miasto,szerokość,długość\n0664011,Zamość,50.72,23.25".encode(encoding)

    assert [place.city.name for place in places.plan(content).placed] == ["Zamość"]


def test_all_bad_rows_are_named_and_none_is_imported():
    rows = "0699999;50.7;23.2", "0664011;23.25;50.72", "1021011;;nan", "1021011;51.8;19.75"
    prepared = places.plan("\n".join(("teryt;lat;lon", *rows)).encode())

    assert [(fault.line, fault.column) for fault in prepared.faults] == [
        (2, "teryt"), (3, "latitude"), (3, "longitude"), (4, "latitude"), (4, "longitude"), (5, "teryt"),
    ]  # fmt: skip
    assert str(prepared.faults[1]) == (
        "line 3, column latitude: “23.25” is not between 49.0 and 54.9 degrees, as in Poland."
    )
    with pytest.raises(ValueError, match="faults"):
        places.carry_out(prepared)
    assert on_the_map() == [(None, None), (51.0, 19.0)]


def test_a_table_without_rows_says_so():
    assert [str(fault) for fault in places.plan(b"teryt;lat;lon\n").faults] == [
        "line 2: There is no row below the names of the columns."
    ]


def test_the_command_shows_first_and_writes_only_when_told(tmp_path):
    file, out = tmp_path / "places.csv", StringIO()
    file.write_text(TABLE)

    call_command("import", "places", str(file), stdout=out)
    assert on_the_map() == [(None, None), (51.0, 19.0)]
    call_command("import", "places", str(file), "--apply", stdout=out)

    assert on_the_map() == [(50.72, 23.25), (51.8, 19.75)]
    assert "Cities put on the map: 1\n  0664011 Zamość: 50.72, 23.25" in out.getvalue()
    assert JournalEntry.objects.get(verb="registers.import_places").city.name == "Brzeziny"


def test_the_command_names_every_bad_row_and_fails(tmp_path):
    file, err = tmp_path / "places.csv", StringIO()
    file.write_text("teryt;lat;lon\n0664011;0;0")

    with pytest.raises(CommandError, match="The file has 2 mistakes"):
        call_command("import", "places", str(file), "--apply", stderr=err)

    assert err.getvalue().count("line 2") == 2


@pytest.mark.skipif(not REAL, reason="PLACES_FILE names no file of places")
def test_a_real_file_of_places_can_be_read():
    known = {fault.column for fault in places.plan(Path(REAL).read_bytes()).faults}

    assert known <= {"teryt"}
