"""Amounts of advice as people type them: hours, or days where the edition counts days."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from drogowskaz.common.units import MINUTES_IN_HOUR

NBSP = "\N{NO-BREAK SPACE}"
PLAIN_HOURS_AT_MOST = 24  # "90" without a unit could be minutes or hours: we ask instead of guessing
NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
PARTS = re.compile(
    rf"(?:{NUMBER} ?(?:d|day|days|dni|dzień|dnia))? ?"
    rf"(?:{NUMBER} ?(?:h|hour|hours|godz\.?|godziny?|godzin|g))? ?"
    rf"(?:{NUMBER} ?(?:m|min\.?|minutes?|minut[ay]?))?"
)
PLAIN = re.compile(NUMBER)


class NotAnAmount(ValueError):
    """What was typed is no amount of time; the sentence says how to write one."""


def read(text: str, *, minutes_in_unit: int = MINUTES_IN_HOUR) -> int:
    """Read minutes from what people type: "1,5", "1:30", "90 min", "1 h 30 min", "2 dni".

    A number without a unit is hours (or days, where the edition counts days). The result may be any whole number;
    the form decides whether it fits.

    Raises:
        NotAnAmount: it cannot be understood, or is no whole number of minutes.
    """
    typed = " ".join(text.replace(NBSP, " ").lower().split())
    if typed[:1] in {"-", "−", "–"}:
        raise NotAnAmount(_("Type an amount above zero."))
    if clock := CLOCK.fullmatch(typed):
        return int(clock[1]) * MINUTES_IN_HOUR + int(clock[2])
    if plain := PLAIN.fullmatch(typed):
        number = _decimal(plain[1])
        if number > PLAIN_HOURS_AT_MOST and minutes_in_unit == MINUTES_IN_HOUR:
            raise NotAnAmount(_("Hours or minutes? Type for example 1:30 or 90 min."))
        return _whole(number * minutes_in_unit)
    parts = PARTS.fullmatch(typed)
    if not typed or not parts or not any(parts.groups()):
        raise NotAnAmount(_("Type the time like this: 1,5 or 1:30 or 90 min."))
    days, hours, minutes = (_decimal(part or "0") for part in parts.groups())
    day = minutes_in_unit if minutes_in_unit != MINUTES_IN_HOUR else 8 * MINUTES_IN_HOUR
    return _whole(days * day + hours * MINUTES_IN_HOUR + minutes)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _whole(minutes: Decimal) -> int:
    if minutes != minutes.to_integral_value():
        raise NotAnAmount(_("Type whole minutes, for example 1:30 or 90 min."))
    return int(minutes)
