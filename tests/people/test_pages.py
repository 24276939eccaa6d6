"""The own account, and how one gets one."""

import pytest
from django.urls import reverse

from drogowskaz.people.models import User
from tests.builders.people import a_person
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("people:account")


def test_the_account_needs_a_sign_in(client):
    assert client.get(ACCOUNT).status_code == 302


def test_name_and_language_are_changed(client):
    person = a_person(acting_for=a_city("Zamość"))
    client.force_login(person)
    assert "Zamość" in client.get(ACCOUNT).content.decode()

    client.post(ACCOUNT, {"name": "Anna Nowa", "language": "en"})

    person.refresh_from_db()
    assert (person.name, person.language) == ("Anna Nowa", "en")


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "\x00"])
def test_a_name_is_there_and_not_too_long(client, name):
    client.force_login(a_person())

    assert client.post(ACCOUNT, {"name": name, "language": "pl"}).status_code == 422


def test_the_account_leads_to_everything_about_signing_in(client):
    client.force_login(a_person())

    page = client.get(ACCOUNT).content.decode()

    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list"):
        assert f'href="{reverse(name)}"' in page


def test_a_newcomer_signs_up_with_name_email_and_password(client):
    facts = {"name": "Anna Bielecka", "email": "anna@example.org", "password1": "correct horse battery"}

    response = client.post(reverse("account_signup"), facts)

    assert response.status_code == 302
    stored = User.objects.get()
    assert (stored.name, stored.email, stored.language) == ("Anna Bielecka", "anna@example.org", "pl")
