"""A form that is sent twice: the second click is answered like the first and changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drogowskaz.common.lifecycle import Staged, TooLate
from drogowskaz.people.web import SignedIn

View = Callable[..., HttpResponse]


def already(request: SignedIn, page: str, *args: object) -> HttpResponse:
    """Go to where the first click went, and say that the second has changed nothing."""
    messages.info(request, _("This has already been entered. Nothing has been changed."))
    return redirect(page, *args)


def twice_is_once(model: type[Staged], *states: str, page: str, by: str = "") -> Callable[[View], View]:
    """Answer a repeated form like the first one, provided its thing stands in one of `states`.

    `by` is the field of the person who brought it there: for everybody else it is too late, as before. The database
    has refused the repetition already; this only finds the words.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: SignedIn, pk: int) -> HttpResponse:
            try:
                return view(request, pk)
            except (TooLate, PermissionDenied):
                there: QuerySet[Any] = model.objects.visible_to(request.user)  # type: ignore[attr-defined]
                mine = {by: request.user} if by else {}
                if request.method == "POST" and there.filter(pk=pk, state__in=states, **mine).exists():
                    return already(request, page, pk)
                raise

        return answer

    return decorate
