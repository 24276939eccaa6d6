"""Where the cities of the register lie: taken out of a table, shown before they are put on the map."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from .models import City
from .sheets import Fault, Row, Sheet, read

REQUIRED = ("teryt", "latitude", "longitude")
ALIASES = {
    "lat": "latitude",
    "szerokość": "latitude",
    "lon": "longitude",
    "lng": "longitude",
    "długość": "longitude",
    **{name: name for name in REQUIRED},
}
BOUNDS = {"latitude": (49.0, 54.9), "longitude": (14.1, 24.2)}  # of Poland, in degrees north and east


@dataclass(frozen=True)
class Place:
    """A city and where the table says it lies, in degrees north and east."""

    city: City
    latitude: float
    longitude: float


@dataclass
class Import:
    """What importing a table would do. With `faults` nothing can be done."""

    placed: list[Place] = field(default_factory=list)
    moved: list[Place] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


def plan(content: bytes) -> Import:
    """Read a table of places and say what importing it would do; nothing is changed."""
    sheet = read(content, required=REQUIRED, aliases=ALIASES)
    result = Import(faults=sheet.faults)
    cities = {city.teryt: city for city in City.objects.current()}
    seen: dict[str, int] = {}
    for row in sheet.rows:
        if row["teryt"] in seen:
            facts = {"line": seen[row["teryt"]]}
            sheet.fault(row, "teryt", _("This city stands on line %(line)s already.") % facts)
            continue
        seen[row["teryt"]] = row.line
        place = _place(row, cities, sheet)
        if place is None:
            continue
        before = (place.city.latitude, place.city.longitude)
        if before == (place.latitude, place.longitude):
            result.unchanged += 1
        else:
            (result.placed if before == (None, None) else result.moved).append(place)
    if not sheet.rows and not result.faults:
        result.faults.append(Fault(2, "", _("There is no row below the names of the columns.")))
    result.faults.sort()
    return result


def _place(row: Row, cities: dict[str, City], sheet: Sheet) -> Place | None:
    city = cities.get(row["teryt"])
    if city is None:
        reason = _("No city of the register has the number “%(value)s”. It has seven digits.")
        sheet.fault(row, "teryt", reason % {"value": row["teryt"]})
    latitude, longitude = (_degrees(row, column, sheet) for column in ("latitude", "longitude"))
    if city is None or latitude is None or longitude is None:
        return None
    return Place(city, latitude, longitude)


def _degrees(row: Row, column: str, sheet: Sheet) -> float | None:
    lowest, highest = BOUNDS[column]
    try:
        degrees = float(row[column].replace(",", "."))
    except ValueError:
        degrees = float("nan")
    if lowest <= degrees <= highest:
        return degrees
    facts = {"value": row[column], "lowest": lowest, "highest": highest}
    sheet.fault(
        row, column, _("“%(value)s” is not between %(lowest)s and %(highest)s degrees, as in Poland.") % facts
    )
    return None


@transaction.atomic
def carry_out(prepared: Import) -> None:
    """Put the cities of `prepared` where the table says; all, or none.

    Raises:
        ValueError: the table has faults.
    """
    if prepared.faults:
        raise ValueError("an import with faults cannot be carried out")
    for place in (*prepared.placed, *prepared.moved):
        City.objects.filter(pk=place.city.pk).update(latitude=place.latitude, longitude=place.longitude)
