"""Tags and filters that every template has: hours, days, wordings, fields, tiles, prose."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext, pgettext

from .. import context, forms
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
# Classes goal-1 to goal-24 of the stylesheet: the 17 goals, then colours for themes of other programmes.
PALETTE = (
    "#e5243b #dda63a #4c9f38 #c5192d #ff3a21 #26bde2 #fcc30b #a21942 #fd6925 #dd1367 #fd9d24 #bf8b2e #3f7e44 "
    "#0a97d9 #56c02b #00689d #19486a #1f6f54 #27509b #5a4a8a #7a5c00 #8a2f5c #a3441a #4f6d7a"
)
COLOURS = PALETTE.split()
HUNDREDTH = Decimal("0.01")
PER_CENT = 100
SPACED_FROM = 10_000
METER = 600  # units of the drawing of an account's hours
MOST_GAPS = 60  # units of time drawn apart; more would be grey


@register.filter
def hours(minutes: int | None) -> str:
    """Minutes as people say them: "3 h 30 min"; nothing for None."""
    return "" if minutes is None else hours_and_minutes(minutes)


@register.filter
def in_units(minutes: int | None, minutes_in_unit: int = MINUTES_IN_HOUR) -> str:
    """Minutes as a decimal number of the edition's unit (60: hours, 480: days): 690 → "11,5"."""
    if minutes is None:
        return ""
    number = (Decimal(minutes) / minutes_in_unit).quantize(HUNDREDTH, ROUND_HALF_UP).normalize()
    said = f"{number:f}"
    return said.replace(".", ",") if current() == "pl" else said


@register.filter
def thousands(number: int | None) -> str:
    """A whole number with spaces between thousands from 10 000 on: 1850, 24 300."""
    if number is None:
        return ""
    return f"{number:,}".replace(",", HARD) if abs(number) >= SPACED_FROM else str(number)


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
def described(bound: BoundField) -> str:
    """The ids of what describes a field: hint, error, count."""
    return forms.described_by(bound)


@register.filter
def errors_of(bound: BoundField) -> list[str]:
    """What is wrong with a field, each in words."""
    return forms.errors_of(bound)


@register.filter
def first_control(bound: BoundField) -> str:
    """The id of the control that a link to the field leads to."""
    return forms.first_control(bound)


@register.filter
def is_optional(bound: BoundField) -> bool:
    """Say whether the field may stay empty."""
    return forms.is_optional(bound)


@register.filter
def is_choice(bound: BoundField) -> bool:
    """Say whether the field is a group of radios or boxes."""
    return forms.is_choice(bound)


@register.simple_tag
def elided(page: Page) -> list[int | str]:
    """The numbers of pages worth showing, with … for what is left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def limit(bound: BoundField) -> int | None:
    """How many characters a text area takes."""
    return forms.limit(bound)


def shade(theme: Any) -> int:
    """The number of the class with the theme's colour, 1 to 24; a colour we do not know gives way to the number."""
    colour = str(getattr(theme, "colour", "")).lower()
    if colour in COLOURS:
        return COLOURS.index(colour) + 1
    return (int(theme.number) - 1) % len(COLOURS) + 1


@register.inclusion_tag("components/_goal.html")
def goal(theme: Any, large: bool = False, named: bool = True) -> dict[str, Any]:
    """The tile of a theme: number on paper, colour as the bottom bar; its name beside it, unless it stands near by."""
    return {"theme": theme, "large": large, "named": named, "shade": shade(theme)}


@register.inclusion_tag("components/_tag.html")
def tag(text: object, kind: str = "") -> dict[str, Any]:
    """A state in a word: kind is "", ok, info, warn, bad or plain."""
    return {"text": text, "kind": kind}


@register.filter
def standing(entries: Iterable[Any] | None, path: str) -> list[tuple[Any, str]]:
    """Each entry of a menu with its aria-current: "page", "true" for the nearest one above this page, or nothing."""
    listed = list(entries or ())
    current = context.standing([entry.url for entry in listed], path)
    return [(entry, current.get(entry.url, "")) for entry in listed]


