"""Importing the official register: what is read, what is refused, what an import changes."""

import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from drogowskaz.registers import terc
from drogowskaz.registers.models import City, MunicipalityType
from drogowskaz.registers.slugs import ascii_slug, new_slugs
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db

REAL = os.environ.get("TERC_FILE", "")
HEAD = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
ROWS = [
    "24;;;;ŚLĄSKIE;województwo;2026-01-01",
    "24;01;;;będziński;powiat;2026-01-01",
    "24;01;01;1;Będzin;gmina miejska;2026-01-01",
    "24;01;07;3;Siewierz;gmina miejsko-wiejska;2026-01-01",
    "24;01;07;4;Siewierz;miasto;2026-01-01",
    "24;01;07;5;Siewierz;obszar wiejski;2026-01-01",
    "24;01;04;2;Bobrowniki;gmina wiejska;2026-01-01",
    "24;72;;;Ruda Śląska;miasto na prawach powiatu;2026-01-01",
    "24;72;01;1;Ruda Śląska;gmina miejska;2026-01-01",
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def a_file(rows=ROWS, *, head=HEAD, encoding="utf-8-sig", separator=";", newline="\r\n"):
    return newline.join([head, *rows, ""]).replace(";", separator).encode(encoding)


def imported(content):
    prepared = terc.plan(content)
    assert prepared.faults == []
    terc.carry_out(prepared)
    return prepared


def later(rows, day="2027-01-01"):
    return [row.replace("2026-01-01", day) for row in rows]


def test_cities_are_the_urban_municipalities_and_the_cities_in_mixed_ones():
    imported(a_file())

    kinds = MunicipalityType
    assert list(
        City.objects.order_by("teryt").values_list("teryt", "name", "slug", "municipality_type", "county")
    ) == [
        ("2401011", "Będzin", "bedzin", kinds.URBAN, "będziński"),
        ("2401074", "Siewierz", "siewierz", kinds.URBAN_RURAL, "będziński"),
        ("2472011", "Ruda Śląska", "ruda-slaska", kinds.COUNTY_RIGHTS, "Ruda Śląska"),
    ]
    city = City.objects.first()
    assert (city.voivodeship, city.source, city.state_on) == ("24", "GUS, TERYT (TERC)", date(2026, 1, 1))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_file_may_be_written_in_any_usual_way(encoding, separator):
    prepared = terc.plan(a_file(encoding=encoding, separator=separator, newline="\n"))

    assert (prepared.faults, [unit.name for unit in prepared.added]) == (
        [],
        ["Będzin", "Siewierz", "Ruda Śląska"],
    )


def test_a_second_import_changes_nothing():
    imported(a_file())

    prepared = terc.plan(a_file())

    assert (prepared.changes_nothing, prepared.unchanged) == (True, 3)


def test_planning_writes_nothing():
    terc.plan(a_file())

    assert City.objects.count() == 0


def test_a_renamed_city_keeps_its_address():
    imported(a_file())

    prepared = imported(a_file(later([row.replace("Siewierz", "Nowy Siewierz") for row in ROWS])))

    assert [change.fields for change in prepared.changed] == [{"name": ("Siewierz", "Nowy Siewierz")}]
    city = City.objects.get(teryt="2401074")
    assert (city.name, city.slug, city.state_on) == ("Nowy Siewierz", "siewierz", date(2027, 1, 1))


def test_a_city_missing_from_a_newer_file_ends_and_stays():
    imported(a_file())

    prepared = imported(a_file(later(row for row in ROWS if "Siewierz" not in row)))

    assert [city.name for city in prepared.ended] == ["Siewierz"]
    assert City.objects.get(name="Siewierz").ends_on == date(2027, 1, 1)
    assert sorted(City.objects.current().values_list("name", flat=True)) == ["Będzin", "Ruda Śląska"]


def test_a_city_that_comes_back_is_current_again():
    imported(a_file())
    imported(a_file(later(row for row in ROWS if "Siewierz" not in row)))

    imported(a_file(later(ROWS, "2028-01-01")))

    assert City.objects.get(name="Siewierz").ends_on is None


def test_other_voivodeships_and_invented_cities_are_left_alone():
    imported(a_file())
    a_city("Modrzewiec", invented=True, voivodeship="24", state_on=date(2025, 1, 1))
    other = [
        "26;;;;ŚWIĘTOKRZYSKIE;województwo;2027-01-01",
        "26;61;;;Kielce;miasto na prawach powiatu;2027-01-01",
    ]

    prepared = imported(a_file([*other, "26;61;01;1;Kielce;gmina miejska;2027-01-01"]))

    assert (len(prepared.added), prepared.ended) == (1, [])


def test_part_of_a_voivodeship_ends_nothing():
    imported(a_file())

    prepared = imported(a_file(later(ROWS[1:3])))

    assert prepared.ended == []


def test_an_older_file_is_refused():
    imported(a_file(later(ROWS)))

    assert [str(fault) for fault in terc.plan(a_file()).faults] == [
        "line 2, column STAN_NA: The file is of 2026-01-01, but the register knows the state of 2027-01-01."
        " Use a newer file."
    ]


BAD = {
    "a lost zero": ("2;01;02;1;Czeladź;gmina miejska;2026-01-01", "WOJ", "“2” is no voivodeship."),
    "a lost zero of the county": (
        "24;1;02;1;Czeladź;gmina miejska;2026-01-01",
        "POW",
        "“1” is no number of two",
    ),
    "letters": ("24;01;0x;1;Czeladź;gmina miejska;2026-01-01", "GMI", "“0x” is no number of two digits"),
    "an unknown kind": ("24;01;02;7;Czeladź;gmina miejska;2026-01-01", "RODZ", "“7” is no kind of unit."),
    "a kind without a municipality": (
        "24;01;;1;Czeladź;gmina miejska;2026-01-01",
        "GMI",
        "A unit with RODZ needs",
    ),
    "a municipality without a county": ("24;;02;1;Czeladź;gmina;2026-01-01", "POW", "A municipality needs"),
    "no name": ("24;01;02;1;;gmina miejska;2026-01-01", "NAZWA", "The name is missing."),
    "a long name": (f"24;01;02;1;{'x' * 101};gmina;2026-01-01", "NAZWA", "The name is longer than 100"),
    "no day": ("24;01;02;1;Czeladź;gmina miejska;1.1.2026", "STAN_NA", "“1.1.2026” is no day."),
    "another day": (
        "24;01;02;1;Czeladź;gmina miejska;2025-01-01",
        "STAN_NA",
        "All rows must speak of the same day.",
    ),
    "twice": ("24;01;01;1;Będzin;gmina miejska;2026-01-01", "GMI", "The same unit stands on line 4 already."),
    "no such county": (
        "24;09;01;1;Czeladź;gmina miejska;2026-01-01",
        "POW",
        "The file has no row for this county.",
    ),
    "too few cells": ("24;01;02;1;Czeladź", "", "This row has 5 cells; the first row has 7."),
    "an open quotation": (
        '24;01;02;1;"Czeladź;gmina miejska;2026-01-01',
        "",
        "A quotation mark on this line",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_row_is_named_by_line_and_column(fault):
    row, column, reason = BAD[fault]

    prepared = terc.plan(a_file([*ROWS, row]))

    assert [(found.line, found.column) for found in prepared.faults] == [(11, column)]
    assert prepared.faults[0].reason.startswith(reason)


def test_all_bad_rows_are_named_and_none_is_imported():
    rows = [BAD[name][0] for name in ("a lost zero", "no name", "too few cells")]
    prepared = terc.plan(a_file([*ROWS, *rows]))

    assert [found.line for found in prepared.faults] == [11, 12, 13]
    with pytest.raises(ValueError, match="faults"):
        terc.carry_out(prepared)
    assert City.objects.count() == 0


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "The file is empty."),
        (a_file(head="WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD"), "This column is missing."),
        (a_file(head=HEAD + ";WOJ"), "This column stands in the first row twice."),
        (a_file([]), "The file has no rows."),
        (a_file(encoding="utf-16"), "The file is no text in UTF-8."),
        (
            b"\xef\xbb\xbf" + a_file(encoding="cp1250"),
            "This line is written neither in UTF-8 nor in Windows-1250.",
        ),
        (a_file(encoding="utf-8") + "Łódź".encode() + b"\xff", "This line is written neither in UTF-8 nor"),
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(content, reason):
    prepared = terc.plan(content)

    assert len(prepared.faults) == 1
    assert prepared.faults[0].reason.startswith(reason)


def test_a_name_of_several_cities_gets_the_voivodeship():
    cities = [("0203011", "Głogówek", "02"), ("1601011", "Głogówek", "16"), ("2472011", "Ruda Śląska", "24")]

    assert new_slugs(cities, {"ruda-slaska"}) == {
        "0203011": "glogowek-dolnoslaskie",
        "1601011": "glogowek-opolskie",
        "2472011": "ruda-slaska-slaskie",
    }
    assert new_slugs(cities[2:], {"ruda-slaska", "ruda-slaska-slaskie"}) == {
        "2472011": "ruda-slaska-slaskie-2472011"
    }
    assert [ascii_slug(name) for name in ("Łódź", "Mińsk Mazowiecki", "Żółkiewka-Łąka")] == [
        "lodz",
        "minsk-mazowiecki",
        "zolkiewka-laka",
    ]


def test_the_command_shows_first_and_writes_only_when_told(tmp_path):
    file = tmp_path / "terc.csv"
    file.write_bytes(a_file())
    out = StringIO()

    call_command("import", "terc", str(file), stdout=out)
    assert City.objects.count() == 0
    assert "New cities: 3\n  2401011 Będzin\n" in out.getvalue()
    assert out.getvalue().endswith("Nothing was written. Run the command again with --apply to import.\n")

    call_command("import", "terc", str(file), "--apply", stdout=out)
    assert City.objects.count() == 3
    assert out.getvalue().endswith("Imported.\n")


def test_the_command_names_every_bad_row_and_fails(tmp_path):
    file = tmp_path / "terc.csv"
    file.write_bytes(a_file([*ROWS, BAD["no name"][0], BAD["a lost zero"][0]]))
    errors = StringIO()

    with pytest.raises(CommandError, match=r"The file has 2 mistakes\. Nothing was imported\."):
        call_command("import", "terc", str(file), "--apply", stderr=errors)
    assert errors.getvalue().splitlines()[0] == "line 11, column NAZWA: The name is missing."
    assert City.objects.count() == 0


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="set TERC_FILE to an official file of the register to try it")
def test_an_official_file_can_be_imported():
    content = Path(REAL).read_bytes()
    imported(content)

    cells = [line.split(";") for line in content.decode("utf-8-sig").splitlines()[1:]]
    assert City.objects.count() == sum(line[3] in {"1", "4"} for line in cells)
    assert terc.plan(content).changes_nothing
