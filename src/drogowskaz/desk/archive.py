"""An edition of the past, from public pages: only what they state, each fact with the page that states it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path as FilePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drogowskaz.common.refusal import Refusal
from drogowskaz.participation.models import Participation
from drogowskaz.people.journal import record
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition, Path, Programme, Stage, Theme
from drogowskaz.programmes.presets import Faulty, ThemeRow, fingerprint, read_themes
from drogowskaz.programmes.reading import Fault, Folder, Table
from drogowskaz.registers.models import City, MunicipalityType
from drogowskaz.registers.slugs import new_slugs
from drogowskaz.registers.voivodeships import Voivodeship

TERYT = re.compile(r"\d{7}")
ADDRESS = re.compile(r"https?://\S+")


class ChangedSince(Refusal):
    """An archive is written once."""

    message = gettext_lazy(
        "This archive edition has been loaded from other files. An archived edition is not changed."
    )


@dataclass(frozen=True)
class CityRow:
    """What a public page says about one city; an empty value is not known."""

    teryt: str
    name: str
    municipality: str
    theme: int
    path: str
    project: str
    source: str


@dataclass(frozen=True)
class Archive:
    """An archive folder, checked."""

    sha256: str
    programme: str
    edition: dict[str, Any]
    themes: tuple[ThemeRow, ...]
    paths: tuple[dict[str, Any], ...]
    stages: tuple[dict[str, Any], ...]
    cities: tuple[CityRow, ...]
    looked_up: date


def read(folder: FilePath, *, today: date) -> Archive:
    """Read and check the archive in `folder`.

    Raises:
        Faulty: there are mistakes; all of them are named.
    """
    if not folder.is_dir():
        raise Faulty([Fault(str(folder), 1, _("There is no such folder."))])
    source = Folder(folder, today)
    themes = read_themes(source)
    file = source.table("edition.toml")
    table = file.inside("edition")
    programme = table.slug("programme")
    edition = {
        "slug": table.slug("slug"),
        "starts_on": table.day("starts"),
        "projects_end_on": table.day("projects_end"),
        "number_prefix": table.text("number_prefix", at_most=12),
        "themes_at_most": table.number("themes_at_most", least=1, most=100),
        **table.both("name", at_most=200),
        **table.both("public_note"),
    }
    table.done()
    paths = tuple(_path(one, place) for place, one in enumerate(file.each("paths"), 1))
    stages = tuple(_stage(one) for one in file.each("stages"))
    file.done()
    looked_up, cities = _cities(source, {theme.number for theme in themes}, {path["key"] for path in paths})
    source.rest("README.md")
    if source.faults:
        raise Faulty(source.faults)
    return Archive(fingerprint(folder), programme, edition, themes, paths, stages, cities, looked_up)


def _address(table: Table) -> str:
    source = table.text("source", at_most=200)
    if source and not ADDRESS.fullmatch(source):
        table.fault(_("A source is the address of a public page."), "source")
    return source


def _path(table: Table, position: int) -> dict[str, Any]:
    return {
        "key": table.slug("key"),
        "position": position,
        "has_application": table.flag("has_application"),
        "stated_cities": table.maybe_number("cities", most=10_000),
        "source": _address(table),
        **table.both("name", at_most=120),
        **table.both("summary", required=False),
    }


def _stage(table: Table) -> dict[str, Any]:
    return {
        "number": table.number("number", least=1, most=99),
        "minutes": table.number("minutes", least=1),
        "starts_on": table.day("starts"),
        "ends_on": table.day("ends"),
        **table.both("name", at_most=120),
        **table.both("purpose", required=False, at_most=300),
    }


def _cities(source: Folder, themes: set[int], paths: set[str]) -> tuple[date, tuple[CityRow, ...]]:
    file = source.table("cities.toml")
    looked_up = file.day("looked_up")
    cities: list[CityRow] = []
    for table in file.each("cities"):
        city = CityRow(
            teryt=table.text("teryt"),
            name=table.text("name", at_most=100),
            municipality=table.choice("municipality", MunicipalityType.values),
            theme=table.number("theme", default=0),
            path=table.choice("path", paths, default="") if table.has("path") else "",
            project=table.text("project", required=False, at_most=250),
            source=_address(table),
        )
        if city.teryt and not (TERYT.fullmatch(city.teryt) and city.teryt[:2] in Voivodeship.values):
            table.fault(
                _("A number in the register has seven digits and begins with a voivodeship."), "teryt"
            )
        if city.theme and city.theme not in themes:
            table.fault(_("There is no goal %(number)s.") % {"number": city.theme}, "theme")
        table.once("teryt", city.teryt, [other.teryt for other in cities])
        cities.append(city)
    file.done()
    return looked_up, tuple(cities)


@transaction.atomic
def load(archive: Archive, *, at: datetime) -> tuple[Edition, bool]:
    """Enter the archive: the edition, its known cities and their part in it. Says whether anything was new.

    Who decided when is not known, so `qualified_at` stays empty and nobody is named.

    Raises:
        ChangedSince: the edition is there, from other files.
        Programme.DoesNotExist: the programme has not been loaded.
    """
    edition = Edition.objects.filter(slug=archive.edition["slug"]).first()
    if edition:
        if edition.preset_sha256 != archive.sha256:
            raise ChangedSince
        return edition, False
    edition = Edition.objects.create(
        programme=Programme.objects.get(slug=archive.programme),
        state=EditionState.ARCHIVED,
        preset_sha256=archive.sha256,
        **archive.edition,
    )
    Theme.objects.bulk_create([Theme(edition=edition, **vars(theme)) for theme in archive.themes])
    Path.objects.bulk_create([Path(edition=edition, **path) for path in archive.paths])
    Stage.objects.bulk_create([Stage(edition=edition, **stage) for stage in archive.stages])
    cities = _entered(archive)
    themes = {theme.number: theme for theme in edition.themes.all()}
    paths = {path.key: path for path in edition.paths.all()}
    Participation.objects.bulk_create(
        [
            Participation(
                edition=edition,
                city=cities[row.teryt],
                path=paths.get(row.path),
                theme=themes.get(row.theme),
                project_title=row.project,
                source=row.source,
            )
            for row in archive.cities
        ]
    )
    record("desk.load_archive", edition, by=None, at=at, sha256=archive.sha256, cities=len(archive.cities))
    return edition, True


def _entered(archive: Archive) -> dict[str, City]:
    """The cities by their number; those the register does not have are added, with their page as the source."""
    numbers = [row.teryt for row in archive.cities]
    there = set(City.objects.filter(teryt__in=numbers).values_list("teryt", flat=True))
    new = [row for row in archive.cities if row.teryt not in there]
    taken = set(City.objects.values_list("slug", flat=True))
    slugs = new_slugs([(row.teryt, row.name, row.teryt[:2]) for row in new], taken)
    City.objects.bulk_create(
        [
            City(
                teryt=row.teryt,
                name=row.name,
                slug=slugs[row.teryt],
                municipality_type=row.municipality,
                voivodeship=row.teryt[:2],
                source=row.source,
                state_on=archive.looked_up,
            )
            for row in new
        ]
    )
    return {city.teryt: city for city in City.objects.filter(teryt__in=numbers)}
