"""The Action Plan as a document: chapters by goal, a card for each city, lists and index, and what it was made from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drogowskaz.documents.parts import Fact, Figure, Person, Prose, Section, Tile, house_labels
from drogowskaz.documents.press import Snapshot
from drogowskaz.reports.documents import ProjectCard, Result, StageHours, card_labels

TEMPLATE = "plans/typst/plan.typ"


@dataclass(frozen=True)
class CityCard:
    """One city's page in the Plan; `key` is unique in the Plan and links lists and index to the page."""

    key: str
    city: str
    voivodeship: str
    path: str  # how the city was qualified
    project: ProjectCard
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()  # what the Plan takes from the report
    results: tuple[Result, ...] = ()
    hours: tuple[StageHours, ...] = ()
    report: str = ""  # which version of the report it was taken from
    address: str = ""  # of the city's public page


@dataclass(frozen=True)
class Chapter:
    """One goal with its cities; a goal without a city has a chapter that says so."""

    tile: Tile
    introduction: Prose = ()
    cities: tuple[CityCard, ...] = ()


@dataclass(frozen=True)
class IndexEntry:
    """A word of the index and the cities it leads to, by key."""

    term: str
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Input:
    """One thing the Plan was made from, with its hash."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Plan(Snapshot):
    """One edition of the Plan, in one language."""

    programme: str
    subtitle: str
    edition_number: int
    edition: str  # "Wydanie 1, 24 listopada 2026 r."
    foreword: Prose = ()
    reading: Prose = ()  # how to read it in two minutes
    imprint: tuple[Fact, ...] = ()  # publisher, editors, licence, how to cite
    disclaimer: str = ""
    figures: tuple[Figure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    register: tuple[str, ...] = ()  # keys of all cities by the alphabet; empty: by chapters
    index: tuple[IndexEntry, ...] = ()
    editors: tuple[Person, ...] = ()
    inputs: tuple[Input, ...] = ()
    checksum: str = ""  # SHA-256 over the inputs


def labels() -> dict[str, str]:
    """The words of the Plan, in the active language."""
    return (
        house_labels()
        | card_labels()
        | {
            "contents": _("Contents"),
            "foreword": _("Foreword"),
            "reading": _("How to read this Plan"),
            "numbers": _("The programme in numbers"),
            "imprint": _("About this edition"),
            "goal": _("Goal"),
            "cities": _("Cities of this goal"),
            "empty": _("No city was qualified under this goal in this edition."),
            "project": _("Project"),
            "list": _("List of cities"),
            "city": _("City"),
            "voivodeship": _("Voivodeship"),
            "path": _("Way into the programme"),
            "page_word": _("Page"),
            "index": _("Index"),
            "see": _("More on the city’s page:"),
            "report": _("From the city’s report, version"),
            "editors": _("Editors"),
            "inputs": _("What this Plan was made from"),
            "inputs_how": _("Each report went in exactly as its Mayor approved it. The hashes show it."),
            "version": _("Version"),
            "checksum": _("SHA-256 over all inputs:"),
        }
    )
