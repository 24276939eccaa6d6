"""The official register of territorial units (TERC): cities taken out of its file, changes shown before they are made.

A row of the file is a voivodeship, a county or a municipality. Cities are the urban municipalities (RODZ 1) and the
cities inside urban-rural ones (RODZ 4); a city with county rights has a county number of 61 or more.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from .models import City, MunicipalityType
from .sheets import Fault, Row, Sheet, read
from .slugs import new_slugs
from .voivodeships import Voivodeship

COLUMNS = ("WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA")
SOURCE = "GUS, TERYT (TERC)"
CITY, CITY_IN_MUNICIPALITY = "1", "4"
KINDS = ("1", "2", "3", "4", "5", "8", "9")
COUNTY_RIGHTS_FROM = 61
NAME_LIMIT = 100
TWO_DIGITS = re.compile(r"\d{2}")
FOLLOWED = ("name", "municipality_type", "county", "voivodeship")


@dataclass(frozen=True)
class Unit:
    """A city as the file has it."""

    teryt: str
    name: str
    municipality_type: str
    county: str
    voivodeship: str


@dataclass(frozen=True)
class Change:
    """A city of the register that the file describes otherwise: field → (before, after)."""

    city: City
    fields: dict[str, tuple[str, str]]


@dataclass
class Import:
    """What importing a file would do. With `faults` nothing can be done."""

    state_on: date | None = None
    added: list[Unit] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    confirmed: list[City] = field(default_factory=list)  # the same, on a later day
    ended: list[City] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.ended or self.confirmed)


def plan(content: bytes) -> Import:
    """Read a TERC file and say what importing it would do; the database stays as it is."""
    sheet = read(content, required=COLUMNS)
    units, whole, state_on = _units(sheet)
    prepared = Import(state_on=state_on, faults=sheet.faults)
    if state_on is None and not sheet.faults:
        prepared.faults.append(Fault(1, "", _("The file has no rows.")))
    if state_on is None or prepared.faults:
        prepared.faults.sort()
        return prepared
    known = {city.teryt: city for city in City.objects.filter(invented=False)}
    newer = [
        city
        for city in known.values()
        if city.voivodeship in {unit.voivodeship for unit in units}
        and city.source == SOURCE
        and city.state_on > state_on
    ]
    if newer:
        latest = max(city.state_on for city in newer)
        facts = {"state": state_on.isoformat(), "known": latest.isoformat()}
        reason = _(
            "The file is of %(state)s, but the register knows the state of %(known)s. Use a newer file."
        )
        prepared.faults.append(Fault(2, "STAN_NA", reason % facts))
        return prepared
    for unit in units:
        _compare(unit, known.get(unit.teryt), prepared, state_on)
    there = {unit.teryt for unit in units}
    prepared.ended = [
        city
        for city in known.values()
        if city.teryt not in there
        and city.voivodeship in whole
        and city.ends_on is None
        and city.state_on < state_on
    ]
    return prepared


def _units(sheet: Sheet) -> tuple[list[Unit], set[str], date | None]:
    """The cities of the file, the voivodeships it holds whole, and the day it speaks of."""
    counties: dict[str, str] = {}
    whole: set[str] = set()
    seen: dict[str, int] = {}
    days: dict[date, Row] = {}
    cities: list[Row] = []
    for row in sheet.rows:
        if not _is_sound(row, sheet):
            continue
        code = row["WOJ"] + row["POW"] + row["GMI"] + row["RODZ"]
        if code in seen:
            sheet.fault(
                row, "GMI", _("The same unit stands on line %(line)s already.") % {"line": seen[code]}
            )
            continue
        seen[code] = row.line
        days.setdefault(date.fromisoformat(row["STAN_NA"]), row)
        if not row["POW"]:
            whole.add(row["WOJ"])
        elif not row["GMI"]:
            counties[row["WOJ"] + row["POW"]] = row["NAZWA"]
        elif row["RODZ"] in (CITY, CITY_IN_MUNICIPALITY):
            cities.append(row)
    for row in list(days.values())[1:]:
        sheet.fault(row, "STAN_NA", _("All rows must speak of the same day."))
    units = []
    for row in cities:
        county = counties.get(row["WOJ"] + row["POW"])
        if county is None:
            sheet.fault(row, "POW", _("The file has no row for this county."))
        else:
            units.append(_unit(row, county))
    return units, whole, next(iter(days), None)


def _is_sound(row: Row, sheet: Sheet) -> bool:
    before = len(sheet.faults)
    if row["WOJ"] not in Voivodeship.values:
        reason = _(
            "“%(value)s” is no voivodeship. Write two digits, as in 02; a table program may have cut the zero."
        )
        sheet.fault(row, "WOJ", reason % {"value": row["WOJ"]})
    for column in ("POW", "GMI"):
        if row[column] and not TWO_DIGITS.fullmatch(row[column]):
            reason = _(
                "“%(value)s” is no number of two digits, as in 01; a table program may have cut the zero."
            )
            sheet.fault(row, column, reason % {"value": row[column]})
    if row["GMI"] and not row["POW"]:
        sheet.fault(row, "POW", _("A municipality needs the number of its county."))
    if row["GMI"] and row["RODZ"] not in KINDS:
        reason = _("“%(value)s” is no kind of unit. Known: %(known)s.")
        sheet.fault(row, "RODZ", reason % {"value": row["RODZ"], "known": ", ".join(KINDS)})
    if row["RODZ"] and not row["GMI"]:
        sheet.fault(row, "GMI", _("A unit with RODZ needs the number of its municipality."))
    if not row["NAZWA"]:
        sheet.fault(row, "NAZWA", _("The name is missing."))
    elif len(row["NAZWA"]) > NAME_LIMIT:
        sheet.fault(row, "NAZWA", _("The name is longer than 100 characters."))
    try:
        date.fromisoformat(row["STAN_NA"])
    except ValueError:
        reason = _("“%(value)s” is no day. Write it as 2026-01-01.")
        sheet.fault(row, "STAN_NA", reason % {"value": row["STAN_NA"]})
    return len(sheet.faults) == before


def _unit(row: Row, county: str) -> Unit:
    if int(row["POW"]) >= COUNTY_RIGHTS_FROM:
        kind = MunicipalityType.COUNTY_RIGHTS
    elif row["RODZ"] == CITY:
        kind = MunicipalityType.URBAN
    else:
        kind = MunicipalityType.URBAN_RURAL
    teryt = row["WOJ"] + row["POW"] + row["GMI"] + row["RODZ"]
    return Unit(teryt, row["NAZWA"], kind, county, row["WOJ"])


def _compare(unit: Unit, city: City | None, prepared: Import, state_on: date) -> None:
    if city is None:
        prepared.added.append(unit)
        return
    fields = {
        name: (getattr(city, name), getattr(unit, name))
        for name in FOLLOWED
        if getattr(city, name) != getattr(unit, name)
    }
    if city.ends_on is not None:
        fields["ends_on"] = (city.ends_on.isoformat(), "")
    if fields:
        prepared.changed.append(Change(city, fields))
    elif (city.state_on, city.source) != (state_on, SOURCE):
        prepared.confirmed.append(city)
    else:
        prepared.unchanged += 1


@transaction.atomic
def carry_out(prepared: Import) -> None:
    """Make the changes of `prepared`: add, change, end-date; nothing is ever deleted, and no slug changes.

    Raises:
        ValueError: the file has faults, so there is nothing that could be done.
    """
    if prepared.faults or prepared.state_on is None:
        raise ValueError("an import with faults cannot be carried out")
    stamp = {"source": SOURCE, "state_on": prepared.state_on}
    taken = set(City.objects.values_list("slug", flat=True))
    slugs = new_slugs([(unit.teryt, unit.name, unit.voivodeship) for unit in prepared.added], taken)
    City.objects.bulk_create(
        [
            City(
                teryt=unit.teryt,
                name=unit.name,
                slug=slugs[unit.teryt],
                municipality_type=unit.municipality_type,
                county=unit.county,
                voivodeship=unit.voivodeship,
                **stamp,
            )
            for unit in prepared.added
        ]
    )
    for change in prepared.changed:
        values = {
            name: after or None if name == "ends_on" else after
            for name, (_before, after) in change.fields.items()
        }
        City.objects.filter(pk=change.city.pk).update(**values, **stamp)
    City.objects.filter(pk__in=[city.pk for city in prepared.confirmed]).update(**stamp)
    City.objects.filter(pk__in=[city.pk for city in prepared.ended]).update(ends_on=prepared.state_on)
