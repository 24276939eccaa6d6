"""Roles are given and ended in two steps, by somebody who has just shown who they are."""

import time
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from drogowskaz.people.models import JournalEntry
from drogowskaz.programmes import actions, policies
from drogowskaz.programmes.models import Guardianship, Membership
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_guardian, a_member, an_edition

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def programme():
    return an_edition().programme


@pytest.fixture
def office(programme, client):
    person = a_member(programme, Role.OFFICE)
    client.force_login(person)
    return person


def signed_in_at(client, person, moment):
    """Write into the session when the person has signed in."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": moment}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def test_a_place_in_the_office_is_given_only_after_saying_what_it_means(client, programme, office):
    person = a_person(email="nowa@example.org", name="Nowa Osoba")
    address = reverse("programmes:add_membership", args=[programme.pk])
    given = {"role-user": "nowa@example.org", "role-role": "office"}

    asked = client.post(address, given)

    assert asked.status_code == 200
    assert "Nowa Osoba w biurze programu?" in text(asked)
    assert "nowa@example.org" in text(asked)
    assert not Membership.objects.filter(user=person).exists()

    done = client.post(address, {**given, "sure": "yes"})

    assert done.status_code == 302
    assert Membership.objects.get(user=person).role == Role.OFFICE


def test_the_question_is_no_way_round_the_rules(client, programme, office):
    stranger = a_person()
    client.force_login(stranger)
    address = reverse("programmes:add_membership", args=[programme.pk])

    for sure in ({}, {"sure": "yes"}):
        given = {"role-user": office.email, "role-role": "office", **sure}
        assert client.post(address, given).status_code == 404


def test_ending_a_role_says_what_it_means_and_asks_why(client, programme, office):
    adviser = a_member(programme, Role.ADVISER)
    membership = adviser.memberships.get()
    address = reverse("programmes:end_membership", args=[membership.pk])

    page, silent = client.get(address), client.post(address, {"reason": "  "})

    assert "Umówione spotkania" in text(page)
    assert (page.status_code, silent.status_code) == (200, 422)
    assert Membership.objects.get(pk=membership.pk).ends_on is None

    assert client.post(address, {"reason": " Wyjazd na rok "}).status_code == 302

    assert Membership.objects.get(pk=membership.pk).ends_on == timezone.localdate()
    entry = JournalEntry.objects.get(verb="programmes.end_membership")
    assert (entry.by, entry.facts) == (
        office,
        {"person": adviser.pk, "role": "adviser", "reason": "Wyjazd na rok"},
    )


def test_ending_the_care_for_a_goal_asks_why_too(client):
    edition = an_edition()
    client.force_login(a_member(edition.programme, Role.OFFICE))
    guardianship = Guardianship.objects.get(user=a_guardian(edition.themes.first()))
    address = reverse("programmes:end_guardianship", args=[guardianship.pk])

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 422
    assert client.post(address, {"reason": "Zmiana zakresu"}).status_code == 302

    assert JournalEntry.objects.get(verb="programmes.end_guardianship").facts["reason"] == "Zmiana zakresu"


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_the_deed_itself_refuses(programme, office, reason):
    membership = a_member(programme, Role.ADVISER).memberships.get()

    with pytest.raises(actions.WhyMissing):
        actions.end_membership(membership, reason=reason, by=office, at=NOW)


def test_one_leaves_the_office_only_while_another_is_there_who_can_sign_in(client, programme):
    Membership.objects.filter(programme=programme).update(ends_on=date(2027, 1, 1))
    office, gone = a_member(programme, Role.OFFICE), a_member(programme, Role.OFFICE)
    gone.is_active = False
    gone.save()
    own = office.memberships.get()

    with pytest.raises(PermissionDenied, match="Ostatnia osoba"):
        actions.end_membership(own, reason="x", by=office, at=NOW)
    actions.end_membership(gone.memberships.get(), reason="Konto zamknięte", by=office, at=NOW)

    assert list(Membership.objects.of(Role.OFFICE).filter(programme=programme)) == [own]


def test_the_page_of_the_last_one_refuses_before_it_asks_why(client, programme):
    Membership.objects.filter(programme=programme).update(ends_on=date(2027, 1, 1))
    office = a_member(programme, Role.OFFICE)
    client.force_login(office)

    answer = client.get(reverse("programmes:end_membership", args=[office.memberships.get().pk]))

    assert answer.status_code == 403
    assert "Najpierw dodaj" in text(answer)


def test_a_role_that_has_ended_is_not_ended_again(programme, office):
    membership = a_member(programme, Role.ADVISER).memberships.get()
    actions.end_membership(membership, reason="x", by=office, at=NOW)

    assert not policies.can_end_membership(office, membership, at=NOW)


def test_who_signed_in_long_ago_confirms_it_and_the_deed_goes_on_with_what_was_typed(
    client, programme, office, settings
):
    settings.SECOND_FACTOR = True
    office.set_password("poprawny koń bateria")
    office.save()
    TOTP.activate(office, SECRET)
    client.force_login(office)
    signed_in_at(client, office, time.time() - 301)
    membership = a_member(programme, Role.ADVISER).memberships.get()
    address = reverse("programmes:end_membership", args=[membership.pk])
    assert client.get(address).status_code == 200

    asked = client.post(address, {"reason": "Wyjazd na rok"})

    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    assert Membership.objects.get(pk=membership.pk).ends_on is None
    page = client.get(asked["Location"])
    assert "Potwierdź, że to Ty" in text(page)
    by_password = next(way["url"] for way in page.context["reauthentication_alternatives"])

    done = client.post(by_password, {"password": "poprawny koń bateria"})

    assert done["Location"] == reverse("programmes:people", args=[programme.pk])
    assert JournalEntry.objects.get(verb="programmes.end_membership").facts["reason"] == "Wyjazd na rok"


@pytest.mark.parametrize(
    ("ago", "demanded", "asked"), [(299, True, False), (301, True, True), (301, False, False)]
)
def test_confirming_is_needed_five_minutes_after_the_sign_in_and_never_in_demo_mode(
    client, programme, office, settings, ago, demanded, asked
):
    settings.SECOND_FACTOR = demanded
    office.set_password("poprawny koń bateria")
    office.save()
    TOTP.activate(office, SECRET)
    client.force_login(office)
    signed_in_at(client, office, time.time() - ago)
    membership = a_member(programme, Role.ADVISER).memberships.get()

    client.post(reverse("programmes:end_membership", args=[membership.pk]), {"reason": "x"})

    assert Membership.objects.filter(pk=membership.pk, ends_on=None).exists() is asked


def test_the_list_of_people_takes_the_same_queries_with_one_and_three(client):
    edition = an_edition()
    client.force_login(a_member(edition.programme, Role.OFFICE))
    address = reverse("programmes:people", args=[edition.programme_id])
    a_member(edition.programme, Role.ADVISER)
    a_guardian(edition.themes.get(number=1))
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200

    for number in (2, 3):
        a_member(edition.programme, Role.ADVISER)
        a_guardian(edition.themes.get(number=number))
    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)
