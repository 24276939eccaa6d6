"""The page of a city in the workspace: only doors that open; of an archived edition only what is known."""

import pytest
from django.urls import reverse

from drogowskaz.desk import archive
from drogowskaz.participation.models import Participation
from tests.builders.participation import coordinator_of
from tests.builders.people import a_person
from tests.builders.programmes import NOW, PRESETS, a_member, an_edition
from tests.builders.reports import a_published_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived():
    an_edition(programme_slug="pdm")
    archive.load(archive.read(PRESETS / "pdm-2021", today=NOW.date()), at=NOW)
    return Participation.objects.filter(edition__slug="pdm-2021").order_by("pk").first()


def test_nobody_knows_when_a_city_of_the_archive_was_qualified(archived):
    assert (archived.qualified_at, archived.qualified_by) == (None, None)


def test_every_page_of_such_a_city_is_whole_or_not_there(client, archived):
    programme = archived.edition.programme
    people = (a_member(programme), a_member(programme, "auditor"), a_person(acting_for=archived.city))
    pages = {
        "desk:city": 200, "participation:detail": 200, "participation:coordinator": 200, "advisory:city": 200,
        "participation:agreement_file": 404, "certificates:checklist": 404, "certificates:complete": 404,
    }  # fmt: skip

    for person in people:
        client.force_login(person)
        found = {name: client.get(reverse(name, args=[archived.pk])).status_code for name in pages}
        assert found == pages
        for name in ("participation:list", "desk:home", "certificates:list"):
            assert client.get(reverse(name)).status_code == 200


def test_a_door_that_would_not_open_is_not_shown(client):
    """An Auditor sees the city and its published words, not the room where they are written."""
    report = a_published_report()
    city = report.participation
    for person, shown in ((coordinator_of(city), True), (a_member(city.edition.programme, "auditor"), False)):
        client.force_login(person)
        page = client.get(reverse("desk:city", args=[city.pk])).content.decode()

        assert (reverse("reports:detail", args=[report.pk]) in page) is shown