@register.inclusion_tag("components/_prose.html")
def prose(text: str, highest: int = words.HIGHEST) -> dict[str, Any]:
    """What a city or an editor wrote, as HTML; nothing in it is ever run. Its headings begin at level `highest`."""
    return {"html": words.html(words.parse(text or ""), highest)}


@register.inclusion_tag("components/_prose.html")
def tree(nodes: list[words.Node], highest: int = words.HIGHEST) -> dict[str, Any]:
    """A prose tree that has been parsed before, as HTML; its headings begin at level `highest`."""
    return {"html": words.html(nodes or [], highest)}


@register.inclusion_tag("components/_hours.html")
def hours_meter(
    granted: int, reserved: int, used: int, minutes_in_unit: int = MINUTES_IN_HOUR
) -> dict[str, Any]:
    """Used, booked and free time of an account in minutes: a bar, and the same in words."""
    free = max(granted - reserved - used, 0)
    whole = max(granted, used + reserved, 1)
    end_used, end_booked = METER * used // whole, METER * (used + reserved) // whole
    edges = _edges(whole, minutes_in_unit)
    return {
        "used_width": end_used,
        "booked_from": end_used,
        "booked_width": end_booked - end_used,
        "free_from": end_booked,
        "free_width": METER - end_booked,
        "gaps": [x for x in edges if x <= end_booked],
        "marks": [x for x in edges if x > end_booked],
        "sentence": meter_sentence(granted, reserved, used, minutes_in_unit),
        "said_free": _amount(free, minutes_in_unit),
    }


def _edges(minutes: int, minutes_in_unit: int) -> list[int]:
    """Where one unit of time ends and the next begins, in the drawing."""
    units = -(-minutes // minutes_in_unit)  # the last may be a part of one
    return [METER * n * minutes_in_unit // minutes for n in range(1, units)] if units <= MOST_GAPS else []


def _amount(minutes: int, minutes_in_unit: int) -> str:
    return (
        hours_and_minutes(minutes)
        if minutes_in_unit == MINUTES_IN_HOUR
        else in_days(minutes, minutes_in_unit)
    )


def in_days(minutes: int, minutes_in_unit: int) -> str:
    """Minutes as days of the edition: "2 dni", "1,5 dnia"."""
    number = in_units(minutes, minutes_in_unit)
    whole, rest = divmod(minutes, minutes_in_unit)
    if rest:
        return pgettext("a fraction", "%(number)s days") % {"number": number}
    return ngettext("%(number)s day", "%(number)s days", whole) % {"number": number}


def meter_sentence(granted: int, reserved: int, used: int, minutes_in_unit: int) -> str:
    """„Wykorzystano 11,5 z 30 godzin. Umówiono 4,5.” – in hours, or in days where the edition counts days."""
    amounts = {
        "used": in_units(used, minutes_in_unit),
        "granted": in_units(granted, minutes_in_unit),
        "booked": in_units(reserved, minutes_in_unit),
    }
    whole, rest = divmod(granted, minutes_in_unit)
    if minutes_in_unit == MINUTES_IN_HOUR:
        said = (
            pgettext("a fraction", "%(used)s of %(granted)s hours used. %(booked)s booked.")
            if rest
            else ngettext(
                "%(used)s of %(granted)s hour used. %(booked)s booked.",
                "%(used)s of %(granted)s hours used. %(booked)s booked.",
                whole,
            )
        )
    else:
        said = (
            pgettext("a fraction", "%(used)s of %(granted)s days used. %(booked)s booked.")
            if rest
            else ngettext(
                "%(used)s of %(granted)s day used. %(booked)s booked.",
                "%(used)s of %(granted)s days used. %(booked)s booked.",
                whole,
            )
        )
    return said % amounts
