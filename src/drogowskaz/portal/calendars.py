"""Milestones as a calendar anybody can subscribe to. Source: RFC 5545."""

import hashlib
from datetime import date, datetime

from .published import CityPage

LONGEST_LINE = 75  # bytes, §3.1
CONTINUED = "\r\n "


def _text(text: str) -> str:
    """Text as a calendar takes it, §3.3.11."""
    plain = "".join(sign for sign in text if sign == "\n" or sign.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _date(on: date) -> str:
    """A day as a calendar takes it, §3.3.4: strftime leaves out the zeros of early years."""
    return on.isoformat().replace("-", "")


def _folded(line: str) -> str:
    """A line of at most 75 bytes; the rest goes on in the next, which begins with a space."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) >= LONGEST_LINE:
            parts.append(part)
            part = ""
        part += letter
    return CONTINUED.join([*parts, part])


def milestones(page: CityPage, *, name: str, address: str, at: datetime) -> str:
    """The calendar of a city's milestones as made at `at`; `name` is its title, `address` the city's page."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Drogowskaz//Kamienie//PL",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for milestone in page.milestones:
        told = f"{address}#{milestone.key}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(told.encode()).hexdigest()[:32]}@drogowskaz",
            f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{_date(milestone.due_on)}",  # without an end it lasts that one day, §3.6.1
            f"SUMMARY:{_text(f'{page.row.city}: {milestone.title}')}",
            f"URL:{address}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)
