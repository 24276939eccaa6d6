"""What stands in the Plan: every chapter, every city with its project and hours, and what it was made from."""

from datetime import timedelta

import pytest

from drogowskaz.documents import store
from drogowskaz.documents.press import press
from drogowskaz.plans import compiling
from drogowskaz.plans.documents import TEMPLATE
from tests.builders.certificates import a_nearly_fulfilled
from tests.builders.participation import a_participation
from tests.builders.plans import a_compiling_plan, a_proof
from tests.builders.programmes import NOW, an_edition
from tests.builders.reports import a_published_report, with_template
from tests.once import fresh, once
from tests.paper import faults, needs_qpdf, told_by_qpdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def of_two_cities():
    edition = with_template(an_edition())
    for name, goal in (("Łany", 11), ("Ćwiklin", 4)):
        a_published_report(a_participation(name, edition=edition, theme_number=goal))
    return edition


built = once(of_two_cities)


@pytest.fixture
def edition(built):
    return fresh(built)


def test_every_goal_has_a_chapter_and_those_without_a_city_say_so(edition):
    plan = compiling.plan(a_compiling_plan(edition), at=NOW)

    assert [(chapter.tile.number, len(chapter.cities)) for chapter in plan.chapters] == [
        (str(number), int(number in {4, 11})) for number in range(1, 18)
    ]
    assert plan.labels["empty"] == "W tej edycji żadne miasto nie zakwalifikowało się w tym celu."


def test_the_list_of_cities_follows_the_polish_alphabet(edition):
    plan = compiling.plan(a_compiling_plan(edition), at=NOW)
    names = {card.key: card.city for chapter in plan.chapters for card in chapter.cities}

    assert [names[key] for key in plan.register] == ["Ćwiklin", "Łany"]
    assert [[names[key] for key in entry.cities] for entry in plan.index] == [["Ćwiklin", "Łany"]]


def test_the_figures_are_counted(edition):
    plan = compiling.plan(a_compiling_plan(edition), at=NOW)

    assert [(figure.value, figure.label) for figure in plan.figures] == [
        ("2", "miasta"),
        ("2", "cele, które mają miasto"),
        ("50\xa0h", "doradztwa dla każdego miasta"),
        ("100\xa0h", "doradztwa dla wszystkich miast w tym Planie"),
    ]


def test_a_city_card_carries_project_and_hours_of_the_public_report():
    participation = a_nearly_fulfilled()

    plan = compiling.plan(a_compiling_plan(participation.edition), at=NOW)

    (card,) = (card for chapter in plan.chapters for card in chapter.cities)
    assert (card.city, card.project.title) == ("Modrzewiec", "Rynek, który oddycha")
    assert card.address.endswith(f"/miasta/{participation.city.slug}/")


def test_a_report_published_after_the_order_does_not_slip_in(edition):
    proof = a_compiling_plan(edition)
    a_published_report(a_participation("Spóźnione", edition=edition))

    plan = compiling.plan(proof, at=NOW)

    assert [part.name for part in plan.inputs] == ["Ćwiklin", "Łany"]
    assert [card.city for chapter in plan.chapters for card in chapter.cities] == ["Ćwiklin", "Łany"]


def test_the_checksum_covers_every_version(edition):
    proof = a_compiling_plan(edition)
    changed = [proof.inputs[0] | {"sha256": "0" * 64}, *proof.inputs[1:]]

    assert compiling.plan(proof, at=NOW).checksum == compiling.checksum(proof.inputs)
    assert compiling.checksum(changed) != compiling.checksum(proof.inputs)


def test_the_words_of_the_programme_stand_in_until_the_office_writes_its_own(edition):

    own = compiling.plan(a_proof(edition, foreword="Nasz wstęp."), at=NOW)
    programmes = compiling.plan(a_compiling_plan(edition), at=NOW)

    assert "Nasz wstęp." in str(own.foreword)
    assert programmes.foreword
    assert programmes.foreword != own.foreword


def test_it_can_be_compiled_in_english(edition):
    plan = compiling.plan(a_compiling_plan(edition, language="en"), at=NOW)

    assert (plan.language, plan.labels["contents"]) == ("en", "Contents")
    assert plan.edition.startswith("Edition 1, ")


def test_the_same_snapshot_and_moment_give_the_same_bytes(edition):
    snapshot = compiling.plan(a_compiling_plan(edition), at=NOW)

    first = press(TEMPLATE, snapshot, at=NOW)

    assert press(TEMPLATE, snapshot, at=NOW) == first
    assert press(TEMPLATE, snapshot, at=NOW + timedelta(seconds=1)).sha256 != first.sha256


@needs_qpdf
def test_the_file_is_accessible_fit_for_the_archive_and_whole(tmp_path, edition):
    pdf = store.fetch(a_proof(edition).pdf_sha256)

    assert (faults(pdf, tmp_path), told_by_qpdf(pdf, tmp_path)) == ([], (0, ""))
