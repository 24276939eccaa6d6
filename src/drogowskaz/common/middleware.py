"""Around every page: refusals become pages, a busy database is said politely, private pages stay private."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers

from . import errors
from .refusal import Refusal


class RefusalMiddleware:
    """Turns a `Refusal` into a 409 page and a busy database into a 503 page; sets the headers of privacy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say how the answer may be kept and embedded."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response = errors.only_by_form(request, response["Allow"])
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
        if errors.is_busy(exception):
            return errors.busy(request)
        return None
