"""The first person of an Office comes in by a link, and only while the Office is empty."""

import re
from datetime import date
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from drogowskaz.config import second_factor
from drogowskaz.people.models import JournalEntry, User
from drogowskaz.programmes.models import Membership, Programme
from drogowskaz.programmes.roles import Role
from tests.builders.people import a_person
from tests.builders.programmes import a_member, an_edition

pytestmark = pytest.mark.django_db
PASSWORD = "poprawny koń bateria"


@pytest.fixture
def programme():
    found = an_edition().programme
    Membership.objects.update(ends_on=date(2027, 1, 1))
    return found


def office(*words, **options):
    said = StringIO()
    call_command("office", *words, stdout=said, **options)
    return said.getvalue()


def test_the_first_person_gets_the_role_and_comes_in_by_the_link_to_the_second_factor(
    client, programme, settings
):
    settings.SECOND_FACTOR = True
    said = office("Maria@Example.org", name="Maria Nowak")

    person = User.objects.get(email="maria@example.org")
    assert Membership.objects.of(Role.OFFICE).get().user == person
    assert EmailAddress.objects.get(user=person).verified
    assert second_factor.is_owed(person)
    entry = JournalEntry.objects.latest("pk")
    assert (entry.verb, entry.by, entry.facts) == (
        "programmes.add_membership",
        None,
        {"person": person.pk, "role": "office"},
    )

    link = re.search(r"http://localhost:8000(/\S+)", said)[1]
    form = client.get(link)["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/konto/login/", {"login": person.email, "password": PASSWORD})

    assert client.get("/panel/")["Location"] == "/konto/2fa/"
    assert client.get(link).status_code == 200  # used up: it says so and asks for no password
    assert b"password1" not in client.get(link).content


def test_somebody_with_an_account_keeps_it(programme):
    person = a_person(email="maria@example.org", name="Maria")
    person.set_password(PASSWORD)
    person.save()

    said = office("maria@example.org")

    assert said.splitlines()[-1] == "They sign in at http://localhost:8000/konto/login/"
    assert Membership.objects.of(Role.OFFICE).get().user == person


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody",), "no e-mail address"),
        (("maria@example.org",), "Say how the person is called"),
        (("maria@example.org", "--programme", "inny"), "Say which programme"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(programme, words, why):
    before = User.objects.count()

    with pytest.raises(CommandError, match=why):
        office(*words)

    assert (User.objects.count(), Membership.objects.of(Role.OFFICE).count()) == (before, 0)


def test_where_the_office_has_somebody_it_gives_the_roles_itself(programme):
    a_member(programme, Role.OFFICE)

    with pytest.raises(CommandError, match="has somebody already"):
        office("maria@example.org", name="Maria")

    assert not User.objects.filter(email="maria@example.org").exists()


def test_of_several_programmes_one_has_to_be_named(programme):
    Programme.objects.create(slug="drugi", name_pl="Drugi")

    with pytest.raises(CommandError, match=r"There are: drugi, "):
        office("maria@example.org", name="Maria")

    assert "now works" in office("maria@example.org", name="Maria", programme="drugi")
