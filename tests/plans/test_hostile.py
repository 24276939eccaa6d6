"""Words nobody should trust, in the certificate and in the Plan: the document is made, and they stand there as text."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from drogowskaz.certificates import documents as of_certificates
from drogowskaz.common.prose import parse
from drogowskaz.documents.parts import Section
from drogowskaz.documents.press import Printed, press
from drogowskaz.plans import compiling
from drogowskaz.plans.documents import TEMPLATE, CityCard, Plan
from tests.builders.certificates import a_proposed_certificate
from tests.builders.programmes import NOW
from tests.documents import samples
from tests.paper import HOSTILE, faults, needs_pdftotext, needs_qpdf, shown, told_by_qpdf, words

pytestmark = pytest.mark.slow


def a_certificate(*said: str) -> Printed:
    """A certificate whose city, project and sentence say everything that is `said`."""
    whole = " ".join(said)
    hostile = replace(
        samples.a_certificate(),
        title=f"Certyfikat: {whole}", holder=whole, project=whole, sentence=f"Miasto {whole}.",
    )  # fmt: skip
    return press(of_certificates.TEMPLATE, hostile, at=NOW)


def a_plan(*said: str) -> Printed:
    """A Plan with one city for each of what is `said`: its name, project and report say it, and the foreword all."""
    plan = samples.a_plan()
    chapter = next(one for one in plan.chapters if one.cities)
    hostile = tuple(_a_card(chapter.cities[0], place, one) for place, one in enumerate(said))
    chapters = tuple(
        replace(one, cities=(*hostile, *one.cities[1:])) if one == chapter else one for one in plan.chapters
    )
    foreword = tuple(node for one in said for node in parse(one))
    return press(TEMPLATE, replace(plan, chapters=chapters, foreword=foreword), at=NOW)


def _a_card(card: CityCard, place: int, said: str) -> CityCard:
    sections = (Section("Co było", tuple(parse(said))),)
    project = replace(card.project, title=said, promise=said, sections=sections)
    return replace(card, key=f"{card.key}-{place}" if place else card.key, city=said, project=project)


@cache
def pressed(paper: Callable[..., Printed], *said: str) -> Printed:
    """That paper, pressed once for all tests that read it."""
    return paper(*said)


def everything(paper: Callable[..., Printed]) -> Printed:
    """The paper that says all of it at once."""
    return pressed(paper, *HOSTILE.values())


@cache
def told(paper: Callable[..., Printed]) -> str:
    """The words of that paper, without blanks."""
    return words(everything(paper).pdf)


PAPERS = pytest.mark.parametrize("paper", [a_certificate, a_plan], ids=["certificate", "plan"])
WORDS = pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))


@needs_pdftotext
@PAPERS
@WORDS
def test_what_is_said_stands_there_as_it_is(paper, said):
    assert shown(said) in told(paper)


@PAPERS
def test_the_same_words_and_moment_give_the_same_bytes(paper):
    again = paper(*HOSTILE.values())

    assert again == everything(paper), [name for name, said in HOSTILE.items() if paper(said) != paper(said)]


@needs_qpdf
@PAPERS
def test_the_file_stays_accessible_fit_for_the_archive_and_whole(paper, tmp_path):
    def verdict(printed):
        return faults(printed.pdf, tmp_path), told_by_qpdf(printed.pdf, tmp_path)

    sound = ([], (0, ""))
    assert verdict(everything(paper)) == sound, [
        name for name, said in HOSTILE.items() if verdict(paper(said)) != sound
    ]


@needs_pdftotext
@PAPERS
def test_ten_thousand_letters_without_a_blank_are_all_there(paper):
    assert words(pressed(paper, "Ź" * 10_000).pdf).count("Ź") >= 10_000


@PAPERS
def test_a_word_longer_than_a_line_stays_on_the_page(paper):
    """Where nothing broke it, the text would run over the edge: the same pages, and hidden letters."""
    long, short = (
        len(pikepdf.open(io.BytesIO(pressed(paper, "Ź" * times).pdf)).pages) for times in (10_000, 10)
    )

    assert long > short


@pytest.mark.parametrize("paper", [samples.a_certificate, samples.a_plan])
def test_the_check_finds_a_file_that_is_not_accessible_and_one_that_is_not_whole(paper, tmp_path):
    template = TEMPLATE if isinstance(paper(), Plan) else of_certificates.TEMPLATE
    pdf = press(template, paper(), at=NOW).pdf
    bare = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.Root.StructTreeRoot, document.Root.MarkInfo
        document.save(bare)

    assert faults(bare.getvalue(), tmp_path) != []


@needs_qpdf
def test_the_check_finds_a_file_that_is_cut_off(tmp_path):
    pdf = a_certificate("Modrzewiec").pdf

    assert told_by_qpdf(pdf[: len(pdf) // 2], tmp_path)[0] != 0


@needs_pdftotext
@pytest.mark.django_db
def test_names_and_titles_from_the_database_go_the_same_way(tmp_path, settings):
    settings.FILES = tmp_path
    said = HOSTILE["templates"]
    certificate = a_proposed_certificate()
    participation = certificate.participation
    participation.city.name = participation.project_title = said

    sheet = of_certificates.certificate(certificate, number="C/1", code="7KQ2M", at=NOW)

    assert (sheet.holder, sheet.project, sheet.sentence.count(said)) == (said, said, 2)
    assert shown(sheet.sentence) in words(press(of_certificates.TEMPLATE, sheet, at=NOW).pdf)


def test_the_alphabet_sorts_whatever_a_city_is_called():
    assert len({tuple(compiling.alphabetical(said)) for said in HOSTILE.values()}) > 1
