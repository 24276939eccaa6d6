"""The pages of accounts, most of them allauth's, are drawn in our manner: labels, one h1, nothing inline."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from drogowskaz.people.models import User
from tests.builders.people import a_person

pytestmark = pytest.mark.django_db
PASSWORD = "zielony-rynek-2026"
KEY = {
    "name": "Klucz z biurka",
    "passwordless": True,
    "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
}
FOR_EVERYBODY = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
FOR_SIGNED_IN = [
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
WITH_SECOND_FACTOR = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]


@pytest.fixture(autouse=True)
def _no_attempts_before():
    """Attempts are counted in the cache; those of other tests are none of ours."""
    cache.clear()


@pytest.fixture
def person():
    someone = a_person(name="Anna Bielecka", email="anna@example.org")
    someone.set_password(PASSWORD)
    someone.save()
    EmailAddress.objects.create(user=someone, email=someone.email, verified=True, primary=True)
    return someone


@pytest.fixture
def signed_in(client, person):
    """A person who has signed in, and has just given the password again, as deeds that matter ask."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def english(names):
    return [(name, lang) for name in names for lang in ("pl", "en")]


def title(answer):
    return re.search(r"<title>\s*(.*?)\s*</title>", answer.content.decode(), re.S)[1]


@pytest.mark.parametrize(("name", "language"), english(FOR_EVERYBODY))
def test_pages_for_everybody(client, name, language):
    with translation.override(language):
        answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert title(answer).endswith(" – Drogowskaz")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), english(FOR_SIGNED_IN))
def test_pages_for_signed_in_people(signed_in, name, language):
    with translation.override(language):
        answer = signed_in.get(reverse(name))

    assert answer.status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_SECOND_FACTOR)
def test_pages_for_people_with_a_second_factor(signed_in, person, name):
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)

    assert signed_in.get(reverse(name)).status_code == 200


@pytest.mark.slow
def test_passkeys_are_listed_renamed_and_removed(signed_in, person):
    key = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=KEY)

    assert "Klucz z biurka" in signed_in.get(reverse("mfa_list_webauthn")).content.decode()
    assert signed_in.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 200
    assert signed_in.get(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 200


@pytest.mark.slow
def test_the_second_factor_is_asked_for(client, person):
    TOTP.activate(person, generate_totp_secret())
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert "webauthn_form" in answer.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200


def test_a_wrong_password_is_said_without_saying_who_has_an_account(client, person):
    known = client.post(reverse("account_login"), {"login": person.email, "password": "nie-to-haslo"})
    unknown = client.post(reverse("account_login"), {"login": "nikt@example.org", "password": "nie-to-haslo"})

    assert summary(known) == summary(unknown) != []


def summary(answer):
    found = re.search(r'<div class="errors".*?</div>', answer.content.decode(), re.S)
    return re.findall(r"<li>(.*?)</li>", found[0], re.S) if found else []


@pytest.mark.slow
def test_too_many_attempts_are_answered_with_a_page_of_ours(client):
    for _attempt in range(12):
        answer = client.post(
            reverse("account_login"), {"login": "nikt@example.org", "password": "nie-to-haslo"}
        )
        if answer.status_code == 429:
            break

    assert answer.status_code == 429 or "Zbyt wiele" in answer.content.decode() or summary(answer)


def test_an_empty_sign_up_says_what_is_missing_at_each_field(client):
    answer = client.post(reverse("account_signup"), {})

    assert 'aria-describedby="id_name_error"' in answer.content.decode()
    assert len(summary(answer)) == 3


@pytest.mark.slow
def test_a_new_person_gets_a_letter_and_confirms_the_address(client):
    answer = client.post(
        reverse("account_signup"),
        {"email": "nowa@example.org", "password1": PASSWORD, "name": "Nowa Osoba"},
        follow=True,
    )

    assert answer.status_code == 200
    assert User.objects.get(email="nowa@example.org").name == "Nowa Osoba"


@pytest.mark.slow
def test_a_forgotten_password_is_set_anew(client, person):
    with translation.override("pl"):
        client.post(reverse("account_reset_password"), {"email": person.email})
        wrong = client.get("/konto/password/reset/key/3-zly-klucz/", follow=True)

    assert wrong.status_code == 200


@pytest.mark.slow
def test_deeds_that_matter_ask_for_the_password_again(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    at_once = client.get(reverse("mfa_activate_totp"))
    session = client.session
    session["account_authentication_methods"][0]["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    session.save()
    answer = client.get(reverse("mfa_activate_totp"), follow=True)

    assert at_once.status_code == 200
    assert answer.redirect_chain[-1][0].startswith(reverse("account_reauthenticate"))
    assert answer.status_code == 200


def test_the_invented_people_are_listed_only_in_a_demonstration(client):
    assert settings.DEMO is False
    assert "demo-people" not in client.get(reverse("account_login")).content.decode()
