"""How allauth makes and lets in our accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
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


class Backend(AuthenticationBackend):
    """Signs people in by e-mail; people of the demo edition exist only while demo mode is on."""

    def user_can_authenticate(self, user: User) -> bool:
        """Say whether this account may be used at all."""
        return user.is_active and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, or nobody when the account may not be used any more."""
        user = User.objects.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
