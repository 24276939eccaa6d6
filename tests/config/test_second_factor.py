"""Who must have a second factor, what they reach before they have one, and that the last one stays."""

import time
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, resolve, reverse

from drogowskaz.config import second_factor
from drogowskaz.people.models import Capacity
from drogowskaz.programmes.models import Guardianship
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import a_member, an_edition
from tests.builders.registers import a_city

pytestmark = pytest.mark.django_db
PASSWORD = "poprawny koń bateria"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME, SET_UP = reverse("desk:home"), reverse("mfa_index")


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.SECOND_FACTOR = True


def a_guardian_of_a_goal():
    theme = an_edition().themes.first()
    return Guardianship.objects.create(theme=theme, user=a_person(), starts_on=date(2027, 1, 1)).user


def a_mayor():
    return a_person(acting_for=a_city(), capacity=Capacity.MAYOR)


def member(role):
    return lambda: a_member(an_edition().programme, role)


ENTRUSTED = {
    "office": member(Role.OFFICE),
    "guardian": member(Role.GUARDIAN),
    "guardian of a goal": a_guardian_of_a_goal,
    "evaluator": member(Role.EVALUATOR),
    "auditor": member(Role.AUDITOR),
    "mayor": a_mayor,
}
OTHERS = {
    "adviser": member(Role.ADVISER),
    "coordinator": lambda: a_person(acting_for=a_city()),
    "stranger": a_person,
}


def a_passkey(person):
    facts = {"name": "Klucz", "credential": {}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=facts)


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in(client, person):
    """As after the sign-in page, with the password typed just now."""
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("who", ENTRUSTED)
def test_whoever_is_entrusted_with_much_is_led_to_set_it_up(client, who):
    client.force_login(ENTRUSTED[who]())

    answer = client.get(HOME)

    assert (answer.status_code, answer["Location"]) == (302, SET_UP)
    assert "samo hasło nie wystarczy" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_from_others_it_is_not_demanded(client, who):
    client.force_login(OTHERS[who]())

    assert client.get(HOME).status_code == 200
    assert "samo hasło nie wystarczy" not in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("who", ENTRUSTED)
def test_in_demo_mode_it_is_demanded_of_nobody(client, settings, who):
    settings.SECOND_FACTOR = False
    client.force_login(ENTRUSTED[who]())

    assert client.get(HOME).status_code == 200


def test_it_is_on_exactly_where_demo_mode_is_off():
    """The settings of the tests switch it off, so the line itself is looked at."""
    source = (second_factor.settings.PACKAGE / "config" / "settings.py").read_text()

    assert "\nSECOND_FACTOR = not DEMO\n" in source
    assert second_factor.settings.MFA_ADAPTER == "drogowskaz.config.second_factor.Adapter"


@pytest.mark.parametrize("give", [a_passkey, lambda person: TOTP.activate(person, SECRET)])
def test_with_one_of_the_two_ways_the_workspace_opens(client, give):
    person = ENTRUSTED["office"]()
    give(person)
    client.force_login(person)

    assert client.get(HOME).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    person = ENTRUSTED["office"]()
    RecoveryCodes.activate(person)
    client.force_login(person)

    assert client.get(HOME).status_code == 302


def test_a_role_that_has_ended_demands_nothing():
    person = ENTRUSTED["auditor"]()
    person.memberships.update(ends_on=date(2027, 1, 1))

    assert not second_factor.is_owed(person)


