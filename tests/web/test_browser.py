"""The public site in a real browser: two widths, axe, weight, nobody else asked, and all of it without JavaScript."""

import pytest

from tools.screenshots import WEIGHT, WIDTHS, Walk, look, with_axe

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# Pages with something on them are looked at in journeys/test_every_page.py; these stand before there is anything.
PAGES = ["/", "/miasta/", "/nie-ma-takiej-strony/"]


@pytest.fixture
def walk(live_server):
    return Walk("public", live_server.url, None)


@pytest.fixture
def window(chromium):
    """A window of a visitor."""
    context = with_axe(chromium.new_context(locale="pl-PL", reduced_motion="reduce"))
    yield context
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_accessible_light_and_on_its_own(window, walk, address):
    page = window.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        look(page, address, width, walk, expected=404 if "nie-ma" in address else 200)

    assert walk.found == []
    assert walk.heaviest[0] <= WEIGHT


def test_axe_finds_what_is_wrong(window, walk):
    page = window.new_page()
    page.route(
        "**/broken/",
        lambda route: route.fulfill(body="<html><img src=/x.png><input></html>", content_type="text/html"),
    )

    look(page, "/broken/", 1280, walk)

    assert [fault for fault in walk.found if "axe image-alt" in fault]
    assert [fault for fault in walk.found if "axe html-has-lang" in fault]


@pytest.mark.parametrize("address", ["/", "/miasta/", "/konto/login/"])
def test_a_page_works_without_javascript(chromium, live_server, address):
    context = chromium.new_context(locale="pl-PL", java_script_enabled=False)
    page = context.new_page()

    answer = page.goto(live_server.url + address)

    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert page.locator("header nav a, header a").first.is_visible()
    context.close()
