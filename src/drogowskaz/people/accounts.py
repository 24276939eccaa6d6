"""How allauth makes and greets our accounts: letters go through the outbox like all others."""

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import Form
from django.http import HttpRequest
from django.utils import translation

from drogowskaz.people.models import User


class Adapter(DefaultAccountAdapter):
    """Adds the name to new accounts."""

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Store a new account with the name given in the form and the language of the page."""
        user.name = form.cleaned_data.get("name", "")
        user.language = "en" if translation.get_language() == "en" else "pl"
        saved: User = super().save_user(request, user, form, commit)
        return saved
