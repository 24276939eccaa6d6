"""Who acts for a city: asking, answering, inviting, ending; with letters, and through the pages."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from drogowskaz.applications import acting
from drogowskaz.mail.models import Letter
from drogowskaz.people.actions import AlreadyAnswered, AlreadyInvited
from drogowskaz.people.models import Capacity, Invitation, Representation
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import NOW, a_call, a_member
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
MAYOR, COORDINATOR = Capacity.MAYOR, Capacity.LOCAL_COORDINATOR


@pytest.fixture
def office():
    return a_member(a_call().edition.programme, Role.OFFICE)


@pytest.fixture
def office_now():
    return a_member(a_call(at=timezone.now()).edition.programme, Role.OFFICE)


def letters(about):
    return list(Letter.objects.filter(about=about).order_by("pk").values_list("address", flat=True))


def test_asking_tells_the_office_and_counts_for_nothing_yet(office):
    person, city = a_person(), a_city()

    acting.ask(city, capacity=MAYOR, by=person, at=NOW)

    assert office.email in letters("representation_asked")
    assert not person.represents(city)


def test_the_office_confirms_and_the_person_is_told(office):
    person, city = a_person(), a_city()
    asked = acting.ask(city, capacity=MAYOR, by=person, at=NOW)

    acting.confirm(asked, by=office, at=NOW)

    assert person.represents(city, MAYOR)
    assert letters("representation_confirmed") == [person.email]
    with pytest.raises(PermissionDenied):
        acting.confirm(asked, by=office, at=NOW)


def test_of_two_answers_one_wins(office):
    asked = acting.ask(a_city(), capacity=MAYOR, by=a_person(), at=NOW)
    seen_by_colleague = Representation.objects.get()
    acting.confirm(asked, by=office, at=NOW)

    with pytest.raises(AlreadyAnswered):
        acting.refuse(seen_by_colleague, reason="Nie", by=office, at=NOW)


def test_the_office_refuses_with_a_reason_and_the_person_may_ask_again(office):
    person, city = a_person(), a_city()
    asked = acting.ask(city, capacity=MAYOR, by=person, at=NOW)
    with pytest.raises(acting.ReasonMissing):
        acting.refuse(asked, reason="  ", by=office, at=NOW)

    acting.refuse(asked, reason="Nie znamy tego adresu.", by=office, at=NOW)

    assert "Nie znamy tego adresu." in Letter.objects.get(about="representation_refused").body
    assert acting.ask(city, capacity=MAYOR, by=person, at=NOW).pk != asked.pk


def test_nobody_confirms_themselves_or_from_outside_an_office(office):
    asked = acting.ask(a_city(), capacity=MAYOR, by=office, at=NOW)

    for person in (office, a_person(), a_person(acting_for=asked.city)):
        with pytest.raises(PermissionDenied):
            acting.confirm(asked, by=person, at=NOW)


def test_an_invitation_is_a_letter_with_a_link_that_is_nowhere_stored(office):
    invited = acting.invite(
        email=" Anna@Example.org", name="Anna", city=a_city(), capacity=MAYOR, by=office, at=NOW
    )

    letter = Letter.objects.get(about="invitation")
    assert letter.address == "anna@example.org"
    assert reverse("acting:invitation", args=[invited.secret]) in letter.body
    stored = Invitation.objects.get()
    assert invited.secret not in (stored.token, str(stored))
    assert stored.expires_at == NOW + timedelta(days=7)
    with pytest.raises(AlreadyInvited):
        acting.invite(email="anna@example.org", name="A", city=stored.city, capacity=MAYOR, by=office, at=NOW)


def test_without_an_edition_there_are_no_words_to_invite_with():
    city = a_city()
    with pytest.raises(acting.NoEdition):
        acting.invite(
            email="a@example.org",
            name="A",
            city=city,
            capacity=COORDINATOR,
            by=a_person(acting_for=city),
            at=NOW,
        )


def test_a_city_invites_takes_back_and_strangers_do_neither(office):
    city = a_city()
    coordinator = a_person(acting_for=city)
    facts = {"email": "a@example.org", "name": "A", "city": city, "at": NOW}
    with pytest.raises(PermissionDenied):
        acting.invite(**facts, capacity=COORDINATOR, by=a_person())
    with pytest.raises(PermissionDenied):
        acting.invite(**facts, capacity=MAYOR, by=coordinator)
    invitation = acting.invite(**facts, capacity=COORDINATOR, by=coordinator).invitation

    with pytest.raises(PermissionDenied):
        acting.revoke(invitation, by=a_person(acting_for=a_city()), at=NOW)
    acting.revoke(invitation, by=coordinator, at=NOW)
    with pytest.raises(PermissionDenied):
        acting.revoke(invitation, by=office, at=NOW)

    assert not invitation.is_open(NOW)


def test_ending_takes_the_right_away_and_keeps_the_row():
    city = a_city()
    coordinator = a_person(acting_for=city)
    right = coordinator.representations.get()
    with pytest.raises(PermissionDenied):
        acting.end(right, by=a_person(acting_for=city), at=NOW)

    acting.end(right, by=a_person(acting_for=city, capacity=MAYOR), at=NOW)

    assert not coordinator.represents(city)
    assert Representation.objects.filter(pk=right.pk, ended_at=NOW).exists()


def test_a_newcomer_finds_the_city_and_asks(client, office_now):
    city = a_city("Łódź")
    a_city("Łomża")
    person = a_person()
    client.force_login(person)

    page = client.get(reverse("acting:choose_city"), {"q": "lodz"})
    assert page.context["found"].cities == [city]
    ask = reverse("acting:ask", args=[city.pk])
    assert client.get(ask).status_code == 200
    assert client.post(ask, {"capacity": "king"}).status_code == 422
    assert client.post(ask, {"capacity": "mayor"}).url == reverse("acting:choose_city")
    assert client.post(ask, {"capacity": "mayor"}).status_code == 409

    client.force_login(office_now)
    page = client.get(reverse("acting:requests")).content.decode()
    assert all(text in page for text in (person.email, "Łódź", "prezydent lub burmistrz"))
    asked = Representation.objects.get(user=person)
    client.post(reverse("acting:confirm", args=[asked.pk]))
    assert person.represents(city, MAYOR)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "%", "'", "x" * 5000, "nie ma"])
def test_any_text_can_be_looked_for(client, text):
    client.force_login(a_person())

    page = client.get(reverse("acting:choose_city"), {"q": text})

    assert page.status_code == 200
    assert not page.context["found"] or page.context["found"].cities == []


def test_the_office_refuses_on_a_page_with_a_reason(client, office_now):
    asked = acting.ask(a_city(), capacity=MAYOR, by=a_person(), at=timezone.now())
    refuse = reverse("acting:refuse", args=[asked.pk])
    client.force_login(office_now)

    assert client.get(refuse).status_code == 200
    assert client.post(refuse, {"reason": ""}).status_code == 422
    assert client.post(refuse, {"reason": "Nie."}).url == reverse("acting:requests")
    assert client.get(refuse).status_code == 403


def test_pages_of_the_office_are_closed_to_others(client, office_now):
    asked = acting.ask(a_city(), capacity=MAYOR, by=a_person(), at=timezone.now())
    client.force_login(a_person(acting_for=asked.city))

    assert client.get(reverse("acting:requests")).status_code == 403
    assert client.get(reverse("acting:invitations")).status_code == 403
    assert client.post(reverse("acting:confirm", args=[asked.pk])).status_code == 403
    assert client.get(reverse("acting:refuse", args=[asked.pk])).status_code == 403


def test_a_city_invites_on_its_page_and_sees_the_list(client, office_now):
    city = a_city()
    client.force_login(a_person(acting_for=city))
    page = reverse("acting:city", args=[city.pk])

    assert client.post(page, {"name": "", "email": "x", "capacity": "y"}).status_code == 422
    posted = {"name": "Anna", "email": "anna@example.org", "capacity": "local_coordinator"}
    assert client.post(page, posted).url == page
    assert client.post(page, posted).status_code == 422
    assert client.post(page, posted | {"email": "b@example.org", "capacity": "mayor"}).status_code == 403
    assert "anna@example.org" in client.get(page).content.decode()

    revoke = reverse("acting:revoke", args=[Invitation.objects.get().pk])
    assert client.post(revoke).url == page
    client.force_login(a_person(acting_for=a_city()))
    assert client.get(page).status_code == 404
    assert client.post(revoke).status_code == 404
    client.force_login(office_now)
    assert "anna@example.org" in client.get(reverse("acting:invitations")).content.decode()
    assert client.get(page).status_code == 200


@pytest.fixture
def invited(office_now):
    def invite(email, *, days_ago=0):
        return acting.invite(
            email=email,
            name="Anna",
            city=a_city("Zamość"),
            capacity=COORDINATOR,
            by=office_now,
            at=timezone.now() - timedelta(days=days_ago),
        )

    return invite


def test_the_link_leads_to_an_account_and_back(client, invited):
    secret = invited("anna@example.org").secret
    link = reverse("acting:invitation", args=[secret])

    page = client.get(link).content.decode()
    assert f"{reverse('account_signup')}?next={link}" in page
    assert client.post(link).status_code == 200
    assert not Representation.objects.exists()

    anna = a_person(email="anna@example.org")
    client.force_login(anna)
    assert "Zamość" in client.get(link).content.decode()
    client.post(link)
    assert anna.represents(Invitation.objects.get().city, COORDINATOR)
    assert client.get(link).status_code == 410


def test_an_invited_person_also_finds_it_in_the_workspace(client, invited):
    invitation = invited("anna@example.org").invitation
    anna = a_person(email="anna@example.org")
    client.force_login(a_person())
    assert client.post(reverse("acting:accept", args=[invitation.pk])).status_code == 404

    client.force_login(anna)
    assert client.get(reverse("acting:choose_city")).context["invitations"].get() == invitation
    client.post(reverse("acting:accept", args=[invitation.pk]))
    assert anna.represents(invitation.city)


def test_wrong_expired_revoked_and_foreign_links_say_what_to_do(client, invited, office_now):
    expired = invited("a@example.org", days_ago=8).secret
    revoked = invited("b@example.org")
    acting.revoke(revoked.invitation, by=office_now, at=timezone.now())
    foreign = reverse("acting:invitation", args=[invited("c@example.org").secret])

    for secret, status in (("x" * 43, 404), (expired, 410), (revoked.secret, 410)):
        assert client.get(reverse("acting:invitation", args=[secret])).status_code == status
    client.force_login(a_person(email="d@example.org"))
    assert "inny adres" in client.get(foreign).content.decode()
    assert client.post(foreign).status_code == 403


def test_a_person_ends_their_own_right_on_a_page(client):
    city = a_city()
    person = a_person(acting_for=city)
    page = reverse("acting:end", args=[person.representations.get().pk])
    client.force_login(a_person())
    assert client.get(page).status_code == 404

    client.force_login(person)
    assert client.get(page).status_code == 200
    assert client.post(page).url == reverse("people:account")
    assert not person.represents(city)
