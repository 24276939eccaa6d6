"""The journal: every deed is a sentence in both languages, found by city, person, matter and days."""

import ast
import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from drogowskaz.desk import lines
from drogowskaz.desk.sentences import FACT, GROUPS, SENTENCES
from drogowskaz.people.journal import record
from drogowskaz.programmes.roles import Role
from tests.builders.participation import a_participation, coordinator_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.programmes import NOW, a_member

SOURCE = Path(__file__).parents[2] / "src" / "drogowskaz"
VERB = re.compile(r"[a-z]+\.[a-z_]+")

PAGE = "/panel/dziennik/"


def text(answer):
    return " ".join(answer.content.decode().split())


def strings(node):
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def recorded():
    """Every verb the source records, with the facts it gives; a verb kept in a name is looked up in its function."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if not (
                    isinstance(call, ast.Call) and ast.unparse(call.func) == "record" and len(call.args) == 2
                ):
                    continue
                verb = call.args[0]
                named = strings(verb) or {
                    word
                    for one in ast.walk(function)
                    if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == ast.unparse(verb)
                    for word in strings(one.value)
                }
                assert named, f"{path.name}: which verb is {ast.unparse(verb)}?"
                for word in named:
                    found.setdefault(word, []).append((path, call, function))
    return found


VERBS = recorded()


def test_every_recorded_verb_has_a_sentence_and_no_sentence_is_left_over():
    assert sorted(set(VERBS) - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - set(VERBS)) == []


def test_verbs_are_a_room_and_a_deed_and_every_room_has_a_name():
    assert [verb for verb in SENTENCES if not VERB.fullmatch(verb)] == []
    assert {verb.partition(".")[0] for verb in SENTENCES} == set(GROUPS)


@pytest.mark.parametrize("verb", SENTENCES)
def test_a_sentence_is_told_in_both_languages(verb):
    with translation.override("en"):
        english = str(SENTENCES[verb])
    with translation.override("pl"):
        polish = str(SENTENCES[verb])

    assert english != polish
    assert sorted(FACT.findall(english)) == sorted(FACT.findall(polish))


@pytest.mark.parametrize("verb", SENTENCES)
def test_a_sentence_asks_only_for_facts_that_are_recorded(verb):
    asked = set(FACT.findall(str(SENTENCES[verb])))

    for _path, call, function in VERBS[verb]:
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        if any(keyword.arg is None for keyword in call.keywords):  # **facts: named in the same function
            given |= strings(function)
        assert asked - given == set()


@pytest.fixture
def auditor(db):
    participation = a_participation("Łódka")
    user = a_member(participation.edition.programme, Role.AUDITOR, name="Ola Lipa")
    user.participation = participation
    return user


def told(verb, **facts):
    with translation.override("pl"):
        (line,) = lines.said([record(verb, a_city("Dzwonki"), by=None, at=NOW, **facts)])
    return line


@pytest.mark.django_db
def test_facts_are_said_as_people_say_them():
    person = a_person(name="Jan Łącki")

    assert told("advisory.confirm_session", minutes=90).sentence == (
        "Potwierdzono czas spotkania: wykorzystano 1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min"
    )
    assert told("participation.assign_adviser", adviser=person.pk).sentence.endswith(": Jan Łącki")
    assert "biuro programu" in told("programmes.add_membership", person=person.pk, role="office").sentence
    assert told("project.add_milestone", title="100% zgody", due_on=NOW.date()).sentence.startswith(
        "Dodano kamień milowy: 100% zgody, termin "
    )
    assert told("participation.record_agreement", number="2026-13-45").sentence.endswith("2026-13-45")


@pytest.mark.django_db
def test_a_deadline_is_told_by_its_last_minute_not_by_midnight_after_it():
    midnights = {"from_at": "2026-12-03T00:00:00+01:00", "to_at": "2026-12-17T00:00:00+01:00"}

    moved = told("programmes.extend", **midnights).sentence.replace("\N{NO-BREAK SPACE}", " ")

    assert moved == "Przesunięto termin naboru z 2 grudnia 2026 r., 23:59 na 16 grudnia 2026 r., 23:59"


@pytest.mark.django_db
def test_an_old_line_without_a_fact_or_without_a_sentence_is_still_read():
    assert told("application.submit").sentence == "Złożono zgłoszenie –"
    assert told("elsewhere.100%_done").sentence == "elsewhere.100%_done"


@pytest.mark.django_db
def test_words_of_people_stand_below_the_sentence_and_the_rest_in_details():
    line = told("report.publish", version=2, sha256="abc", number="R/1", reason="Bo tak.")

    assert (line.note, line.details, line.who) == ("Bo tak.", [("sha256", "abc")], "automatycznie")


@pytest.mark.django_db
def test_lines_are_found_by_city_person_matter_and_days(client, auditor):
    city = auditor.participation.city
    person = a_person(name="Żaneta Śliwa")
    for days, verb in ((-40, "application.start"), (-3, "report.start")):
        record(verb, auditor.participation, by=person, at=NOW + timedelta(days=days), city=city)
    client.force_login(auditor)
    day = (NOW - timedelta(days=3)).date().isoformat()

    def verbs(**asked):
        answer = client.get(PAGE, {"kto": "sliwa", **asked})
        assert answer.status_code == 200
        return [line.entry.verb for line in answer.context["lines"]]

    assert verbs() == ["report.start", "application.start"]
    assert verbs(miasto="lodk") == ["report.start", "application.start"]
    assert verbs(miasto="nigdzie") == []
    assert verbs(kto="nikt") == []
    assert verbs(co="report") == ["report.start"]
    assert verbs(co="nic") == ["report.start", "application.start"]
    assert verbs(od=day) == ["report.start"]
    assert verbs(od=day, do=day) == ["report.start"]
    assert verbs(do="2020-01-01") == []
    assert verbs(od="0206-01-01", do="wczoraj") == ["report.start", "application.start"]
    assert verbs(miasto="l\0dk") == ["report.start", "application.start"]


@pytest.mark.django_db
def test_a_page_keeps_its_filters_in_its_address(client, auditor):
    for _ in range(26):
        record("report.start", auditor.participation, by=auditor, at=NOW)
    client.force_login(auditor)

    shown = text(client.get(PAGE, {"co": "report", "kto": "Ola"}))

    assert "26 wpisów, od najnowszego" in shown
    assert "co=report&amp;kto=Ola&amp;strona=2" in shown
    assert f"{reverse('desk:journal_csv')}?co=report&amp;kto=Ola" in shown


@pytest.mark.django_db
def test_no_verb_of_the_machine_stands_in_a_sentence_on_the_page(client, auditor):
    client.force_login(auditor)

    lines = client.get(PAGE).context["lines"]

    assert lines
    assert [line.sentence for line in lines if VERB.fullmatch(line.sentence)] == []


@pytest.mark.django_db
def test_the_office_and_the_auditor_take_the_lines_away_and_nobody_else(client, auditor):
    participation = auditor.participation
    record("report.send_back", participation, by=auditor, at=NOW, city=participation.city, remarks="=1+1")
    page = reverse("desk:journal_csv")

    for person in (auditor, office_of(participation)):
        client.force_login(person)
        answer = client.get(page, {"co": "report"})
        (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
        assert (row["deed"], row["words"], row["city"]) == (
            "Odesłano raport miasta z uwagami",
            "'=1+1",
            "Łódka",
        )
    client.force_login(coordinator_of(participation))
    assert client.get(page).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["journal", "journal_csv"])
def test_three_lines_cost_as_many_queries_as_one(client, auditor, django_assert_num_queries, name):
    client.force_login(auditor)
    asked = {"co": "advisory", "miasto": "lodk", "kto": "ola"}
    page = reverse(f"desk:{name}")

    def another():
        facts = {"adviser": a_person().pk}
        record("advisory.accept_request", auditor.participation, by=auditor, at=NOW, **facts)

    another()
    client.get(page, asked)
    with CaptureQueriesContext(connection) as one:
        client.get(page, asked)
    another()
    another()
    with django_assert_num_queries(len(one)):
        client.get(page, asked)
