"""The stage of the demo: editions from the preset, the people who work in the programme, and moments relative to today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from drogowskaz.people.models import Capacity, Representation, User
from drogowskaz.programmes import actions as programmes
from drogowskaz.programmes.loading import load
from drogowskaz.programmes.models import Edition, Membership, Programme, Theme
from drogowskaz.programmes.presets import read
from drogowskaz.programmes.roles import Role
from drogowskaz.registers.models import City

from .cast import ADVISERS, GUARDIANS
from .cities import InventedCity
from .people import PEOPLE

SOURCE = "zmyślone na potrzeby pokazu"
NAMES = {who.email: who.name for who in PEOPLE}


@dataclass(frozen=True)
class Clock:
    """Moments of the story, counted from the day it is told."""

    today: date

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """`days` from today (negative: ago) at an hour of Warsaw."""
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(hour, minute)))

    def on(self, days: int) -> date:
        """The day `days` from today."""
        return self.today + timedelta(days=days)


@dataclass(frozen=True)
class Stage:
    """Everything the deeds of the story need: who works in the programme, and when things happen."""

    clock: Clock
    edition: Edition
    calling: Edition
    office: User
    second: User
    guardians: dict[int, User]  # by number of the theme
    advisers: list[User]


def person(email: str, name: str) -> User:
    """An invented person with an account one cannot sign in to by password."""
    return User.objects.create_user(email, name=name, is_demo=True)


def represent(user: User, city: City, capacity: Capacity, *, by: User, at: datetime) -> None:
    """Let an invented person act for an invented city from a moment on."""
    Representation.objects.create(
        user=user, city=city, capacity=capacity, asked_at=at, asked_by=user, confirmed_at=at, confirmed_by=by
    )


def register(row: InventedCity, on: date, slug: str) -> City:
    """Put an invented city into the register, marked as invented."""
    return City.objects.create(
        teryt=row.teryt,
        name=row.name,
        slug=slug,
        municipality_type=row.municipality_type,
        county=row.county,
        voivodeship=row.voivodeship,
        population=row.population,
        population_year=on.year - 1,
        latitude=row.latitude,
        longitude=row.longitude,
        source=SOURCE,
        state_on=on,
        invented=True,
    )


def _first_office(programme: Programme, email: str, on: date) -> User:
    """The first person of an Office cannot be named by another; the operator of the installation does it."""
    user = person(email, NAMES[email])
    Membership.objects.create(programme=programme, user=user, role=Role.OFFICE, starts_on=on)
    return user


def _edition(preset: Path, today: date, *, slug: str, name_pl: str, name_en: str, at: datetime) -> Edition:
    edition = load(read(preset, today=today), at=at, slug=slug, invented=True).edition
    edition.name_pl, edition.name_en = name_pl, name_en
    edition.public_note_pl = "To edycja pokazowa. Miasta, osoby i liczby są zmyślone."
    edition.public_note_en = "This is a demonstration edition. Cities, people and figures are invented."
    edition.save(update_fields=["name_pl", "name_en", "public_note_pl", "public_note_en"])
    return edition


def set_up(preset: Path, today: date) -> Stage:
    """Load two editions of the preset – one with cities on their way, one with an open call – and staff them."""
    clock = Clock(today)
    began = clock.at(-150, 9)
    edition = _edition(
        preset,
        today,
        slug="pokaz",
        name_pl="Edycja pokazowa",
        name_en="Demonstration edition",
        at=began,
    )
    office = _first_office(edition.programme, "biuro@demo.example", clock.on(-160))
    second = person("biuro2@demo.example", NAMES["biuro2@demo.example"])
    auditor = person("audytorka@demo.example", NAMES["audytorka@demo.example"])
    for user, role in ((second, Role.OFFICE), (auditor, Role.AUDITOR)):
        programmes.add_membership(
            edition.programme, user, role=role, starts_on=clock.on(-160), by=office, at=began
        )
    programmes.open_edition(edition, by=office, at=began)
    calling = _edition(
        preset,
        clock.on(240),
        slug="pokaz-nabor",
        name_pl="Następna edycja pokazowa",
        name_en="Next demonstration edition",
        at=clock.at(-20),
    )
    programmes.open_edition(calling, by=office, at=clock.at(-19))
    return Stage(
        clock=clock,
        edition=edition,
        calling=calling,
        office=office,
        second=second,
        guardians=_guardians(edition, office, clock),
        advisers=_advisers(edition, office, clock),
    )


def _guardians(edition: Edition, office: User, clock: Clock) -> dict[int, User]:
    themes = list(Theme.objects.filter(edition=edition).order_by("number"))
    people = [
        person("opiekunka@demo.example" if number == 0 else f"opiekun{number}@demo.example", name)
        for number, name in enumerate(GUARDIANS)
    ]
    guards: dict[int, User] = {}
    for user in people:
        programmes.add_membership(
            edition.programme,
            user,
            role=Role.GUARDIAN,
            starts_on=clock.on(-150),
            by=office,
            at=clock.at(-150, 11),
        )
    for theme in themes:
        user = people[0] if theme.number == 11 else people[1 + theme.number % (len(people) - 1)]
        programmes.add_guardianship(theme, user, starts_on=clock.on(-150), by=office, at=clock.at(-150, 12))
        guards[theme.number] = user
    return guards


def _advisers(edition: Edition, office: User, clock: Clock) -> list[User]:
    people = [
        person("doradca@demo.example" if number == 0 else f"doradca{number}@demo.example", name)
        for number, name in enumerate(ADVISERS)
    ]
    for user in people:
        programmes.add_membership(
            edition.programme,
            user,
            role=Role.ADVISER,
            starts_on=clock.on(-150),
            by=office,
            at=clock.at(-150, 13),
        )
    return people
