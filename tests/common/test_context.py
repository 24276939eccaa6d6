"""What every page knows: which entry of a menu it belongs to, and where its other language is."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from drogowskaz.common.context import FOOTER, NAVIGATION, Link, house, menu, other_language, standing
from tests.builders.people import a_person

DESK = ["/panel/", "/panel/miasta/", "/panel/miasta/tablica/"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/panel/", {"/panel/": "page"}),
        ("/panel/miasta/", {"/panel/miasta/": "page"}),
        ("/panel/miasta/5/karta/", {"/panel/miasta/": "true"}),
        ("/panel/miasta/tablica/", {"/panel/miasta/tablica/": "page"}),
        ("/panel/certyfikaty/", {"/panel/": "true"}),
        ("/konto/login/", {}),
    ],
)
def test_a_page_belongs_to_the_nearest_entry_above_it(path, current):
    assert standing(DESK, path) == current


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/en", "/"),
        ("/miasta/?etap=plan&strona=2", "/en/miasta/?etap=plan&strona=2"),
        ("/en/miasta/?etap=plan", "/miasta/?etap=plan"),
        ("/english/", "/en/english/"),
    ],
)
def test_the_same_page_has_an_address_in_the_other_language(here, there):
    assert other_language(here) == there


def test_a_menu_leaves_out_pages_that_are_not_there():
    routes = [("account_login", "Zaloguj się"), ("portal:ranking", "Ranking")]

    assert menu(routes, "/konto/login/") == [Link("Zaloguj się", "/konto/login/", "page")]


def test_every_entry_of_our_menus_leads_somewhere():
    routes = (*NAVIGATION, *(route for _heading, routes in FOOTER for route in routes))

    assert [str(link.label) for link in menu(routes, "/")] == [str(label) for _name, label in routes]


def test_the_menus_are_in_the_language_of_the_page():
    with translation.override("en"):
        context = house(RequestFactory().get("/en/miasta/?strona=2"))
        menus = [(str(entry.label), entry.url) for entry in context["public_menu"]]

    assert ("Cities", "/en/miasta/") in menus
    assert context["polish_url"] == "/miasta/?strona=2"
    assert context["home_url"] == "/en/"


def test_the_menu_marks_where_the_reader_is(drawn):
    below_cities = menu(NAVIGATION, "/miasta/modrzewiec/")
    text = drawn('{% include "components/_public_nav.html" %}', public_menu=below_cities)

    assert '<a href="/miasta/" aria-current="true">Miasta</a>' in text
    assert text.count("aria-current") == 1


def test_the_menu_of_the_workspace_marks_one_entry(drawn):
    entries = [Link(url, url) for url in DESK]
    text = drawn(
        "{% for entry, current in entries|standing:path %}{{ entry.url }}={{ current }} {% endfor %}",
        entries=entries,
        path="/panel/miasta/5/",
    )

    assert text == "/panel/= /panel/miasta/=true /panel/miasta/tablica/="


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_a_demonstration_says_so_on_every_page(client, settings, demo, said):
    settings.DEMO = demo
    text = client.get(reverse("styleguide")).content.decode()

    assert ('class="demo-note"' in text) is said


@pytest.mark.django_db
def test_pages_of_signed_in_people_are_kept_by_nobody(client):
    client.force_login(a_person())
    answer = client.get(reverse("styleguide"))

    assert answer["Cache-Control"] == "no-store, private"
    assert "Cookie" in answer["Vary"]
