"""Every public page: in both languages, with nothing in the house and with everything in it."""

import gzip
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from drogowskaz.portal.datasets import DATASETS
from tests.builders.certificates import an_issued_certificate
from tests.builders.portal import a_news_item
from tests.builders.programmes import a_call, an_edition
from tests.builders.projects import a_reported_milestone
from tests.builders.toolbox import a_tool

from .reading import NAMES, addresses, is_plain, words

pytestmark = pytest.mark.django_db

KB = 1024
SETS = {
    name: [{"slug": slug} for slug in DATASETS] for name in ("dataset_csv", "dataset_csvw", "dataset_json")
}


def walk(client, known):
    """Every public address in both languages, with its answer."""
    for address in addresses(known):
        for prefix in ("", "/en"):
            yield prefix + address, client.get(prefix + address)


@pytest.mark.slow
def test_every_page_answers_in_a_house_where_nothing_is_yet(client):
    wrong = [
        (address, answer.status_code) for address, answer in walk(client, SETS) if answer.status_code != 200
    ]

    assert wrong == []


def the_world():
    """One city with its whole road, news, a tool and an open call; and the arguments of every address."""
    certificate = an_issued_certificate()
    participation = certificate.participation
    city, edition = participation.city.slug, participation.edition.slug
    a_call(an_edition(at=timezone.now()), at=timezone.now())
    plan = {"edition": edition, "number": 1}
    return SETS | {
        "city": [{"slug": city}],
        "milestones": [{"slug": city}],
        "report": [{"slug": city}],
        "report_version": [{"slug": city, "number": 1}],
        "report_pdf": [{"slug": city, "number": 1}],
        "goal": [{"number": 11}, {"number": 17}],
        "chapter": [{"slug": "cel-11"}, {"slug": "cel-1"}],
        "plan_edition": [plan],
        "plan_chapter": [plan | {"slug": "cel-11"}],
        "plan_pdf": [plan],
        "tool": [{"slug": a_tool().slug}],
        "news_item": [{"slug": a_news_item().slug}],
        "certificate": [{"code": certificate.document.code}],
        "certificate_pdf": [{"code": certificate.document.code}],
        "evidence": [],
    }


@pytest.mark.slow
def test_every_page_answers_in_a_full_house_within_its_weight(client):
    known = the_world()

    wrong, heavy, foreign = [], [], []
    for address, answer in walk(client, known):
        if answer.status_code != 200:
            wrong.append((address, answer.status_code))
        if answer["Content-Type"].startswith("text/html"):
            heavy += [address] if len(gzip.compress(answer.content)) > 25 * KB else []
            loaded = re.findall(
                r'<(?:script|img|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="([^"]*)"',
                answer.content.decode(),
            )
            foreign += [(address, one) for one in loaded if not one.startswith("/static/")]

    assert (wrong, heavy, foreign) == ([], [], [])
    assert [name for name in NAMES if not is_plain(name) and name not in known] == []


@pytest.mark.parametrize(
    "address",
    [
        "/miasta/nie-ma/",
        "/miasta/nie-ma/raport/",
        "/miasta/nie-ma/raport/7/",
        "/miasta/nie-ma/raport/7/plik/",
        "/miasta/nie-ma/kamienie.ics",
        "/miasta/nie-ma/dowod/99999999999999999999/",
        "/miasta/?edycja=nie-ma",
        "/miasta.csv?edycja=nie-ma",
        "/rezultaty/?edycja=nie-ma",
        "/cele/?edycja=nie-ma",
        "/cele/99/",
        "/plan/cel-1/",
        "/plan/wydanie/nie-ma/1/",
        "/plan/wydanie/nie-ma/1/plik/",
        "/plan/wydanie/nie-ma/99999999999999999999/cel-1/",
        "/narzedziownik/nie-ma/",
        "/aktualnosci/nie-ma/",
        "/dane/nie-ma.csv",
        "/dane/nie-ma.json",
        "/dane/nie-ma.csv-metadata.json",
        "/certyfikat/nie-ma/",
        "/certyfikat/nie-ma/plik/",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    assert (client.get(address).status_code, client.get(f"/en{address}").status_code) == (404, 404)


@pytest.mark.parametrize("asked", ["?edycja=%00", "?q=%00&sciezka=%00&cel=x&woj=99&stan=zly&strona=-7"])
def test_a_filter_that_means_nothing_does_no_harm(client, asked):
    an_edition()

    assert {client.get(f"/miasta/{asked}").status_code, client.get(f"/miasta.json{asked}").status_code} <= {
        200,
        404,
    }


def test_every_page_tells_search_engines_its_other_language(client):
    text = client.get(reverse("portal:programme")).content.decode()

    assert '<link rel="alternate" hreflang="en" href="http://localhost:8000/en/program/">' in text
    assert '<link rel="canonical" href="http://localhost:8000/program/">' in text


def test_the_site_map_for_machines_lists_pages_in_both_languages(client):
    text = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://localhost:8000/miasta/</loc>" in text
    assert "<loc>http://localhost:8000/en/miasta/</loc>" in text
    assert "Disallow: /panel/" in words(client.get("/robots.txt"))


IDS = [
    "wstep", "podmiot", "zakres", "url", "data-publikacja", "data-aktualizacja", "status", "kontakt", "email",
    "telefon", "procedura", "data-sporzadzenie", "architektura", "komunikacja",
]  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_accessibility_declaration_has_every_id_of_the_law_once(client, prefix):
    text = client.get(f"{prefix}/deklaracja-dostepnosci/").content.decode()

    found = re.findall(r'id="a11y-([a-z-]+)"', text)
    assert sorted(found) == sorted(IDS)
    assert '<meta name="deklaracja-dostępności"' in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/prywatnosc/",
            ["Zatwierdzenie przez link", "imię, nazwisko, funkcja i e-mail", "tak długo jak raport"],
        ),
        ("/en/prywatnosc/", ["Approval by a link", "name, function and e-mail", "as long as the report"]),
    ],
)
def test_the_privacy_page_says_what_is_kept_of_a_mayor_who_approves_by_a_link(client, address, said):
    text = client.get(address).content.decode()

    assert [words for words in said if words not in text] == []


def test_the_headings_of_the_declaration_stand_in_the_order_of_the_law(client):
    text = client.get("/deklaracja-dostepnosci/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]

    assert re.findall(r"<h([23])>([^<]+)</h", main) == [
        ("2", "Stan dostępności cyfrowej"),
        ("2", "Niedostępne treści"),
        ("3", "Niezgodność z załącznikiem"),
        ("3", "Treści nieobjęte przepisami"),
        ("2", "Przygotowanie deklaracji dostępności i jej aktualizacja"),
        ("2", "Udogodnienia, ograniczenia i inne informacje"),
        ("2", "Skróty klawiszowe"),
        ("2", "Informacje zwrotne i dane kontaktowe"),
        ("3", "Obsługa wniosków i skarg związanych z dostępnością"),
        ("2", "Pozostałe informacje"),
        ("3", "Aplikacje mobilne"),
        ("3", "Dostępność architektoniczna"),
        ("3", "Dostępność komunikacyjno-informacyjna"),
    ]


def test_a_milestone_the_city_has_reported_is_told_as_being_checked(client):
    milestone = a_reported_milestone()

    shown = client.get(
        reverse("portal:city", args=[milestone.project.participation.city.slug])
    ).content.decode()

    assert shown.count("zgłoszony, sprawdzamy") == 1
