"""What every page knows of the house: its institution, whether it is a demonstration, menus, the other language."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from .languages import current

Route = tuple[str, str | Promise]

NAVIGATION: tuple[Route, ...] = (
    ("portal:programme", _("Programme")),
    ("portal:results", _("Results")),
    ("portal:cities", _("Cities")),
    ("portal:plan", _("Action Plan")),
    ("portal:toolbox", _("Toolbox")),
    ("portal:news", _("News")),
)
FOOTER: tuple[tuple[str | Promise, tuple[Route, ...]], ...] = (
    (
        _("Programme"),
        (
            ("portal:programme", _("About the programme")),
            ("portal:call", _("How to apply")),
            ("portal:goals", _("Goals")),
            ("portal:check", _("Check a certificate")),
        ),
    ),
    (
        _("Open data"),
        (
            ("portal:data", _("Data to download and API")),
            ("portal:results", _("Results in numbers")),
            ("portal:sitemap", _("Site map")),
        ),
    ),
    (
        _("Information"),
        (
            ("portal:accessibility", _("Accessibility declaration")),
            ("portal:privacy", _("Privacy")),
            ("portal:contact", _("Contact and reporting a problem")),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """One entry of a menu; `current` is "page" on that very page, "true" on a page below it, else empty."""

    label: str | Promise
    url: str
    current: str = ""


def standing(urls: Iterable[str], path: str) -> dict[str, str]:
    """Which entry of a menu the page at `path` belongs to, as a value of aria-current: the nearest one above it."""
    above = [url for url in urls if path.startswith(url)]
    nearest = max(above, key=len, default="")
    return {nearest: "page" if nearest == path else "true"} if nearest else {}


def menu(routes: Iterable[Route], path: str) -> list[Link]:
    """The entries whose pages exist in this installation, in the given order."""
    found = []
    for name, label in routes:
        with suppress(NoReverseMatch):
            found.append((label, reverse(name)))
    current = standing([url for _label, url in found], path)
    return [Link(label, url, current.get(url, "")) for label, url in found]


def other_language(path: str) -> str:
    """The address of the same page in the other language: /miasta/ and /en/miasta/."""
    if path == "/en" or path.startswith("/en/"):
        return path.removeprefix("/en") or "/"
    return f"/en{path}"


def house(request: HttpRequest) -> dict[str, Any]:
    """Give institution and contact, origin, demo, language, both languages' addresses of the page, home, menus."""
    language = current()
    here = request.get_full_path()
    return {
        "institution": settings.INSTITUTION,
        "contact": settings.CONTACT,
        "phone": settings.PHONE,
        "seat": settings.SEAT,
        "origin": settings.ORIGIN,
        "demo": settings.DEMO,
        "language": language,
        "polish_url": here if language == "pl" else other_language(here),
        "english_url": here if language == "en" else other_language(here),
        "home_url": "/en/" if language == "en" else "/",
        "public_menu": SimpleLazyObject(lambda: menu(NAVIGATION, request.path)),
        "footer_menu": SimpleLazyObject(
            lambda: [(heading, menu(routes, request.path)) for heading, routes in FOOTER]
        ),
    }
