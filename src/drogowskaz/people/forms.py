"""Forms about people: the sign-up, choosing a city, invitations."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User


class SignupForm(forms.Form):
    """What allauth asks beside e-mail and password."""

    name = forms.CharField(label=_("Name and surname"), max_length=120)
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing more to do: the adapter has stored the name."""
