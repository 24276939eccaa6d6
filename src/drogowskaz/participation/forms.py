"""What is typed about taking part: admission, agreement, coordinator, adviser, and the filters of the board."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from drogowskaz.common.forms import in_our_time
from drogowskaz.documents.forms import UploadField
from drogowskaz.people.models import User
from drogowskaz.people.queries import cities_named
from drogowskaz.programmes.models import Edition, Path, Theme
from drogowskaz.registers.models import City
from drogowskaz.registers.voivodeships import Voivodeship

from .lifecycle import State

SIGNED_KINDS = ("pdf", "jpg", "png")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[in_our_time],
        **options,
    )


class CityField(forms.CharField):
    """A city of the register, by its name or its number; where a name is borne by several, the number decides."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Its name, or its seven-digit number in the register."))
        super().__init__(max_length=100, **options)

    def clean(self, value: Any) -> Any:
        """The one city that is meant."""
        typed = super().clean(value)
        if typed.isascii() and typed.isdigit():
            city = City.objects.current().filter(teryt=typed).first()
            if city is None:
                raise forms.ValidationError(_("No city in the register has this number."))
            return city
        found = cities_named(typed)
        exact = [city for city in found.cities if city.name.casefold() == typed.casefold()] or found.cities
        if not exact:
            raise forms.ValidationError(_("No city in the register has this name. Check the spelling."))
        if len(exact) > 1:
            named = "; ".join(
                f"{city} ({city.get_voivodeship_display()}, {city.teryt})" for city in exact[:6]
            )
            raise forms.ValidationError(
                _("Several cities fit: %(cities)s. Type the number of the right one."),
                params={"cities": named},
            )
        return exact[0]


class AdmitForm(forms.Form):
    """A city that comes by a path without an application."""

    city = CityField(label=gettext_lazy("City"))
    path = forms.ModelChoiceField(
        label=gettext_lazy("Path of qualification"), queryset=Path.objects.none(), empty_label=None
    )
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Goal the city is qualified under"),
        queryset=Theme.objects.none(),
        empty_label=gettext_lazy("Choose one"),
    )
    project_title = forms.CharField(label=gettext_lazy("Title of the project"), max_length=250)
    evidence = forms.CharField(
        label=gettext_lazy("Documented achievements"),
        help_text=gettext_lazy("What the city has achieved, and which documents show it."),
        max_length=4000,
        widget=_area(6),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        paths = edition.paths.filter(has_application=False)
        cast(forms.ModelChoiceField, self.fields["path"]).queryset = paths.order_by("position")
        cast(forms.ModelChoiceField, self.fields["theme"]).queryset = edition.themes.order_by("number")


class AdmitApplicationForm(forms.Form):
    """The title under which an accepted application becomes a participation."""

    project_title = forms.CharField(label=gettext_lazy("Title of the project"), max_length=250)


class AgreementForm(forms.Form):
    """Who signed for whom, when, and the file both signed."""

    number = forms.CharField(label=gettext_lazy("Number of the agreement"), max_length=40)
    city_signatory = forms.CharField(label=gettext_lazy("Signed for the city by"), max_length=120)
    city_function = forms.CharField(
        label=gettext_lazy("Function, as on the document"),
        max_length=120,
        initial=gettext_lazy("mayor of the city"),
    )
    city_signed_on = _day(gettext_lazy("Day of the city's signature"))
    institution_signatory = forms.CharField(
        label=gettext_lazy("Signed for the institution by"), max_length=120
    )
    institution_function = forms.CharField(label=gettext_lazy("Function, as on the document"), max_length=120)
    institution_signed_on = _day(gettext_lazy("Day of the institution's signature"))
    file = UploadField(label=gettext_lazy("The signed agreement"), allowed=SIGNED_KINDS)


class CoordinatorForm(forms.Form):
    """The person the city names."""

    name = forms.CharField(label=gettext_lazy("Name and surname"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        help_text=gettext_lazy("The invitation goes there, if the person has no account yet."),
        max_length=254,
    )
    position = forms.CharField(label=gettext_lazy("Post in the town hall"), max_length=120, required=False)
    public_name = forms.BooleanField(
        label=gettext_lazy("The person agrees to be named on the city's public page"), required=False
    )


class RefuseForm(forms.Form):
    """Why the Office says no."""

    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        help_text=gettext_lazy("The city reads it. At most 500 characters."),
        max_length=500,
        widget=_area(3),
    )


class AssignForm(forms.Form):
    """An Adviser for the city."""

    adviser = forms.ModelChoiceField(
        label=pgettext_lazy("to be chosen", "Adviser"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a person"),
    )

    def offer(self, advisers: QuerySet[User]) -> None:
        """Let the reader choose among `advisers`."""
        cast(forms.ModelChoiceField, self.fields["adviser"]).queryset = advisers


class FilterForm(forms.Form):
    """What of the board the reader wants to see; unknown values are left out."""

    miasto = forms.CharField(label=gettext_lazy("City"), required=False, max_length=60)
    edycja = forms.ModelChoiceField(
        label=gettext_lazy("Edition"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    cel = forms.TypedChoiceField(label=gettext_lazy("Goal"), required=False, coerce=int, empty_value=None)
    stan = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *State.choices]
    )
    wojewodztwo = forms.ChoiceField(
        label=gettext_lazy("Region"),
        required=False,
        choices=[("", gettext_lazy("all")), *Voivodeship.choices],
    )

    def __init__(self, *args: Any, editions: Any, themes: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["edycja"]).queryset = editions
        cast(forms.TypedChoiceField, self.fields["cel"]).choices = [("", _("all")), *themes]

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood, without the empty ones."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}
