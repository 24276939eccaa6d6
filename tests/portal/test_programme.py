"""Programme, call, results, goals, Plan: what the pages reckon and say."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from drogowskaz.desk import archive
from drogowskaz.participation import actions as participations
from drogowskaz.portal import published
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes import queries
from drogowskaz.programmes.roles import Role
from tests.builders.advisory import a_confirmed_session
from tests.builders.participation import a_participation
from tests.builders.people import a_city
from tests.builders.plans import a_frozen_plan
from tests.builders.portal import a_news_item
from tests.builders.programmes import DAY, NOW, PRESETS, a_call, a_guardian, a_member, an_edition
from tests.builders.toolbox import a_tool

from .reading import words

pytestmark = pytest.mark.django_db


def test_hours_are_reckoned_never_typed(client):
    session = a_confirmed_session(minutes=90)
    edition = session.participation.edition
    a_participation("Brzezina", edition=edition, theme_number=3)

    results = published.results(edition.slug)

    assert results
    assert (results.cities, results.promised, results.granted, results.used) == (2, 2 * 50 * 60, 1200, 90)
    text = words(client.get(f"/rezultaty/?edycja={edition.slug}"))
    assert "2 zakwalifikowane miasta × 50 h = 100 h przewidzianego doradztwa." in text
    assert "Miasta potwierdziły 1 h 30 min z 20 h przyznanych do tej pory." in text


def test_the_archive_reckons_with_the_numbers_its_sources_state(client):
    an_edition(programme_slug="pdm")
    edition, _new = archive.load(archive.read(PRESETS / "pdm-2021", today=NOW.date()), at=NOW)

    text = words(client.get(f"/rezultaty/?edycja={edition.slug}"))
    city = words(client.get(reverse("portal:city", args=["warszawa"])))

    assert "104 zakwalifikowane miasta × 50 h = 5200 h przewidzianego doradztwa." in text
    assert "Ten serwis ma strony 15 z nich" in text
    assert "Gdzie nie zakwalifikowano żadnego miasta" not in text
    assert 'href="https://pdm.irmir.pl/miasta/warszawa"' in city
    assert "w programie od" not in city


def test_the_edition_with_cities_is_shown_before_one_that_only_calls(client):
    a_participation("Modrzewiec", edition=an_edition(slug="z-miastami"))
    a_call(an_edition(slug="z-naborem", at=timezone.now()), at=timezone.now())

    current, call = published.current(), published.call(timezone.now())

    assert current
    assert call
    assert (current.slug, call.edition.slug) == ("z-miastami", "z-naborem")


def test_a_moved_deadline_shows_both_moments_and_the_reason(client):
    now = timezone.now()
    closes_at = timezone.localtime(now + 5 * DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    call = a_call(an_edition(at=now), at=now, closes_at=closes_at)
    office = a_member(call.edition.programme, Role.OFFICE)
    programmes.extend(
        call, to_at=closes_at + 7 * DAY, reason="Prosiło o to wiele miast.", tell=[], by=office, at=now
    )

    page = client.get("/program/nabor/")
    text = words(page)

    (moved,) = page.context["call"].extensions
    assert (moved.before, moved.since) == (
        closes_at - timedelta(minutes=1),
        closes_at + 7 * DAY - timedelta(minutes=1),
    )
    assert page.context["call"].days_left == 11
    assert "Zostało 11 dni." in text
    assert "Prosiło o to wiele miast." in text
    assert text.count("23:59") == 4


def test_every_question_of_the_application_can_be_read_beforehand(client):
    now = timezone.now()
    call = a_call(an_edition(at=now), at=now)

    text = words(client.get("/program/nabor/"))

    asked = [question for step in queries.questionnaire(call.edition).steps for question in step.questions]
    assert [question.key for question in asked if question.label_pl not in text] == []
    assert reverse("applications:list") in text


@pytest.mark.parametrize(("days", "phase"), [(-30, "before"), (0, "open"), (40, "after")])
def test_a_call_says_in_which_phase_it_is(days, phase):
    a_call(at=NOW)

    call = published.call(NOW + days * DAY)

    assert call
    assert call.phase == phase


def test_a_goal_without_a_city_says_so(client):
    edition = a_participation("Modrzewiec").edition
    a_guardian(edition.themes.get(number=17), name="Halina Wrzos")

    text = words(client.get("/cele/17/"))

    assert "W tej edycji żadne miasto nie zakwalifikowało się pod tym celem." in text
    assert "Halina Wrzos" in text
    assert "w tej edycji żadne miasto" in words(client.get("/cele/"))


def test_before_the_first_freeze_the_plan_says_when_it_will_be(client):
    edition = an_edition()
    first = edition.stages.get(number=1)

    text = words(client.get("/plan/"))

    assert f"Pierwsze wydanie zamrozimy po etapie „{first.name_pl}”" in text


@pytest.mark.slow
def test_a_frozen_plan_is_pages_and_a_file_at_lasting_addresses(client):
    plan = a_frozen_plan()
    lasting = reverse("portal:plan_edition", args=[plan.edition.slug, 1])
    city = plan.edition.participations.get().city

    newest, kept = words(client.get("/plan/")), words(client.get(lasting))
    chapter, empty = words(client.get("/plan/cel-11/")), words(client.get(f"{lasting}cel-1/"))
    file = client.get(f"{lasting}plik/")
    page = words(client.get(reverse("portal:city", args=[city.slug])))

    assert plan.issued.sha256 in newest
    assert plan.issued.sha256 in kept
    assert f'href="{lasting}"' in newest
    assert (city.name in chapter, city.name in empty) == (True, False)
    assert "W tej edycji żadne miasto nie zakwalifikowało się w tym celu." in empty
    assert (file.content[:5], len(file.content)) == (b"%PDF-", plan.issued.size)
    assert 'href="/plan/cel-11/"' in page


def test_the_road_of_a_city_has_five_steps(client):
    participation = a_participation("Modrzewiec")

    page = client.get(reverse("portal:city", args=[participation.city.slug]))

    assert [(step.title, step.state) for step in page.context["steps"]] == [
        ("Kwalifikacja", "done"),
        ("Dopracowanie projektu z doradcami", "now"),
        ("Wpis do Planu działań", ""),
        ("Realizacja projektu", ""),
        ("Ocena i certyfikat", ""),
    ]


def test_news_appears_when_its_time_has_come(client):
    a_news_item("dzis", title_pl="Już dziś")
    a_news_item("jutro", title_pl="Dopiero jutro", publish_at=timezone.now() + DAY)

    text = words(client.get("/aktualnosci/"))

    assert ("Już dziś" in text, "Dopiero jutro" in text) == (True, False)
    assert client.get("/aktualnosci/jutro/").status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_news_is_paged_and_takes_one_query(client, django_assert_num_queries, number):
    for place in range(number):
        a_news_item(f"wpis-{place}")

    with django_assert_num_queries(1):
        page = client.get("/aktualnosci/")

    assert len(page.context["page"]) == min(number, 10)


def test_another_programme_speaks_in_its_own_words_and_counts_days(client):
    edition = an_edition(preset="advisory-days", slug="dni")
    path = edition.paths.filter(has_application=False).first()
    theme = edition.themes.order_by("number").first()
    office = a_member(edition.programme)
    facts = {
        "path": path,
        "theme": theme,
        "project_title": "Mały park",
        "evidence": "Plan.",
        "by": office,
        "at": NOW,
    }
    participations.admit(edition, a_city("Modrzewiec"), **facts)
    a_tool(goals=[theme.number])

    results, goals = words(client.get("/rezultaty/")), words(client.get("/cele/"))
    theme_page = words(client.get(f"/cele/{theme.number}/"))

    shown = published.current()
    assert shown
    assert (shown.slug, shown.amount) == ("dni", queries.amount(edition, shown.minutes))
    assert f"1 zakwalifikowane miasto × {shown.amount}".replace("\N{NO-BREAK SPACE}", " ") in results
    assert f"<h1>{shown.words['themes'].capitalize()}</h1>" in goals
    assert "Narzędzia do tego celu" not in theme_page
