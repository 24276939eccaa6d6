"""What a page of advice offers can be done: no link or button leads to a no."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from drogowskaz.participation.lifecycle import State
from drogowskaz.participation.models import Participation
from drogowskaz.people.models import Capacity
from tests.advisory.test_own_city import a_city_in_full_swing, act_for
from tests.builders.advisory import a_confirmed_session, a_session, adviser_of, an_advised
from tests.builders.participation import coordinator_of, guardian_of, mayor_of, office_of
from tests.builders.programmes import a_member
from tests.once import fresh, once

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = timedelta(days=1)
ROLES = (
    "coordinator",
    "mayor",
    "office",
    "guardian",
    "adviser",
    "auditor",
    "own_office",
    "own_guardian",
    "own_adviser",
)
LINK = re.compile(r'<a[^>]* href="(/panel/doradztwo/[^"#]*)"')
FORM = re.compile(r'<form method="post" action="(/panel/doradztwo/[^"]*)"[^>]*>(.*?)</form>', re.DOTALL)


def a_world():
    """A city with everything, one whose hours are used up and closed, and one that has withdrawn."""
    city = a_city_in_full_swing(at=timezone.now())
    a_confirmed_session(a_session(city, starts_at=timezone.now() - 9 * DAY), at=timezone.now())
    ended = an_advised(edition=city.edition)
    over = an_advised(edition=city.edition)
    Participation.objects.filter(pk=over.pk).update(state=State.COMPLETED)
    for other in (ended, over):
        type(other.assignments.get()).objects.filter(participation=other).update(adviser=adviser_of(city))
    ended.accounts.update(closed_at=timezone.now(), closed_by=office_of(ended))
    return city


built = once(a_world)


@pytest.fixture
def city(built):
    return fresh(built)


def person_of(city, role):
    programme = city.edition.programme
    person = {
        "coordinator": lambda: coordinator_of(city),
        "mayor": lambda: mayor_of(city),
        "office": lambda: office_of(city),
        "guardian": lambda: guardian_of(city),
        "adviser": lambda: adviser_of(city),
        "auditor": lambda: a_member(programme, "auditor"),
    }[role.removeprefix("own_")]()
    if role.startswith("own_"):
        act_for(person, city.city, Capacity.MAYOR)
    return person


def pages_of(client, city):
    """Every page of advice that can be reached from the start and the page of the city."""
    seen, ahead = {}, [reverse("advisory:start"), reverse("advisory:city", args=[city.pk])]
    while ahead:
        address = ahead.pop()
        if address in seen:
            continue
        answer = client.get(address)
        seen[address] = answer
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            ahead += LINK.findall(answer.content.decode())
    return seen


@pytest.mark.parametrize("role", ROLES)
def test_every_link_and_every_button_is_allowed(client, city, role):
    client.force_login(person_of(city, role))
    pages = pages_of(client, city)

    refused = [address for address, answer in pages.items() if answer.status_code not in (200, 302)]
    for answer in pages.values():
        for address, inside in FORM.findall(answer.content.decode() if answer.status_code == 200 else ""):
            if re.search(r"<button[^>]* disabled", inside):
                continue
            with transaction.atomic():
                if client.post(address).status_code in (403, 404, 409):
                    refused.append(address)
                transaction.set_rollback(True)

    assert len(pages) > 3
    assert refused == []


def test_a_city_without_open_hours_offers_no_session(client, city):
    client.force_login(adviser_of(city))

    page = client.get(reverse("advisory:start")).content.decode()

    arranged = re.findall(r'href="/panel/doradztwo/miasto/(\d+)/umow/"', page)
    assert arranged == [str(city.pk)]
    assert page.count("brak otwartych godzin") == 2
