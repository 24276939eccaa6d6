"""Finding cities and what belongs to a person."""

from datetime import date, timedelta

import pytest

from drogowskaz.people import actions, queries
from drogowskaz.people.models import Capacity
from tests.builders.people import a_person
from tests.builders.programmes import NOW
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db


def names(text):
    return [city.name for city in queries.cities_named(text).cities]


def test_cities_are_found_by_the_beginning_of_their_name_or_of_a_word_in_it():
    for name in ("Łódź", "Nowa Łódź", "Białystok", "Bielsko-Biała", "Biała Podlaska"):
        a_city(name)

    assert names("lodz") == ["Łódź", "Nowa Łódź"]
    assert names("ŁÓDŹ") == ["Łódź", "Nowa Łódź"]
    assert names("biala") == ["Biała Podlaska", "Bielsko-Biała"]
    assert names("ystok") == []
    assert names("  ") == []


def test_a_city_that_no_longer_exists_is_not_found():
    a_city("Wesoła", ends_on=date(2002, 10, 26))

    assert names("wesola") == []


def test_a_long_list_is_cut_and_says_so():
    for place in range(queries.FOUND_AT_MOST + 1):
        a_city(f"Nowe {place:02}")

    found = queries.cities_named("nowe")

    assert (len(found.cities), found.more) == (queries.FOUND_AT_MOST, True)


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_two_queries_however_many_are_found(django_assert_num_queries, number):
    for place in range(number):
        a_city(f"Nowe {place}")
    with django_assert_num_queries(2):
        queries.cities_named("nowe")


def test_open_invitations_are_those_sent_to_the_own_address_and_in_time():
    inviter = a_person()
    facts = {"name": "Anna", "capacity": Capacity.MAYOR, "by": inviter}
    mine = actions.invite(email="Anna@Example.org", city=a_city(), at=NOW, **facts).invitation
    actions.invite(email="anna@example.org", city=a_city(), at=NOW - timedelta(days=7), **facts)
    actions.invite(email="other@example.org", city=a_city(), at=NOW, **facts)
    revoked = actions.invite(email="anna@example.org", city=a_city(), at=NOW, **facts).invitation
    actions.revoke_invitation(revoked, by=inviter, at=NOW)

    assert list(queries.open_invitations_for(a_person(email="anna@example.org"), NOW)) == [mine]
