"""What the web knows of a person: pages of the workspace are only reached by somebody who is signed in."""

from django.http import HttpRequest

from .models import User


class SignedIn(HttpRequest):
    """A request behind the sign-in, which is every page that does not say otherwise."""

    user: User
