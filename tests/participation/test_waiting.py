"""What waits for whom about taking part."""

import pytest

from drogowskaz.participation import queries
from tests.builders.participation import (
    a_coordinated,
    a_participation,
    a_proposal,
    an_agreed,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.programmes import NOW, a_member

pytestmark = pytest.mark.django_db


def titles(user):
    return [str(matter.title) for matter in queries.waiting_for(user, NOW)]


def test_the_office_records_the_agreement_and_the_city_names_its_coordinator():
    participation = a_participation()
    mayor, coordinator = mayor_of(participation), coordinator_of(participation)

    assert titles(office_of(participation)) == ["Zapisz porozumienie"]
    assert titles(mayor) == ["Wskaż koordynatora lokalnego miasta"]
    assert titles(coordinator) == []


def test_where_no_mayor_has_an_account_those_who_act_for_the_city_name_the_coordinator():
    participation = an_agreed()

    assert titles(coordinator_of(participation)) == ["Wskaż koordynatora lokalnego miasta"]


def test_the_office_answers_a_proposal_but_not_the_own():
    naming = a_proposal()
    office = office_of(naming.participation)

    assert titles(office) == ["Potwierdź osobę do koordynacji lokalnej"]
    naming.proposed_by = office
    naming.save(update_fields=["proposed_by"])
    assert titles(office) == []
    assert titles(a_member(naming.participation.edition.programme)) == [
        "Potwierdź osobę do koordynacji lokalnej"
    ]


def test_nothing_waits_once_the_coordinator_is_in_office():
    participation = a_coordinated()

    for person in (office_of(participation), mayor_of(participation), guardian_of(participation)):
        assert titles(person) == []
