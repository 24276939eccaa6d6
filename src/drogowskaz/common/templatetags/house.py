"""Tags and filters that every template has: hours, days, wordings, fields, tiles, prose."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import forms
from .. import prose as words
from ..languages import current, wording
from ..units import MINUTES_IN_HOUR, hours_and_minutes

register = template.Library()

HARD = "\N{NO-BREAK SPACE}"
MONTHS = {
    "pl": [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
TENTH = Decimal("0.1")
PER_CENT = 100


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as people say them: "3 h 30 min"; nothing for None."""
    return "" if minutes is None else hours_and_minutes(minutes)


@register.filter
def in_units(minutes: int | None, minutes_in_unit: int = MINUTES_IN_HOUR) -> str:
    """Minutes as a decimal number of the edition's unit (60: hours, 480: days): 690 → "11,5"."""
    if minutes is None:
        return ""
    number = (Decimal(minutes) / minutes_in_unit).quantize(TENTH, ROUND_HALF_UP).normalize()
    said = f"{number:f}"
    return said.replace(".", ",") if current() == "pl" else said


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in words: "27 listopada 2026 r.", "27 November 2026"; moments are taken in Warsaw."""
    if value is None or value == "":
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    said = f"{on.day}{HARD}{MONTHS[current()][on.month - 1]}{HARD}{on.year}"
    return f"{said}{HARD}r." if current() == "pl" else said


@register.filter
def moment(value: datetime | None) -> str:
    """A day and a time in Warsaw: "27 listopada 2026 r., 10:00"."""
    if value is None or value == "":
        return ""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"


@register.filter
def nbsp(text: object) -> str:
    """Keep one-letter Polish words and numbers with what follows them: no „w” at the end of a line."""
    kept = re.sub(r"(?<![^\s(„])([aiouwzAIOUWZ]) ", rf"\1{HARD}", str(text))
    return re.sub(r"(\d) (?=\w)", rf"\1{HARD}", kept)


@register.filter(name="said")
def said_filter(thing: object, field: str) -> str:
    """The wording of `field` in the page's language, or in the other where it is missing."""
    return str(wording(thing, field))


@register.simple_tag
def said(thing: object, field: str) -> SafeString | str:
    """The wording of `field`, marked with its language where that is not the page's own."""
    found = wording(thing, field)
    return (
        found.text
        if found.lang == current()
        else format_html('<span lang="{}">{}</span>', found.lang, found.text)
    )


@register.filter
def percent_class(value: int | float | None, most: int | float) -> str:
    """The class of a bar's length: `value` as whole per cent of `most`, "v-0" to "v-100"."""
    if not value or not most:
        return "v-0"
    return f"v-{min(max(round(PER_CENT * value / most), 0), PER_CENT)}"


@register.inclusion_tag("components/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field with label, hint, error and count."""
    return {"field": bound}


@register.inclusion_tag("components/_errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary of a form's errors, with links to the fields; nothing when there are none."""
    return {
        "form": form,
        "wrong": [bound for bound in form if bound.errors],
        "number": len(form.errors) if form.is_bound else 0,
    }


@register.simple_tag
def widget(bound: BoundField) -> SafeString:
    """The control of a field with the class and the descriptions of the house."""
    return bound.as_widget(attrs=forms.attributes(bound))


@register.filter
def limit(bound: BoundField) -> int | None:
    """How many characters a text area takes."""
    return forms.limit(bound)


@register.inclusion_tag("components/_goal.html")
def goal(theme: Any, large: bool = False) -> dict[str, Any]:
    """The tile of a theme: its number on paper, its colour as the bottom bar, its name beside it."""
    return {"theme": theme, "large": large}


@register.simple_tag
def tag(text: object, kind: str = "") -> SafeString:
    """A state in a word: kind is "", ok, info, warn, bad or plain."""
    return format_html('<span class="tag{}">{}</span>', f" tag--{kind}" if kind else "", text)


@register.inclusion_tag("components/_prose.html")
def prose(text: str) -> dict[str, Any]:
    """What a city or an editor wrote, as HTML; nothing in it is ever run."""
    return {"html": words.html(words.parse(text or ""))}


@register.inclusion_tag("components/_prose.html")
def tree(nodes: list[words.Node]) -> dict[str, Any]:
    """A prose tree that has been parsed before, as HTML."""
    return {"html": words.html(nodes)}


@register.inclusion_tag("components/_hours.html")
def hours_meter(
    granted: int, reserved: int, used: int, minutes_in_unit: int = MINUTES_IN_HOUR
) -> dict[str, Any]:
    """Used, booked and free time of an account in minutes: a bar, and the same in words."""
    free = max(granted - reserved - used, 0)
    width = 600
    whole = max(granted, 1)
    end_used, end_booked = width * used // whole, width * (used + reserved) // whole
    return {
        "granted": granted,
        "used_width": end_used,
        "booked_from": end_used,
        "booked_width": end_booked - end_used,
        "free_from": end_booked,
        "free_width": width - end_booked,
        "used": used,
        "reserved": reserved,
        "sentence": meter_sentence(granted, reserved, used, minutes_in_unit),
        "free": free,
        "said_free": _amount(free, minutes_in_unit),
    }


def _amount(minutes: int, minutes_in_unit: int) -> str:
    return (
        hours_and_minutes(minutes)
        if minutes_in_unit == MINUTES_IN_HOUR
        else in_days(minutes, minutes_in_unit)
    )


def in_days(minutes: int, minutes_in_unit: int) -> str:
    """Minutes as days of the edition: "1,5 dnia"."""
    number = in_units(minutes, minutes_in_unit)
    count = minutes // minutes_in_unit if minutes % minutes_in_unit == 0 else 2
    return ngettext("%(number)s day", "%(number)s days", count) % {"number": number}


def meter_sentence(granted: int, reserved: int, used: int, minutes_in_unit: int) -> str:
    """„Wykorzystano 11,5 z 30 godzin. Umówiono 4,5.” – in hours, or in days where the edition counts days."""
    amounts = {
        "used": in_units(used, minutes_in_unit),
        "granted": in_units(granted, minutes_in_unit),
        "booked": in_units(reserved, minutes_in_unit),
    }
    if minutes_in_unit == MINUTES_IN_HOUR:
        return _("%(used)s of %(granted)s hours used. %(booked)s booked.") % amounts
    return _("%(used)s of %(granted)s days used. %(booked)s booked.") % amounts
