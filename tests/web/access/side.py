"""One programme with the people around its cities, and what the builders of the world need."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes.models import Edition
from drogowskaz.programmes.roles import Role
from drogowskaz.projects import actions as projects
from drogowskaz.registers.models import City
from tests.builders import plans
from tests.builders import projects as of_projects
from tests.builders.participation import a_participation, a_pdf, a_proposal, an_agreed
from tests.builders.people import LONG_AGO, a_person
from tests.builders.programmes import a_guardian, a_member, an_edition

DAY = timedelta(days=1)
GOAL, OTHER_GOAL, THIRD_GOAL = 11, 4, 5
PART = "warunki"
Objects = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Side:
    """One programme with the people around its cities."""

    edition: Edition
    at: datetime
    office: User
    office2: User
    guardian: User
    adviser: User
    coordinator: User
    mayor: User

    def city(self, name: str) -> Participation:
        """A city just admitted, whose people are those of this side."""
        participation = a_participation(name, edition=self.edition, theme_number=GOAL, at=self.at)
        acts_for(participation.city, self.coordinator, self.mayor)
        participations.assign_adviser(participation, self.adviser, by=self.guardian, at=self.at - 68 * DAY)
        return participation

    def coordinated(self, name: str) -> Participation:
        """A city with an agreement and its coordinator in office."""
        participation = an_agreed(self.city(name), at=self.at)
        naming = a_proposal(participation, email=self.coordinator.email, at=self.at)
        participations.confirm_coordinator(naming, by=self.office, at=self.at - 79 * DAY)
        return participation


def acts_for(city: City, coordinator: User, mayor: User) -> None:
    """Give both their confirmed right to act for `city`."""
    for person, capacity in ((mayor, Capacity.MAYOR), (coordinator, Capacity.LOCAL_COORDINATOR)):
        facts = {"asked_at": LONG_AGO, "asked_by": person, "confirmed_at": LONG_AGO, "confirmed_by": person}
        Representation.objects.create(user=person, city=city, capacity=capacity, **facts)


def a_side(at: datetime) -> Side:
    """A running programme with its people, without a city."""
    edition = an_edition(at=at)
    office, office2 = plans.two_of_the_office(edition)
    programme = edition.programme
    return Side(
        edition=edition,
        at=at,
        office=office,
        office2=office2,
        guardian=a_guardian(edition.themes.get(number=GOAL)),
        adviser=a_member(programme, Role.ADVISER),
        coordinator=a_person(name="Anna Leszczyna"),
        mayor=a_person(name="Jan Dereń"),
    )


def with_file(project: Any, *, at: datetime) -> Any:
    """Report a milestone with a file everybody may see; give back the piece of evidence."""
    milestone = project.milestones.get(critical=True)
    file = ContentFile(a_pdf(), name="odbior.pdf")
    given = projects.Given(shows="Protokół odbioru", file=file, public=True)
    by = of_projects.coordinator_of(project.participation)
    projects.report_milestone(milestone, evidence=(given,), by=by, at=at)
    return milestone.evidence.get()


def pk(thing: Any) -> dict[str, Any]:
    """The arguments of most routes."""
    return {"pk": thing.pk}


def every(objects: Objects, arguments: dict[str, Any], space: str, *names: str) -> None:
    """Give the same arguments to several routes of one app."""
    for name in " ".join(names).split():
        objects[f"{space}:{name}"] = arguments
