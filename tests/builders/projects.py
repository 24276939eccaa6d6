"""Projects in every state, reached by the deeds of the right people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from drogowskaz.participation.models import Participation
from drogowskaz.people.models import User
from drogowskaz.projects import actions
from drogowskaz.projects.cards import Card
from drogowskaz.projects.models import Milestone, Project

from .participation import a_participation, coordinator_of, guardian_of, mayor_of, office_of

NOW = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
TODAY = date(2027, 3, 1)
DAY = timedelta(days=1)
CARD = Card(title="Rynek, który oddycha", aim="Mniej upału na rynku.", place="Rynek")


@dataclass(frozen=True)
class Cast:
    """The people around one city."""

    office: User
    guardian: User
    coordinator: User
    mayor: User


def cast_of(participation: Participation) -> Cast:
    """One person for each part: Office, Guardian of the theme, coordinator and mayor of the city."""
    return Cast(
        office=office_of(participation),
        guardian=guardian_of(participation),
        coordinator=coordinator_of(participation),
        mayor=mayor_of(participation),
    )


def a_project(
    participation: Participation | None = None, *, card: Card = CARD, at: datetime = NOW
) -> Project:
    """A planned project without milestones."""
    participation = participation or a_participation(at=at)
    return actions.plan(participation, card=card, by=coordinator_of(participation), at=at)


def a_milestone(
    project: Project,
    title: str = "Drzewa posadzone",
    *,
    due_on: date = TODAY + 30 * DAY,
    critical: bool = False,
    at: datetime = NOW,
    key: UUID | None = None,
) -> Milestone:
    """One more step of a project."""
    return actions.add_milestone(
        project,
        title=title,
        criterion="Protokół odbioru",
        due_on=due_on,
        critical=critical,
        by=coordinator_of(project.participation),
        at=at,
        key=key,
    )


def a_project_with_milestones(
    participation: Participation | None = None, *, started: bool = True, at: datetime = NOW
) -> Project:
    """A project that is going on, with one milestone the certificate needs and one it does not."""
    project = a_project(participation, at=at)
    a_milestone(project, "Koncepcja uzgodniona", critical=True, at=at)
    a_milestone(project, "Drzewa posadzone", due_on=TODAY + 60 * DAY, at=at)
    if started:
        actions.start(project, by=coordinator_of(project.participation), at=at)
    return project


EVIDENCE = actions.Given(shows="Protokół uzgodnienia", url="https://example.org/protokol")


def a_reported_milestone(project: Project | None = None, *, at: datetime = NOW) -> Milestone:
    """A milestone the certificate needs, reported with an address as evidence."""
    project = project or a_project_with_milestones(at=at)
    milestone = project.milestones.get(critical=True)
    by = coordinator_of(project.participation)
    actions.report_milestone(milestone, evidence=(EVIDENCE,), by=by, at=at)
    return milestone


def a_reported_project(participation: Participation | None = None, *, at: datetime = NOW) -> Project:
    """A project reported as completed, its needed milestone accepted."""
    project = a_project_with_milestones(participation, at=at)
    milestone = a_reported_milestone(project, at=at)
    actions.accept_milestone(milestone, by=guardian_of(project.participation), at=at + DAY)
    by = coordinator_of(project.participation)
    actions.report_completion(project, text="Rynek jest gotowy.", by=by, at=at + 2 * DAY)
    return project


def a_completed_project(participation: Participation | None = None, *, at: datetime = NOW) -> Project:
    """A project whose completion has been accepted by the Guardian."""
    project = a_reported_project(participation, at=at)
    actions.accept_completion(project, by=guardian_of(project.participation), at=at + 3 * DAY)
    return project
