"""What is typed about certificates: the reason of a revocation."""

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
