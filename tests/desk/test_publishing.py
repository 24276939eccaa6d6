"""Publishing a report: facts of three rooms in one snapshot, page and PDF from the same."""

import pytest
from django.urls import reverse

from drogowskaz.desk import publishing
from drogowskaz.documents import store
from drogowskaz.documents.press import press, source_of
from drogowskaz.reports import queries
from drogowskaz.reports.documents import TEMPLATE
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import Report, Version
from tests.builders.participation import coordinator_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.projects import NOW, a_completed_project, cast_of
from tests.builders.reports import a_report_at, a_templated, an_approved_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def with_project():
    participation = a_templated()
    cast_of(participation)
    a_completed_project(participation)
    return an_approved_report(participation)


def test_the_project_stands_in_the_snapshot_as_the_tables_have_it():
    version = queries.latest(with_project())

    snapshot = publishing.snapshots(version, at=NOW)[0]

    assert [(one.title, one.state) for one in snapshot.project.milestones] == [
        ("Koncepcja uzgodniona", "odebrany"),
        ("Drzewa posadzone", "zaplanowany"),
    ]
    assert [(one.value, one.beside) for one in snapshot.figures] == [("1", "z 2")]
    assert [section.part for section in snapshot.sections if section.part] == ["project", "authors"]


def test_the_same_snapshot_and_moment_give_the_same_bytes():
    version = queries.latest(with_project())
    snapshot = publishing.snapshots(version, at=NOW)[0]

    assert press(TEMPLATE, snapshot, at=NOW).pdf == press(TEMPLATE, snapshot, at=NOW).pdf


def test_page_and_pdf_come_from_one_snapshot(client):
    report = with_project()
    version = queries.latest(report)
    client.force_login(office_of(report.participation))
    page = reverse("desk:publish_report", args=[report.pk])

    shown = client.get(page)
    answer = client.post(page, {"version_sha256": version.sha256})

    stored = Version.objects.get(pk=version.pk)
    assert "Koncepcja uzgodniona" in shown.content.decode()
    assert (answer.status_code, Report.objects.get().state) == (302, State.PUBLISHED)
    same = publishing.snapshots(stored, at=stored.published_at)[0]
    assert source_of(same) == publishing.printed(stored, at=stored.published_at)[0].source
    assert stored.issued.snapshot["project"]["title"] == "Rynek, który oddycha"
    assert store.fetch(stored.issued.sha256)[:5] == b"%PDF-"


def test_another_hash_publishes_nothing(client):
    report = an_approved_report()
    client.force_login(office_of(report.participation))

    answer = client.post(reverse("desk:publish_report", args=[report.pk]), {"version_sha256": "0" * 64})

    assert (answer.status_code, Report.objects.get().state) == (409, State.READY)


def test_only_the_office_publishes_and_only_what_is_ready(client):
    report = an_approved_report()
    page = reverse("desk:publish_report", args=[report.pk])
    early = a_report_at(State.LANGUAGE)

    client.force_login(coordinator_of(report.participation))
    assert client.get(page).status_code == 403
    client.force_login(a_person(acting_for=a_city("Gdzie Indziej")))
    assert client.get(page).status_code == 404
    client.force_login(office_of(early.participation))
    assert client.get(reverse("desk:publish_report", args=[early.pk])).status_code == 403
