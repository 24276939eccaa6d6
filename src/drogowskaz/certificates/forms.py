"""What is typed about the end of a city's road and about certificates: remarks and reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
