"""What is typed about advice: amounts in hours, days and times in Warsaw, and the hidden key of each form."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from drogowskaz.common.forms import KeyedForm as ByKey
from drogowskaz.common.forms import in_our_time
from drogowskaz.common.units import hours_and_minutes
from drogowskaz.people.models import User

from .amounts import NotAnAmount, read
from .models import Account, AdvisoryRequest, Form

MOST_MINUTES = 60_000  # a thousand hours: no stage has more


class AmountField(forms.CharField):
    """An amount of advice as people write it: "1,5", "1:30", "90 min"; the cleaned value is in minutes.

    It must be above zero and a multiple of `grain`. Set `grain` and `minutes_in_unit` from the account.
    """

    default_error_messages = {"required": gettext_lazy("Type how long it took, for example 1:30.")}

    def __init__(self, *, zero: bool = False, **options: Any) -> None:
        self.grain = 1
        self.minutes_in_unit = 60
        self.zero = zero
        options.setdefault("max_length", 40)
        options.setdefault("help_text", gettext_lazy("Like this: 1,5 or 1:30 or 90 min."))
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A short field; the keyboard of letters and digits, because of the colon."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "class": "input--4"}

    def fit(self, account: Account) -> None:
        """Take grain and unit from `account`."""
        self.grain = account.grain
        self.minutes_in_unit = account.stage.edition.minutes_in_unit

    def clean(self, value: Any) -> Any:
        """Minutes, or None where nothing was typed and nothing is required."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            minutes = read(typed, minutes_in_unit=self.minutes_in_unit)
        except NotAnAmount as error:
            raise forms.ValidationError(str(error), code="amount") from error
        self._check(minutes)
        return minutes

    def _check(self, minutes: int) -> None:
        if minutes == 0 and not self.zero:
            raise forms.ValidationError(_("Type an amount above zero."), code="zero")
        if minutes > MOST_MINUTES:
            raise forms.ValidationError(_("This is more than any stage has. Check the amount."), code="huge")
        if minutes % self.grain:
            lower = minutes // self.grain * self.grain
            nearest = [hours_and_minutes(one) for one in (lower, lower + self.grain) if one]
            raise forms.ValidationError(
                _("Advice is counted in steps of %(grain)s. Type for example %(nearest)s."),
                code="grain",
                params={"grain": hours_and_minutes(self.grain), "nearest": _(" or ").join(nearest)},
            )


class KeyedForm(ByKey):
    """A form with its own key; one that comes back with other words can be sent again."""

    def renew(self) -> None:
        """Take a new key, so that what was typed can be sent after all; the person is told why it was asked back."""
        self.data = {name: self.data.get(name) for name in self.data} | {self.add_prefix("key"): str(uuid4())}
        self.add_error(
            None, _("This very form has been sent before, with other words. If this is new, send it again.")
        )


class AmountForm(forms.Form):
    """A form with an amount in the steps and the unit of an account."""

    def fit(self, account: Account | None) -> None:
        """Take steps and unit from `account`."""
        if account:
            cast(AmountField, self.fields["minutes"]).fit(account)


