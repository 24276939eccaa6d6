"""The certificate as a document: what it says, in both languages; valid, and the same bytes every time."""

import pytest

from drogowskaz.certificates import documents
from drogowskaz.common.templatetags.house import day
from drogowskaz.documents import store
from drogowskaz.documents.press import press
from drogowskaz.programmes.letters import CERTIFICATE_WORDS
from tests.builders.certificates import a_proposed_certificate, an_issued_certificate
from tests.builders.programmes import NOW
from tests.paper import faults, needs_qpdf, told_by_qpdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CODE = "7KQ2M-00000-00000-00000-00000-0"


def test_the_sentence_has_all_its_words(participation):
    certificate = a_proposed_certificate(participation)
    edition = certificate.participation.edition
    part = edition.parts.get(kind="fulfilment")
    words = sorted(CERTIFICATE_WORDS)
    content = part.content | {"sentence_pl": "|".join(f"${word}" for word in words)}
    edition.parts.create(kind="fulfilment", version=part.version + 1, content=content)

    said = documents.certificate(type(certificate).objects.get(), number="C/1", code=CODE, at=NOW).sentence

    assert dict(zip(words, said.split("|"), strict=True)) == {
        "city": "Modrzewiec",
        "date": day(NOW),
        "edition": edition.name_pl,
        "programme": edition.programme.name_pl,
        "project": "Rynek, który oddycha",
        "rules": "FR-1.0",
        "theme": "11. Zrównoważone miasta i społeczności",
    }


def test_the_sentence_of_the_programme_ends_with_one_full_stop(participation):
    certificate = a_proposed_certificate(participation)

    said = documents.certificate(certificate, number="C/1", code=CODE, at=NOW)

    assert said.sentence.endswith(f"Stan na {day(NOW)}")
    assert "$" not in said.sentence


def test_a_title_with_two_full_stops_keeps_both(participation):
    certificate = a_proposed_certificate(participation)
    certificate.participation.project_title = "Wariant r.. i dalej"

    said = documents.certificate(certificate, number="C/1", code=CODE, at=NOW)

    assert "„Wariant r.. i dalej”" in said.sentence


def test_it_can_be_said_in_english(participation):
    certificate = a_proposed_certificate(participation)

    said = documents.certificate(certificate, number="C/1", code=CODE, at=NOW, language="en")

    assert (said.language, said.labels["number"]) == ("en", "Number")
    assert said.check_url.endswith(f"/en/certyfikat/{CODE}/")
    assert said.sentence.startswith("The city of Modrzewiec has fulfilled")


def test_the_same_certificate_and_moment_give_the_same_bytes(participation):
    certificate = a_proposed_certificate(participation)

    made = [
        press(documents.TEMPLATE, documents.certificate(certificate, number="C/1", code=CODE, at=NOW), at=NOW)
        for _ in range(2)
    ]

    assert made[0] == made[1]


@needs_qpdf
def test_the_file_is_accessible_fit_for_the_archive_and_whole(tmp_path, participation):
    pdf = store.fetch(an_issued_certificate(participation).document.sha256)

    assert (faults(pdf, tmp_path), told_by_qpdf(pdf, tmp_path)) == ([], (0, ""))
