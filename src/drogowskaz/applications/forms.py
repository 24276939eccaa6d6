"""Forms about applications and about who acts for a city. The steps of the wizard are drawn by `fields`."""

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.people.models import Capacity
from drogowskaz.programmes.models import Call, Edition, Theme
from drogowskaz.registers.voivodeships import Voivodeship

from .lifecycle import State
from .models import Application
from .queries import Filters

REASON = 2000  # characters
TWO = 2  # with one edition there is nothing to choose


class AcceptForm(forms.Form):
    """Under which of the chosen themes, and why."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("Under which goal is the city qualified?"),
        help_text=_("One of those the city has named."),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose the goal."),
            "invalid_choice": _("Choose one of the goals listed."),
        },
    )
    reason = forms.CharField(
        label=_("Reasons for the decision"),
        help_text=_("The city reads them in its letter. At most 2000 characters."),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the reason. The city will read it.")},
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(pk__in=application.goals.values("theme")).order_by("number")
        cast("forms.ModelChoiceField[Theme]", self.fields["theme"]).queryset = themes
        leading = application.goals.filter(leading=True).first()
        self.initial.setdefault("theme", leading.theme_id if leading else None)


class RejectForm(forms.Form):
    """Why the application is turned down."""

    reason = forms.CharField(
        label=_("Reasons for the decision"),
        help_text=_("The city reads them in its letter. At most 2000 characters."),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the reason. The city will read it.")},
    )


class ExtendForm(forms.Form):
    """The new last day of a call, and why."""

    until = forms.DateField(
        label=_("New last day of the call"),
        help_text=_("Applications can be sent until the end of this day, 23:59 Polish time."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"required": _("Give the new day."), "invalid": _("Give a date that exists.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is shown beside the old and the new date. At most 500 characters."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call

    def closes_at(self) -> datetime:
        """The first moment after the new last day, in Poland."""
        until = self.cleaned_data["until"]
        midnight = datetime.combine(until + timedelta(days=1), datetime.min.time())
        return timezone.make_aware(midnight)

    def clean_until(self) -> Any:
        """Later than now and than the deadline there is."""
        until = self.cleaned_data["until"]
        if until.year > 2200 or until < timezone.localdate(self.call.closes_at):
            raise forms.ValidationError(_("The new day must be later than the one there is."))
        return until


class FilterForm(forms.Form):
    """Filters of the Office's list; wrong values filter nothing."""

    q = forms.CharField(label=_("City, title or number"), required=False, max_length=100)
    stan = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), *[(state.value, state.label) for state in State if state != State.DRAFT]],
    )
    cel = forms.IntegerField(label=_("Number of the goal"), required=False, min_value=1, max_value=999)
    wojewodztwo = forms.ChoiceField(
        label=_("Voivodeship"), required=False, choices=[("", _("all")), *Voivodeship.choices]
    )
    edycja = forms.ModelChoiceField(
        Edition.objects.none(), label=_("Edition"), required=False, to_field_name="slug", empty_label=_("all")
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Edition]", self.fields["edycja"]).queryset = editions
        if len(editions) < TWO:
            del self.fields["edycja"]

    def filters(self) -> Filters:
        """What the reader asks for."""
        self.is_valid()
        given = self.cleaned_data
        edition = given.get("edycja")
        return Filters(
            state=given.get("stan") or "",
            theme=given.get("cel"),
            voivodeship=given.get("wojewodztwo") or "",
            text=given.get("q") or "",
            edition=edition.slug if edition else "",
        )


class CapacityForm(forms.Form):
    """As what a person acts for a city."""

    capacity = forms.ChoiceField(
        label=_("As what do you act for the city?"),
        choices=Capacity.choices,
        initial=Capacity.LOCAL_COORDINATOR,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose as what you act for the city."),
            "invalid_choice": _("Choose one of the answers listed."),
        },
    )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=120,
        error_messages={"required": _("Write the name and surname.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The link goes to this address and works only for an account with it."),
        error_messages={
            "required": _("Write the e-mail address."),
            "invalid": _("Write an e-mail address, as in office@example.org."),
        },
    )
    capacity = forms.ChoiceField(
        label=_("As what will the person act for the city?"),
        choices=Capacity.choices,
        initial=Capacity.LOCAL_COORDINATOR,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose as what the person acts for the city."),
            "invalid_choice": _("Choose one of the answers listed."),
        },
    )


class ReasonForm(forms.Form):
    """Why a request is refused."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads it in the letter. At most 500 characters."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason. The person will read it.")},
    )
