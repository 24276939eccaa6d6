"""Importing cities that take part: every bad row named, nothing half done."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from drogowskaz.desk import participants
from drogowskaz.mail.models import Letter
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Invitation
from drogowskaz.programmes.roles import Role
from tests.builders.programmes import NOW, a_member, an_edition
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db

HEAD = "teryt;city;voivodeship;path;goal;project;evidence;email;coordinator"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    a_city("Zamość", teryt="0664011", voivodeship="06")
    a_city("Brzeziny", teryt="1021011", voivodeship="10")
    a_city("Brzeziny", teryt="3007054", voivodeship="30")
    return an_edition(at=timezone.now(), slug="pdm-2027")


def a_table(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


GOOD = a_table(
    "0664011;;;expert;11;Rynek dla ludzi;Nagroda 2025, www.example.org;anna@example.org;Anna Leszczyna",
    ";Brzeziny;łódzkie;invited;3;;Opis w protokole z 3 lutego;;",
)


def test_a_table_is_shown_before_anything_is_done(edition):
    prepared = participants.plan(GOOD, edition, at=NOW)

    assert prepared.faults == []
    assert [(entry.city.teryt, entry.theme.number, entry.path.key) for entry in prepared.admitted] == [
        ("0664011", 11, "expert"),
        ("1021011", 3, "invited"),
    ]
    assert [entry.email for entry in prepared.invited] == ["anna@example.org"]
    assert not Participation.objects.exists()


def test_cities_are_admitted_and_coordinators_invited(edition):
    office = a_member(edition.programme, Role.OFFICE)
    at = timezone.now()

    participants.carry_out(participants.plan(GOOD, edition, at=at), by=office, at=at)

    assert sorted(Participation.objects.values_list("city__teryt", "project_title")) == [
        ("0664011", "Rynek dla ludzi"),
        ("1021011", ""),
    ]
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name) == ("anna@example.org", "Anna Leszczyna")
    assert Letter.objects.filter(about="invitation", address="anna@example.org").count() == 1

    again = participants.plan(GOOD, edition, at=at)
    assert (again.admitted, again.invited, again.unchanged) == ([], [], 2)


def test_columns_may_have_polish_names(edition):
    content = a_table(
        "Zamość,lubelskie,expert,11,Rynek,Nagroda", head="Miasto,Województwo,Ścieżka,Cel,Projekt,Dowody"
    )

    prepared = participants.plan(content, edition, at=NOW)

    assert (prepared.faults, len(prepared.admitted)) == ([], 1)


BAD = {
    "an unknown number": ("0699999;;;expert;11;;x;;", "teryt", "No city of the register has the number"),
    "another city's number": ("0664011;Brzeziny;;expert;11;;x;;", "teryt", "This number belongs to Zamość."),
    "no city": (";;;expert;11;;x;;", "city", "Give the number in the register"),
    "an unknown city": (";Nigdzie;;expert;11;;x;;", "city", "The register has no such city."),
    "a name of several": (";Brzeziny;;expert;11;;x;;", "city", "Several cities bear this name."),
    "no voivodeship": (";Brzeziny;nigdzie;expert;11;;x;;", "voivodeship", "“nigdzie” is no voivodeship."),
    "an unknown path": ("0664011;;;exprt;11;;x;;", "path", "“exprt” is not known here."),
    "an unknown goal": ("0664011;;;expert;18;;x;;", "goal", "“18” is not known here."),
    "no evidence": ("0664011;;;expert;11;;;;", "evidence", "This path has no application."),
    "no application": ("0664011;;;open-call;11;;;;", "path", "This path leads through an application"),
    "a long title": (
        f"0664011;;;expert;11;{'x' * 251};x;;",
        "project",
        "At most 250 characters; this has 251.",
    ),
    "no address": ("0664011;;;expert;11;;x;anna;", "email", "This is no e-mail address."),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_row_is_named_by_line_and_column(edition, fault):
    row, column, reason = BAD[fault]

    prepared = participants.plan(a_table(row), edition, at=NOW)

    assert [(found.line, found.column) for found in prepared.faults] == [(2, column)]
    assert prepared.faults[0].reason.startswith(reason)


def test_every_bad_row_is_named_and_the_good_ones_wait(edition):
    content = a_table(
        "0664011;;;expert;11;;x;anna;",
        "1021011;;;expert;3;;x;jan@example.org;Jan Klon",
        ";Nigdzie;;exprt;18;;x;;",
    )

    prepared = participants.plan(content, edition, at=NOW)

    assert [(found.line, found.column) for found in prepared.faults] == [
        (2, "email"),
        (4, "city"),
        (4, "goal"),
        (4, "path"),
    ]
    with pytest.raises(ValueError, match="faults"):
        participants.carry_out(prepared, by=a_member(edition.programme, Role.OFFICE), at=NOW)
    assert not Participation.objects.exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_the_table_may_be_written_in_any_usual_way(edition, encoding, separator):
    rows = "miasto;województwo;ścieżka;cel;projekt;dowody\nZamość;lubelskie;expert;11;Żółty rynek;Źródło"
    content = rows.replace(";", separator).encode(encoding)

    prepared = participants.plan(content, edition, at=NOW)

    assert prepared.faults == []
    assert [(entry.city.name, entry.project) for entry in prepared.admitted] == [("Zamość", "Żółty rynek")]


def test_each_row_may_name_its_edition(edition):
    other = an_edition(at=timezone.now(), slug="pdm-2028")
    head = "edition;teryt;path;goal;project;email"
    content = a_table(
        "pdm-2027;0664011;expert;11;Rynek;", "pdm-2028;0664011;expert;3;Park;", "pdm;1021011;;;;", head=head
    )

    prepared = participants.plan(content, at=NOW, evidence="Nagroda 2025")

    assert [(entry.edition, entry.city.name, entry.theme.number) for entry in prepared.admitted] == [
        (edition, "Zamość", 11),
        (other, "Zamość", 3),
    ]
    assert {entry.evidence for entry in prepared.admitted} == {"Nagroda 2025"}
    assert [str(fault) for fault in prepared.faults] == ["line 4, column edition: There is no edition “pdm”."]


def test_a_table_without_an_edition_says_so(edition):
    assert [str(fault) for fault in participants.plan(GOOD, at=NOW).faults] == [
        "line 1, column edition: This column is missing. The first row has: "
        "teryt, city, voivodeship, path, goal, project, evidence, email, coordinator."
    ]


def test_a_row_of_another_edition_is_not_imported_into_this_one(edition):
    content = a_table("pdm-2028;0664011;expert;11;x", head="edition;teryt;path;goal;evidence")

    assert [str(fault) for fault in participants.plan(content, edition, at=NOW).faults] == [
        "line 2, column edition: This row is of “pdm-2028”; the import is of “pdm-2027”."
    ]


def test_a_city_stands_once(edition):
    row = "0664011;;;expert;11;;x;;"

    prepared = participants.plan(a_table(row, row), edition, at=NOW)

    assert [str(fault) for fault in prepared.faults] == [
        "line 3, column city: This city stands on line 2 already."
    ]


def test_nothing_is_half_done(edition):
    outsider = a_member(an_edition().programme, Role.OFFICE)
    at = timezone.now()

    with pytest.raises(participants.NotCarriedOut, match="line 2: Only the programme office"):
        participants.carry_out(participants.plan(GOOD, edition, at=at), by=outsider, at=at)

    assert not Participation.objects.exists()


def test_the_command(edition, tmp_path):
    file = tmp_path / "participants.csv"
    file.write_bytes(GOOD)
    office = a_member(edition.programme, Role.OFFICE)
    out = StringIO()

    call_command("import", "participants", str(file), "--edition", "pdm-2027", stdout=out)
    assert "Cities to admit: 2" in out.getvalue()
    with pytest.raises(CommandError, match="Say who imports"):
        call_command("import", "participants", str(file), "--edition", "pdm-2027", "--apply", stdout=out)
    call_command(
        "import",
        "participants",
        str(file),
        "--edition",
        "pdm-2027",
        "--apply",
        "--by",
        office.email,
        stdout=out,
    )
    assert Participation.objects.filter(edition=edition).count() == 2
    with pytest.raises(CommandError, match="There is no edition “pdm”"):
        call_command("import", "participants", str(file), "--edition", "pdm")
    with pytest.raises(CommandError, match="The file cannot be read"):
        call_command("import", "participants", str(tmp_path / "none.csv"), "--edition", "pdm-2027")
