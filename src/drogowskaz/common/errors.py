"""Pages of trouble: what happened, what you can do, and nothing typed is lost."""

import logging
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .refusal import Refusal

logger = logging.getLogger(__name__)
SECRET = ("password", "csrfmiddlewaretoken", "token", "code")
RETRY_AFTER = 10  # seconds
LONGEST_KEPT = 100_000  # characters handed back for copying


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form of this request, to be handed back; secrets and hidden marks left out."""
    if request.method != "POST":
        return []
    return [
        (name, value[:LONGEST_KEPT])
        for name, value in request.POST.items()
        if isinstance(value, str)
        and len(value) > 1
        and not any(word in name.lower() for word in SECRET)
        and name not in {"key", "version", "next"}
    ]


def came_from(request: HttpRequest) -> str:
    """The page of ours the reader came from, or nothing."""
    here = request.META.get("HTTP_REFERER", "")
    return here if url_has_allowed_host_and_scheme(here, {request.get_host()}) else ""


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, template, {"back": came_from(request), **context}, status=status)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """409: a rule of the programme or another person's deed stands against it; the sentence says which."""
    return _page(request, "errors/409.html", 409, reason=str(refusal), typed=typed(request))


def busy(request: HttpRequest) -> HttpResponse:
    """503: the database is busy; the typed text is handed back."""
    response = HttpResponse(status=503)
    try:
        response = _page(request, "errors/503.html", 503, typed=typed(request))
    except Exception:  # the page itself may need the busy database: then say it without the house
        logger.exception("the page for a busy database could not be drawn")
        response = HttpResponse(_("The database is busy. Try again in ten seconds."), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return _page(request, "errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: one knows of it but may not; with the reason."""
    reason = str(exception) if exception.args else ""
    return _page(request, "errors/403.html", 403, reason=reason, typed=typed(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or the person has signed in anew; the typed text is handed back."""
    sentence = _(
        "This form has waited too long, or you have signed in again since. "
        "Copy your text, open the form again and send it."
    )
    return _page(request, "errors/403.html", 403, reason=sentence, typed=typed(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is here, or nothing that the reader may know of."""
    return _page(request, "errors/404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; a number to quote, the typed text handed back, no database needed."""
    event = token_hex(2).upper()
    logger.error("event %s at %s", event, request.path)
    return HttpResponse(render_to_string("500.html", {"event": event}), status=500)
