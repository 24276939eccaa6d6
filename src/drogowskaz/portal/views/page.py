"""How every public page is put together: title, breadcrumbs, description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .. import published
from ..forms import slug

Above = tuple[str, str | Promise]  # the address of a page above this one, and its name


def page(
    request: HttpRequest,
    template: str,
    title: str | Promise,
    *above: Above,
    crumb: str | Promise = "",
    description: str | Promise = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page with its title and the breadcrumbs from home over `above` to `crumb`, or else to the title."""
    crumbs = [(reverse("portal:home"), _("Home")), *above, ("", crumb or title)]
    facts = {"title": title, "crumbs": crumbs, "description": description}
    return render(request, template, facts | context, status=status)


def asked_edition(request: HttpRequest) -> str:
    """The slug of the edition an address asks for; nothing where it asks for none."""
    return slug(request.GET.get("edycja", ""))


def shown_edition(request: HttpRequest) -> published.PublicEdition | None:
    """The edition an address asks for, or the current one; nothing where it is not known to the public."""
    if "edycja" in request.GET:
        asked = asked_edition(request)
        return published.edition(asked) if asked else None
    return published.current()
