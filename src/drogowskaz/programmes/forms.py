"""What the Office types: the dates of a call, and who works in the programme."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drogowskaz.common.forms import in_our_time
from drogowskaz.people.models import User

from .models import Edition, Theme
from .roles import Role


class DayField(forms.DateField):
    """A day of the calendar, as the browser or a person writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            error_messages={"required": _("Give the day."), "invalid": _("Give a date that exists.")},
            validators=[in_our_time],
            **options,
        )


class CallForm(forms.Form):
    """From which day to which day a call takes applications, and when cities are told."""

    opens_on = DayField(
        label=_("First day"), help_text=_("Applications can be begun and sent from 0:00 Polish time.")
    )
    until = DayField(label=_("Last day"), help_text=_("Applications can be sent until 23:59 Polish time."))
    results_on = DayField(label=_("Results by"), help_text=_("Cities see this day while they wait."))

    def clean(self) -> dict[str, Any]:
        """The days must follow one another."""
        days = super().clean() or {}
        first, last, results = (days.get(name) for name in ("opens_on", "until", "results_on"))
        if first and last and last < first:
            self.add_error("until", _("The last day comes before the first one."))
        elif last and last < timezone.localdate():
            self.add_error("until", _("The last day of the call has passed already."))
        if last and results and results <= last:
            self.add_error("results_on", _("Results come after the last day of the call."))
        return days

    def moments(self) -> dict[str, Any]:
        """Opening and the first moment after the last day, in Poland; and the day of results."""
        first, last = self.cleaned_data["opens_on"], self.cleaned_data["until"]
        return {
            "opens_at": timezone.make_aware(datetime.combine(first, time())),
            "closes_at": timezone.make_aware(datetime.combine(last + timedelta(days=1), time())),
            "results_on": self.cleaned_data["results_on"],
        }


class PersonField(forms.EmailField):
    """A person with an account, by e-mail."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("E-mail of the person"),
            error_messages={"required": _("Give the e-mail address of the person's account.")},
            **options,
        )

    def clean(self, value: Any) -> Any:
        """The person who signs in with this address."""
        address = super().clean(value)
        user = User.objects.filter(email__iexact=address, is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("Nobody has an account with this e-mail. Ask the person to sign up first.")
            )
        return user


class MembershipForm(forms.Form):
    """A role for a person."""

    prefix = "role"
    user = PersonField()
    role = forms.ChoiceField(label=_("Role"), choices=Role)


class EndForm(forms.Form):
    """Why a role or the care for a goal ends."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("One sentence; the journal keeps it. At most 300 characters."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why it ends. The journal keeps it.")},
    )


class GuardianshipForm(forms.Form):
    """A theme for a Guardian."""

    prefix = "guardian"
    user = PersonField()
    theme = forms.ModelChoiceField(
        label=_("Goal"),
        queryset=Theme.objects.none(),
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose a goal.")},
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)  # noqa: S101 - declared above
        theme.queryset = edition.themes.order_by("number")
