"""What people type about reports: sections, remarks, notes."""

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

    def __init__(self, *args: object, sheet: Sheet, **kwargs: object) -> None:
        kwargs.setdefault("initial", {"text": sheet.text, "version": sheet.version})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["text"]
        field.widget.attrs["lang"] = sheet.language
        if sheet.section.limit:
            # Only counted on the page: a limit of the field itself would refuse what has been pasted.
            field.max_length = sheet.section.limit  # type: ignore[attr-defined]
            field.widget.attrs["data-limit"] = str(sheet.section.limit)
            field.widget.attrs.pop("maxlength", None)


class ReviewForm(forms.Form):
    """Words of the person who reads at a step, and the exact version they have read."""

    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Needed when you send it back: write what has to be changed, section by section."),
    )
    version_sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)


class NoteForm(forms.Form):
    """What has changed, in one sentence."""

    note = forms.CharField(
        label=_("What has changed"),
        max_length=300,
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
