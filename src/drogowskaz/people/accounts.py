"""How allauth makes and lets in our accounts."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from drogowskaz.people.models import User


class Adapter(DefaultAccountAdapter):
    """Adds the name to new accounts, and leads new people to their city."""

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Store a new account with the name given in the form and the language of the page."""
        user.name = form.cleaned_data.get("name", "")
        user.language = "en" if translation.get_language() == "en" else "pl"
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new person chooses a city first; one who came by an invitation goes back to it."""
        return reverse("acting:choose_city")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again for password or second factor, unless the person has signed in with them just now."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to confirm that it is still the same person, the second factor before the password."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: method["id"] == "reauthenticate")


class Backend(AuthenticationBackend):
    """Signs people in by e-mail; people of the demo edition exist only while demo mode is on."""

    def user_can_authenticate(self, user: User) -> bool:
        """Say whether this account may be used at all."""
        return user.is_active and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, or nobody when the account may not be used any more."""
        user = User.objects.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
