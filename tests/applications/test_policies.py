"""Who may do what, and when: every person against every deed."""

from datetime import timedelta

import pytest

from drogowskaz.applications import policies
from drogowskaz.common.verdict import YES
from drogowskaz.people.models import Capacity, Representation
from drogowskaz.programmes.roles import Role
from tests.builders.applications import a_draft, a_submitted, an_accepted
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_call, a_guardian, a_member
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def call():
    return a_call()


@pytest.fixture
def people(call):
    city = a_city("Zamość")
    programme = call.edition.programme
    everyone = {
        "coordinator": a_person(acting_for=city),
        "mayor": a_person(acting_for=city, capacity=Capacity.MAYOR),
        "elsewhere": a_person(acting_for=a_city("Chełm")),
        "nobody": a_person(),
        "office": a_member(programme, Role.OFFICE),
        "other office": a_member(a_call().edition.programme, Role.OFFICE),
        "adviser": a_member(programme, Role.ADVISER),
        "auditor": a_member(programme, Role.AUDITOR),
        "guardian": a_guardian(call.edition.themes.get(number=11)),
    }
    own = a_member(programme, Role.OFFICE, user=a_person(acting_for=city))
    return city, {**everyone, "office of the city": own}


def who(people, policy, *thing):
    return {name for name, person in people.items() if policy(person, *thing, at=NOW)}


CITY = {"coordinator", "mayor", "office of the city"}


def test_people_of_the_city_write_send_and_withdraw_its_draft(call, people):
    city, everyone = people
    draft = a_draft(city=city, call=call)

    assert who(everyone, policies.can_start, call, city) == CITY
    assert who(everyone, policies.can_edit, draft) == CITY
    assert who(everyone, policies.can_submit, draft) == CITY
    assert who(everyone, policies.can_withdraw, draft) == CITY
    assert who(everyone, policies.can_accept, draft) == set()
    assert who(everyone, policies.can_reject, draft) == set()


def test_the_office_decides_about_what_was_sent_but_nobody_about_the_own_city(call, people):
    city, everyone = people
    submitted = a_submitted(city=city, call=call)

    assert who(everyone, policies.can_accept, submitted) == {"office"}
    assert who(everyone, policies.can_reject, submitted) == {"office"}
    assert who(everyone, policies.can_withdraw, submitted) == CITY
    assert who(everyone, policies.can_edit, submitted) == set()
    assert who(everyone, policies.can_submit, submitted) == set()


def test_after_the_decision_nobody_does_anything(call, people):
    city, everyone = people
    accepted = an_accepted(city=city, call=call)

    for policy in (policies.can_accept, policies.can_reject, policies.can_withdraw, policies.can_edit):
        assert who(everyone, policy, accepted) == set()


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOW - 10 * timedelta(days=1) - MOMENT, "Nabór jeszcze się nie zaczął."),
        (NOW - 10 * timedelta(days=1), ""),
        (NOW + 20 * timedelta(days=1) - MOMENT, ""),
        (NOW + 20 * timedelta(days=1), "Nabór skończył się 21 marca 2027 o 10:59. Szkic zostaje."),
        (NOW + 20 * timedelta(days=1) + MOMENT, "Nabór skończył się 21 marca 2027 o 10:59. Szkic zostaje."),
    ],
)
def test_an_application_is_sent_between_the_two_moments_of_the_call(call, at, reason):
    draft = a_draft(call=call)

    assert str(policies.can_submit(draft.started_by, draft, at=at).reason) == reason
    assert str(policies.can_start(draft.started_by, call, draft.city, at=at).reason) == reason


def test_a_draft_is_written_also_after_the_deadline(call):
    draft = a_draft(call=call)

    assert policies.can_edit(draft.started_by, draft, at=call.closes_at + timedelta(days=400))


def test_a_right_that_waits_or_has_ended_counts_for_nothing(call):
    city = a_city()
    asked = a_person()
    Representation.objects.create(
        user=asked, city=city, capacity=Capacity.MAYOR, asked_at=NOW, asked_by=asked
    )
    ended = a_person(acting_for=city)
    ended.representations.update(ended_at=NOW, ended_by=ended)

    assert not policies.can_start(asked, call, city, at=NOW)
    assert not policies.can_start(ended, call, city, at=NOW)


def test_the_office_of_any_programme_answers_requests_but_not_its_own_nor_for_its_own_city(people):
    city, everyone = people
    asked = Representation.objects.create(
        user=everyone["office"], city=city, capacity=Capacity.MAYOR, asked_at=NOW, asked_by=everyone["office"]
    )

    assert who(everyone, policies.can_confirm_representation, asked) == {"other office"}
    assert who(everyone, policies.can_see_requests) == {"office", "other office", "office of the city"}


def test_cities_invite_coordinators_and_only_mayors_and_the_office_invite_mayors(people):
    city, everyone = people
    offices = {"office", "other office"}

    assert who(everyone, policies.can_invite, city, Capacity.LOCAL_COORDINATOR) == CITY | offices
    assert who(everyone, policies.can_invite, city, Capacity.MAYOR) == offices | {"mayor"}


def test_a_right_is_ended_by_the_person_the_mayor_or_the_office(people):
    _city, everyone = people
    coordinator = everyone["coordinator"].representations.get()
    mayor = everyone["mayor"].representations.get()
    offices = {"office", "other office"}

    assert who(everyone, policies.can_end_representation, coordinator) == {"coordinator", "mayor"} | offices
    assert who(everyone, policies.can_end_representation, mayor) == {"mayor"} | offices


def test_without_the_guard_the_office_would_decide_about_its_own_city(call, people, monkeypatch):
    city, everyone = people
    submitted = a_submitted(city=city, call=call)
    asked = a_person()
    request = Representation.objects.create(
        user=asked, city=city, capacity=Capacity.MAYOR, asked_at=NOW, asked_by=asked
    )
    asks = ((policies.can_accept, submitted), (policies.can_confirm_representation, request))
    guarded = ["office of the city" in who(everyone, *ask) for ask in asks]

    monkeypatch.setattr(policies, "_nobodys_own", lambda *asked: YES)

    assert (guarded, ["office of the city" in who(everyone, *ask) for ask in asks]) == (
        [False, False],
        [True, True],
    )
