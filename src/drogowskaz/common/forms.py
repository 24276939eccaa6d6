"""Forms as our pages show them: one template for every field, errors as a page with status 422."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms import CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

UNPROCESSABLE = 422
YEARS = range(1990, 2201)


class Renderer(TemplatesSetting):
    """Renders forms with the project's templates."""

    field_template_name = "django/forms/field.html"


def invalid(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a form again with its errors: status 422, and a title that begins with „Błąd”."""
    return render(request, template, {**context, "has_errors": True}, status=UNPROCESSABLE)


def unanswered(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse | None:
    """The page that asks with `context["form"]`, at first and again while the answer has errors; then nothing."""
    if request.method != "POST":
        return render(request, template, context)
    return None if context["form"].is_valid() else invalid(request, template, context)


class KeyedForm(forms.Form):
    """A form with its own key: sent twice, it does its deed once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)


def in_our_time(day: date) -> None:
    """Refuse a day in a year nobody means; a validator for every day people type.

    Raises:
        ValidationError: the year is a slip, as 0206 for 2026.
    """
    if day.year not in YEARS:
        raise ValidationError(
            _("Check the year: it must be between %(first)s and %(last)s."),
            code="year",
            params={"first": YEARS[0], "last": YEARS[-1]},
        )


def described_by(field: BoundField) -> str:
    """The ids of hint and error of a field, for `aria-describedby`; empty when it has neither."""
    if not field.auto_id:
        return ""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if limit(field):
        ids.append(f"{field.auto_id}_count")
    return " ".join(ids)


def first_control(field: BoundField) -> str:
    """The id of the control that a link in the summary of errors leads to: of radios the first."""
    if field.use_fieldset and (controls := field.subwidgets):
        return controls[0].id_for_label or field.auto_id
    return field.id_for_label or field.auto_id


def errors_of(field: BoundField) -> list[str]:
    """What is wrong with a field, each in words; of a field left empty what to do, by its name.

    Django's own sentence says neither: several of them in the summary of errors would be all alike.
    """
    return [
        str(_missing(field))
        if error.code == "required" and error.message == forms.Field.default_error_messages["required"]
        else str(message)
        for error, message in zip(field.errors.as_data(), field.errors, strict=True)
    ]


def _missing(field: BoundField) -> str:
    """What to do with a field that was left empty."""
    label = field.label
    if isinstance(field.field, forms.FileField):
        return _("Attach a file: %(label)s") % {"label": label}
    if isinstance(field.field.widget, CheckboxInput):
        return _("Tick: %(label)s") % {"label": label}
    if isinstance(field.field, forms.ChoiceField):
        return _("Choose an answer: %(label)s") % {"label": label}
    return _("Fill in: %(label)s") % {"label": label}


def is_optional(field: BoundField) -> bool:
    """Say whether a field may stay empty; those a form names in `needed` are needed in some way of its own."""
    return not field.field.required and field.name not in getattr(field.form, "needed", ())


def is_choice(field: BoundField) -> bool:
    """Say whether a group is made of radios or boxes, each with a label of its own."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


def limit(field: BoundField) -> int | None:
    """How many characters a text area takes, if that is limited; it is counted on the page."""
    most = getattr(field.field, "max_length", None)
    return most if most and field.widget_type == "textarea" else None


def attributes(field: BoundField) -> dict[str, str | bool]:
    """What our fields carry beside Django's own attributes: class, description, error, live count."""
    given: dict[str, str | bool] = {}
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # what vanishes while one types is no help
    if not isinstance(widget, CheckboxInput) and not field.use_fieldset:
        given["class"] = f"input {widget.attrs.get('class', '')}".strip()
    if ids := described_by(field):
        given["aria-describedby"] = ids
    if field.errors and not field.use_fieldset:
        given["aria-invalid"] = "true"
    if limit(field):
        given["data-count"] = f"{field.auto_id}_count"
    if isinstance(widget, ClearableFileInput):
        widget.template_name = "django/forms/widgets/file.html"
    return given
