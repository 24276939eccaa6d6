"""Around every page: refusals become pages, a busy database is said politely, private pages stay private."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from . import errors
from .refusal import Refusal

BUSY = (
    "locked",
    "lock timeout",
    "deadlock",
    "could not serialize",
    "too many clients",
    "couldn't get a connection",
)


class RefusalMiddleware:
    """Turns a `Refusal` into a 409 page and a busy database into a 503 page; sets the headers of privacy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say how the answer may be kept and embedded."""
        response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
            patch_vary_headers(response, ["Cookie"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal or a busy database; anything else goes on to the error page."""
        if isinstance(exception, Refusal):
            return errors.refused(request, exception)
        if isinstance(exception, OperationalError) and any(word in str(exception) for word in BUSY):
            return errors.busy(request)
        return None
