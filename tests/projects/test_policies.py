"""Who may do what with a project: one table, a row for each deed, a column for each person."""

import pytest

from drogowskaz.people.models import Capacity
from drogowskaz.programmes.roles import Role
from drogowskaz.projects import actions, policies
from tests.builders.people import a_city, a_person
from tests.builders.programmes import a_guardian, a_member
from tests.builders.projects import (
    NOW,
    a_milestone,
    a_participation,
    a_project,
    a_project_with_milestones,
    a_reported_milestone,
    a_reported_project,
    cast_of,
    coordinator_of,
)

pytestmark = pytest.mark.django_db

PEOPLE = ["stranger", "coordinator", "mayor", "office", "guardian", "other_guardian", "adviser", "auditor"]
DEEDS = {  #             str coo may off gua oth adv aud
    "plan":             (0,  1,  0,  0,  0,  0,  0,  0),
    "change":           (0,  1,  0,  0,  0,  0,  0,  0),
    "add_milestone":    (0,  1,  0,  0,  0,  0,  0,  0),
    "start":            (0,  1,  0,  0,  0,  0,  0,  0),
    "change_milestone": (0,  1,  0,  0,  0,  0,  0,  0),
    "remove_milestone": (0,  1,  0,  0,  0,  0,  0,  0),
    "report_milestone": (0,  1,  0,  0,  0,  0,  0,  0),
    "add_evidence":     (0,  1,  0,  0,  0,  0,  0,  0),
    "accept_milestone": (0,  0,  0,  1,  1,  0,  0,  0),
    "return_milestone": (0,  0,  0,  1,  1,  0,  0,  0),
    "report":           (0,  1,  0,  0,  0,  0,  0,  0),
    "accept":           (0,  0,  0,  1,  1,  0,  0,  0),
    "return":           (0,  0,  0,  1,  1,  0,  0,  0),
    "stop":             (0,  1,  0,  1,  0,  0,  0,  0),
}  # fmt: skip


def accepted(participation):
    project = a_project_with_milestones(participation)
    milestone = a_reported_milestone(project)
    actions.accept_milestone(milestone, by=a_guardian(participation.theme), at=NOW)
    return project


THINGS = {
    "plan": lambda participation: participation,
    "change": a_project,
    "add_milestone": a_project,
    "add_evidence": lambda participation: a_project_with_milestones(participation).milestones.first(),
    "start": lambda participation: a_project_with_milestones(participation, started=False),
    "change_milestone": lambda participation: a_milestone(a_project(participation)),
    "remove_milestone": lambda participation: a_milestone(a_project(participation)),
    "report_milestone": lambda participation: a_project_with_milestones(participation).milestones.first(),
    "accept_milestone": lambda participation: a_reported_milestone(a_project_with_milestones(participation)),
    "return_milestone": lambda participation: a_reported_milestone(a_project_with_milestones(participation)),
    "report": accepted,
    "accept": a_reported_project,
    "return": a_reported_project,
    "stop": a_project,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_open_to_exactly_these_people(deed):
    participation = a_participation()
    cast = cast_of(participation)
    edition = participation.edition
    people = {
        "stranger": a_person(acting_for=a_city("Gdzie Indziej")),
        "coordinator": cast.coordinator,
        "mayor": cast.mayor,
        "office": cast.office,
        "guardian": cast.guardian,
        "other_guardian": a_guardian(edition.themes.get(number=3)),
        "adviser": a_member(edition.programme, Role.ADVISER),
        "auditor": a_member(edition.programme, Role.AUDITOR),
    }
    thing = THINGS[deed](participation)
    can = getattr(policies, f"can_{deed}")

    allowed = {name: int(bool(can(person, thing, at=NOW))) for name, person in people.items()}

    assert allowed == dict(zip(PEOPLE, DEEDS[deed], strict=True))


def test_nobody_accepts_what_they_reported_even_as_guardian():
    participation = a_participation()
    both = a_guardian(participation.theme, user=a_person(acting_for=participation.city))
    project = a_project_with_milestones(participation)
    milestone = project.milestones.get(critical=True)
    actions.report_milestone(
        milestone, evidence=(actions.Given("x", url="https://example.org"),), by=both, at=NOW
    )

    assert str(policies.can_accept_milestone(both, milestone, at=NOW).reason) == (
        "To Twoje zgłoszenie. Sprawdza je inna osoba."
    )


def test_nobody_of_the_city_accepts_even_as_guardian():
    participation = a_participation()
    deputy = a_person(acting_for=participation.city, capacity=Capacity.MAYOR)
    a_guardian(participation.theme, user=deputy)
    milestone = a_reported_milestone(a_project_with_milestones(participation))

    assert not policies.can_accept_milestone(deputy, milestone, at=NOW)


def test_nobody_of_the_city_stops_it_as_the_office():
    project = a_project()
    mayor = a_person(acting_for=project.participation.city, capacity=Capacity.MAYOR)
    a_member(project.participation.edition.programme, Role.OFFICE, user=mayor)

    assert "Działasz za to miasto" in str(policies.can_stop(mayor, project, at=NOW).reason)


def test_a_project_starts_only_with_a_milestone_the_certificate_needs():
    project = a_project()
    a_milestone(project)
    coordinator = coordinator_of(project.participation)

    assert not policies.can_start(coordinator, project, at=NOW)
    a_milestone(project, critical=True)
    assert policies.can_start(coordinator, project, at=NOW)


def test_completion_is_accepted_only_with_every_needed_milestone_accepted():
    participation = a_participation()
    project = a_project_with_milestones(participation)
    milestone = a_reported_milestone(project)
    actions.report_completion(project, text="Gotowe", by=coordinator_of(participation), at=NOW)
    guardian = a_guardian(participation.theme)

    assert not policies.can_accept(guardian, project, at=NOW)
    actions.accept_milestone(milestone, by=guardian, at=NOW)
    assert policies.can_accept(guardian, project, at=NOW)
