"""The parts that documents are put together from: facts, tiles, sections, and the words of the house style."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

# A tree of common.prose: nodes as dataclasses or mappings with kind, text, children, href, level.
type_of_node = Any
Prose = tuple[type_of_node, ...]


@dataclass(frozen=True)
class Tile:
    """A goal or theme as our own tile: its number on paper, its colour only as a bar, its name beside it."""

    number: str
    name: str
    colour: str  # "#rrggbb"


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts."""

    label: str
    value: str


@dataclass(frozen=True)
class Figure:
    """A number that is shown large: "41" of "64", with what it counts."""

    value: str
    label: str
    beside: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with the text under it."""

    title: str
    prose: Prose = ()
    language: str = ""  # where it differs from the document's


@dataclass(frozen=True)
class Person:
    """Somebody who wrote, signed or answers for something."""

    name: str
    function: str = ""


def house_labels() -> dict[str, str]:
    """The words that every document needs, in the active language."""
    return {
        "page": _("Page {page} of {pages}"),
        "demo": _("Demonstration: cities, people and figures in this document are invented."),
        "data": _("The same facts for machines (JSON)"),
    }
