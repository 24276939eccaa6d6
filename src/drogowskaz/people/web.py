"""What the web knows of a person: who is signed in, and whether they have just shown that it is they."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models import User

P = ParamSpec("P")


class SignedIn(HttpRequest):
    """A request behind the sign-in, which is every page that does not say otherwise."""

    user: User


View = Callable[Concatenate[SignedIn, P], HttpResponse]


def asks_again(view: View[P]) -> View[P]:
    """Carry out this deed only for somebody who has signed in or confirmed it in the last five minutes.

    Others are asked for their second factor or password; then the deed goes on with what they typed. Reading the page
    before the deed needs no confirmation. In demo mode nobody is asked. Not for forms with files: they would be lost.
    """
    guarded: View[P] = reauthentication_required(
        allow_get=True, enabled=lambda request: settings.SECOND_FACTOR
    )(view)
    return guarded
