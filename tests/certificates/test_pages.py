"""Pages of certificates: the checklist, the decision of two persons, the public check."""

import pytest
from django.urls import reverse

from drogowskaz.certificates.lifecycle import State
from drogowskaz.certificates.models import Certificate
from drogowskaz.documents import store
from drogowskaz.people.models import User
from tests.builders.advisory import an_advised
from tests.builders.certificates import (
    a_fulfilled,
    a_proposed_certificate,
    an_issued_certificate,
)
from tests.builders.participation import coordinator_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.plans import two_of_the_office
from tests.builders.programmes import a_member, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_two_persons_bring_a_certificate_to_the_public_page(client):
    participation = a_fulfilled()
    first, second = two_of_the_office(participation.edition)
    client.force_login(first)
    shown = text(client.get(reverse("certificates:checklist", args=[participation.pk])))
    proposed = client.post(reverse("certificates:propose", args=[participation.pk]))
    certificate = Certificate.objects.get()
    own = client.post(reverse("certificates:issue", args=[certificate.pk]))
    client.force_login(second)
    issued = client.post(reverse("certificates:issue", args=[certificate.pk]), follow=True)
    certificate.refresh_from_db()
    client.logout()
    public = client.get(reverse("portal:certificate", args=[certificate.document.code]))

    assert "Spełniono 7 z 7 warunków" in shown
    assert (proposed.status_code, own.status_code, issued.status_code) == (302, 403, 200)
    assert certificate.document.number in text(issued)
    assert (public.status_code, certificate.document.number in text(public)) == (200, True)


def test_a_revocation_shows_at_once_on_the_check_page(client):
    certificate = an_issued_certificate()
    check = reverse("portal:certificate", args=[certificate.document.code])
    file = reverse("portal:certificate_pdf", args=[certificate.document.code])
    before, bytes_before = text(client.get(check)), client.get(file).content
    client.force_login(office_of(certificate.participation))
    page = reverse("certificates:revoke", args=[certificate.pk])
    empty = client.post(page, {"reason": " "})
    answer = client.post(page, {"reason": "Podano błędne dane."})
    client.logout()
    after, bytes_after = text(client.get(check)), client.get(file).content

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert ("Podano błędne dane." in before, "Podano błędne dane." in after) == (False, True)
    assert bytes_before == bytes_after == store.fetch(certificate.document.sha256)


def test_the_city_reads_and_downloads_and_decides_nothing(client):
    certificate = an_issued_certificate()
    client.force_login(coordinator_of(certificate.participation))

    shown = client.get(reverse("certificates:detail", args=[certificate.pk]))
    file = client.get(reverse("certificates:download", args=[certificate.pk]))
    revoked = client.post(reverse("certificates:revoke", args=[certificate.pk]), {"reason": "Nie chcemy."})

    assert (shown.status_code, file["Content-Type"], revoked.status_code) == (200, "application/pdf", 403)
    assert "Unieważnij" not in text(shown)
    assert Certificate.objects.get().state == State.ISSUED


def test_a_proposal_has_no_file_yet(client):
    certificate = a_proposed_certificate()
    client.force_login(office_of(certificate.participation))

    assert client.get(reverse("certificates:download", args=[certificate.pk])).status_code == 404


def test_another_city_does_not_know_of_it(client):
    certificate = an_issued_certificate()
    client.force_login(a_person(acting_for=a_city("Gdzie Indziej")))

    for route in ("detail", "revoke", "download"):
        assert client.get(reverse(f"certificates:{route}", args=[certificate.pk])).status_code == 404
    assert (
        client.get(reverse("certificates:checklist", args=[certificate.participation_id])).status_code == 404
    )


def test_a_person_with_two_tabs_reads_that_somebody_was_faster(client):
    certificate = an_issued_certificate()
    other = a_member(certificate.participation.edition.programme)
    client.force_login(other)

    answer = client.post(reverse("certificates:issue", args=[certificate.pk]))

    assert answer.status_code == 403


def test_the_list_asks_the_database_equally_often_for_one_city_and_for_three(
    client, django_assert_max_num_queries
):
    edition = an_edition()
    an_advised(edition=edition)
    reader = User.objects.get(pk=a_member(edition.programme).pk)
    client.force_login(reader)
    page = reverse("certificates:list")
    client.get(page)
    with django_assert_max_num_queries(60) as one:
        assert "1 miasto" in text(client.get(page))
    an_advised(edition=edition, name="Bukowiec")
    an_advised(edition=edition, name="Grabowo")
    with django_assert_max_num_queries(60) as three:
        assert "3 miasta" in text(client.get(page))

    assert len(one) == len(three)


def test_certificates_in_the_list_cost_no_query_of_their_own(client, django_assert_max_num_queries):
    edition = an_edition()
    one = an_issued_certificate(edition=edition)
    client.force_login(office_of(one.participation))
    page = reverse("certificates:list")
    client.get(page)
    with django_assert_max_num_queries(60) as first:
        client.get(page)
    two = an_issued_certificate(edition=edition, name="Bukowiec")
    three = an_issued_certificate(edition=edition, name="Grabowo")
    with django_assert_max_num_queries(60) as second:
        shown = text(client.get(page))

    assert len(first) == len(second)
    assert [one.document.number in shown for one in (one, two, three)] == [True] * 3


def test_without_a_city_the_list_says_what_will_be_here(client):
    client.force_login(a_member(an_edition().programme))

    assert "Miasta pojawią się tutaj" in text(client.get(reverse("certificates:list")))
