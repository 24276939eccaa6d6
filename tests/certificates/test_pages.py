"""Pages of certificates: the checklist, the decision of two persons, the public check."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from drogowskaz.certificates.lifecycle import State
from drogowskaz.certificates.models import Certificate
from drogowskaz.common.templatetags.house import day
from drogowskaz.documents import store
from drogowskaz.people.models import User
from tests.builders.advisory import an_advised
from tests.builders.certificates import (
    a_proposed_certificate,
    a_revoked_certificate,
    an_issued_certificate,
)
from tests.builders.participation import coordinator_of, office_of
from tests.builders.people import a_city, a_person
from tests.builders.plans import two_of_the_office
from tests.builders.programmes import a_member, an_edition

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(answer):
    return " ".join(answer.content.decode().split())


def test_two_persons_bring_a_certificate_to_the_public_page(client, participation):
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


def test_a_revocation_shows_at_once_on_the_check_page(client, participation):
    certificate = an_issued_certificate(participation)
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


def test_the_city_reads_and_downloads_and_decides_nothing(client, participation):
    certificate = an_issued_certificate(participation)
    client.force_login(coordinator_of(certificate.participation))

    shown = client.get(reverse("certificates:detail", args=[certificate.pk]))
    file = client.get(reverse("certificates:download", args=[certificate.pk]))
    revoked = client.post(reverse("certificates:revoke", args=[certificate.pk]), {"reason": "Nie chcemy."})

    assert (shown.status_code, file["Content-Type"], revoked.status_code) == (200, "application/pdf", 403)
    assert "Unieważnij" not in text(shown)
    assert Certificate.objects.get().state == State.ISSUED


def test_a_proposal_has_no_file_yet(client, participation):
    certificate = a_proposed_certificate(participation)
    client.force_login(office_of(certificate.participation))

    assert client.get(reverse("certificates:download", args=[certificate.pk])).status_code == 404


def test_another_city_does_not_know_of_it(client, participation):
    certificate = an_issued_certificate(participation)
    client.force_login(a_person(acting_for=a_city("Gdzie Indziej")))

    for route in ("detail", "revoke", "download"):
        assert client.get(reverse(f"certificates:{route}", args=[certificate.pk])).status_code == 404
    assert (
        client.get(reverse("certificates:checklist", args=[certificate.participation_id])).status_code == 404
    )


def test_a_person_with_two_tabs_reads_that_somebody_was_faster(client, participation):
    certificate = an_issued_certificate(participation)
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


def test_certificates_in_the_list_cost_no_query_of_their_own(
    client, participation, django_assert_max_num_queries
):
    edition = participation.edition
    one = an_issued_certificate(participation)
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


def test_the_list_is_searched_by_city_and_number_and_narrowed_by_state(client):
    edition = an_edition()
    certificate = an_issued_certificate(edition=edition, name="Łąkowo")
    an_advised(edition=edition, name="Bukowiec")
    client.force_login(office_of(certificate.participation))
    page = reverse("certificates:list")

    def cities(**asked):
        return [participation.city.name for participation, _ in client.get(page, asked).context["rows"]]

    assert cities() == ["Bukowiec", "Łąkowo"]
    assert cities(q="lakowo") == cities(q=certificate.document.number) == cities(stan="issued") == ["Łąkowo"]
    assert cities(q="bukowiec", stan="issued") == []
    assert "Nie ma takiego miasta" in text(client.get(page, {"q": "Nigdzie"}))
    assert cities(stan="byle co") == ["Bukowiec", "Łąkowo"]


def test_every_certificate_is_found_however_many_there_are(client, participation):
    edition = participation.edition
    first = an_issued_certificate(participation)
    client.force_login(office_of(first.participation))
    page = reverse("certificates:list")
    revoked = a_revoked_certificate(edition=edition, name="Bukowiec")

    shown = text(client.get(page))

    assert [one.document.number in shown for one in (first, revoked)] == [True, True]


def test_days_in_the_conditions_are_written_for_people(client, participation):
    client.force_login(coordinator_of(participation))

    shown = text(client.get(reverse("certificates:checklist", args=[participation.pk])))

    assert day(participation.edition.projects_end_on).replace("\xa0", " ") in shown
    assert participation.edition.projects_end_on.isoformat() not in shown


def test_every_page_says_where_it_stands(client, participation):
    certificate = an_issued_certificate(participation)
    client.force_login(office_of(certificate.participation))

    trail = {
        "list": "Start Certyfikaty",
        "checklist": "Start Certyfikaty Modrzewiec",
        "detail": f"Start Certyfikaty Modrzewiec {certificate.document.number}",
        "revoke": f"Start Certyfikaty Modrzewiec {certificate.document.number} Unieważnienie",
    }
    places = {"list": [], "checklist": [certificate.participation_id]}
    for name, words in trail.items():
        answer = client.get(reverse(f"certificates:{name}", args=places.get(name, [certificate.pk])))
        crumbs = answer.content.decode().partition('class="breadcrumbs"')[2].partition("</nav>")[0]
        assert " ".join(strip_tags(crumbs.partition(">")[2].replace("</li>", " ")).split()) == words
