"""What waits for whom, with the same queries however much waits."""

import pytest

from drogowskaz.projects import actions, queries
from tests.builders.programmes import a_member, an_edition
from tests.builders.projects import (
    DAY,
    NOW,
    TODAY,
    a_milestone,
    a_participation,
    a_project,
    a_project_with_milestones,
    a_reported_milestone,
    a_reported_project,
    cast_of,
    coordinator_of,
    guardian_of,
)

pytestmark = pytest.mark.django_db


def waits(user, at=NOW):
    return [str(matter.title) for matter in queries.waiting_for(user, at)]


def test_a_coordinator_is_led_from_the_card_to_the_completion():
    participation = a_participation()
    coordinator = coordinator_of(participation)

    assert waits(coordinator) == ["Opisz projekt miasta"]
    project = a_project(participation)
    a_milestone(project, critical=True, due_on=TODAY + 40 * DAY)
    assert waits(coordinator) == ["Dodaj kamienie milowe i rozpocznij projekt"]
    actions.start(project, by=coordinator, at=NOW)
    assert waits(coordinator) == []
    assert waits(coordinator, NOW + 11 * DAY) == ["Zgłoś kamień milowy"]
    milestone = a_reported_milestone(project)
    assert waits(coordinator) == []
    actions.return_milestone(milestone, remark="Popraw", by=guardian_of(participation), at=NOW)
    assert waits(coordinator) == ["Zgłoś kamień milowy jeszcze raz"]
    milestone = a_reported_milestone(project)
    actions.accept_milestone(milestone, by=guardian_of(participation), at=NOW)
    assert waits(coordinator) == ["Wszystkie kamienie milowe są odebrane. Zgłoś ukończenie projektu"]


def test_a_guardian_sees_what_waits_for_an_answer_and_others_do_not():
    participation = a_participation()
    cast = cast_of(participation)
    a_reported_milestone(a_project_with_milestones(participation))

    assert waits(cast.guardian) == ["Kamień milowy czeka na odbiór"]
    assert [waits(cast.office), waits(cast.mayor)] == [[], []]


def test_a_completed_project_waits_for_the_guardian():
    participation = a_participation()
    cast = cast_of(participation)
    a_reported_project(participation)

    assert waits(cast.guardian) == ["Ukończony projekt czeka na odbiór"]


def test_where_a_theme_has_no_guardian_the_office_answers():
    participation = a_participation()
    office = a_member(participation.edition.programme)
    a_reported_milestone(a_project_with_milestones(participation))

    assert waits(office) == ["Kamień milowy czeka na odbiór"]


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_takes_the_same_queries_however_much_it_is(django_assert_num_queries, number):
    edition = an_edition()
    guardian = None
    for place in range(number):
        participation = a_participation(f"Miasto {place}", edition=edition)
        guardian = guardian_of(participation)
        a_reported_milestone(a_project_with_milestones(participation))

    with django_assert_num_queries(5):
        assert len(queries.waiting_for(guardian, NOW)) == number


def test_what_is_late_is_counted_from_the_date():
    project = a_project_with_milestones()
    fresh = queries.with_milestones(
        type(project).objects.visible_to(coordinator_of(project.participation))
    ).get()

    assert queries.tally(fresh, on=TODAY) == queries.Tally(number=2, accepted=0, reported=0, late=0)
    assert queries.tally(fresh, on=TODAY + 31 * DAY) == queries.Tally(
        number=2, accepted=0, reported=0, late=1
    )
