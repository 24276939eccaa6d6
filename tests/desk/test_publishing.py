"""Publishing a report: facts of three rooms in one snapshot, page and PDF from the same."""

import page
import pytest
from django.urls import reverse

from drogowskaz.common.units import hours_and_minutes
from drogowskaz.desk import publishing
from drogowskaz.documents import store
from drogowskaz.documents.press import press, source_of
from drogowskaz.reports import actions as reports
from drogowskaz.reports import queries
from drogowskaz.reports.documents import TEMPLATE
from drogowskaz.reports.lifecycle import State
from drogowskaz.reports.models import Report, Version
from tests.builders.advisory import a_confirmed_session
from tests.builders.participation import coordinator_of, mayor_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.projects import NOW, a_completed_project, cast_of
from tests.builders.reports import (
    a_report_at,
    a_templated,
    a_written_report,
    an_approved_report,
    pass_on,
    write,
)

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
    address = reverse("desk:publish_report", args=[report.pk])

    shown = client.get(address)
    answer = client.post(address, {"version_sha256": version.sha256})

    stored = Version.objects.get(pk=version.pk)
    assert "Koncepcja uzgodniona" in shown.content.decode()
    assert (answer.status_code, Report.objects.get().state) == (302, State.PUBLISHED)
    same = publishing.snapshots(stored, at=stored.published_at)[0]
    assert source_of(same) == publishing.printed(stored, at=stored.published_at)[0].source
    assert stored.issued.snapshot["project"]["title"] == "Rynek, który oddycha"
    assert store.fetch(stored.issued.sha256)[:5] == b"%PDF-"


def a_travelled_report():
    """A city of the real preset with hours, a completed project, and English words in its report."""
    session = a_confirmed_session()
    participation = session.participation
    a_completed_project(participation)
    report = a_written_report(participation)
    write(
        report,
        "road-so-far",
        "The talks began in **2024**.\n\n- the first walk\n- the second walk",
        language="en",
    )
    mayor_of(participation)
    reports.send(report, by=coordinator_of(participation), at=NOW)
    while report.state != State.READY:
        pass_on(report)
    return report


def test_hours_and_topics_come_from_the_ledger():
    report = a_travelled_report()
    session = report.participation.sessions.get()
    account = session.account
    account.refresh_from_db()

    snapshot = publishing.snapshots(queries.latest(report), at=NOW)[0]

    said = [hours_and_minutes(minutes) for minutes in (account.granted, account.used)]
    assert [(one.granted, one.used) for one in snapshot.hours] == [tuple(said)]
    assert [(one.topic, one.amount) for one in snapshot.advice] == [
        (session.topic, hours_and_minutes(account.used))
    ]
    assert account.used > 0


def test_both_documents_are_accessible_and_fit_for_the_archive(tmp_path):
    printed = publishing.printed(queries.latest(a_travelled_report()), at=NOW)

    assert [paper.as_json()["language"] for paper in printed] == ["pl", "en"]
    for paper in printed:
        file = tmp_path / f"{paper.sha256}.pdf"
        file.write_bytes(paper.pdf)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
            failures = page.validate_pdf(str(file), profile=profile).failures
            assert [
                (one.rule_id, one.message) for one in failures if "STREAM-LENGTH" not in one.rule_id
            ] == []


def test_another_hash_publishes_nothing(client):
    report = an_approved_report()
    client.force_login(office_of(report.participation))

    answer = client.post(reverse("desk:publish_report", args=[report.pk]), {"version_sha256": "0" * 64})

    assert (answer.status_code, Report.objects.get().state) == (409, State.READY)


def test_only_the_office_publishes_and_only_what_is_ready(client):
    report = an_approved_report()
    address = reverse("desk:publish_report", args=[report.pk])
    early = a_report_at(State.LANGUAGE)

    client.force_login(coordinator_of(report.participation))
    assert client.get(address).status_code == 403
    client.force_login(a_person(acting_for=a_city("Gdzie Indziej")))
    assert client.get(address).status_code == 404
    client.force_login(office_of(early.participation))
    assert client.get(reverse("desk:publish_report", args=[early.pk])).status_code == 403
