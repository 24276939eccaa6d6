"""The gate: what is not published does not leave by any door – page, download, dataset or API."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drogowskaz.advisory import actions as advisory
from drogowskaz.participation.models import Participation
from drogowskaz.portal import published
from drogowskaz.portal.datasets import DATASETS
from drogowskaz.projects import actions as projects
from drogowskaz.projects.cards import Card
from drogowskaz.projects.models import Evidence
from tests.builders.advisory import a_recorded_session, an_advised
from tests.builders.applications import a_draft, a_rejected
from tests.builders.participation import a_participation, an_agreed, coordinator_of, office_of
from tests.builders.portal import (
    KEPT,
    PUBLIC,
    a_file_as_evidence,
    a_news_item,
    named_coordinator,
    with_accepted_milestone,
)
from tests.builders.programmes import DAY, NOW, a_call, an_edition
from tests.builders.projects import a_milestone, a_project
from tests.builders.reports import a_published_report, a_report, a_templated, write

from .reading import addresses, words

pytestmark = pytest.mark.django_db


def everything(client, *slugs):
    """All that leaves the house about these cities: every page in both languages, every file, the whole API."""
    known = {
        "city": [{"slug": slug} for slug in slugs],
        "milestones": [{"slug": slug} for slug in slugs],
        "report": [{"slug": slug} for slug in slugs],
        "goal": [{"number": 11}],
        **{name: [{"slug": slug} for slug in DATASETS] for name in ("dataset_csv", "dataset_json")},
    }
    said = []
    for address in addresses(known):
        said += [words(client.get(address)), words(client.get(f"/en{address}"))]
    said += [words(client.get(reverse(f"api:{slug}"))) for slug in DATASETS]
    return "\n".join(said)


def test_words_that_are_nobodys_business_do_not_leave(client):
    participation = an_agreed(name="Modrzewiec")
    named_coordinator(participation, "Tajna Koordynatorka", public=False, at=NOW - 80 * DAY)
    an_advised(participation)
    a_recorded_session(participation=participation, internal_note="Tajna notatka")
    a_project(participation, card=Card(title="Tajny szkic karty", aim="Tajny cel"))
    report = a_report(participation)
    write(report, "achievements", "Tajny szkic raportu", at=NOW)
    call = a_call()
    a_rejected(call=call, title="Tajny odrzucony projekt", reason="Tajny powód")
    a_draft(call=call)
    a_news_item("przyszla", publish_at=NOW.replace(year=2099), title_pl="Tajna aktualność")
    prepared = a_participation("Tajne Miasto", edition=an_edition())
    Participation.objects.filter(pk=prepared.pk).update(edition=an_edition(running=False))

    said = everything(client, participation.city.slug)

    assert "Modrzewiec" in said
    assert [line for line in said.splitlines() if "Tajn" in line] == []
    assert [line for line in said.splitlines() if coordinator_of(participation).email in line] == []


def test_a_coordinator_who_agrees_is_named(client):
    participation = an_agreed(name="Modrzewiec")
    named_coordinator(participation, "Jawna Koordynatorka", public=True)

    assert "Jawna Koordynatorka" in everything(client, participation.city.slug)


def test_the_project_is_told_when_it_starts(client):
    participation = an_agreed(name="Modrzewiec")
    page = reverse("portal:city", args=[participation.city.slug])
    project = a_project(participation, card=Card(title="Nowy tytuł", aim="Mniej upału"))
    a_milestone(project, "Koncepcja", critical=True)
    before = words(client.get(page))

    projects.start(project, by=coordinator_of(participation), at=NOW)

    after = words(client.get(page))
    assert ("Nowy tytuł" in before, "Mniej upału" in before, "Koncepcja" in before) == (False, False, False)
    assert ("Nowy tytuł" in after, "Mniej upału" in after, "Koncepcja" in after) == (True, True, True)


def test_evidence_is_shown_where_the_city_says_so(client):
    participation = an_agreed(name="Modrzewiec")
    with_accepted_milestone(participation, PUBLIC, KEPT, a_file_as_evidence(public=True))

    page = client.get(reverse("portal:city", args=[participation.city.slug]))

    file = Evidence.objects.get(upload__isnull=False)
    download = client.get(reverse("portal:evidence", args=[participation.city.slug, file.pk]))
    assert (PUBLIC.url in words(page), KEPT.url in words(page)) == (True, False)
    assert (download.status_code, download.content[:5]) == (200, b"%PDF-")


def test_a_file_that_is_not_public_cannot_be_had_by_its_number(client):
    participation = an_agreed(name="Modrzewiec")
    with_accepted_milestone(participation, a_file_as_evidence(public=False))
    file = Evidence.objects.get()

    answer = client.get(reverse("portal:evidence", args=[participation.city.slug, file.pk]))

    assert answer.status_code == 404


def test_a_city_that_withdrew_stays_with_the_day(client):
    participation = an_advised(name="Modrzewiec")
    advisory.withdraw(participation, reason="Tajny powód", by=office_of(participation), at=NOW)

    page = words(client.get(reverse("portal:city", args=[participation.city.slug])))
    row = json.loads(client.get(reverse("portal:cities_json")).content)[0]

    assert "Miasto wycofało się z programu 1 marca 2027 r." in page
    assert "Tajny powód" not in page
    assert (row["stage"], row["withdrawn_on"]) == ("wycofane", "2027-03-01")


def test_an_edition_in_preparation_is_not_known(client):
    participation = a_participation("Modrzewiec")
    Participation.objects.filter(pk=participation.pk).update(edition=an_edition(running=False, slug="tajna"))

    assert client.get(reverse("portal:city", args=[participation.city.slug])).status_code == 404
    assert client.get(reverse("portal:results") + "?edycja=tajna").status_code == 404
    assert DATASETS["cities"].as_dicts() == []


@pytest.mark.slow
def test_a_report_is_public_from_its_publication_and_every_version_keeps_its_address(client):
    participation = a_templated(name="Modrzewiec")
    page = reverse("portal:report", args=[participation.city.slug])
    before = client.get(page).status_code
    report = a_published_report(participation)

    first = reverse("portal:report_version", args=[participation.city.slug, 1])
    shown, kept = client.get(page), client.get(f"{first}?edycja={participation.edition.slug}")
    file = client.get(reverse("portal:report_pdf", args=[participation.city.slug, 1]))

    assert before == 404
    assert ("Rynek bez cienia" in words(shown), "Rynek bez cienia" in words(kept)) == (True, True)
    assert report.versions.get().issued.sha256 in words(shown)
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")


@pytest.mark.slow
def test_what_is_only_polish_says_so_and_is_marked(client):
    participation = a_templated(name="Modrzewiec")
    a_published_report(participation)

    page = client.get("/en" + reverse("portal:report", args=[participation.city.slug])).content.decode()

    assert "This part is only in Polish." in page
    assert '<article lang="pl">' in page


def test_a_city_page_takes_as_many_queries_for_three_milestones_as_for_one(client):
    participation = an_agreed(name="Modrzewiec")
    project = with_accepted_milestone(participation, PUBLIC)
    page = reverse("portal:city", args=[participation.city.slug])
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for number in range(3):
        a_milestone(project, f"Kolejny krok {number}")

    with CaptureQueriesContext(connection) as more:
        client.get(page)

    assert len(more) == len(one)


def test_a_city_in_two_editions_has_the_newest_and_keeps_the_older_one(client):
    older = a_participation(
        "Modrzewiec", edition=an_edition(slug="dawna", at=NOW - 400 * DAY), at=NOW - 300 * DAY
    )
    newer = a_participation("Modrzewiec", edition=an_edition(slug="nowa"))
    Participation.objects.filter(pk=newer.pk).update(city=older.city, project_title="Nowy projekt")
    Participation.objects.filter(pk=older.pk).update(project_title="Dawny projekt")
    page = reverse("portal:city", args=[older.city.slug])

    newest, kept = words(client.get(page)), words(client.get(f"{page}?edycja=dawna"))

    assert ("Nowy projekt" in newest, "Dawny projekt" in newest) == (True, False)
    assert ("Nowy projekt" in kept, "Dawny projekt" in kept) == (False, True)
    assert [row.edition for row in published.cities()] == ["nowa", "dawna"]
