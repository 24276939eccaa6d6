"""The Office's pages about editions: what they show, to whom, and what a form answers."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from drogowskaz.people.models import JournalEntry
from drogowskaz.programmes import actions
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Call, Guardianship, Membership
from drogowskaz.programmes.roles import Role
from drogowskaz.programmes.views import PARTS
from tests.builders.people import a_person
from tests.builders.programmes import DAY, NOW, a_call, a_guardian, a_member, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def as_office(client, edition):
    office = a_member(edition.programme, Role.OFFICE)
    client.force_login(office)
    return office


def text(response):
    return response.content.decode()


def test_the_list_shows_editions_of_ones_own_programmes(client):
    edition, other = an_edition(), an_edition()
    as_office(client, edition)

    page = text(client.get(reverse("programmes:list")))

    assert reverse("programmes:edition", args=[edition.pk]) in page
    assert reverse("programmes:edition", args=[other.pk]) not in page


def test_the_list_says_what_will_be_here_to_somebody_without_editions(client):
    client.force_login(a_person())

    assert "Editions of your programmes will stand here." in text(client.get(reverse("programmes:list")))


def test_an_edition_shows_everything_it_is_made_of(client):
    edition = an_edition()
    guardian = a_guardian(edition.themes.get(number=11), name="Halina Wrzos")
    as_office(client, edition)

    page = text(client.get(reverse("programmes:edition", args=[edition.pk])))

    assert "50\N{NO-BREAK SPACE}h" in page
    assert guardian.name in page
    assert "Sustainable cities and communities" in page
    assert page.count(f"/en/panel/edycje/{edition.pk}/") >= len(PARTS)


@pytest.mark.parametrize("key", PARTS)
@pytest.mark.parametrize("preset", ["pdm", "advisory-days"])
def test_every_part_can_be_read(client, preset, key):
    edition = an_edition(preset=preset)
    as_office(client, edition)

    response = client.get(reverse("programmes:part", args=[edition.pk, key]))

    assert response.status_code == 200


def test_a_part_there_is_not_is_not_found(client):
    edition = an_edition()
    as_office(client, edition)

    assert client.get(reverse("programmes:part", args=[edition.pk, "nic"])).status_code == 404
    edition.parts.filter(kind="criteria").delete()
    assert client.get(reverse("programmes:part", args=[edition.pk, "kryteria"])).status_code == 404


def test_the_office_opens_an_edition(client):
    edition = an_edition(running=False)
    as_office(client, edition)
    address = reverse("programmes:open", args=[edition.pk])

    assert "Its goals, paths, stages" in text(client.get(address))
    assert client.post(address).status_code == 302

    edition.refresh_from_db()
    assert edition.state == EditionState.RUNNING
    assert client.post(address).status_code == 403


def test_the_office_announces_a_call(client):
    edition = an_edition()
    as_office(client, edition)
    address = reverse("programmes:announce", args=[edition.pk])
    client.get(address)

    answer = client.post(
        address, {"opens_on": "2027-03-01", "until": "2027-03-31", "results_on": "2027-04-30"}
    )

    assert answer.status_code == 302
    call = Call.objects.get()
    assert (call.opens_at.isoformat(), call.closes_at.isoformat(), call.results_on) == (
        "2027-02-28T23:00:00+00:00",
        "2027-03-31T22:00:00+00:00",
        date(2027, 4, 30),
    )
    page = text(client.get(reverse("programmes:edition", args=[edition.pk])))
    assert "31\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2027, 23:59" in page


WRONG_DAYS = {
    "the last before the first": ("2027-03-01", "2027-02-01", "2027-04-30", "The last day comes before"),
    "results before the end": ("2027-03-01", "2027-03-31", "2027-03-31", "Results come after the last day"),
    "nothing": ("", "", "", "Give the day."),
    "no date": ("2027-02-30", "2027-03-31", "2027-04-30", "Give a date that exists."),
    "a year nobody means": ("2027-03-01", "9999-12-31", "", "Check the year: it must be between"),
}


@pytest.mark.parametrize("case", WRONG_DAYS)
def test_wrong_days_are_said_at_their_field(client, case):
    first, last, results, sentence = WRONG_DAYS[case]
    edition = an_edition()
    as_office(client, edition)

    answer = client.post(
        reverse("programmes:announce", args=[edition.pk]),
        {"opens_on": first, "until": last, "results_on": results},
    )

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Call.objects.exists()


def test_both_deadlines_stay_visible(client):
    call = a_call()
    office = as_office(client, call.edition)
    before = call.closes_at
    actions.extend(call, to_at=before + 7 * DAY, reason="Storms.", tell=[], by=office, at=NOW)

    page = text(client.get(reverse("programmes:edition", args=[call.edition.pk])))

    assert "21\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2027, 10:59, moved to 28" in page
    assert "Storms." in page


def test_an_edition_is_archived_after_its_projects(client):
    edition = an_edition(at=timezone.now() - timedelta(days=400))
    as_office(client, edition)
    address = reverse("programmes:archive", args=[edition.pk])

    client.get(address)
    assert client.post(address).status_code == 302

    edition.refresh_from_db()
    assert edition.state == EditionState.ARCHIVED
    assert client.get(reverse("programmes:edition", args=[edition.pk])).status_code == 200


def test_a_role_is_given_and_ended(client):
    edition = an_edition()
    as_office(client, edition)
    person = a_person(email="nowa@example.org", name="Nowa Osoba")
    people = reverse("programmes:people", args=[edition.programme_id])

    answer = client.post(
        reverse("programmes:add_membership", args=[edition.programme_id]),
        {"role-user": "Nowa@example.org", "role-role": "adviser"},
    )
    assert answer.status_code == 302
    membership = Membership.objects.get(user=person)
    assert "Nowa Osoba" in text(client.get(people))

    ending = {"reason": "Zmiana pracy"}
    assert client.post(reverse("programmes:end_membership", args=[membership.pk]), ending).status_code == 302
    membership.refresh_from_db()
    assert membership.ends_on == timezone.localdate()
    assert "Roles that have ended" in text(client.get(people))


def test_a_guardian_is_added_and_ended(client):
    edition = an_edition()
    as_office(client, edition)
    person = a_person(email="halina@example.org")
    theme = edition.themes.get(number=3)

    answer = client.post(
        reverse("programmes:add_guardianship", args=[edition.programme_id, edition.pk]),
        {"guardian-user": "halina@example.org", "guardian-theme": theme.pk},
    )
    assert answer.status_code == 302
    guardianship = Guardianship.objects.get(user=person, theme=theme)
    client.get(reverse("programmes:people", args=[edition.programme_id]))

    client.post(reverse("programmes:end_guardianship", args=[guardianship.pk]), {"reason": "Zmiana pracy"})
    guardianship.refresh_from_db()
    assert guardianship.ends_on == timezone.localdate()


def test_guardians_of_each_live_edition_can_be_shown(client):
    edition = an_edition()
    other = an_edition(preset="advisory-days", programme_slug=edition.programme.slug)
    a_guardian(edition.themes.get(number=3), name="Halina Wrzos")
    as_office(client, edition)
    people = reverse("programmes:people", args=[edition.programme_id])

    assert "Halina Wrzos" in text(client.get(people, {"edycja": edition.pk}))
    assert "Halina Wrzos" not in text(client.get(people, {"edycja": other.pk}))
    assert client.get(people, {"edycja": "x"}).status_code == 200


@pytest.mark.parametrize("email", ["", "nobody@example.org", "no address"])
def test_a_role_needs_a_person_with_an_account(client, email):
    edition = an_edition()
    as_office(client, edition)

    answer = client.post(
        reverse("programmes:add_membership", args=[edition.programme_id]),
        {"role-user": email, "role-role": "office"},
    )

    assert answer.status_code == 422


def test_nobody_gives_a_role_to_themselves(client):
    edition = an_edition()
    office = as_office(client, edition)

    answer = client.post(
        reverse("programmes:add_membership", args=[edition.programme_id]),
        {"role-user": office.email, "role-role": "auditor"},
    )

    assert answer.status_code == 422
    assert "Nobody can give a role to themselves." in text(answer)


def test_a_theme_of_another_edition_cannot_be_given(client):
    edition, other = an_edition(), an_edition()
    as_office(client, edition)
    person = a_person()

    answer = client.post(
        reverse("programmes:add_guardianship", args=[edition.programme_id, edition.pk]),
        {"guardian-user": person.email, "guardian-theme": other.themes.first().pk},
    )

    assert answer.status_code == 422
    foreign = reverse("programmes:add_guardianship", args=[edition.programme_id, other.pk])
    assert client.post(foreign, {}).status_code == 404


READING = {"office": 200, "guardian": 200, "auditor": 200, "adviser": 404, "evaluator": 404}
ROUTES = ["open", "archive", "announce"]


@pytest.mark.parametrize("role", READING)
def test_settings_are_read_by_office_guardian_and_auditor(client, role):
    edition = an_edition()
    client.force_login(a_member(edition.programme, role))

    assert client.get(reverse("programmes:edition", args=[edition.pk])).status_code == READING[role]
    assert client.get(reverse("programmes:part", args=[edition.pk, "pytania"])).status_code == READING[role]
    for route in ROUTES:
        expected = 404 if READING[role] == 404 else 403
        if (role, route) != ("office", "announce"):
            assert client.get(reverse(f"programmes:{route}", args=[edition.pk])).status_code == expected


def test_foreign_ids_are_answered_as_not_existing(client):
    mine, theirs = an_edition(), an_edition()
    as_office(client, mine)
    membership = Membership.objects.filter(programme=theirs.programme).first()
    guardian = a_guardian(theirs.themes.first())
    guardianship = Guardianship.objects.get(user=guardian)

    for route, args in [
        ("edition", [theirs.pk]),
        ("part", [theirs.pk, "pytania"]),
        ("open", [theirs.pk]),
        ("announce", [theirs.pk]),
        ("people", [theirs.programme_id]),
    ]:
        assert client.get(reverse(f"programmes:{route}", args=args)).status_code == 404
    for route, args in [
        ("add_membership", [theirs.programme_id]),
        ("end_membership", [membership.pk]),
        ("end_guardianship", [guardianship.pk]),
    ]:
        assert client.post(reverse(f"programmes:{route}", args=args)).status_code == 404
        unread = 405 if route == "add_membership" else 404
        assert client.get(reverse(f"programmes:{route}", args=args)).status_code == unread
    assert not JournalEntry.objects.filter(verb__startswith="programmes.end").exists()


def test_queries_do_not_grow_with_the_list(client, django_assert_num_queries):
    edition = an_edition()
    as_office(client, edition)
    address = reverse("programmes:list")
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    an_edition(programme_slug=edition.programme.slug)
    an_edition(programme_slug=edition.programme.slug)
    with django_assert_num_queries(len(first)):
        client.get(address)
