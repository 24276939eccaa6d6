"""Lists of the Office and of the public site take as many queries for three as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from drogowskaz.applications import acting
from drogowskaz.people.models import Capacity
from drogowskaz.programmes.roles import Role
from tests.builders.participation import a_participation
from tests.builders.people import a_person
from tests.builders.programmes import a_member, an_edition
from tests.builders.registers import a_city
from tests.builders.toolbox import a_tool

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return an_edition()


@pytest.fixture
def office(client, edition):
    person = a_member(edition.programme, Role.OFFICE)
    client.force_login(person)
    return person


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), len(found)


def same_for_one_and_three(client, address, add):
    """Add one thing, then two more; gives the last page."""
    add(1)
    client.get(address)  # what is looked up once and kept
    _, one = queries(client, address)
    add(2)
    add(3)
    page, three = queries(client, address)
    assert three == one
    return page


def test_requests_to_act_for_a_city(client, office):
    def add(number):
        acting.ask(
            a_city(f"Miasto {number}"),
            capacity=Capacity.LOCAL_COORDINATOR,
            by=a_person(name=f"Osoba {number}"),
            at=timezone.now(),
        )

    page = same_for_one_and_three(client, reverse("acting:requests"), add)

    assert [name in page for name in ("Osoba 1", "Osoba 2", "Osoba 3")] == [True] * 3


def test_invitations(client, office, edition):
    def add(number):
        acting.invite(
            email=f"nowa{number}@example.org",
            name=f"Osoba {number}",
            city=a_city(f"Miasto {number}"),
            capacity=Capacity.MAYOR,
            by=office,
            at=timezone.now(),
            edition=edition,
        )

    page = same_for_one_and_three(client, reverse("acting:invitations"), add)

    assert [f"nowa{number}@example.org" in page for number in (1, 2, 3)] == [True] * 3


def test_the_toolbox(client):
    def add(number):
        a_tool(f"narzedzie-{number}", name_pl=f"Narzędzie {number}")

    page = same_for_one_and_three(client, reverse("portal:toolbox"), add)

    assert [f"Narzędzie {number}" in page for number in (1, 2, 3)] == [True] * 3


def test_the_search(client, edition):
    def add(number):
        a_participation(f"Brzezina {number}", edition=edition)
        a_tool(f"brzezina-{number}", name_pl=f"Brzezina {number}")

    page = same_for_one_and_three(client, f"{reverse('portal:search')}?q=brzezina", add)

    assert [f"Brzezina {number}" in page for number in (1, 2, 3)] == [True] * 3
