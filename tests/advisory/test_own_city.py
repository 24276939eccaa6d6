"""Nobody decides about the advice of the own city; and no list names what its reader may not do."""

from datetime import timedelta

import pytest

from drogowskaz.advisory import policies, queries
from drogowskaz.advisory.models import AdvisoryRequest, AdvisorySession
from drogowskaz.participation import actions as participations
from drogowskaz.participation.models import Participation
from drogowskaz.people import actions as representations
from drogowskaz.people.models import Capacity
from tests.builders.advisory import (
    a_contested_session,
    a_recorded_session,
    a_request,
    a_session,
    adviser_of,
    an_accepted_request,
    an_advised,
)
from tests.builders.participation import a_coordinated, coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_guardian, a_member
from tests.once import fresh, once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=2)
FORTNIGHT = NOW + 15 * DAY
CAPACITIES = [None, *Capacity.values]
HATS = ("office", "guardian", "adviser", "both", "everything")


def act_for(user, city, capacity):
    asked = representations.ask_to_represent(city, capacity=capacity, by=user, at=NOW)
    representations.confirm(asked, by=a_person(), at=NOW)


def a_city_in_full_swing(**facts):
    """A city with something of every kind waiting for somebody."""
    participation = an_advised(**facts)
    a_request(participation)
    an_accepted_request(participation)
    a_session(participation)
    a_session(participation, starts_at=NOW + DAY)
    a_recorded_session(a_session(participation, starts_at=NOW - 3 * DAY))
    a_contested_session(a_session(participation, starts_at=NOW - 5 * DAY))
    return participation


def wearing(hat, participation):
    """A person of the programme with one of the hats, or several of them at once."""
    person = a_person()
    programme = participation.edition.programme
    if hat in {"office", "both", "everything"}:
        a_member(programme, "office", user=person)
    if hat in {"guardian", "both", "everything"}:
        a_guardian(participation.theme, user=person)
    if hat in {"adviser", "everything"}:
        a_member(programme, "adviser", user=person)
        participations.assign_adviser(participation, person, by=guardian_of(participation), at=NOW)
        AdvisorySession.objects.filter(participation=participation).update(adviser=person)
        AdvisoryRequest.objects.filter(adviser__isnull=False).update(adviser=person)
    return person


def two_cities_and_one_that_begins():
    participation = a_city_in_full_swing()
    a_city_in_full_swing(edition=participation.edition)
    return participation, a_coordinated(edition=participation.edition)


built = once(two_cities_and_one_that_begins)


@pytest.fixture
def cities(built):
    """One of two cities in full swing, and one whose hours are not open yet."""
    return fresh(built)


@pytest.mark.parametrize("capacity", CAPACITIES)
@pytest.mark.parametrize("hat", HATS)
def test_every_list_names_exactly_what_its_reader_may_do(cities, hat, capacity):
    participation, _ = cities
    person = wearing(hat, participation)
    if capacity:
        act_for(person, participation.city, capacity)

    for at in (LATER, FORTNIGHT):
        sessions, requests = AdvisorySession.objects.order_by("starts_at", "pk"), AdvisoryRequest.objects
        assert list(queries.to_settle(person, at)) == [
            one for one in sessions if policies.can_settle(person, one, at=at)
        ]
        assert set(queries.open_requests(person)) == {
            one for one in requests.all() if policies.can_answer(person, one, at=at)
        }
        assert set(queries.arrangeable(person)) == {
            one for one in Participation.objects.all() if policies.can_arrange(person, one, at=at)
        }
        assert {
            one for one in queries.to_record(person, at) if not policies.can_record(person, one, at=at)
        } == set()


@pytest.mark.parametrize("capacity", Capacity.values)
@pytest.mark.parametrize("hat", HATS)
def test_whoever_comes_to_act_for_a_city_decides_nothing_about_its_advice_any_more(cities, hat, capacity):
    participation, ready = cities
    person = wearing(hat, participation)
    deciding = {
        "can_open_stage": [(ready, ready.edition.stages.get(number=1))],
        "can_answer": [(one,) for one in AdvisoryRequest.objects.filter(participation=participation)],
        "can_arrange": [(participation,)],
        "can_record": [(one,) for one in AdvisorySession.objects.filter(participation=participation)],
        "can_settle": [(one,) for one in AdvisorySession.objects.filter(participation=participation)],
        "can_grant_more": [(one,) for one in participation.accounts.all()],
    }

    def may():
        return {
            name for name, things in deciding.items() for thing in things
            if getattr(policies, name)(person, *thing, at=FORTNIGHT)
        }  # fmt: skip

    before = may()
    for city in (participation.city, ready.city):
        act_for(person, city, capacity)

    assert before != set()
    assert may() == set()


def test_a_coordinator_with_another_hat_still_does_what_coordinators_do():
    request = an_accepted_request()
    session = a_session(request.participation, starts_at=NOW + DAY)
    office = office_of(request.participation)
    act_for(office, request.participation.city, Capacity.LOCAL_COORDINATOR)

    assert policies.can_close_request(office, request, at=NOW)
    assert policies.can_cancel(office, session, at=NOW)


def test_a_mayor_who_is_also_the_office_cancels_and_closes_nothing():
    request = an_accepted_request()
    session = a_session(request.participation, starts_at=NOW + DAY)
    office = office_of(request.participation)
    act_for(office, request.participation.city, Capacity.MAYOR)

    assert not policies.can_close_request(office, request, at=NOW)
    assert not policies.can_cancel(office, session, at=NOW)
    assert not policies.can_cancel(mayor_of(request.participation), session, at=NOW)


def test_letters_that_ask_for_a_decision_go_only_to_people_who_may_take_it():
    participation = an_advised()
    guardian = guardian_of(participation)
    act_for(guardian, participation.city, Capacity.MAYOR)

    request = a_request(participation)
    session = a_contested_session(a_session(participation))

    deciders = queries.deciders_of(participation, but=session.adviser)
    assert guardian not in deciders
    assert deciders
    assert all(policies.can_answer(person, request, at=NOW) for person in deciders)
    assert all(policies.can_settle(person, session, at=LATER) for person in deciders)


def test_an_adviser_who_has_come_to_act_for_the_city_is_not_named():
    request = a_request()
    adviser = adviser_of(request.participation)
    act_for(adviser, request.participation.city, Capacity.LOCAL_COORDINATOR)

    assert not participations.policies.is_adviser(adviser, request.participation)
    assert coordinator_of(request.participation) != adviser
