"""What people type about reports: sections, remarks, notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .queries import Sheet

HEADING = _("Text of the section")


class TextForm(forms.Form):
    """The text of one section; one that is too long is kept and marked, never cut."""

    text = forms.CharField(
        label=HEADING, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": sheet.text, "version": sheet.version})
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.widget.attrs["lang"] = sheet.language
        if sheet.section.limit:
            # Only counted on the page: a limit of the field itself would refuse what has been pasted.
            vars(field)["max_length"] = sheet.section.limit
            field.widget.attrs["data-limit"] = str(sheet.section.limit)


def _remarks() -> forms.CharField:
    return forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Needed when you send it back: write what has to be changed, section by section."),
    )


class ReviewForm(forms.Form):
    """Words of the person who reads at a step, and the exact version they have read."""

    remarks = _remarks()
    version_sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)


class NoteForm(forms.Form):
    """What has changed, in one sentence."""

    note = forms.CharField(
        label=_("What has changed"),
        max_length=300,
        error_messages={"required": _("Write in one sentence what has changed.")},
        help_text=_("One sentence. It stays beside the version."),
    )


class SendForm(forms.Form):
    """What has changed since the published version; the first time there is nothing to say."""

    note = forms.CharField(
        label=_("What has changed since the published version"),
        max_length=300,
        required=False,
        help_text=_("One sentence. The public page shows it beside the new version."),
    )


class LinkForm(forms.Form):
    """To whom the link goes by which the mayor approves."""

    name = forms.CharField(
        label=_("The mayor's name and surname"),
        max_length=120,
        error_messages={"required": _("Write the mayor's name and surname.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("The mayor's e-mail address"),
        max_length=254,
        error_messages={"required": _("Write the mayor's e-mail address.")},
        help_text=_(
            "Only the mayor should read what comes to it. The letter says to which address it was sent."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ApprovalForm(forms.Form):
    """The decision of a mayor who came by a link: who decides, and that the text has been read, or what to change."""

    name = forms.CharField(
        label=_("Your name and surname"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(
        label=_("Your function"),
        max_length=120,
        error_messages={"required": _("Write your function.")},
        help_text=_("For example: Mayor of the town. It stands beside the approval in the published report."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    read = forms.BooleanField(label=_("I have read the text on this page"), required=False)
    remarks = _remarks()

    def __init__(self, *args: Any, passed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passed = passed

    def clean_read(self) -> bool:
        """To approve, the text must have been read."""
        read = bool(self.cleaned_data["read"])
        if self.passed and not read:
            raise forms.ValidationError(_("Tick that you have read the text, then approve it."))
        return read

    def clean_remarks(self) -> str:
        """To send it back, something must be said."""
        remarks = str(self.cleaned_data["remarks"])
        if not self.passed and not remarks:
            raise forms.ValidationError(_("Write what the city has to change. It will read this."))
        return remarks
