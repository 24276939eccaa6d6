"""Pages of the Plan in the workspace: readiness, the order, the proof, the freeze."""

import pytest
from django.urls import reverse

from drogowskaz.documents import store
from drogowskaz.plans.lifecycle import State
from drogowskaz.plans.models import PlanEdition
from drogowskaz.programmes.roles import Role
from tests.builders.participation import a_participation, coordinator_of
from tests.builders.people import a_person
from tests.builders.plans import a_compiling_plan, a_frozen_plan, a_proof, two_of_the_office
from tests.builders.programmes import a_guardian, a_member, an_edition
from tests.builders.reports import a_published_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_two_persons_bring_the_plan_to_the_public(client, run_tasks):
    edition = a_published_report().participation.edition
    first, second = two_of_the_office(edition)
    client.force_login(first)
    ordered = client.post(reverse("plans:compile", args=[edition.pk]), {"language": "pl", "foreword": ""})
    plan = PlanEdition.objects.get()
    waiting = text(client.get(reverse("plans:detail", args=[plan.pk])))
    run_tasks()
    own = client.post(reverse("plans:freeze", args=[plan.pk]))
    client.force_login(second)
    proof = client.get(reverse("plans:download", args=[plan.pk])).content
    frozen = client.post(reverse("plans:freeze", args=[plan.pk]), follow=True)
    client.logout()
    public = client.get(reverse("portal:plan_pdf", args=[edition.slug, 1]))

    assert (ordered.status_code, own.status_code, frozen.status_code) == (302, 403, 200)
    assert "Dokument się przygotowuje" in waiting
    assert "Plan, wydanie 1" in text(frozen)
    assert public.content == proof


def test_a_foreword_that_is_too_long_is_kept_and_marked(client):
    edition = a_published_report().participation.edition
    first, _ = two_of_the_office(edition)
    client.force_login(first)

    answer = client.post(
        reverse("plans:compile", args=[edition.pk]), {"language": "pl", "foreword": "a" * 4001}
    )

    assert (answer.status_code, "a" * 4001 in text(answer)) == (422, True)
    assert PlanEdition.objects.count() == 0


def test_an_edition_without_public_reports_says_so(client):
    edition = a_participation().edition
    first, _ = two_of_the_office(edition)
    client.force_login(first)

    answer = client.post(reverse("plans:compile", args=[edition.pk]), {"language": "pl", "foreword": ""})

    assert (answer.status_code, "nie ma z czego złożyć Planu" in text(answer)) == (409, True)


def test_a_failed_proof_says_why_and_can_be_set_aside(client):
    plan = a_compiling_plan()
    PlanEdition.objects.update(state=State.FAILED, trouble="Dokument jest za duży.")
    first, _ = two_of_the_office(plan.edition)
    client.force_login(first)

    shown = text(client.get(reverse("plans:detail", args=[plan.pk])))
    answer = client.post(reverse("plans:discard", args=[plan.pk]))

    assert "Dokument jest za duży." in shown
    assert (answer.status_code, PlanEdition.objects.get().state) == (302, State.DISCARDED)


def test_a_proof_that_is_not_pressed_has_no_file(client):
    plan = a_compiling_plan()
    client.force_login(plan.compiled_by)

    assert client.get(reverse("plans:download", args=[plan.pk])).status_code == 404


def test_a_frozen_edition_is_sent_exactly_as_it_was_issued(client):
    plan = a_frozen_plan()
    client.force_login(plan.compiled_by)

    file = client.get(reverse("plans:download", args=[plan.pk]))

    assert file.content == store.fetch(plan.issued.sha256)


def test_readiness_names_those_missing_and_links_only_what_the_reader_knows(client):
    report = a_published_report()
    edition = report.participation.edition
    missing = a_participation("Bukowiec", edition=edition)
    address = reverse("desk:city", args=[missing.pk])
    page = reverse("plans:list")

    client.force_login(a_guardian(missing.theme))
    knows = text(client.get(page))
    client.force_login(a_guardian(edition.themes.get(number=1)))
    does_not = text(client.get(page))

    assert ("Bukowiec" in knows, address in knows) == (True, True)
    assert ("Bukowiec" in does_not, address in does_not) == (True, False)


def test_people_of_cities_read_the_public_plan_only(client):
    plan = a_proof()
    participation = plan.edition.participations.get()

    for person in (coordinator_of(participation), a_person(), a_member(an_edition().programme)):
        client.force_login(person)
        assert client.get(reverse("plans:detail", args=[plan.pk])).status_code == 404
    client.force_login(a_member(plan.edition.programme, Role.AUDITOR))
    assert client.get(reverse("plans:detail", args=[plan.pk])).status_code == 200


def test_the_list_asks_the_database_equally_often_for_one_and_for_three(
    client, django_assert_max_num_queries
):
    report = a_published_report()
    edition = report.participation.edition
    a_proof(edition)
    client.force_login(two_of_the_office(edition)[0])
    page = reverse("plans:list")
    client.get(page)
    with django_assert_max_num_queries(60) as one:
        client.get(page)
    for name in ("Bukowiec", "Grabowo"):
        a_participation(name, edition=edition)
        a_proof(edition)
    with django_assert_max_num_queries(60) as three:
        client.get(page)

    assert len(one) == len(three)