class ReasonForm(forms.Form):
    """A reason that the other side will read."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The other side reads it. At most 300 characters."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeyedReasonForm(KeyedForm, ReasonForm):
    """A reason, once."""


class AskForm(KeyedForm):
    """What the city asks advice for."""

    topic = forms.CharField(
        label=gettext_lazy("Topic"),
        help_text=gettext_lazy("One line, at most 150 characters."),
        max_length=150,
    )
    purpose = forms.CharField(
        label=gettext_lazy("What do you want to decide?"),
        help_text=gettext_lazy("Write what the city has to decide and what should come out of the advice."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    preferred_dates = forms.CharField(
        label=gettext_lazy("Preferred dates"),
        help_text=gettext_lazy("For example: Tuesdays before noon, after 10 December."),
        max_length=300,
        required=False,
    )


class AcceptForm(forms.Form):
    """Whom the Guardian names, with a word to the city."""

    adviser = forms.ModelChoiceField(
        label=pgettext_lazy("to be chosen", "Adviser"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a person"),
    )
    answer = forms.CharField(
        label=gettext_lazy("A word to the city"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, advisers: QuerySet[User]) -> None:
        """Let the Guardian choose among `advisers`."""
        cast(forms.ModelChoiceField, self.fields["adviser"]).queryset = advisers


class DeclineForm(forms.Form):
    """Why not, and what the city can do instead."""

    answer = forms.CharField(
        label=gettext_lazy("Why not, and what can the city do instead?"),
        help_text=gettext_lazy("The city reads it. At most 1000 characters."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ArrangeForm(AmountForm, KeyedForm):
    """When, how, about what, and how many minutes it books."""

    topic = forms.CharField(
        label=gettext_lazy("Topic"),
        help_text=gettext_lazy("One line; the public may read it."),
        max_length=150,
    )
    form = forms.ChoiceField(label=gettext_lazy("Form of the session"), choices=Form.choices)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[in_our_time],
    )
    begins = forms.TimeField(
        label=gettext_lazy("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("Ends at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = AmountField(
        label=gettext_lazy("How much time to book"),
        required=False,
        help_text=gettext_lazy(
            "Leave it empty to book the time from beginning to end. With preparation it may be more, like 2,5 or 2:30."
        ),
    )
    place = forms.CharField(
        label=gettext_lazy("Place or link"),
        help_text=gettext_lazy("Only the people of the city and you see it."),
        max_length=200,
        required=False,
    )
    request = forms.ModelChoiceField(
        label=gettext_lazy("Answers the request"),
        queryset=AdvisoryRequest.objects.none(),
        required=False,
        empty_label=gettext_lazy("no request"),
    )

    def offer(self, requests: QuerySet[AdvisoryRequest]) -> None:
        """Let the Adviser say which of `requests` the session answers."""
        cast(forms.ModelChoiceField, self.fields["request"]).queryset = requests

    def clean(self) -> dict[str, Any]:
        """Put day and times together in Warsaw, and book the whole time where no amount was typed."""
        cleaned = super().clean() or {}
        if {"day", "begins", "ends"} <= cleaned.keys():
            self._moments(cleaned)
        return cleaned

    def _moments(self, cleaned: dict[str, Any]) -> None:
        starts_at = self._moment("begins", cleaned["day"], cleaned["begins"])
        ends_at = self._moment("ends", cleaned["day"], cleaned["ends"])
        if starts_at is None or ends_at is None:
            return
        if ends_at <= starts_at:
            self.add_error("ends", _("The end must be later than the beginning."))
            return
        cleaned["starts_at"], cleaned["ends_at"] = starts_at, ends_at
        if "minutes" in cleaned and cleaned["minutes"] is None:
            field = self.fields["minutes"]
            try:
                cleaned["minutes"] = field.clean(f"{(ends_at - starts_at) // timedelta(minutes=1)} min")
            except forms.ValidationError as error:
                self.add_error("minutes", error)

    def _moment(self, field: str, day: date, clock: time) -> datetime | None:
        """The moment in Warsaw; an hour that the clock change leaves out or repeats is asked about."""
        naive = datetime.combine(day, clock)
        first = timezone.make_aware(naive)
        if first.replace(fold=1).utcoffset() == first.replace(fold=0).utcoffset():
            return first.astimezone(UTC)  # so that a length across the clock change is the real one
        self.add_error(
            field,
            _("In that night the clocks change and this hour happens twice or never. Choose another hour."),
        )
        return None


class RecordForm(AmountForm):
    """What the Adviser writes down after a session; short enough for a phone."""

    minutes = AmountField(label=gettext_lazy("How long did it take?"))
    participants = forms.IntegerField(
        label=gettext_lazy("How many people of the city came"), min_value=0, max_value=500, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("What was agreed"),
        help_text=gettext_lazy("The city reads it: what was agreed, who does what until when."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    internal_note = forms.CharField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy(
            "The city does not see it. For advisers, the guardian and the programme office."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SettleForm(AmountForm, KeyedReasonForm):
    """How much counts in the end, and why."""

    minutes = AmountField(
        label=gettext_lazy("How much counts?"),
        zero=True,
        help_text=gettext_lazy("Like this: 1,5 or 1:30 or 90 min. Type 0 if nothing counts."),
    )
    field_order = ["minutes", "reason", "key"]


class GrantForm(AmountForm, KeyedReasonForm):
    """More time for an account, and why."""

    minutes = AmountField(label=gettext_lazy("How much to add?"))
    field_order = ["minutes", "reason", "key"]
