"""What is typed to compile the Plan."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST_FOREWORD = 4000


class CompileForm(forms.Form):
    """The language of the document and the foreword of this edition."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="pl")
    foreword = forms.CharField(
        label=_("Foreword"),
        help_text=_("Leave it empty to use the foreword of the programme. At most 4000 characters."),
        required=False,
        max_length=LONGEST_FOREWORD,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
