"""Pages of trouble: what happened, what you can do, and nothing typed is lost."""

import logging
import sys
from contextlib import suppress
from secrets import token_hex
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .refusal import Refusal

logger = logging.getLogger(__name__)
BUSY = (
    "locked",
    "lock timeout",
    "deadlock",
    "could not serialize",
    "too many clients",
    "couldn't get a connection",
)
SECRET = ("password", "csrfmiddlewaretoken", "token", "code", "credential")
MARKS = {"key", "version", "next", "autosave"}
RETRY_AFTER = 10  # seconds
LONGEST_KEPT = 100_000  # characters handed back for copying
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
MOST_HEARD = 32 * 1024 * 1024  # bytes of a form that is too big
PIECE = 64 * 1024


def is_busy(error: BaseException | None) -> bool:
    """Say whether the database only asks for patience."""
    return isinstance(error, OperationalError) and any(word in str(error) for word in BUSY)


def _was_busy(error: BaseException | None) -> bool:
    """Say whether a busy database stands at the beginning of a chain of errors."""
    while error is not None:
        if is_busy(error):
            return True
        error = error.__context__
    return False


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form of this request, to be handed back; secrets and hidden marks left out."""
    if request.method != "POST":
        return []
    try:
        answers = list(request.POST.lists())
    except (
        BadRequest,
        SuspiciousOperation,
        UnreadablePostError,
    ):  # what could not be read cannot be handed back
        return []
    return [
        (name, str(text)[:LONGEST_KEPT])
        for name, texts in answers
        for text in texts
        if len(text) > 1 and name not in MARKS and not any(word in name.lower() for word in SECRET)
    ]


def came_from(request: HttpRequest) -> str:
    """The page of ours the reader came from, or nothing."""
    here = request.META.get("HTTP_REFERER", "")
    try:
        host = request.get_host()
    except DisallowedHost:  # asked under a name that is not ours: no page of ours led here
        return ""
    return here if url_has_allowed_host_and_scheme(here, {host}) else ""


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, template, {"back": came_from(request), **context}, status=status)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """409: a rule of the programme or another person's deed stands against it; the sentence says which."""
    return _page(request, "errors/409.html", 409, reason=str(refusal), typed=typed(request))


def busy(request: HttpRequest) -> HttpResponse:
    """503: the database is busy; the typed text is handed back."""
    given = typed(request)
    try:
        response = _page(request, "errors/503.html", 503, typed=given)
    except OperationalError:  # who is signed in is asked of the same busy database: then without the house
        response = HttpResponse(render_to_string("errors/503_plain.html", {"typed": given}), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read.

    A session that a busy database could not store comes here too, as one that was interrupted; it answers 503.
    """
    if isinstance(exception, SessionInterrupted) and _was_busy(exception):
        return busy(request)
    if isinstance(exception, TOO_MUCH):
        _hear_out(request)
    return _page(request, "errors/400.html", 400, typed=typed(request))


def _hear_out(request: HttpRequest) -> None:
    """Take in what is still being sent and forget it: a browser reads our page only after it has sent its form."""
    heard = 0
    with suppress(UnreadablePostError):  # whoever sends no more reads no page either
        while heard < MOST_HEARD and (piece := request.read(PIECE)):
            heard += len(piece)


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
    return _page(request, "errors/404.html", 404, typed=typed(request))


def only_by_form(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the address does something only when its form is sent, and was opened like a page."""
    response = _page(request, "errors/405.html", 405)
    response["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; a number to quote, the typed text handed back, no database needed.

    A busy database that was noticed only outside the view (a session, a sign-in) is no fault and answers 503.
    """
    if is_busy(sys.exc_info()[1]):
        return busy(request)
    event = token_hex(2).upper()
    logger.error("event %s at %s", event, request.path)
    return HttpResponse(render_to_string("500.html", {"event": event, "typed": typed(request)}), status=500)
