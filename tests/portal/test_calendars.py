"""Milestones as a calendar: lines as the standard wants them."""

from datetime import date

import pytest
from django.urls import reverse

from drogowskaz.projects import actions as projects
from drogowskaz.projects.models import Milestone
from tests.builders.participation import a_participation, coordinator_of
from tests.builders.projects import NOW, TODAY, a_milestone, a_project_with_milestones

pytestmark = pytest.mark.django_db

LONG = "Otwarcie: park, skwer; i ławki – wszystko, co miasto obiecało mieszkańcom Śródmieścia w 2027 roku"


def test_milestones_are_events_of_a_day_with_lines_of_at_most_75_bytes(client):
    participation = a_participation("Modrzewiec")
    project = a_project_with_milestones(participation, started=False)
    a_milestone(project, LONG, due_on=TODAY)
    from_city = reverse("portal:milestones", args=[participation.city.slug])
    empty = client.get(from_city).content.decode()
    projects.start(project, by=coordinator_of(participation), at=NOW)

    answer = client.get(from_city)
    lines = answer.content.decode().split("\r\n")

    assert "BEGIN:VEVENT" not in empty
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(len(line.encode()) for line in lines) <= 75
    whole = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in whole if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20270301",
        "DTSTART;VALUE=DATE:20270331",
        "DTSTART;VALUE=DATE:20270430",
    ]
    escaped = LONG.replace(",", "\\,").replace(";", "\\;")
    assert f"SUMMARY:Modrzewiec: {escaped}" in whole
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


def test_an_event_keeps_its_name_from_one_reading_to_the_next(client):
    participation = a_participation("Modrzewiec")
    a_project_with_milestones(participation)
    address = reverse("portal:milestones", args=[participation.city.slug])

    names = [
        [line for line in client.get(address).content.decode().split("\r\n") if line.startswith("UID:")]
        for _reading in range(2)
    ]

    assert names[0] == names[1]
    assert len(set(names[0])) == 2


@pytest.mark.parametrize(("on", "written"), [(date.max, "99991231"), (date(206, 1, 5), "02060105")])
def test_a_stored_day_that_nobody_meant_does_not_break_the_calendar(client, on, written):
    participation = a_participation("Modrzewiec")
    milestone = a_project_with_milestones(participation).milestones.first()
    Milestone.objects.filter(pk=milestone.pk).update(due_on=on)

    answer = client.get(reverse("portal:milestones", args=[participation.city.slug]))

    assert f"DTSTART;VALUE=DATE:{written}" in answer.content.decode().split("\r\n")
