"""The public check of certificates: by code, however it is typed; a revocation shows at once."""

import pytest
from django.urls import reverse

from drogowskaz.certificates import actions
from drogowskaz.documents.models import Issued
from tests.builders.certificates import an_issued_certificate
from tests.builders.plans import two_of_the_office
from tests.builders.programmes import DAY, NOW

from .reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_certificate_is_found_however_its_code_is_typed(client):
    certificate = an_issued_certificate()
    code = certificate.document.code
    page = reverse("portal:certificate", args=[code])

    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code} "):
        answer = client.get("/certyfikat/", {"kod": typed})
        assert (answer.status_code, answer["Location"]) == (302, page)
    shown = client.get(page)
    assert "Certyfikat jest ważny." in words(shown)
    assert certificate.document.sha256 in words(shown)
    assert shown["Cache-Control"] == "no-store"


def test_codes_that_say_nothing_get_one_answer(client):
    certificate = an_issued_certificate()
    code = certificate.document.code
    report = Issued.objects.get(kind="report").code
    unknown = code[:-1] + ("0" if code[-1] != "0" else "2")

    answers = [
        client.get(reverse("portal:certificate", args=[typed]))
        for typed in (unknown, "zły kod", report, "x" * 300)
    ]
    asked = client.get("/certyfikat/", {"kod": report})

    assert {answer.status_code for answer in [*answers, asked]} == {404}
    assert {answer["Cache-Control"] for answer in [*answers, asked]} == {"no-store"}
    said = [words(answer) for answer in answers]
    assert all("Nie ma certyfikatu z tym kodem." in text for text in said)
    assert certificate.document.number not in said[2]
    assert client.get(reverse("portal:certificate_pdf", args=[report])).status_code == 404


def test_a_revocation_shows_at_once_with_reason_and_moment(client):
    certificate = an_issued_certificate()
    page = reverse("portal:certificate", args=[certificate.document.code])
    city = reverse("portal:city", args=[certificate.participation.city.slug])
    before, certified = words(client.get(page)), words(client.get(city))
    first, _second = two_of_the_office(certificate.participation.edition)

    actions.revoke(certificate, reason="Podano błędne dane.", by=first, at=NOW + DAY)

    after = words(client.get(page))
    assert ("Certyfikat jest ważny." in before, "Certyfikat jest ważny." in after) == (True, False)
    assert "Certyfikat jest nieważny. Cofnięto go 2 marca 2027 r., 11:00." in after
    assert "Podano błędne dane." in after
    assert (
        certificate.document.number in certified,
        certificate.document.number in words(client.get(city)),
    ) == (
        True,
        False,
    )


def test_the_file_is_the_one_that_was_issued(client):
    certificate = an_issued_certificate()

    answer = client.get(reverse("portal:certificate_pdf", args=[certificate.document.code]))

    assert (answer["Content-Type"], answer.content[:5], len(answer.content)) == (
        "application/pdf",
        b"%PDF-",
        certificate.document.size,
    )
    assert answer["Cache-Control"] == "no-store"
