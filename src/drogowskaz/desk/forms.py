"""What a reader may ask of the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.forms import in_our_time

from .lines import Filters
from .sentences import GROUPS

LONGEST = 60


class JournalForm(forms.Form):
    """Filters of the journal, kept in the address; a wrong value filters nothing and is told."""

    miasto = forms.CharField(label=_("City"), required=False, max_length=LONGEST)
    kto = forms.CharField(label=_("Person"), required=False, max_length=LONGEST)
    co = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("everything")), *GROUPS.items()])
    od = forms.DateField(
        label=_("From the day"),
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    do = forms.DateField(
        label=_("To the day"),
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""

    def filters(self) -> Filters:
        """What the reader asks for."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            city=given.get("miasto") or "",
            person=given.get("kto") or "",
            group=given.get("co") or "",
            since=given.get("od"),
            until=given.get("do"),
        )
