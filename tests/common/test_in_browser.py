"""In a real browser: the page of components has no barrier, fits every width, and is better with its small script."""

from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import reverse

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
)
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(chromium, live_server):
    """Open a page of ours in a window of the given width; what the browser complains of fails the test."""
    complaints = []
    contexts = []

    def opened_page(name, *, width=1280, before=None, **wishes):
        # axe is put into the page by the test, which the page's own rules would not allow.
        context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", locale="pl-PL", **wishes)
        contexts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if not own(asked.url) else None)
        if before:
            page.add_init_script(before)
        page.goto(live_server.url + reverse(name), wait_until="load")
        return page

    def own(url):
        return url.startswith((live_server.url, "data:"))

    yield opened_page
    for context in contexts:
        context.close()
    assert complaints == []


def barriers(page):
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]]


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_components_have_no_barrier(opened, width, scheme):
    page = opened("styleguide", width=width, color_scheme=scheme)

    assert barriers(page) == []


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_the_doors_have_no_barrier(opened, name):
    assert barriers(opened(name, width=390)) == []


def test_nothing_scrolls_sideways_on_the_narrowest_screen_or_with_wide_letters(opened):
    page = opened("styleguide", width=320)
    narrow = scrolls_sideways(page)
    page.add_style_tag(content=SPACING)

    assert (narrow, scrolls_sideways(page)) == (False, False)


def test_the_summary_of_errors_has_the_focus(opened):
    page = opened("styleguide")

    assert page.evaluate("document.activeElement.className") == "errors"


def test_characters_are_counted_and_pasted_text_is_not_cut(opened):
    page = opened("styleguide")
    field = page.locator("textarea[data-count]").first
    field.fill("a" * 1998)
    told = page.locator(f"#{field.get_attribute('data-count')}")
    few = told.inner_text()
    field.fill("a" * 2005)

    assert few == "Zostały 2 znaki z 2000."
    assert told.inner_text() == "O 5 znaków za dużo."
    assert len(field.input_value()) == 2005


def test_without_the_script_the_limit_is_said_and_the_menu_opens(opened):
    page = opened("styleguide", width=390, java_script_enabled=False)
    page.locator(".nav--narrow summary").click()

    assert page.locator(".nav--narrow a").first.is_visible()
    assert "Najwyżej 2000 znaków." in page.locator(".char-count").first.inner_text()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(opened):
    page = opened("account_login")
    page.keyboard.press("Tab")
    first = page.evaluate("[document.activeElement.className, document.activeElement.getAttribute('href')]")
    page.keyboard.press("Enter")

    assert first == ["skip-link", "#main"]
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_menus_and_buttons_are_gone(opened):
    page = opened("styleguide")
    page.emulate_media(media="print")

    assert not page.locator(".masthead").first.is_visible()
    assert not page.locator(".actions").first.is_visible()
    assert page.locator("h1").is_visible()


def test_a_first_load_is_light(opened):
    sizes = []
    page = opened("account_login")
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.reload(wait_until="networkidle")

    assert 0 < sum(sizes) < 160_000  # as served by the tests, uncompressed; compressed it is under 90 kB
