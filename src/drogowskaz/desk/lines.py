"""The journal for people: which lines a reader finds, and each line as a sentence."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from drogowskaz.common.templatetags.house import day, moment
from drogowskaz.common.units import hours_and_minutes
from drogowskaz.people.folding import folded
from drogowskaz.people.models import Capacity, JournalEntry, User
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from . import queries
from .sentences import group, named, sentence

ENDS = ("closes_at", "from_at", "to_at")  # moments right after a deadline: told as the last before it
PEOPLE = ("person", "adviser")  # facts that are the number of an account
NOTES = ("reason", "remark", "remarks", "answer", "note", "trouble")  # facts that are somebody's own words
HEADER = ("at", "who", "deed", "words", "city", "teryt", "verb", "thing", "thing_id", "facts")


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the journal; empty values ask for nothing."""

    city: str = ""
    person: str = ""
    group: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Line:
    """One line in words, with its entry."""

    entry: JournalEntry
    who: str
    sentence: str
    group: str
    note: str
    details: list[tuple[str, Any]]


def found(user: User, filters: Filters) -> QuerySet[JournalEntry]:
    """The lines `user` may read and asks for, newest first."""
    lines = queries.journal(user).order_by("-at", "-pk")
    if filters.city:
        named = City.objects.filter(pk__in=queries.journal(user).values("city"))
        lines = lines.filter(city__in=_called(named, filters.city))
    if filters.person:
        named_people = User.objects.filter(pk__in=queries.journal(user).values("by"))
        lines = lines.filter(by__in=_called(named_people, filters.person))
    if filters.group:
        lines = lines.filter(verb__startswith=f"{filters.group}.")
    if filters.since:
        lines = lines.filter(at__gte=_midnight(filters.since))
    if filters.until:
        lines = lines.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return lines


def _called(things: QuerySet[Any], words: str) -> list[int]:
    """Numbers of those whose name has `words` in it, with or without Polish letters."""
    asked = folded(words)
    return [pk for pk, name in things.values_list("pk", "name") if asked in folded(name)]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def said(entries: Iterable[JournalEntry]) -> list[Line]:
    """Lines in the language of the page; one more query for the people the facts name."""
    listed = list(entries)
    numbers = {
        number for entry in listed for name in PEOPLE if isinstance(number := entry.facts.get(name), int)
    }
    people = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [_line(entry, people) for entry in listed]


def _line(entry: JournalEntry, people: dict[int, str]) -> Line:
    told = named(entry.verb)
    facts = {name: _fact(name, value, people) for name, value in entry.facts.items()}
    note = "; ".join(str(facts[name]) for name in NOTES if facts.get(name))
    return Line(
        entry=entry,
        who=entry.by.name if entry.by else _("automatically"),
        sentence=sentence(entry.verb, _Told(facts)),
        group=group(entry.verb),
        note=note,
        details=[
            (name, value)
            for name, value in entry.facts.items()
            if name not in told and name not in NOTES and value not in (None, "")
        ],
    )


class _Told(dict[str, str]):
    """Facts for a sentence; one that an old line does not have is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _fact(name: str, value: Any, people: dict[int, str]) -> str:
    if value is None or value == "":
        return "–"
    if name == "minutes" and isinstance(value, int):
        return hours_and_minutes(value)
    if name in PEOPLE and isinstance(value, int):
        return people.get(value, str(value))
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if name == "capacity" and value in Capacity.values:
        return str(Capacity(value).label)
    text = str(value)
    if (on := _parsed(parse_date, text)) is not None:
        return day(on)
    if (at := _parsed(parse_datetime, text)) is not None and timezone.is_aware(at):
        return moment(at - timedelta(microseconds=1) if name in ENDS else at)
    return text


def _parsed(parse: Any, text: str) -> Any:
    try:
        return parse(text)
    except ValueError:  # a number of an agreement may look like a day that does not exist
        return None


def rows(lines: Iterable[Line]) -> Iterable[tuple[Any, ...]]:
    """Lines as HEADER names them, for a spreadsheet."""
    for line in lines:
        entry = line.entry
        yield (
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            line.who,
            line.sentence,
            line.note,
            entry.city and entry.city.name,
            entry.city and entry.city.teryt,
            entry.verb,
            entry.thing,
            entry.thing_id,
            json.dumps(entry.facts, ensure_ascii=False, sort_keys=True),
        )
