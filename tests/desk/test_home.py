"""The first page of the workspace, a city's way, the journal, and the door of the demonstration."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as the_settings
from django.template.loader import render_to_string
from django.urls import reverse

from drogowskaz.common.waiting import Waiting, by_urgency
from drogowskaz.desk import overview, queries
from drogowskaz.desk.demo.people import PEOPLE
from drogowskaz.people.models import JournalEntry, User
from drogowskaz.programmes.roles import Role
from drogowskaz.reports import actions as reports
from tests.builders.advisory import a_recorded_session, a_request, an_advised
from tests.builders.certificates import an_issued_certificate
from tests.builders.participation import (
    a_participation,
    a_proposal,
    an_agreed,
    coordinator_of,
    guardian_of,
    mayor_of,
    office_of,
)
from tests.builders.people import a_city, a_person
from tests.builders.programmes import NOW, a_member, an_edition
from tests.builders.reports import a_published_report, a_report_at, a_templated

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOME = "/panel/"


def text(answer):
    return " ".join(answer.content.decode().split())


def a_session_to_confirm():
    session = a_recorded_session(participation=an_advised())
    return coordinator_of(session.participation)


def a_report_to_approve():
    return mayor_of(a_report_at("mayor", a_templated()).participation)


def a_request_to_answer():
    return guardian_of(a_request().participation)


def a_coordinator_to_confirm():
    return office_of(a_proposal().participation)


WAITING = {
    "coordinator": a_session_to_confirm,
    "mayor": a_report_to_approve,
    "guardian": a_request_to_answer,
    "office": a_coordinator_to_confirm,
}


@pytest.mark.parametrize("role", WAITING)
def test_what_waits_stands_first_with_one_button(client, role):
    person = WAITING[role]()
    matters = queries.waiting_for(person, NOW)
    client.force_login(person)

    shown = text(client.get(HOME))

    assert len(matters) >= 1
    assert str(matters[0].button) in shown
    assert matters[0].url in shown
    assert client.get(matters[0].url).status_code == 200


def test_a_person_for_whom_nothing_waits_reads_so(client):
    client.force_login(a_member(an_edition().programme, Role.AUDITOR, name="Ola Lipa"))

    shown = text(client.get(HOME))

    assert "Dzień dobry, Ola Lipa" in shown
    assert "Nic dziś na Ciebie nie czeka." in shown
    assert "Program dzisiaj" in shown


def test_a_report_in_a_new_round_is_still_counted_as_published(client):
    report = a_published_report()
    edition = report.participation.edition
    reports.revise(report, by=coordinator_of(report.participation), at=NOW)
    client.force_login(a_member(edition.programme, Role.AUDITOR))

    shown = text(client.get(HOME))

    assert f'opublikowane raporty</dt><dd><a href="{reverse("reports:list")}">1<' in shown


def test_three_matters_cost_as_many_queries_as_one(client, django_assert_max_num_queries):
    edition = an_edition()
    office = a_member(edition.programme)
    client.force_login(office)
    client.get(HOME)
    a_proposal(an_agreed(edition=edition))
    with django_assert_max_num_queries(80) as one:
        client.get(HOME)
    for name in ("Bukowiec", "Grabowo"):
        a_proposal(an_agreed(edition=edition, name=name))
    with django_assert_max_num_queries(80) as three:
        shown = text(client.get(HOME))

    assert len(queries.waiting_for(office, NOW)) == 3
    assert ("Bukowiec" in shown, "Grabowo" in shown) == (True, True)
    assert len(one) == len(three)


def test_three_cities_of_one_person_cost_as_many_queries_as_one(client, django_assert_max_num_queries):
    first = an_advised()
    person = coordinator_of(first)
    client.force_login(person)
    client.get(HOME)
    with django_assert_max_num_queries(80) as one:
        client.get(HOME)
    for name in ("Bukowiec", "Grabowo"):
        more = an_advised(name=name)
        right = person.representations.acting().first()
        person.representations.create(
            city=more.city,
            capacity=right.capacity,
            asked_at=NOW,
            asked_by=person,
            confirmed_at=NOW,
            confirmed_by=person,
        )
    with django_assert_max_num_queries(80) as three:
        shown = text(client.get(HOME))

    assert "Grabowo" in shown
    assert len(one) == len(three)


def test_the_way_of_a_city_names_what_is_done_and_what_comes_next():
    participation = an_agreed()

    steps = overview.road(overview.with_road(type(participation).objects.all()).get())

    assert [(step.title, step.done_on is not None, step.now) for step in steps[:3]] == [
        ("Zakwalifikowane", True, False),
        ("Porozumienie obowiązuje", True, False),
        ("Koordynacja lokalna potwierdzona", False, True),
    ]
    assert [step.now for step in steps].count(True) == 1


def test_a_city_that_has_come_to_the_end_has_no_step_ahead(client):
    certificate = an_issued_certificate()
    participation = certificate.participation
    client.force_login(coordinator_of(participation))

    steps = overview.road(overview.with_road(type(participation).objects.all()).get())
    shown = text(client.get(reverse("desk:city", args=[participation.pk])))

    assert [step.title for step in steps if not step.done_on] == []
    assert certificate.document.number in shown


def test_a_city_nobody_knows_of_is_not_there(client):
    participation = a_participation()
    client.force_login(a_person(acting_for=a_city("Gdzie Indziej")))

    assert client.get(reverse("desk:city", args=[participation.pk])).status_code == 404


def test_the_journal_of_the_office_is_everybodys_and_ones_own_is_ones_own(client):
    participation = a_participation()
    coordinator = coordinator_of(participation)
    lines = set(JournalEntry.objects.values_list("verb", flat=True))

    assert set(queries.journal(office_of(participation)).values_list("verb", flat=True)) == lines
    assert list(queries.journal(coordinator)) == []
    auditor = a_member(participation.edition.programme, Role.AUDITOR)
    assert set(queries.journal(auditor).values_list("verb", flat=True)) == lines


# The door of the demonstration


def an_invented_person():
    person = PEOPLE[0]
    user = User.objects.create_user(person.email, "a-long-password-1", name=person.name)
    User.objects.filter(pk=user.pk).update(is_demo=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return User.objects.get(pk=user.pk)


def signed_in(client):
    return client.get(HOME).status_code == 200


def test_in_demo_mode_one_click_makes_an_invented_person_of_you(client, settings):
    settings.DEMO = True
    person = an_invented_person()

    listed = text(client.get(reverse("account_login")))
    answer = client.post(reverse("desk:enter"), {"email": person.email}, follow=True)

    assert person.name in listed
    assert (answer.status_code, answer.wsgi_request.user) == (200, person)


@pytest.mark.parametrize("email", ["", "nikt@demo.example", "prawdziwa@example.org"])
def test_in_demo_mode_nobody_else_can_be_entered(client, settings, email):
    settings.DEMO = True
    a_person(email="prawdziwa@example.org")

    assert client.post(reverse("desk:enter"), {"email": email}).status_code == 404
    assert not signed_in(client)


def test_a_real_person_with_the_address_of_an_invented_one_is_not_entered(client, settings):
    settings.DEMO = True
    a_person(email=PEOPLE[0].email)

    assert client.post(reverse("desk:enter"), {"email": PEOPLE[0].email}).status_code == 404


def test_the_tests_run_as_in_earnest():
    assert the_settings.DEMO is False


def test_without_demo_mode_there_is_neither_list_nor_door(client):
    person = an_invented_person()

    listed = text(client.get(reverse("account_login")))
    answer = client.post(reverse("desk:enter"), {"email": person.email})

    assert (answer.status_code, person.name in listed) == (404, False)
    assert not signed_in(client)


def test_without_demo_mode_an_invented_person_has_no_password_that_works(client, settings):
    person = an_invented_person()
    typed = {"login": person.email, "password": "a-long-password-1"}

    client.post(reverse("account_login"), typed)
    assert not signed_in(client)

    settings.DEMO = True  # the same words open the door there, so it is the mode that closed it
    client.post(reverse("account_login"), typed)
    assert signed_in(client)


def test_a_session_of_an_invented_person_ends_with_demo_mode(client, settings):
    settings.DEMO = True
    person = an_invented_person()
    client.post(reverse("desk:enter"), {"email": person.email})
    assert signed_in(client)

    settings.DEMO = False

    assert not signed_in(client)


# What is late, and what the menu shows


def test_a_late_step_says_since_when_and_stands_first(client):
    session = a_recorded_session(participation=an_advised())
    person = coordinator_of(session.participation)
    client.force_login(person)
    (first, *_) = queries.waiting_for(person, NOW)
    on_time, late = (
        render_to_string(
            "components/_next_step.html", {"step": first, "today": first.due_on + timedelta(days=days)}
        )
        for days in (0, 1)
    )

    assert ("next-step--late" in on_time, "Opóźnione od" in on_time, "Termin:" in on_time) == (
        False,
        False,
        True,
    )
    assert ("next-step--late" in late, "Opóźnione od" in late, "Termin:" in late) == (True, True, False)
    soon, overdue = (Waiting("", "", "", due_on=date(2026, month, 2)) for month in (3, 1))
    assert by_urgency([Waiting("", "", ""), soon, overdue])[0] is overdue


def menu_of(client, person):
    client.force_login(person)
    return [entry.label for entry in client.get(HOME).context["subnav"]]


def test_a_city_finds_the_rooms_of_the_programme_in_the_menu_once_it_takes_part(client):
    applicant = a_person(acting_for=a_city("Nornikowo"))
    participant = coordinator_of(a_participation("Modrzewiec"))

    assert menu_of(client, applicant) == ["Start", "Zgłoszenia"]
    assert menu_of(client, participant) == [
        "Start",
        "Zgłoszenia",
        "Miasta",
        "Doradztwo",
        "Projekty",
        "Raporty",
        "Certyfikaty",
    ]


@pytest.mark.parametrize("page", ["letters", "outbox", "journal"])
def test_pages_below_the_first_say_where_they_are(client, page):
    client.force_login(office_of(a_participation()))

    assert (
        'aria-current="page"' in text(client.get(reverse(f"desk:{page}"))).partition("breadcrumbs")[2][:400]
    )
