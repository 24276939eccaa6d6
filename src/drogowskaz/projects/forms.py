"""What people type about projects, milestones and evidence."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.forms import KeyedForm, in_our_time

from .actions import Given
from .cards import LIMITS, NAMES, Card
from .models import Milestone, Project

REMARK = 2000  # characters


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CardForm(forms.Form):
    """The project card; `version` says which card was open when the page was made."""

    title = forms.CharField(label=_("Title of the project"), max_length=LIMITS["title"])
    short_title = forms.CharField(
        label=_("Short title"),
        max_length=LIMITS["short_title"],
        required=False,
        help_text=_("For lists and the map; at most 80 characters."),
    )
    improves = forms.CharField(
        label=_("What existed before, and what gets better"),
        max_length=4000,
        required=False,
        widget=_area(5),
        help_text=_("What the city already has, and what this project improves in it."),
    )
    aim = forms.CharField(
        label=_("Aim"),
        max_length=2000,
        widget=_area(4),
        help_text=_("One sentence: who gains, what changes, by when."),
    )
    actions = forms.CharField(
        label=_("What the city will do"), max_length=4000, required=False, widget=_area(6)
    )
    groups = forms.CharField(label=_("Whom it serves"), max_length=LIMITS["groups"], required=False)
    partners = forms.CharField(label=_("Partners"), max_length=LIMITS["partners"], required=False)
    place = forms.CharField(label=_("Place"), max_length=LIMITS["place"], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, card: Card | Project, *, version: int = 0) -> "CardForm":
        """The form with what is written now."""
        return cls(initial={name: getattr(card, name) for name in NAMES} | {"version": version})

    def card(self) -> Card:
        """The card that was typed."""
        return Card(**{name: self.cleaned_data[name] for name in NAMES})


def again(posted: Mapping[str, Any], version: int) -> CardForm:
    """The same typed card, to be saved over the version that stands now."""
    return CardForm({**{name: posted.get(name, "") for name in NAMES}, "version": version})


class MilestoneForm(KeyedForm):
    """A dated step; once the project has started, what the certificate needs no longer changes."""

    title = forms.CharField(label=_("Milestone"), max_length=150)
    criterion = forms.CharField(
        label=_("How one can tell that it is done"),
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=_(
            "For instance a signed protocol, a photograph of the place, a resolution of the council."
        ),
    )
    due_on = forms.DateField(
        label=_("Day by which it will be done"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[in_our_time],
    )
    critical = forms.BooleanField(
        label=_("The certificate needs this milestone"),
        required=False,
        help_text=_("This is settled before the project starts and does not change afterwards."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed about the step itself."""
        return {name: self.cleaned_data[name] for name in ("title", "criterion", "due_on", "critical")}

    def settle(self, critical: bool) -> "MilestoneForm":
        """Show what has been settled without letting it change."""
        self.fields["critical"].disabled = True
        self.initial["critical"] = critical
        return self

    @classmethod
    def of(cls, milestone: Milestone) -> "MilestoneForm":
        """The form with what is written now."""
        names = ("title", "criterion", "due_on", "critical", "version")
        return cls(initial={name: getattr(milestone, name) for name in names})


class EvidenceForm(forms.Form):
    """A file or an address, and what it shows; empty where the evidence given before is enough."""

    needed = ("shows", "file", "url")  # the first, and one of the others

    shows = forms.CharField(label=_("What it shows"), max_length=300, required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, DOCX, ODT, XLSX, JPG or PNG, up to 10 MB. Give a file, or an address below."),
    )
    url = forms.URLField(
        label=_("Address of a page"),
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text=_("Leave it empty when you have chosen a file."),
    )
    public = forms.BooleanField(
        label=_("Everybody may see this"),
        required=False,
        help_text=_("Leave it unmarked when there are names or faces in it. It appears after acceptance."),
    )

    def clean(self) -> dict[str, Any]:
        """Evidence is whole: one file or one address, with a sentence."""
        given = super().clean() or {}
        file, url, shows = given.get("file"), given.get("url"), given.get("shows")
        if file and url:
            self.add_error("url", _("Give a file or an address, not both. Add the other one separately."))
        elif (file or url) and not shows:
            self.add_error("shows", _("Write in one sentence what it shows."))
        elif shows and not (file or url) and not self.errors:
            self.add_error("file", _("Choose a file or give an address."))
        return given

    def given(self) -> Given | None:
        """The evidence typed, if there is any."""
        data = self.cleaned_data
        if not (data["file"] or data["url"]):
            return None
        return Given(shows=data["shows"], file=data["file"], url=data["url"], public=data["public"])


class RemarkForm(forms.Form):
    """Words of the person who looks at what was reported."""

    remark = forms.CharField(
        label=_("Remark for the city"),
        max_length=REMARK,
        required=False,
        widget=_area(4),
        help_text=_("Needed when you send it back: write what has to be changed or added."),
    )


class CompletionForm(forms.Form):
    """What has been done, in the city's words."""

    text = forms.CharField(
        label=_("What has been done, and what changed for the residents"), max_length=4000, widget=_area(6)
    )


class StopForm(forms.Form):
    """Why a project stops."""

    reason = forms.CharField(
        label=_("Why the project stops"),
        max_length=500,
        widget=_area(3),
        help_text=_("The reason stays readable beside the project."),
    )
