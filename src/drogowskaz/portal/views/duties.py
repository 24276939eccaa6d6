"""Pages every public site owes: accessibility declaration, privacy, contact, site map, and what robots read."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from .. import published
from .page import page

PUBLISHED_ON = CHANGED_ON = PREPARED_ON = date(2026, 11, 24)  # of the site and of its declaration
PAGES = (
    "home",
    "programme",
    "call",
    "results",
    "cities",
    "goals",
    "plan",
    "toolbox",
    "news",
    "data",
    "check",
    "contact",
    "accessibility",
    "privacy",
    "sitemap",
)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility declaration with the ids that the technical conditions of the law ask for."""
    return page(
        request,
        "portal/accessibility.html",
        _("Accessibility declaration"),
        published_on=PUBLISHED_ON,
        changed_on=CHANGED_ON,
        prepared_on=PREPARED_ON,
    )


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data are used for what, for how long, and what one can ask for."""
    return page(request, "portal/privacy.html", _("Privacy"))


@login_not_required
def contact(request: HttpRequest) -> HttpResponse:
    """Where to write, and how to report a problem."""
    return page(request, "portal/contact.html", _("Contact and reporting a problem"), crumb=_("Contact"))


@login_not_required
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages as a list for people."""
    current = published.current()
    plan = published.plan()
    return page(
        request,
        "portal/sitemap.html",
        _("Site map"),
        cities=published.cities(current.slug) if current else [],
        goals=published.goals(current.slug) if current else [],
        chapters=plan.snapshot["chapters"] if plan else [],
        tools=published.tools(),
    )


def _paths() -> list[str]:
    """Every page in the active language."""
    current = published.current()
    listed = published.cities()
    slugs = list(dict.fromkeys(row.slug for row in listed))
    reported = list(dict.fromkeys(row.slug for row in listed if row.report))
    return [
        *(reverse(f"portal:{name}") for name in PAGES),
        *(reverse("portal:city", args=[slug]) for slug in slugs),
        *(reverse("portal:report", args=[slug]) for slug in reported),
        *(
            reverse("portal:goal", args=[goal.number])
            for goal in (published.goals(current.slug) if current else [])
        ),
        *(reverse("portal:tool", args=[tool.slug]) for tool in published.tools()),
    ]


@login_not_required
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """All pages as a list for search engines, each in both languages."""
    with override("pl"):
        polish = _paths()
    pairs = [(f"{settings.ORIGIN}{path}", f"{settings.ORIGIN}/en{path}") for path in polish]
    return render(request, "portal/sitemap.xml", {"pairs": pairs}, content_type="application/xml")


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public site, not the workspace, and no searches."""
    private = ("/panel/", "/konto/", "/szukaj/", "/en/panel/", "/en/konto/", "/en/szukaj/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in private),
        f"Sitemap: {settings.ORIGIN}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
