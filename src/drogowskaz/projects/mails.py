"""Letters about projects: to those who look at what was reported, and back to the city."""

from datetime import datetime

from drogowskaz.participation import queries as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.programmes.mails import send

from .models import Milestone, Project


def _judges(participation: Participation) -> list[User]:
    """The Guardians of the city's theme; the Office where there is none. Nobody who acts for the city."""
    own = set(participations.people_of(participation.city))
    guardians = [person for person in participations.guardians_of(participation) if person not in own]
    return guardians or [person for person in participations.office_of(participation) if person not in own]


def _about_milestone(
    key: str, milestone: Milestone, people: list[User], *, at: datetime, **words: str
) -> None:
    participation = milestone.project.participation
    for person in people:
        send(
            key,
            participation.edition,
            to=person,
            city=participation.city,
            page=("projects:milestone", milestone.pk),
            at=at,
            hold=False,
            milestone=milestone.title,
            **words,
        )


def _about_project(key: str, project: Project, people: list[User], *, at: datetime, **words: str) -> None:
    participation = project.participation
    for person in people:
        send(
            key,
            participation.edition,
            to=person,
            city=participation.city,
            page=("projects:detail", project.pk),
            at=at,
            hold=False,
            **words,
        )


def tell_milestone_reported(milestone: Milestone, *, at: datetime) -> None:
    """Tell those who accept that a milestone waits for them."""
    _about_milestone("milestone_reported", milestone, _judges(milestone.project.participation), at=at)


def tell_milestone_accepted(milestone: Milestone, *, at: datetime) -> None:
    """Tell the city that a milestone has been accepted."""
    people = participations.people_of(milestone.project.participation.city)
    _about_milestone("milestone_accepted", milestone, people, at=at, remark=milestone.remark)


def tell_milestone_returned(milestone: Milestone, *, at: datetime) -> None:
    """Tell the city what is to be changed or added."""
    people = participations.people_of(milestone.project.participation.city)
    _about_milestone("milestone_returned", milestone, people, at=at, remark=milestone.remark)


def tell_reported(project: Project, *, at: datetime) -> None:
    """Tell those who accept that the project is reported as completed."""
    _about_project("project_reported", project, _judges(project.participation), at=at)


def tell_accepted(project: Project, *, at: datetime) -> None:
    """Tell the city that its project is completed."""
    people = participations.people_of(project.participation.city)
    _about_project("project_accepted", project, people, at=at, remark=project.remark)


def tell_returned(project: Project, *, at: datetime) -> None:
    """Tell the city what is missing."""
    people = participations.people_of(project.participation.city)
    _about_project("project_returned", project, people, at=at, remark=project.remark)


def tell_stopped(project: Project, *, at: datetime) -> None:
    """Tell the city, the Guardians and the Office that the project has ended, and why; not who stopped it."""
    participation = project.participation
    concerned = [
        *participations.people_of(participation.city),
        *participations.guardians_of(participation),
        *participations.office_of(participation),
    ]
    people = [person for person in dict.fromkeys(concerned) if person != project.stopped_by]
    _about_project("project_stopped", project, people, at=at, reason=project.stopped_reason)
