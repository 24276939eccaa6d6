"""Projects in every state, reached by the deeds of the right people."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, User
from drogowskaz.programmes.models import Edition
from drogowskaz.projects import actions
from drogowskaz.projects.cards import Card
from drogowskaz.projects.models import Milestone, Project

from .people import a_city, a_person
from .programmes import a_guardian, a_member, an_edition

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


def an_admitted(
    name: str = "Modrzewiec", *, edition: Edition | None = None, theme_number: int = 11, at: datetime = NOW
) -> Participation:
    """A city admitted by a path without application."""
    edition = edition or an_edition(at=at)
    return participations.admit(
        edition,
        a_city(name),
        path=edition.paths.get(key="expert"),
        theme=edition.themes.get(number=theme_number),
        project_title="Rynek, który oddycha",
        evidence="Plan zieleni z 2025 roku.",
        by=a_member(edition.programme),
        at=at - 30 * DAY,
    )


def cast_of(participation: Participation) -> Cast:
    """One person for each part: Office, Guardian of the theme, coordinator and mayor of the city."""
    return Cast(
        office=a_member(participation.edition.programme),
        guardian=a_guardian(participation.theme),
        coordinator=a_person(acting_for=participation.city),
        mayor=a_person(acting_for=participation.city, capacity=Capacity.MAYOR),
    )


def coordinator_of(participation: Participation) -> User:
    """The person who coordinates for the city; made when there is nobody yet."""
    acting = participation.city.representations.acting().filter(capacity=Capacity.LOCAL_COORDINATOR)
    right = acting.order_by("pk").first()
    return right.user if right else a_person(acting_for=participation.city)


def guardian_of(participation: Participation) -> User:
    """The Guardian of the city's theme; made when there is nobody yet."""
    right = participation.theme.guardianships.filter(ends_on=None).order_by("pk").first()
    return right.user if right else a_guardian(participation.theme)


def a_project(
    participation: Participation | None = None, *, card: Card = CARD, at: datetime = NOW
) -> Project:
    """A planned project without milestones."""
    participation = participation or an_admitted(at=at)
    return actions.plan(participation, card=card, by=coordinator_of(participation), at=at)


def a_milestone(
    project: Project,
    title: str = "Drzewa posadzone",
    *,
    due_on: date = TODAY + 30 * DAY,
    critical: bool = False,
    at: datetime = NOW,
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