def every_view(patterns=None, space=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern.callback
        else:
            yield from every_view(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
            )


def test_every_page_of_the_workspace_is_closed_and_only_the_account_is_open():
    """Every route of the product, as the middleware meets it."""
    person = ENTRUSTED["office"]()
    middleware = second_factor.Middleware(lambda request: HttpResponse())
    closed, of_the_account, public = set(), set(), set()
    for name, view in every_view():
        request = RequestFactory().get("/")
        request.user, request.resolver_match = person, resolve(HOME)
        request.resolver_match.view_name = name
        if name == "mfa_remove_webauthn":
            continue
        if middleware.process_view(request, view, (), {}) is not None:
            closed.add(name)
        elif name.startswith(second_factor.OPEN):
            of_the_account.add(name)
        else:
            public.add(name)

    spaces = {name.partition(":")[0] for name in closed}
    assert spaces >= {
        "desk",
        "programmes",
        "applications",
        "plans",
        "certificates",
        "advisory",
        "acting",
        "people",
    }
    outside = {name for name in public if not name.startswith(("portal:", "api:"))}
    assert outside - {"reports:approval"} == {
        "live",
        "ready",
        "styleguide",
        "acting:invitation",
        "desk:enter",
    }
    assert "account_logout" in of_the_account


def test_one_may_sign_out_and_change_the_language(client):
    client.force_login(ENTRUSTED["office"]())
    page = client.get(SET_UP).content.decode()

    assert f'href="/en{SET_UP}"' in page
    assert "a password alone is not enough" in client.get(f"/en{SET_UP}").content.decode()
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(HOME)["Location"].startswith(reverse("account_login"))


def test_a_form_sent_before_the_factor_is_there_changes_nothing(client):
    person = ENTRUSTED["office"]()
    client.force_login(person)

    answer = client.post(reverse("people:account"), {"name": "Inna Osoba", "language": "pl"})

    person.refresh_from_db()
    assert (answer["Location"], person.name == "Inna Osoba") == (SET_UP, False)


def test_the_whole_way_from_the_sign_in_to_the_workspace(client):
    person = ENTRUSTED["office"]()
    signed_in(client, person)
    assert client.get(HOME)["Location"] == SET_UP
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    assert "Ten kod jest błędny" in wrong.content.decode() or wrong.context["form"].errors
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(done["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert all(one in codes.content.decode() for one in codes.context["unused_codes"])
    assert client.get(HOME).status_code == 200

    again = Client()
    answer = again.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert again.get(HOME).status_code == 302
    again.post(reverse("mfa_authenticate"), {"code": codes.context["unused_codes"][0]})
    assert again.get(HOME).status_code == 200


def test_the_last_second_factor_is_not_removed(client, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    person = ENTRUSTED["mayor"]()
    TOTP.activate(person, SECRET)
    client.force_login(person)
    page = reverse("mfa_deactivate_totp")

    seen, sent = client.get(page), client.post(page)

    for answer in (seen, sent):
        assert "ostatniego nie można usunąć" in answer.content.decode()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_the_last_passkey_is_not_removed_but_one_of_two_is(client, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    person = ENTRUSTED["mayor"]()
    first = a_passkey(person)
    client.force_login(person)
    page = reverse("mfa_remove_webauthn", args=[first.pk])

    for answer in (client.get(page), client.post(page)):
        assert answer.status_code == 409
        assert "ostatniego nie można usunąć" in answer.content.decode()
    second = a_passkey(person)
    assert client.post(page).status_code == 302
    assert list(Authenticator.objects.filter(user=person)) == [second]


def test_a_foreign_passkey_is_unknown(client):
    client.force_login(ENTRUSTED["mayor"]())

    page = reverse("mfa_remove_webauthn", args=[a_passkey(a_person()).pk])

    assert client.get(page).status_code == 404


def test_somebody_who_need_not_have_one_may_remove_it(client, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    person = OTHERS["coordinator"]()
    TOTP.activate(person, SECRET)
    client.force_login(person)

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()


def test_in_demo_mode_everybody_may_remove_it(client, settings):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    settings.SECOND_FACTOR = False
    person = ENTRUSTED["office"]()
    TOTP.activate(person, SECRET)
    client.force_login(person)

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302


@pytest.mark.parametrize(
    ("language", "label"), [("", "Jak nazwiesz ten klucz?"), ("/en", "What do you call this passkey?")]
)
def test_the_pages_of_passkeys_speak_our_languages(client, settings, language, label):
    settings.MFA_REAUTHENTICATION_REQUIRED = False
    person = OTHERS["coordinator"]()
    client.force_login(person)

    assert label in client.get(language + reverse("mfa_add_webauthn")).content.decode()
    passkey = a_passkey(person)
    assert label in client.get(f"{language}/konto/2fa/webauthn/keys/{passkey.pk}/edit/").content.decode()
