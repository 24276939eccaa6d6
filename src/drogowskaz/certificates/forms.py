"""What is typed about the end of a city's road and about certificates: remarks and reasons."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .lifecycle import State

LONGEST_SEARCH = 60


class ListForm(forms.Form):
    """What the list is narrowed by; what makes no sense narrows nothing."""

    q = forms.CharField(
        label=_("City or number"), max_length=LONGEST_SEARCH, required=False, widget=forms.SearchInput
    )
    stan = forms.ChoiceField(
        label=_("Certificate"),
        choices=[("", _("all cities")), *State.choices],
        required=False,
    )

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> "ListForm":
        """The form with what makes sense of what was asked."""
        typed = cls(asked)
        typed.full_clean()
        return cls(initial=typed.cleaned_data)

    def chosen(self) -> dict[str, str]:
        """The search as `queries.found` takes it."""
        return {"text": self.initial.get("q", ""), "state": self.initial.get("stan", "")}


class RevokeForm(forms.Form):
    """Why a certificate no longer holds; everybody will read it on the check page."""

    reason = forms.CharField(
        label=_("Why does the certificate no longer hold?"),
        help_text=_(
            "Everybody who checks the certificate reads this. Name no persons. At most 500 characters."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CompleteForm(forms.Form):
    """A word to the city with the news that it has completed the programme."""

    remark = forms.CharField(
        label=_("Remark for the city"),
        help_text=_("It stands in the letter. You can leave it empty. At most 500 characters."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndReasonForm(forms.Form):
    """Why a city did not complete the programme, or why that is taken back."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The city reads it in the letter, and it stays in the journal. At most 500 characters."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
