"""Forms about people: the sign-up, the account."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User


class SignupForm(forms.Form):
    """What allauth asks beside e-mail and password."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=120,
        error_messages={"required": _("Write your name and surname.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing more to do: the adapter has stored the name."""


class AccountForm(forms.Form):
    """How the person is called, and in which language we write to them."""

    name = forms.CharField(
        label=_("Name and surname"),
        help_text=_("Others in the programme see you under this name."),
        max_length=120,
        error_messages={"required": _("Write your name and surname.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our letters"),
        choices=[("pl", "polski"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language."),
            "invalid_choice": _("Choose one of the languages listed."),
        },
    )
